public import Bytes
import Dossier
public import Record

/// A record on its way to a new version.
public struct Draft: Sendable {
  /// Which record.
  public let reference: RecordReference
  /// The version it starts from, or 0 for a new record.
  public let base: Int
  /// The content of that version.
  let before: JSONValue
  /// The content to be recorded.
  public private(set) var content: JSONValue

  init(reference: RecordReference, base: Int, before: JSONValue, content: JSONValue) {
    self.reference = reference
    self.base = base
    self.before = before
    self.content = content
  }

  /// Whether it differs from the version it starts from.
  ///
  /// Bytes are compared, not text: a change of Unicode form is a change.
  public var isChanged: Bool { base == 0 || content.canonicalBytes != before.canonicalBytes }

  /// The draft as YAML, for a person to edit.
  public var yaml: String { DossierWriter.text(of: content, kind: reference.kind) }

  /// Takes all of a YAML file as the new content; `-` reads standard input.
  ///
  /// - Throws: `ObservatoryError.faults`, or `DiskError`.
  public mutating func replace(fromFile path: String) throws {
    let bytes =
      try path == "-" ? Disk.standardInput(limit: 16 << 20) : Disk.read(path, limit: 16 << 20)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ObservatoryError.badText(path)
    }
    try replace(from: text, named: path)
  }

  /// Takes YAML text as the new content; `name` is used in messages.
  public mutating func replace(from text: String, named name: String) throws {
    let reading = DossierReader.read(record: text, kind: reference.kind, named: name)
    guard reading.faults.isEmpty, let record = reading.records.first else {
      throw ObservatoryError.faults(reading.faults)
    }
    guard record.reference == reference else {
      throw ObservatoryError.otherRecord(expected: reference, found: record.reference)
    }
    content = record.content
  }

  /// Sets one field: `title.en=Text`, `value=12`, `sources=["a"]`; an empty value removes it.
  public mutating func assign(_ assignment: String) throws {
    guard let equals = assignment.firstIndex(of: "=") else {
      throw ObservatoryError.badAssignment(assignment)
    }
    let names = assignment[..<equals].split(separator: ".").map(String.init)
    guard !names.isEmpty else { throw ObservatoryError.badAssignment(assignment) }
    let text = String(assignment[assignment.index(after: equals)...])
    content = Self.setting(names[...], to: value(text, at: names), in: content)
  }

  /// A field of text is text, whatever it looks like; elsewhere JSON is read as JSON.
  private func value(_ text: String, at names: [String]) -> JSONValue? {
    guard !text.isEmpty else { return nil }
    let field = reference.kind.fields.first { $0.name == names[0] }
    switch field?.type {
    case .text, .localized, .date, .address, .choice, .slug, .reference, .pointer:
      return .string(Composition.nfc(text))
    default:
      return (try? JSONValue(parsing: text)) ?? .string(Composition.nfc(text))
    }
  }

  private static func setting(
    _ names: ArraySlice<String>, to value: JSONValue?, in content: JSONValue
  ) -> JSONValue {
    guard let name = names.first else { return value ?? .null }
    if case .array(var elements) = content, let index = Int(name), index <= elements.count {
      let inner = index < elements.count ? elements[index] : .null
      let changed = setting(names.dropFirst(), to: value, in: inner)
      if index == elements.count { elements.append(changed) } else { elements[index] = changed }
      return .array(elements.filter { !$0.isNull })
    }
    var object = content.object ?? JSONObject()
    let changed = setting(names.dropFirst(), to: value, in: object[name] ?? .null)
    let isEmpty = changed.isNull || changed == .object(JSONObject())
    // A bare nil would be read as the JSON value null.
    object[name] = isEmpty ? Optional<JSONValue>.none : changed
    return .object(object)
  }

  /// Takes the record back: it stays, and says why.
  public mutating func retract(because reason: String, in language: Language, on day: CivilDay) {
    let text = Composition.nfc(reason)
    retract(
      because: language == .vi ? LocalizedText(vi: text) : LocalizedText(en: text), on: day)
  }

  /// Takes the record back: it stays, and says why.
  mutating func retract(because reason: LocalizedText, on day: CivilDay) {
    let words = [("vi", reason.vi), ("en", reason.en)].compactMap { code, text in
      text.map { (code, JSONValue.string($0)) }
    }
    content["retracted"] = [
      "on": .string(day.description), "reason": .object(JSONObject(words)),
    ]
  }
}
