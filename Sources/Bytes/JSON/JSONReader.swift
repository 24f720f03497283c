/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: String, Sendable {
    case unexpectedByte = "unexpected byte"
    case truncated = "the text ends too early"
    case badEscape = "bad escape in a string"
    case badUTF8 = "not UTF-8"
    case badNumber = "bad number"
    case duplicateName = "a name occurs twice in one object"
    case tooDeep = "nested too deeply"
    case tooManyValues = "more values than a text may have"
    case trailing = "something follows the value"
  }

  /// What is wrong.
  public var fault: Fault
  /// The place, in bytes from the start of the text.
  public var offset: Int

  /// What is wrong and where, in one line.
  public var description: String { "byte \(offset): \(fault.rawValue)" }
}

extension JSONValue {
  /// Reads one JSON value that fills all of `bytes` (RFC 8259; names must be unique, RFC 7493).
  ///
  /// - Throws: `JSONError` with the offset of the first fault.
  /// - Complexity: O(n) in the length of the text.
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    var reader = JSONReader(Array(bytes))
    self = try reader.document()
  }

  /// Reads one JSON value from a string.
  public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }
}

/// A strict recursive-descent reader over bytes.
struct JSONReader {
  private static let deepest = 128

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value(depth: 0)
    skipSpace()
    guard place == bytes.count else { throw fault(.trailing) }
    return value
  }

  private func fault(_ fault: JSONError.Fault) -> JSONError {
    JSONError(fault: place >= bytes.count && fault != .trailing ? .truncated : fault, offset: place)
  }

  private mutating func skipSpace() {
    while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
  }

  private mutating func take(_ byte: UInt8) throws(JSONError) {
    guard place < bytes.count, bytes[place] == byte else { throw fault(.unexpectedByte) }
    place += 1
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth < Self.deepest else { throw fault(.tooDeep) }
    skipSpace()
    guard place < bytes.count else { throw fault(.truncated) }
    switch bytes[place] {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 { try take(byte) }
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    try take(UInt8(ascii: "{"))
    var object = JSONObject()
    skipSpace()
    if place < bytes.count, bytes[place] == UInt8(ascii: "}") {
      place += 1
      return .object(object)
    }
    while true {
      skipSpace()
      let start = place
      let name = try string()
      guard object[name] == nil else {
        throw JSONError(fault: .duplicateName, offset: start)
      }
      skipSpace()
      try take(UInt8(ascii: ":"))
      object[name] = try value(depth: depth + 1)
      skipSpace()
      if place < bytes.count, bytes[place] == UInt8(ascii: ",") {
        place += 1
        continue
      }
      try take(UInt8(ascii: "}"))
      return .object(object)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    try take(UInt8(ascii: "["))
    var elements: [JSONValue] = []
    skipSpace()
    if place < bytes.count, bytes[place] == UInt8(ascii: "]") {
      place += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if place < bytes.count, bytes[place] == UInt8(ascii: ",") {
        place += 1
        continue
      }
      try take(UInt8(ascii: "]"))
      return .array(elements)
    }
  }

  private mutating func string() throws(JSONError) -> String {
    try take(UInt8(ascii: "\""))
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\""), bytes[place] != 0x5C {
      guard bytes[place] >= 0x20 else { throw fault(.unexpectedByte) }
      place += 1
    }
    guard place < bytes.count else { throw fault(.truncated) }
    if bytes[place] == UInt8(ascii: "\"") {
      let text = try decoded(bytes[start..<place], from: start)
      place += 1
      return text
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var text = Array(bytes[start..<place])
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      let byte = bytes[place]
      guard byte >= 0x20 else { throw fault(.unexpectedByte) }
      place += 1
      if byte == 0x5C { try escape(into: &text) } else { text.append(byte) }
    }
    try take(UInt8(ascii: "\""))
    return try decoded(text[...], from: start)
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    guard place < bytes.count else { throw fault(.truncated) }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: try unicodeEscape())
    default:
      place -= 1
      throw fault(.badEscape)
    }
  }

  private mutating func unicodeEscape() throws(JSONError) -> [UInt8] {
    var code = UInt32(try hex4())
    if (0xD800..<0xDC00).contains(code) {
      try take(0x5C)
      try take(UInt8(ascii: "u"))
      let low = UInt32(try hex4())
      guard (0xDC00..<0xE000).contains(low) else { throw fault(.badEscape) }
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault(.badEscape) }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func hex4() throws(JSONError) -> UInt16 {
    guard place + 4 <= bytes.count else {
      place = bytes.count
      throw fault(.truncated)
    }
    let digits = String(decoding: bytes[place..<place + 4], as: UTF8.self)
    guard digits.utf8.allSatisfy(Hex.isDigit), let value = UInt16(digits, radix: 16) else {
      throw fault(.badEscape)
    }
    place += 4
    return value
  }

  private func decoded(_ text: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let string = String(validating: text, as: UTF8.self) else {
      throw JSONError(fault: .badUTF8, offset: start)
    }
    return string
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = place
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
    let whole = digits()
    guard whole > 0 else { throw fault(.unexpectedByte) }
    guard whole == 1 || bytes[place - whole] != UInt8(ascii: "0") else {
      throw JSONError(fault: .badNumber, offset: start)
    }
    let isWhole = try fractionAndExponent()
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let value = Int64(text) { return .integer(value) }
    guard let value = Double(text), value.isFinite else {
      throw JSONError(fault: .badNumber, offset: start)
    }
    return .number(value)
  }

  /// Skips `.5` and `e+3`; says whether neither was there.
  private mutating func fractionAndExponent() throws(JSONError) -> Bool {
    var isWhole = true
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      guard digits() > 0 else { throw fault(.badNumber) }
    }
    if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      place += 1
      if place < bytes.count, [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(bytes[place]) {
        place += 1
      }
      guard digits() > 0 else { throw fault(.badNumber) }
    }
    return isWhole
  }

  private mutating func digits() -> Int {
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      place += 1
    }
    return place - start
  }
}
