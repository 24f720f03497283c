import Record

@testable import Letters

/// Facts of a made-up case in which every value can be told again in a letter.
enum MadeFacts {
  private static let days = [
    "letter.date", "item.posted", "restriction.date", "deadline.date", "notice.date",
    "appeal.filed", "appeal.decisionDue", "appeal.decided", "request.date", "outcome.date",
  ]
  private static let numbers = ["appeal.days", "pattern.cases"]
  private static let passages = ["item.text", "restriction.reasons"]

  /// A text that nothing else looks like.
  static func marked(_ name: String) -> String { "«\(name)»" }

  static let citation = Citation(
    instrument: [.vi: "Luật số 116/2025/QH15", .en: "Law 116/2025/QH15"], article: "25",
    clause: "2", point: "b")

  static func value(_ field: LetterField, _ place: Int) -> FactValue {
    let name = field.name
    if name == "enclosures" {
      return .enclosures([
        Enclosure(
          title: [.vi: marked("enclosures.title"), .en: marked("enclosures.title")],
          sha256: String(repeating: "0a", count: 32))
      ])
    }
    if name == "addressee.country" { return .text("VN") }
    if name == "law.citation" { return .citation(citation) }
    if let index = days.firstIndex(of: name) {
      return .day(CivilDay(sinceEpoch: Int32(20_500 + index)))
    }
    if numbers.contains(name) { return .number(1000 + place) }
    if passages.contains(name) { return .passage("\(marked(name))\n\(marked(name + ".2"))", .vi) }
    guard field.isList else {
      return place.isMultiple(of: 2)
        ? .text(marked(name)) : .words([.vi: marked(name), .en: marked(name)])
    }
    let parts = field.parts.isEmpty ? [""] : field.parts
    return .items(
      (1...2).map { number in
        Dictionary(
          uniqueKeysWithValues: parts.map { part in
            part == "date"
              ? (part, .day(CivilDay(sinceEpoch: Int32(20_600 + place * 2 + number))))
              : (part, .text(marked("\(name).\(part).\(number)")))
          })
      })
  }

  /// Every field has a value and may go to anybody.
  static func full(_ shelf: LetterShelf = .shipped) -> LetterFacts {
    var facts = LetterFacts()
    for (place, field) in shelf.fields.enumerated() {
      facts.set(field.name, value(field, place), consent: .anybody)
    }
    return facts
  }
}
