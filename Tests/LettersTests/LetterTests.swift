import Mutation
import Record
import Testing

@testable import Letters

let allKinds = (1...13).map { "L\($0)" }

@Suite("Letters")
struct LetterTests {
  private let shelf = LetterShelf.shipped

  @Test func `The shipped templates have no faults`() {
    #expect(LetterLint.shippedFaults.map(\.description) == [])
    #expect(shelf.kinds.map(\.id) == allKinds)
  }

  @Test("Both languages tell the same facts, and nothing but facts", arguments: allKinds)
  func extraction(_ id: String) throws {
    let facts = MadeFacts.full()
    let vietnamese = try #require(shelf.letter(id, of: facts, in: .vi))
    let english = try #require(shelf.letter(id, of: facts, in: .en))
    #expect(vietnamese.used == english.used)
    #expect(Extraction.values(vietnamese) == Extraction.expected(facts, vietnamese.used))
    #expect(Extraction.values(english) == Extraction.expected(facts, english.used))
    for letter in [vietnamese, english] {
      #expect(letter.missing == [] && letter.withheld == [])
      #expect(!letter.text.contains { $0 == "{" || $0 == "}" })
      #expect(!letter.text.contains("[còn thiếu") && !letter.text.contains("[missing"))
    }
  }

  @Test("What the letter adds of its own does not depend on the facts", arguments: allKinds)
  func ownWords(_ id: String) throws {
    for language in Language.allCases {
      let letter = try #require(shelf.letter(id, of: MadeFacts.full(), in: language))
      let own = letter.lines.flatMap(\.runs).filter { $0.origin == .template }.map(\.text)
      #expect(!own.joined().contains("«"))
    }
  }

