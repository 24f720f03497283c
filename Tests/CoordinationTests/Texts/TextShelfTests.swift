import Mutation
import Record
import Testing

@testable import Coordination

/// The two normal forms of a text.
private func forms(_ text: String) -> (kept: String, bare: String) {
  var form = NormalForm()
  var text = text
  text.withUTF8 { form.read(UnsafeRawBufferPointer($0)) }
  return (
    form.withKept { String(decoding: $0, as: UTF8.self) },
    form.withBare { String(decoding: $0, as: UTF8.self) }
  )
}

@Suite("Texts have one normal form") struct NormalFormTests {
  @Test(
    "Case, mentions, addresses, digits and white space do not count",
    arguments: [
      ("Hello  WORLD\t2024", "hello world 0000"),
      ("@ai_đó xem www.vi.example/x?y ngay", "xem ngay"),
      ("(xem HTTPS://a.example/Ba) nhé", "(xem nhé"),
      ("viết cho ban@a.example", "viết cho ban@a.example"),
      ("@", "@"), ("a @ b", "a @ b"), ("@@an", "@"), ("@an.", "."),
      ("看https://a.example/b看", "看看"), ("", ""), ("  \n ", ""), ("@an @bình", ""),
      ("１２ ๓", "00 0"), ("ΟΔΟΣ", "οδοσ"), ("Москва", "москва"),
    ]) func normal(_ pair: (text: String, kept: String))
  {
    #expect(forms(pair.text).kept == pair.kept)
  }

  @Test("Vietnamese is written with diacritics and without") func vietnamese() {
    let form = forms("ĐẮK LẮK: Ưu tiên người nghèo ở Huế")
    #expect(form.kept == "đắk lắk: ưu tiên người nghèo ở huế")
    #expect(form.bare == "dak lak: uu tien nguoi ngheo o hue")
  }

  @Test("Composed and decomposed spellings are one") func decomposed() {
    let text = "Đường phố Hà Nội, những ngày mưa ướt"
    let apart = Composition.nfd(text)
    #expect(!apart.utf8.elementsEqual(text.utf8))
    #expect(forms(apart).kept.utf8.elementsEqual(forms(text).kept.utf8))
    #expect(forms(apart) == forms(text))
  }

  @Test("What has no width is nothing, even between a letter and its mark") func widthless() {
    #expect(forms("v\u{200B}iệ\u{200D}t\u{FEFF} nam\u{AD}").kept == "việt nam")
    #expect(forms("e\u{200D}\u{301}").kept.utf8.elementsEqual("é".utf8))
  }

  @Test("A run of emoji is one token") func emoji() {
    let one = forms("hay 👍 quá").kept
    #expect(one == "hay \u{1} quá")
    #expect(forms("hay👍🏽 ❤️👨‍👩‍👧 🇻🇳quá").kept == one)
  }

  @Test("The bare form is that of the search") func likeFolding() {
    for text in ["Ærø Straße Łódź ŋ", "Ψυχή Ёлка Йод", "ΐ ᾳ Ǆ ŉ İ", "Ķẖ"] {
      #expect(forms(text).bare == Folding.folded(text), "\(text)")
    }
  }

  @Test("All Latin, Greek and Cyrillic letters are spelt as the standard library does") func table()
  {
    for value in Array(0xC0..<0x530) + Array(0x1E00..<0x2000) {
      guard let scalar = Unicode.Scalar(UInt32(value)), scalar.properties.isAlphabetic,
        scalar.properties.canonicalCombiningClass == .notReordered, scalar != "ς"
      else { continue }
      let lower = scalar.properties.lowercaseMapping
      #expect(forms(String(scalar)).kept == Composition.nfc(lower), "\(value)")
      #expect(forms(String(scalar)).bare == Folding.folded(lower), "\(value)")
    }
  }
}

@Suite("A shelf keeps hashes of texts") struct TextShelfTests {
  private let sentence = "Hôm nay trời đẹp quá đi thôi bạn ơi"

  @Test("Equal forms are one text, and uses are counted") func equal() {
    var shelf = TextShelf(key: (3, 4))
    let first = shelf.shelve(sentence)
    #expect(first == 0)
    #expect(shelf.shelve("@ai  \(sentence.uppercased()) https://a.example") == first)
    #expect(shelf.shelve(Composition.nfd(sentence)) == first)
    let bare = shelf.shelve(Folding.folded(sentence))
    #expect(bare == 1)
    #expect(shelf.uses(of: 0) == 3 && shelf.uses(of: 1) == 1)
    #expect(shelf.bareHash(of: 0) == shelf.bareHash(of: 1))
    #expect(shelf.exactHash(of: 0) != shelf.exactHash(of: 1))
    #expect(shelf.count == 2 && shelf.formCount == 1)
  }

