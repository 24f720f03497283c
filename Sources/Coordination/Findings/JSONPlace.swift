import Bytes

/// A value and the place where it stands, so that whoever reads it can tell what is wrong where.
struct JSONPlace {
  /// The largest whole number that every reader of JSON holds exactly (RFC 8259, section 6).
  private static let most = 9_007_199_254_740_991

  let value: JSONValue
  let path: String
  /// Whether anything stands here; where nothing does, the value is `null`.
  let isThere: Bool

  init(_ value: JSONValue?, path: String = "") {
    self.value = value ?? .null
    self.path = path
    isThere = value != nil
  }

  /// The member of an object.
  subscript(name: String) -> JSONPlace {
    JSONPlace(value.object?[name], path: path.isEmpty ? name : "\(path).\(name)")
  }

  func error(_ fault: FindingError.Fault) -> FindingError { FindingError(path: path, fault: fault) }

  private func wrong(_ wanted: String) -> FindingError {
    error(isThere ? .wrongType(wanted: wanted) : .missing)
  }

  func text() throws(FindingError) -> String {
    guard let text = value.text else { throw wrong("a text") }
    return text
  }

  func flag() throws(FindingError) -> Bool {
    guard let flag = value.bool else { throw wrong("true or false") }
    return flag
  }

  func count() throws(FindingError) -> Int {
    guard let count = value.int, (0...Self.most).contains(count) else {
      throw wrong("a whole number from 0")
    }
    return count
  }

  func number() throws(FindingError) -> Double {
    guard let number = value.double, number.isFinite else { throw wrong("a number") }
    return number
  }

  /// The natural logarithm of a chance that is written to base 10: `null` stands for a chance of zero, whose
  /// logarithm JSON cannot hold.
  func logChance() throws(FindingError) -> Double {
    guard isThere else { throw error(.missing) }
    guard !value.isNull else { return -.infinity }
    return try number() * JSONValue.naturalOfTen
  }

  /// Milliseconds that are written as seconds.
  func milliseconds() throws(FindingError) -> Int64 {
    let seconds = try number()
    guard seconds.magnitude <= Double(Self.most) / 1000 else { throw wrong("a number of seconds") }
    return Int64((seconds * 1000).rounded())
  }

  func moment() throws(FindingError) -> Int64 {
    let text = try text()
    guard let moment = MomentText.milliseconds(text), MomentText.text(moment) == text else {
      throw error(.badMoment(text))
    }
    return moment
  }

  /// The span from `first` to `last` of an object.
  func span() throws(FindingError) -> ClosedRange<Int64> {
    let (first, last) = (try self["first"].moment(), try self["last"].moment())
    guard first <= last else { throw self["last"].error(.backwards) }
    return first...last
  }

  func word<Word: RawRepresentable & CaseIterable>(
    of type: Word.Type
  ) throws(FindingError) -> Word where Word.RawValue == String {
    let text = try text()
    guard let word = Word(rawValue: text) else {
      throw error(.unknownWord(text, known: Word.allCases.map(\.rawValue)))
    }
    return word
  }

  /// This place, or nil where `null` or nothing stands.
  func ifAny() -> JSONPlace? { value.isNull ? nil : self }

  /// The elements of a list.
  func list() throws(FindingError) -> [JSONPlace] {
    guard case .array(let elements) = value else { throw wrong("a list") }
    return elements.enumerated().map { JSONPlace($1, path: "\(path)[\($0)]") }
  }

  /// The elements of a list, each read.
  func list<Read>(
    _ read: (JSONPlace) throws(FindingError) -> Read
  ) throws(FindingError) -> [Read] {
    try list().map(read)
  }
}
