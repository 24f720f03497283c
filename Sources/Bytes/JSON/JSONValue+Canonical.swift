extension JSONValue {
  /// The canonical text: members sorted, no white space, numbers as ECMAScript writes them.
  ///
  /// Members are sorted by UTF-8 bytes. RFC 8785 sorts by UTF-16 units; the two orders differ only
  /// for names outside the basic plane, which no record uses.
  ///
  /// - Complexity: O(n) in the length of the text.
  public var canonicalBytes: [UInt8] {
    var out: [UInt8] = []
    appendCanonical(to: &out)
    return out
  }

  /// The canonical text as a string.
  public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

  /// Appends the canonical text to `out`.
  public func appendCanonical(to out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): out.append(contentsOf: String(value).utf8)
    case .number(let value): JSONText.append(value, to: &out)
    case .string(let text): JSONText.append(text, to: &out)
    case .array(let elements): JSONText.append(elements, to: &out)
    case .object(let object): JSONText.append(object, to: &out)
    }
  }

  /// Text for a person: two spaces of indent, members sorted, one line feed at the end.
  public var indentedText: String {
    var out: [UInt8] = []
    appendIndented(to: &out, depth: 0)
    out.append(0x0A)
    return String(decoding: out, as: UTF8.self)
  }

  private func appendIndented(to out: inout [UInt8], depth: Int) {
    func newLine(_ depth: Int) {
      out.append(0x0A)
      out.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }
    switch self {
    case .array(let elements) where !elements.isEmpty:
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newLine(depth + 1)
        element.appendIndented(to: &out, depth: depth + 1)
      }
      newLine(depth)
      out.append(UInt8(ascii: "]"))
    case .object(let object) where !object.isEmpty:
      out.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        newLine(depth + 1)
        JSONText.append(member.name, to: &out)
        out.append(contentsOf: ": ".utf8)
        member.value.appendIndented(to: &out, depth: depth + 1)
      }
      newLine(depth)
      out.append(UInt8(ascii: "}"))
    default:
      appendCanonical(to: &out)
    }
  }
}

/// The grammar's pieces, written into a byte buffer.
public enum JSONText {
  /// Appends `text` as a JSON string, escaping only what RFC 8785 section 3.2.2.2 escapes.
  public static func append(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      for place in bytes.indices where needsEscape(bytes[place]) {
        out.append(contentsOf: bytes[start..<place])
        appendEscape(of: bytes[place], to: &out)
        start = place + 1
      }
      out.append(contentsOf: bytes[start...])
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscape(of byte: UInt8, to out: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): out.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): out.append(contentsOf: "\\\\".utf8)
    case 0x0A: out.append(contentsOf: "\\n".utf8)
    case 0x0D: out.append(contentsOf: "\\r".utf8)
    case 0x09: out.append(contentsOf: "\\t".utf8)
    case 0x08: out.append(contentsOf: "\\b".utf8)
    case 0x0C: out.append(contentsOf: "\\f".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      out.append(contentsOf: "\\u00".utf8)
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
  }

  /// Appends a number as ECMAScript would; a number that JSON cannot hold becomes `null`.
  static func append(_ value: Double, to out: inout [UInt8]) {
    guard value.isFinite else {
      out.append(contentsOf: "null".utf8)
      return
    }
    if value == value.rounded(), value.magnitude < 1e15 {
      out.append(contentsOf: String(Int64(value)).utf8)
      return
    }
    let start = out.count
    out.append(contentsOf: value.description.utf8)
    if out[start...].contains(UInt8(ascii: "e")) {
      out.removeSubrange(start...)
      out.append(contentsOf: ecmaScript(value).utf8)
    } else if out.suffix(2).elementsEqual(".0".utf8) {
      out.removeLast(2)
    }
  }

  static func append(_ elements: [JSONValue], to out: inout [UInt8]) {
    out.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      element.appendCanonical(to: &out)
    }
    out.append(UInt8(ascii: "]"))
  }

  static func append(_ object: JSONObject, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    for (index, member) in object.members.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      append(member.name, to: &out)
      out.append(UInt8(ascii: ":"))
      member.value.appendCanonical(to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  /// Swift prints the shortest digits that read back; only its exponent and the threshold of it differ
  /// from ECMAScript's Number::toString.
  private static func ecmaScript(_ value: Double) -> String {
    let text = "\(value.magnitude)"
    let parts = text.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    var digits = String(mantissa[0]) + fraction
    var point = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    while digits.hasPrefix("0"), digits.count > 1 {
      digits.removeFirst()
      point -= 1
    }
    while digits.hasSuffix("0"), digits.count > 1 { digits.removeLast() }
    return (value < 0 ? "-" : "") + placed(digits, point: point)
  }

  private static func placed(_ digits: String, point: Int) -> String {
    let count = digits.count
    if point > 0, point <= 21 {
      if count <= point { return digits + String(repeating: "0", count: point - count) }
      return digits.prefix(point) + "." + digits.dropFirst(point)
    }
    if point <= 0, point > -6 { return "0." + String(repeating: "0", count: -point) + digits }
    let exponent = point - 1
    let sign = exponent < 0 ? "-" : "+"
    let head = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst(1)
    return "\(head)e\(sign)\(exponent.magnitude)"
  }
}