  @Test(
    "Short texts, empty ones and mentions only are not kept",
    arguments: [
      "", " ", "một hai ba bốn năm", "@a @b @c @d @e @f @g", "👍 👍 👍 👍 👍 👍",
      "https://a.example/1 https://a.example/2 một hai", "我们今天很好", "ขอบคุณมาก",
      "một hai ba bốn năm \u{200B} \u{200D}", "dàidònhưngkhôngcókhoảngtrắngnàocảđâu",
    ]) func short(_ text: String)
  {
    var shelf = TextShelf()
    #expect(shelf.shelve(text) == nil)
    #expect(shelf.count == 0)
  }

  @Test(
    "Six words are enough, and a sentence of a script without spaces",
    arguments: [
      "một hai ba bốn năm sáu", "我们今天去北京看朋友然后回家", "วันนี้อากาศดีมากเราไปเที่ยวกัน",
      "ថ្ងៃនេះអាកាសធាតុល្អណាស់យើងទៅលេង", "今日はとても天気がいいですね散歩",
    ]) func long(_ text: String)
  {
    var shelf = TextShelf()
    #expect(shelf.shelve(text) == 0)
    shelf.withShingles { shingles, ends in
      #expect(ends.count == 1 && shingles.count >= 5)
    }
  }

  @Test("Another key gives other hashes") func keyed() {
    var (one, other) = (TextShelf(key: (1, 2)), TextShelf(key: (1, 3)))
    _ = one.shelve(sentence)
    _ = other.shelve(sentence)
    #expect(one.exactHash(of: 0) != other.exactHash(of: 0))
    let both = [one, other].map { $0.withShingles { shingles, _ in Set(shingles) } }
    #expect(both[0].count == 8 && both[0].isDisjoint(with: both[1]))
  }

  @Test("The order of words counts") func order() {
    var shelf = TextShelf()
    _ = shelf.shelve("a b a b a b")
    shelf.withShingles { shingles, _ in #expect(shingles.count == 2) }
  }

  @Test("Nothing brings it down") func hostile() {
    var shelf = TextShelf()
    let million = 1 << 20
    func shelve(_ bytes: [UInt8]) -> UInt32? { bytes.withUnsafeBytes { shelf.shelve($0) } }
    #expect(shelve(Array(repeating: 0x61, count: million)) == nil)
    #expect(shelve(Array(repeating: 0xFF, count: million)) == nil)
    #expect(shelve(Array(repeating: 0x40, count: million)) == nil)
    #expect(shelve(Array(String(repeating: "\u{301}\u{323}", count: million / 4).utf8)) == nil)
    #expect(shelve(Array(String(repeating: "\u{301} ", count: million / 4).utf8)) == nil)
    #expect(shelve(Array(String(repeating: "http", count: million / 4).utf8)) == nil)
    #expect(shelve(Array(String(repeating: "không", count: million / 8).utf8)) == nil)
    #expect(shelve(Array(String(repeating: "国ไ", count: million / 8).utf8)) == 0)
    #expect(shelve(Array(String(repeating: "a\u{301}b ", count: million / 8).utf8)) == 1)
    let numbers = (0..<100_000).map { "x\($0 % 1000)y".map { String($0) }.joined(separator: " ") }
    #expect(shelve(Array(numbers.joined(separator: " ").utf8)) == 2)
    shelf.withShingles { shingles, _ in #expect(shingles.count < 3 * Shingles.most) }
  }

  @Test("Damaged texts are read, with one result each") func damaged() {
    let corpus = [
      sentence, Composition.nfd(sentence), "👨‍👩‍👧 @ai_đó https://a.example/ğ một hai ba bốn năm sáu",
      "我们今天去北京看朋友然后回家", "วันนี้อากาศดีมากเราไปเที่ยวกัน", "ĶẖἈʹ\u{2126}\u{212B} a b c d e",
    ]
    var mutator = Mutator(corpus: corpus.map { Array($0.utf8) }, seed: 5)
    mutator.longest = 4096
    var (one, other) = (TextShelf(), TextShelf())
    for _ in 0..<3000 {
      let bytes = mutator.next()
      let number = bytes.withUnsafeBytes { one.shelve($0) }
      #expect(number == bytes.withUnsafeBytes { other.shelve($0) })
    }
  }
}