  @Test("Without facts every gap is marked and nothing is made up", arguments: allKinds)
  func empty(_ id: String) throws {
    for language in Language.allCases {
      let letter = try #require(shelf.letter(id, of: LetterFacts(), in: language))
      let mark = language == .vi ? "[còn thiếu: " : "[missing: "
      #expect(letter.used == [])
      #expect(letter.missing.contains("docket.id") && letter.text.contains(mark))
      let gaps = letter.lines.flatMap(\.runs).filter {
        if case .gap = $0.origin { true } else { false }
      }
      #expect(
        Set(letter.missing).subtracting(["addressee.country"]).isSubset(
          of: gaps.compactMap { if case .gap(let name) = $0.origin { name } else { nil } }))
      #expect(letter.html.contains("<mark>"))
    }
  }

  @Test("Nothing goes to whom it may not go", arguments: allKinds)
  func consent(_ id: String) throws {
    var facts = LetterFacts()
    var secret: Set<String> = []
    for (place, field) in shelf.fields.enumerated() {
      let value = MadeFacts.value(field, place)
      facts.set(field.name, value)
      if field.isPersonal {
        secret.formUnion(Extraction.expected(single(field.name, value), [field.name]))
      }
    }
    for language in Language.allCases {
      let letter = try #require(shelf.letter(id, of: facts, in: language))
      #expect(Extraction.values(letter).isDisjoint(with: secret))
      #expect(
        !letter.used.contains { name in shelf.fields.contains { $0.name == name && $0.isPersonal } }
      )
    }
  }

  private func single(_ name: String, _ value: FactValue) -> LetterFacts {
    var facts = LetterFacts()
    facts.set(name, value)
    return facts
  }

  @Test func `A letter to an authority wants to know of which country`() throws {
    let letter = try #require(shelf.letter("L9", of: LetterFacts(), in: .vi))
    #expect(letter.missing.contains("addressee.country"))
    #expect(
      try #require(shelf.letter("L1", of: LetterFacts(), in: .vi)).missing.contains(
        "addressee.country") == false)
  }

  @Test func `Consent for one addressee is none for another`() throws {
    var facts = MadeFacts.full()
    facts.set("appellant.name", .text("«Nguyễn Thị Mẫu»"), consent: .only([.platform]))
    let first = try #require(shelf.letter("L1", of: facts, in: .vi))
    #expect(first.text.contains("«Nguyễn Thị Mẫu»") && first.used.contains("appellant.name"))
    let board = try #require(shelf.letter("L7", of: facts, in: .vi))
    #expect(!board.text.contains("Mẫu"))
    #expect(board.text.contains("Thay mặt một người không được nêu tên trong thư này"))
    let elsewhere = try #require(shelf.letter("L1", of: facts, in: .en, to: .partner))
    #expect(!elsewhere.html.contains("Mẫu"))
  }

  @Test func `A name that is kept back comes in by no other fact`() throws {
    var facts = MadeFacts.full()
    facts.set("appellant.name", .text("Trần Văn Thử"), consent: .only([.platform]))
    facts.set("harm.text", .text("Bài của TRAN VAN THU bị gỡ"), consent: .anybody)
    facts.set("restriction.rule", .text("as told by Văn  Thử"))
    let platform = try #require(shelf.letter("L1", of: facts, in: .vi))
    #expect(platform.text.contains("TRAN VAN THU") && platform.withheld.isEmpty)
    let partner = try #require(shelf.letter("L1", of: facts, in: .vi, to: .partner))
    #expect(!Folding.folded(flowing(partner)).contains("van thu"))
    #expect(partner.withheld == ["appellant.name", "harm.text", "restriction.rule"])
  }

  @Test func `Free words go nowhere without consent`() throws {
    for name in ["item.context", "argument.points", "restriction.facts", "outcome.text"] {
      var facts = LetterFacts()
      facts.set(name, .text("«Bài của Trần Văn Thử»"))
      for id in allKinds {
        let letter = try #require(shelf.letter(id, of: facts, in: .vi))
        #expect(!letter.text.contains("Trần"), "\(name) in \(id)")
      }
    }
  }

  @Test func `A letter claims no more than is so`() throws {
    for language in Language.allCases {
      // Without a rule that applied there is no reason to refuse.
      let bare = flowing(try #require(shelf.letter("L10", of: LetterFacts(), in: language)))
      #expect(!bare.contains("For these reasons") && !bare.contains("Vì những lẽ trên"))
      let full = flowing(try #require(shelf.letter("L10", of: MadeFacts.full(), in: language)))
      #expect(full.contains("For these reasons") || full.contains("Vì những lẽ trên"))
      for id in allKinds {
        let text = flowing(try #require(shelf.letter(id, of: LetterFacts(), in: language)))
        #expect(
          !text.contains("this letter exists") && !text.contains("được lập bằng tiếng Việt và"))
        #expect(!text.contains("known to us") && !text.contains("chúng tôi biết rõ"))
      }
    }
    // The notice that is being written is not the platform's notice.
    var facts = LetterFacts()
    facts.set("letter.date", .day(try #require(CivilDay(parsing: "2026-11-29"))))
    facts.set("notice.date", .day(try #require(CivilDay(parsing: "2026-11-01"))))
    let notice = try #require(shelf.letter("L11", of: facts, in: .vi)).text
    #expect(notice.contains("được lập ngày 29/11/2026") && !notice.contains("01/11/2026"))
    let note = try #require(shelf.letter("L13", of: MadeFacts.full(), in: .vi)).text
    #expect(!note.contains("Kính gửi") && !note.contains("quý vị"))
  }

  @Test func `Quốc hiệu stands only above a letter to a Vietnamese authority`() throws {
    var facts = MadeFacts.full()
    facts.set("letter.place", .text("Hà Nội"))
    facts.set("letter.date", .day(try #require(CivilDay(parsing: "2026-02-05"))))
    let motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for id in allKinds {
      let letter = try #require(shelf.letter(id, of: facts, in: .vi))
      let isToAuthority = id == "L9" || id == "L10"
      #expect(letter.text.contains(motto) == isToAuthority, "\(id)")
      #expect(letter.text.contains("Hà Nội, ngày 05 tháng 02 năm 2026") == isToAuthority)
      if !isToAuthority { #expect(letter.text.contains("Hà Nội, ngày 05/02/2026")) }
    }
    facts.set("addressee.country", .text("DE"))
    #expect(try #require(shelf.letter("L10", of: facts, in: .vi)).text.contains(motto) == false)
    facts.set("letter.date", .day(try #require(CivilDay(parsing: "2026-03-15"))))
    facts.set("addressee.country", .text("VN"))
    #expect(
      try #require(shelf.letter("L10", of: facts, in: .vi)).text.contains(
        "ngày 15 tháng 3 năm 2026"))
    #expect(
      try #require(shelf.letter("L10", of: facts, in: .en)).text.contains("Hà Nội, 2026-03-15"))
  }

  @Test func `Provisions are cited in the form of each language`() throws {
    let facts = MadeFacts.full()
    let vietnamese = flowing(try #require(shelf.letter("L2", of: facts, in: .vi)))
    #expect(vietnamese.contains("điểm b khoản 2 Điều 25 Luật số 116/2025/QH15"))
    let english = flowing(try #require(shelf.letter("L2", of: facts, in: .en)))
    #expect(english.contains("Law 116/2025/QH15, Art. 25(2)(b)"))
    var whole = facts
    whole.set("law.citation", .citation(Citation(instrument: MadeFacts.citation.instrument)))
    #expect(
      try #require(shelf.letter("L2", of: whole, in: .en)).text.contains(
        "cited: Law 116/2025/QH15."))
  }

  /// The text of a letter without line ends.
  private func flowing(_ letter: Letter) -> String {
    letter.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `Words of the other language are told as such`() throws {
    var facts = MadeFacts.full()
    facts.set("test.aim", .words([.vi: "Không có mục đích nào được nêu."]))
    let letter = try #require(shelf.letter("L2", of: facts, in: .en))
    #expect(flowing(letter).contains("Không có mục đích nào được nêu. (in Vietnamese)"))
    #expect(letter.html.contains("<span lang=\"vi\">Không có mục đích nào được nêu.</span>"))
  }

  @Test("Lines are short, and the page stands by itself", arguments: allKinds)
  func forms(_ id: String) throws {
    for language in Language.allCases {
      let letter = try #require(shelf.letter(id, of: MadeFacts.full(), in: language))
      for line in letter.text.split(separator: "\n") {
        let isOneWord = !line.drop { $0 == " " || $0 == "-" || $0 == ">" }.contains(" ")
        #expect(DisplayWidth.of(line) <= 78 || isOneWord, "\(line)")
        #expect(line.last != " ")
      }
      let html = letter.html
      #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
      for bad in ["<script", "src=", "href=", "url(", "@import"] { #expect(!html.contains(bad)) }
      #expect(html.contains("@page{size:A4"))
      for tag in [
        "p", "li", "ul", "h1", "h2", "blockquote", "mark", "span", "main", "body", "html",
      ] {
        let opened = html.matches(of: try Regex("<\(tag)[ >]")).count
        #expect(opened == html.ranges(of: "</\(tag)>").count, "\(tag)")
      }
    }
  }

  @Test("Every element that the docket asks for is told", arguments: allKinds)
  func elements(_ id: String) throws {
    let tables = try LetterShelf.shippedTables()
    let elements = (tables.elements["*"] ?? []) + (tables.elements[id] ?? [])
    #expect(elements.count > 7)
    for language in Language.allCases {
      let letter = try #require(shelf.letter(id, of: MadeFacts.full(), in: language))
      // Whoever complained to the platform first need not say why they did not.
      for element in elements where element.name != "reason to skip" {
        // A public note is addressed to nobody.
        if id == "L13", element.fields == ["addressee.name"] { continue }
        let isTold = element.fields.contains { $0 == "form.dateline" || letter.used.contains($0) }
        #expect(isTold, "\(id), \(language): \(element.name)")
      }
    }
  }

  @Test func `A dispute body hears why there was no internal complaint`() throws {
    var facts = MadeFacts.full()
    #expect(
      try #require(shelf.letter("L6", of: facts, in: .en)).used.contains("appeal.skipReason")
        == false)
    facts.set("appeal.filed", .text(" "))
    let letter = try #require(shelf.letter("L6", of: facts, in: .en))
    #expect(letter.used.contains("appeal.skipReason") && !letter.used.contains("appeal.filed"))
  }

  @Test func `A notice numbers its fifteen elements`() throws {
    for language in Language.allCases {
      let letter = try #require(shelf.letter("L11", of: MadeFacts.full(), in: language))
      #expect(letter.lines.count { $0.kind == .point } == 15)
    }
  }

  @Test func `Facts in the wrong place or shape are told as such`() throws {
    var facts = MadeFacts.full()
    facts.set("item.colour", .text("blue"))
    #expect(shelf.unknownFields(in: facts) == ["item.colour"])
    facts.set("argument.points", .text("«one»"), consent: .anybody)
    #expect(try #require(shelf.letter("L1", of: facts, in: .en)).text.contains("«one»"))
    facts.set("observations", .text("«seen»"))
    let letter = try #require(shelf.letter("L4", of: facts, in: .en))
    #expect(letter.missing == ["observations"] && !letter.text.contains("«seen»"))
  }

  @Test func `What consent holds back is told to the caseworker`() throws {
    var facts = MadeFacts.full()
    facts.set("appellant.name", .text("«Mẫu»"))
    facts.set("appellant.residence", .text("«Berlin»"), consent: .only([.platform]))
    let letter = try #require(shelf.letter("L6", of: facts, in: .vi))
    #expect(letter.withheld == ["appellant.name", "appellant.residence"])
    #expect(flowing(letter).contains("[không nêu: nơi cư trú của người khiếu nại]"))
    #expect(!letter.text.contains("Mẫu") && !letter.text.contains("Berlin"))
  }

  @Test func `A sentence ends once`() throws {
    var facts = MadeFacts.full()
    facts.set("harm.text", .text("Không còn ai đọc được."), consent: .anybody)
    let text = flowing(try #require(shelf.letter("L1", of: facts, in: .vi)))
    #expect(text.contains("Không còn ai đọc được. ") && !text.contains("được.."))
  }

  @Test func `Every stage has its letters`() {
    #expect(shelf.kinds(forStage: "platform_internal").map(\.id) == ["L1", "L2", "L3", "L4", "L5"])
    #expect(shelf.kinds(forStage: "oversight_board").map(\.id) == ["L5", "L7"])
    #expect(shelf.kinds(forStage: "dsa_dispute_body").map(\.id) == ["L5", "L6"])
    #expect(shelf.kinds(forStage: "un_procedure").map(\.id) == ["L12"])
    #expect(shelf.letter("L99", of: LetterFacts(), in: .vi) == nil)
  }
}

@Suite("Hostile values")
struct HostileValues {
  private static let hostile = [
    "{docket.id}", "{?x}{/?}{*y}", "}}{{", "<script>alert(1)</script>", "\"><img src=x onerror=1>",
    "&amp;lt;",
    "a\nKính gửi: kẻ khác", "= Tiêu đề", "- mục", "\u{202E}oc.elpmaxe", "\u{2067}x\u{2069}",
    "a\u{0}b\u{1B}[31m",
    "\r\n\r\n[missing: x]", "line\u{2028}separator", String(repeating: "x", count: 5000),
  ]

  @Test(arguments: hostile.indices)
  func `A value is told and does nothing`(_ index: Int) throws {
    let value = Self.hostile[index]
    let calm = try lines(with: "calm")
    let wild = try lines(with: value)
    #expect(calm.map(\.kind) == wild.map(\.kind))
    let text = wild.flatMap(\.runs).map(\.text).joined(separator: "\n")
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(
        scalar.value >= 0x20 && !(0x202A...0x202E).contains(scalar.value)
          && !(0x2066...0x2069).contains(scalar.value))
    }
    let html = try page(with: value)
    for bad in ["<script", "<img"] { #expect(!html.contains(bad)) }
  }

  private func facts(_ value: String) -> LetterFacts {
    var facts = MadeFacts.full()
    for name in ["restriction.rule", "item.id", "addressee.name", "sender.name"] {
      facts.set(name, .text(value))
    }
    return facts
  }

  private func lines(with value: String) throws -> [LetterLine] {
    try #require(LetterShelf.shipped.letter("L1", of: facts(value), in: .vi)).lines
  }

  private func page(with value: String) throws -> String {
    try #require(LetterShelf.shipped.letter("L1", of: facts(value), in: .en)).html
  }

  @Test func `A passage keeps its lines and stays a quotation`() throws {
    var facts = MadeFacts.full()
    facts.set(
      "restriction.reasons", .passage("một\n= hai\n\n</blockquote><b>ba", .vi), consent: .anybody)
    let letter = try #require(LetterShelf.shipped.letter("L1", of: facts, in: .vi))
    #expect(letter.text.contains("> một\n> = hai\n>\n> </blockquote><b>ba\n"))
    #expect(letter.html.contains("<blockquote>&lt;/blockquote&gt;&lt;b&gt;ba</blockquote>"))
  }

  @Test func `Damaged templates are refused or written, and bring nothing down`() throws {
    let corpus = LetterShelf.shippedFiles.sorted { $0.key < $1.key }.map { Array($0.value.utf8) }
    var mutator = Mutator(corpus: corpus, seed: 3)
    mutator.longest = 8192
    let tables = try LetterShelf.shippedTables()
    var refused = 0
    for _ in 0..<400 {
      var files = LetterShelf.shippedFiles
      files["L1.vi"] = String(decoding: mutator.next(), as: UTF8.self)
      do {
        let shelf = try LetterShelf(tables: tables, files: files)
        _ = try #require(shelf.letter("L1", of: MadeFacts.full(), in: .vi)).html
      } catch is TemplateFault { refused += 1 }
    }
    #expect(refused > 0)
  }
}

@Suite("Lint")
struct LintTests {
  private func faults(_ change: (inout [String: String]) -> Void) throws -> [TemplateFault.Kind] {
    var files = LetterShelf.shippedFiles
    change(&files)
    return LetterLint.faults(tables: try LetterShelf.shippedTables(), files: files).map(\.kind)
  }

  @Test func `A language that is lacking`() throws {
    #expect(try faults { $0["L4.en"] = nil } == [.languageLacking("en")])
  }

  @Test func `A field nobody knows`() throws {
    let found = try faults { files in
      for language in ["vi", "en"] { files["L4.\(language)"]?.append("{item.colour}\n") }
    }
    #expect(found == [.unknownField("item.colour"), .unknownField("item.colour")])
  }

  @Test func `A field in one language alone`() throws {
    #expect(
      try faults { $0["L4.en"]?.append("{item.expression}\n") } == [
        .fieldOfOneLanguage("item.expression")
      ])
  }

  @Test func `Required contents that are lacking`() throws {
    let found = try faults { files in
      for language in ["vi", "en"] {
        files["L5.\(language)"] = files["L5.\(language)"]?.replacing("{appeal.days}", with: "")
      }
    }
    #expect(
      found == [.contentLacking(element: "days passed"), .contentLacking(element: "days passed")])
  }

  @Test func `Words that a template has to hold`() throws {
    let found = try faults {
      $0["L9.en"] = $0["L9.en"]?.replacing("We keep a copy of the request. ", with: "")
    }
    #expect(found == [.contentLacking(element: "copy kept")])
  }

  @Test func `Words to avoid, in any composition`() throws {
    #expect(
      try faults { $0["L1.vi"]?.append(Composition.nfd("Đơn Kháng nghị này\n")) } == [
        .wordToAvoid("kháng nghị")
      ])
  }

  @Test(arguments: [
    ("{a", TemplateFault.Kind.braceNotClosed), ("a}", .braceNotOpened),
    ("{?a.b}", .blockNotClosed("a.b")),
    ("{/?}", .blockNotOpened("?")), ("{?a.b}{/*}", .blockNotOpened("*")),
    ("{*a}{*b}{/*}{/*}", .nestedList("b")),
    ("{.x}", .partOutsideList("x")), ("{>nothing}", .unknownInclude("nothing")),
    ("{a b}", .badField("a b")),
  ])
  func `Faults of form are named with their line`(_ text: String, _ kind: TemplateFault.Kind) {
    #expect(throws: TemplateFault(file: "x.txt", line: 2, kind: kind)) {
      try TemplateParser.nodes(of: "first\n\(text)\n", file: "x.txt")
    }
  }

  @Test func `A list is no value and a value is no list`() throws {
    let found = try faults { files in
      for language in ["vi", "en"] {
        files["L4.\(language)"]?.append("{steps.taken}{*item.kind}{.}{/*}\n")
      }
    }
    #expect(found.contains(.listNeeded("steps.taken")) && found.contains(.notAList("item.kind")))
  }
}
