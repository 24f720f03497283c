import Testing

@testable import Record

/// Every vowel of Vietnamese with every tone, as the alphabet spells them.
private let precomposed =
  "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"

@Suite struct `Folded text` {
  @Test(arguments: [
    "dak lak", "đak lak", "Đắk Lắk", "DAK LAK", "Ðắk Lắk", "ĐA\u{306}\u{301}K LA\u{306}\u{301}K",
    "đắk\u{34F} lắk",
  ])
  func `is the same however a name is typed`(text: String) {
    #expect(Folding.folded(text) == "dak lak")
  }

  @Test(arguments: [
    ("Nguyễn Ngọc Như Quỳnh", "nguyen ngoc nhu quynh"), ("Hoà Hòa hoa\u{300}", "hoa hoa hoa"),
    ("Straße Œuvre Æther Þór Łódź Øre", "strasse oeuvre aether thor lodz ore"),
    ("ÉCOLE naïve", "ecole naive"), ("Москва Й", "москва и"), ("한국", "한국"),
    ("ΣΟΦΟΣ σοφός", "σοφοσ σοφοσ"), ("日本 が", "日本 が"), ("", ""), ("a\u{0}B", "a\u{0}b"),
    ("🕯 Đ", "🕯 d"), ("İstanbul ISPARTA ı", "istanbul isparta i"), ("K Å", "k a"),
  ])
  func `has no case and no diacritics`(text: String, folded: String) {
    #expect(Folding.folded(text).unicodeScalars.elementsEqual(folded.unicodeScalars))
  }

  @Test func `is what it is when folded again, fast and slow alike`() {
    for value in UInt32(0)..<0x3_0000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(Character(scalar))
      let once = Folding.folded(text)
      #expect(Folding.folded(once).utf8.elementsEqual(once.utf8))
      #expect(Folding.folded(Composition.nfd(text)).utf8.elementsEqual(once.utf8))
      #expect(Folding.thoroughly(text).utf8.elementsEqual(once.utf8))
    }
  }

  @Test func `is the same for composed and decomposed text`() {
    var draw = RandomDates(seed: 40)
    let letters = Array((precomposed + precomposed.uppercased() + "đĐbcd 12-").unicodeScalars)
    for _ in 0..<5_000 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<12 { letters.randomElement(using: &draw).map { scalars.append($0) } }
      let text = String(scalars)
      let folded = Folding.folded(text)
      #expect(folded.utf8.allSatisfy { $0 < 0x80 })
      #expect(Folding.folded(Composition.nfd(text)) == folded)
      #expect(Folding.folded(text.uppercased()) == folded)
    }
  }

  @Test(arguments: [
    ("Đắk Lắk, 2021!", "dak-lak-2021"), ("  --Điều 117 (BLHS)--", "dieu-117-blhs"),
    ("日本", ""), ("a🕯b", "a-b"), ("Nguyễn Văn Hoá", "nguyen-van-hoa"),
  ])
  func `makes a name for an address`(text: String, slug: String) {
    #expect(Folding.slug(from: text) == slug)
  }
}

@Suite struct `Composed text` {
  @Test func `has the bytes of the alphabet for every letter and tone`() {
    #expect(precomposed.unicodeScalars.count == 72)
    for scalar in (precomposed + precomposed.uppercased()).unicodeScalars {
      let letter = String(Character(scalar))
      let apart = Composition.nfd(letter)
      #expect(apart.unicodeScalars.allSatisfy { $0.value < 0x80 || $0.value >= 0x300 })
      #expect(Composition.nfc(apart).utf8.elementsEqual(letter.utf8))
      #expect(Composition.isNFC(letter))
      #expect(Composition.isNFC(apart) == (scalar.value < 0x80))
    }
  }

  @Test(arguments: [
    ("Tiê\u{301}ng Viê\u{323}t", "Tiếng Việt"), ("a\u{323}\u{302}", "ậ"),
    ("a\u{302}\u{323}", "ậ"), ("o\u{31B}\u{301}", "ớ"), ("\u{212B}", "Å"), ("ascii", "ascii"),
  ])
  func `joins marks in whatever order they came`(text: String, composed: String) {
    #expect(Composition.nfc(text).utf8.elementsEqual(composed.utf8))
  }
}

@Suite struct `Vietnamese order` {
  @Test(arguments: [
    ["an", "ăn", "ân", "ba", "ca", "da", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"],
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["ma", "Ma", "MA", "mà", "mb"],
    ["Nguyện", "Nguyễn An", "Nguyễn Văn", "Nguyễn Vân"],
    ["Lê", "Lệ", "Lê An", "Lễ An", "Lệ An"],
    ["", " ", "1", "9", "a", "z", "日"],
    ["Dũng", "Đài", "Đắk Lắk", "Đoan", "E"],
  ])
  func `goes by letters, then tones, then case`(words: [String]) {
    #expect(words.reversed().sorted(by: VietnameseCollation.isOrdered) == words)
  }

  @Test func `does not depend on composition`() {
    for text in ["Đắk Lắk", "Nguyễn Ngọc Như Quỳnh", "ớ ậ"] {
      let key = VietnameseCollation.sortKey(text)
      #expect(VietnameseCollation.sortKey(Composition.nfd(text)) == key)
      #expect(VietnameseCollation.sortKey("ma") != VietnameseCollation.sortKey("mà"))
    }
  }
}
