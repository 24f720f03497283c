import Bytes
import Record

extension EntryField {
  /// The value in its form; `nil` for what it cannot be.
  func value(of given: JSONValue, in zone: TimeZoneOffset) -> JSONValue? {
    switch form {
    case .text: text(given)
    case .code(let words): text(given).flatMap { known($0, words) }
    case .codes(let words): list(given) { known($0, words) }
    case .texts: list(given) { $0 }
    case .country: country(given)
    case .countries: list(given) { country($0) }
    case .flag: flag(given)
    case .date: (try? EDTF(parsing: text(given)?.text ?? "")).map { .string($0.description) }
    case .day: CivilDay(parsing: given.text ?? "").map { .string($0.description) }
    case .moment: moment(given, in: zone).map { .integer($0.begins) }
    case .limit: moment(given, in: zone).map { .integer($0.ends) }
    case .anything: anything(given)
    }
  }

  private func text(_ given: JSONValue) -> JSONValue? {
    switch given {
    case .string(let text):
      text.contains { !$0.isWhitespace } ? .string(Composition.nfc(text)) : nil
    // A file says `number: 123456` of what is a name.
    case .integer(let number): .string(String(number))
    default: nil
    }
  }

  private func known(_ value: JSONValue, _ words: [String]) -> JSONValue? {
    guard let text = value.text else { return nil }
    let written = text.replacing("-", with: "_")
    return words.first { $0 == text || $0 == written || $0 == text.uppercased() }
      .map { .string($0) }
  }

  private func country(_ given: JSONValue) -> JSONValue? {
    guard let code = given.text?.uppercased(), code.utf8.count == 2,
      Continent.of(code) != nil
    else { return nil }
    return .string(code)
  }

  private func flag(_ given: JSONValue) -> JSONValue? {
    switch given {
    case .bool: given
    case "yes", "true": true
    case "no", "false": false
    default: nil
    }
  }

  private func moment(_ given: JSONValue, in zone: TimeZoneOffset) -> GivenMoment? {
    given.text.flatMap { GivenMoment(parsing: $0, in: zone) }
  }

  private func list(_ given: JSONValue, _ read: (JSONValue) -> JSONValue?) -> JSONValue? {
    var parts: [JSONValue] = []
    if case .array(let elements) = given {
      parts = elements
    } else if let text = given.text {
      parts = text.split(separator: ",").map { .string(Self.trimmed($0)) }
    }
    var values: [JSONValue] = []
    for part in parts {
      guard let text = text(part), let value = read(text) else { return nil }
      values.append(value)
    }
    return values.isEmpty ? nil : .array(values)
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace }
    return end.map { String(start[...$0]) } ?? ""
  }

  /// Text as it is; JSON where it is a list or an object.
  private func anything(_ given: JSONValue) -> JSONValue? {
    guard let text = given.text else { return given.isNull ? nil : given }
    if text.first == "{" || text.first == "[" { return try? JSONValue(parsing: text.utf8) }
    return self.text(given)
  }
}

extension JSONValue {
  /// As a message shows it.
  var shown: String { text ?? canonicalText }

  /// Puts a value in, making the objects on the way.
  mutating func set(_ value: JSONValue, at path: ArraySlice<String>) {
    guard let name = path.first else {
      self = value
      return
    }
    var object = self.object ?? JSONObject()
    var inner = object[name] ?? .null
    inner.set(value, at: path.dropFirst())
    object[name] = inner
    self = .object(object)
  }
}
