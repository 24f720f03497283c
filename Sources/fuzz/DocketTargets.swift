import Bytes
import Docket
import Letters
import Record
import Redaction

/// Readers of what people bring to the docket: cases, texts to redact, facts for letters.
enum DocketTargets {
  static let all: [FuzzTarget] = [
    FuzzTarget(name: "cases", endings: [".json"]) { input in
      guard let read = try? CaseFile.read(input) else { return }
      let docketCase = read.docketCase
      let bytes = CaseFile.bytes(of: docketCase)
      // What is read is written and read again as the same, with nothing that is not known.
      let again = try? CaseFile.read(bytes)
      precondition(again?.docketCase == docketCase && again?.unknown.isEmpty == true)
      for fact in docketCase.appealFacts { precondition(fact.isFiled || fact.outcome == .lapsed) }
      look(at: docketCase)
    },
    FuzzTarget(name: "redaction", endings: [".txt", ".md", ".csv", ".json"]) { input in
      let bytes = Array(input.prefix(longest))
      guard let day = CivilDay(parsing: "2026-08-01") else { return }
      let redactor = Redactor()
      for language in Language.allCases {
        let proposal = redactor.proposal(forBytes: bytes, in: language, on: day)
        precondition(proposal.isStable)
        var last = 0
        for span in proposal.spans {
          precondition(span.range.lowerBound >= last && span.range.upperBound <= bytes.count)
          last = span.range.upperBound
        }
        // Another look at what is published finds nothing more.
        precondition(redactor.proposal(for: proposal.preview, in: language, on: day).spans.isEmpty)
        let text = try? proposal.confirmed(by: "fuzz", on: day)
        precondition(text?.text == proposal.preview)
      }
    },
    FuzzTarget(name: "letters", endings: [".txt", ".md", ".csv", ".json"]) { input in
      let shelf = LetterShelf.shipped
      guard !shelf.kinds.isEmpty else { preconditionFailure("the shelf is empty") }
      let (facts, held) = facts(in: Array(input.prefix(longest)), for: shelf.fields)
      let kind = shelf.kinds[input.count % shelf.kinds.count]
      for language in Language.allCases {
        guard let letter = shelf.letter(kind.id, of: facts, in: language) else { continue }
        // What may go to nobody is told in no letter.
        precondition(held.isDisjoint(with: letter.used) && !letter.text.contains(secret))
        precondition(hasOwnTagsAlone(letter.html) && !letter.html.contains(secret))
      }
    },
  ]

  /// Longer texts are slow in a build that checks everything, and seldom new.
  private static let longest = 16 << 10

  private static let forums = try? ForumTable(parsing: ForumTable.shippedBytes)

  /// What is due, as a calendar: one event for each entry, whatever the case says.
  private static func look(at docketCase: DocketCase) {
    guard let forums else { preconditionFailure("the table of forums cannot be read") }
    for now in [0, docketCase.lastChange ?? 0, 1_800_000_000] as [Int64] {
      let agenda = CaseAgenda(of: docketCase, forums: forums, zone: .utc, now: now)
      let entries = agenda.calendar(of: docketCase) { $0.code }
      let bytes = DeadlineCalendar.bytes(
        entries, named: docketCase.id, authority: "fuzz.example", language: .vi)
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      precondition(lines.last?.isEmpty == true && lines.dropLast().allSatisfy { $0.last == 0x0D })
      precondition(lines.allSatisfy { $0.count <= 76 })
      let begun = lines.count { $0.elementsEqual("BEGIN:VEVENT\r".utf8) }
      precondition(begun == entries.count)
    }
  }

  private static let secret = "zq-held-back-zq"

  /// Facts of all kinds out of the lines of a text, and the names of those that may go to nobody.
  private static func facts(
    in bytes: [UInt8], for fields: [LetterField]
  ) -> (facts: LetterFacts, held: Set<String>) {
    let lines = bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    var facts = LetterFacts()
    var held: Set<String> = []
    guard !lines.isEmpty else { return (facts, held) }
    for (number, field) in fields.enumerated() {
      let text = lines[number % lines.count]
      // Which facts are missing, held back and told changes from one input to the next.
      switch (bytes.count + number * 7) % 5 {
      case 0: continue
      case 1:
        facts.set(field.name, value(secret, number, field), consent: .nobody)
        held.insert(field.name)
      default: facts.set(field.name, value(text, number + bytes.count, field), consent: .anybody)
      }
    }
    return (facts, held)
  }

  private static func value(_ text: String, _ number: Int, _ field: LetterField)
    -> Letters.FactValue
  {
    if field.isList {
      let parts = field.parts.map { ($0, Letters.FactValue.text(text)) }
      return parts.isEmpty
        ? .list([.text(text), .words([.vi: text])])
        : .items([Dictionary(parts, uniquingKeysWith: { first, _ in first }), ["": .text(text)]])
    }
    switch number % 7 {
    case 0: return .words([.vi: text, .en: text])
    case 1: return .passage("\(text)\n\n= \(text)\r\n", number.isMultiple(of: 2) ? .vi : nil)
    case 2: return .enclosures([Enclosure(title: [.en: text], sha256: text)])
    case 3: return .citation(Citation(instrument: [.vi: text], article: text, point: text))
    case 4: return (try? EDTF(parsing: text)).map { .date($0) } ?? .text(text)
    case 5: return Int(text).map { .number($0) } ?? .list([.text(text), .passage(text, .en)])
    default: return .text(text)
    }
  }

  private static let tags: Set<Substring> = [
    "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "main", "ul", "li", "p", "h1",
    "h2", "div", "blockquote", "mark", "span",
  ]

  /// Whether every tag of a page is one that letters have: no fact is ever read as markup.
  private static func hasOwnTagsAlone(_ page: String) -> Bool {
    page.split(separator: "<", omittingEmptySubsequences: false).dropFirst().allSatisfy { piece in
      let name = piece.drop { $0 == "/" }.prefix { $0 == "!" || $0.isLetter || $0.isNumber }
      return tags.contains(name)
    }
  }
}
