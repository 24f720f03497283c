import ArgumentParser
import Bytes
import Letters
import Messages
import Record

/// Facts for a letter as a JSON file has them, by the names of `haidang docket letter --fields`.
///
/// A value is a text, a number, a date (`2026-11-01`), `{"vi": …, "en": …}`, a list of those or of objects
/// with the parts of the field, or `{"law": {"vi": …, "en": …}, "article": "25", "clause": "2", "point": "b"}`.
/// `consent` holds, by field, to whom a fact may go: `"anybody"`, or a list of addressees.
struct LetterFactsFile {
  private(set) var facts: LetterFacts

  /// - Parameter facts: what is known already; the file wins.
  /// - Throws: `DiskError`, the fault of the JSON, or `ValidationError` with the field.
  init(path: String, shelf: LetterShelf, over facts: LetterFacts = LetterFacts()) throws {
    self.facts = facts
    let value = try JSONValue(parsing: try GivenText.bytes(of: path))
    guard let object = value.object else {
      throw ValidationError(say("docket.facts.no-object", ["path": .text(path)]))
    }
    let consents = value["consent"].object
    for member in object.members where member.name != "consent" && !member.value.isNull {
      guard let fact = Self.fact(member.value) else { throw Self.unfit(member.name, member.value) }
      self.facts.set(
        member.name, fact, consent: try consents?[member.name].map { try Self.consent($0) })
    }
  }

  private static func unfit(_ name: String, _ value: JSONValue) -> ValidationError {
    ValidationError(
      say(
        "docket.letter.unfit",
        ["name": .text(name), "value": .text(String(value.canonicalText.prefix(80)))]))
  }

  static func consent(_ value: JSONValue) throws -> FactConsent {
    if value.text == "anybody" { return .anybody }
    if value.text == "nobody" { return .nobody }
    let kinds = value.elements.compactMap { $0.text.flatMap(AddresseeKind.init(rawValue:)) }
    guard !kinds.isEmpty, kinds.count == value.elements.count else { throw unfit("consent", value) }
    return .only(Set(kinds))
  }

  static func fact(_ value: JSONValue) -> FactValue? {
    switch value {
    case .string(let text): simple(text)
    case .integer(let number): .number(Int(number))
    case .array(let elements): list(elements)
    case .object: value["law"].isNull ? words(value).map { .words($0) } : citation(value)
    case .null, .bool, .number: nil
    }
  }

  private static func simple(_ text: String) -> FactValue {
    if let day = CivilDay(parsing: text) { return .day(day) }
    return text.contains("\n") ? .passage(text, nil) : .text(text)
  }

  private static func words(_ value: JSONValue) -> [Language: String]? {
    let words = Dictionary(
      uniqueKeysWithValues: Language.allCases.compactMap { language in
        value[language.rawValue].text.map { (language, $0) }
      })
    return words.isEmpty || words.count != value.object?.members.count ? nil : words
  }

  private static func citation(_ value: JSONValue) -> FactValue? {
    guard let law = words(value["law"]) else { return nil }
    return .citation(
      Citation(
        instrument: law, article: value["article"].text, clause: value["clause"].text,
        point: value["point"].text))
  }

  private static func list(_ elements: [JSONValue]) -> FactValue? {
    if let files = enclosures(elements) { return .enclosures(files) }
    var items: [[String: FactValue]] = []
    for element in elements {
      if let object = element.object, words(element) == nil, element["law"].isNull {
        var parts: [String: FactValue] = [:]
        for member in object.members {
          guard let part = fact(member.value) else { return nil }
          parts[member.name] = part
        }
        items.append(parts)
      } else if let single = fact(element) {
        items.append(["": single])
      } else {
        return nil
      }
    }
    return .items(items)
  }

  private static func enclosures(_ elements: [JSONValue]) -> [Enclosure]? {
    let files = elements.compactMap { element -> Enclosure? in
      guard let digest = element["sha256"].text, let title = words(element["title"]) else {
        return nil
      }
      return Enclosure(title: title, sha256: digest)
    }
    return files.isEmpty || files.count != elements.count ? nil : files
  }
}
