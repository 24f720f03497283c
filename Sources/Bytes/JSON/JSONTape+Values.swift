extension JSONTape {
  /// A string's text; `nil` for anything else and for a string that is not UTF-8 or has half of a
  /// surrogate pair in it.
  public func text(of node: Node) -> String? {
    let mark = marks[node.index]
    guard mark.kind == .string else { return nil }
    if !mark.isEscaped {
      return String(validating: bytes[Int(mark.start)..<Int(mark.end)], as: UTF8.self)
    }
    return unescaped(mark).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// The text of a member.
  public func text(_ name: StaticString, of node: Node) -> String? {
    member(name, of: node).flatMap { text(of: $0) }
  }

  /// Appends the bytes of a string as they are meant; `false`, and nothing certain appended, for a
  /// value that is no string or has half of a surrogate pair in it.
  public func appendBytes(of node: Node, to out: inout [UInt8]) -> Bool {
    let mark = marks[node.index]
    guard mark.kind == .string else { return false }
    guard mark.isEscaped else {
      out.append(contentsOf: bytes[Int(mark.start)..<Int(mark.end)])
      return true
    }
    guard let meant = unescaped(mark) else { return false }
    if out.isEmpty { out = meant } else { out += meant }
    return true
  }

  /// The bytes that a string encodes in base64; `nil` for anything else.
  public func base64(of node: Node) -> [UInt8]? {
    let mark = marks[node.index]
    guard mark.kind == .string else { return nil }
    if mark.isEscaped { return text(of: node).flatMap { Base64.bytes($0) } }
    return Base64.bytes(of: bytes.span.extracting(Int(mark.start)..<Int(mark.end)))
  }

  /// Whether a string is `text`, to the byte.
  public func isText(_ node: Node, _ text: StaticString) -> Bool {
    let mark = marks[node.index]
    guard mark.kind == .string, !mark.isEscaped,
      Int(mark.end - mark.start) == text.utf8CodeUnitCount
    else { return false }
    let start = Int(mark.start)
    for index in 0..<text.utf8CodeUnitCount where bytes[start + index] != text.utf8Start[index] {
      return false
    }
    return true
  }

  /// A number; `nil` for anything else and for one beyond the range of a double.
  public func number(of node: Node) -> Double? {
    let mark = marks[node.index]
    guard mark.kind == .number else { return nil }
    let text = String(decoding: bytes[Int(mark.start)..<Int(mark.end)], as: UTF8.self)
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The number of a member.
  public func number(_ name: StaticString, of node: Node) -> Double? {
    member(name, of: node).flatMap { number(of: $0) }
  }

  /// A whole number; also one that is written with a fraction of zero, as some programs do.
  public func integer(of node: Node) -> Int? {
    let mark = marks[node.index]
    guard mark.kind == .number else { return nil }
    var value = 0
    var isNegative = false
    for place in Int(mark.start)..<Int(mark.end) {
      let byte = bytes[place]
      if place == Int(mark.start), byte == UInt8(ascii: "-") {
        isNegative = true
        continue
      }
      guard byte &- 0x30 < 10, value < Int.max / 10 - 1 else {
        return number(of: node).flatMap { Int(exactly: $0) }
      }
      value = value * 10 + Int(byte - 0x30)
    }
    return isNegative ? -value : value
  }

  /// The whole number of a member.
  public func integer(_ name: StaticString, of node: Node) -> Int? {
    member(name, of: node).flatMap { integer(of: $0) }
  }

  /// True or false; `nil` for anything else.
  public func bool(of node: Node) -> Bool? {
    switch marks[node.index].kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The truth of a member.
  public func bool(_ name: StaticString, of node: Node) -> Bool? {
    member(name, of: node).flatMap { bool(of: $0) }
  }

  /// The bytes of a string as they are meant, which are never more than are written.
  private func unescaped(_ mark: Mark) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { bytes -> [UInt8]? in
      let raw = UnsafeBufferPointer(rebasing: bytes[Int(mark.start)..<Int(mark.end)])
      var isWhole = true
      let out = [UInt8](unsafeUninitializedCapacity: raw.count) { out, count in
        isWhole = Self.unescape(raw, into: out, &count)
      }
      return isWhole ? out : nil
    }
  }

  private static func unescape(
    _ raw: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) -> Bool {
    var place = 0
    var end = 0
    defer { count = end }
    while place < raw.count {
      let next = JSONScanner.firstSpecial(raw, from: place)
      if next > place {
        _ = out[end...].initialize(fromContentsOf: raw[place..<next])
        end += next - place
        place = next
        continue
      }
      // What the reader let pass as escaped has a byte after each backslash.
      guard raw[place] == UInt8(ascii: "\\"), place + 1 < raw.count else { return false }
      if raw[place + 1] == UInt8(ascii: "u") {
        guard let (scalar, length) = scalar(raw, at: place) else { return false }
        for byte in String(scalar).utf8 {
          out.initializeElement(at: end, to: byte)
          end += 1
        }
        place += length
      } else {
        out.initializeElement(at: end, to: plain(raw[place + 1]))
        end += 1
        place += 2
      }
    }
    return true
  }

  private static func plain(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  private static func unit(_ raw: UnsafeBufferPointer<UInt8>, at place: Int) -> UInt32? {
    guard place + 6 <= raw.count, raw[place] == UInt8(ascii: "\\"),
      raw[place + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for index in place + 2..<place + 6 {
      guard let digit = HexDigit.value(raw[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }

  private static func scalar(
    _ raw: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (scalar: Unicode.Scalar, count: Int)? {
    guard let first = unit(raw, at: place) else { return nil }
    if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    guard first < 0xDC00, let second = unit(raw, at: place + 6), 0xDC00...0xDFFF ~= second,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { return nil }
    return (scalar, 12)
  }
}
