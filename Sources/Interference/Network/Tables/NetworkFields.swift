/// The values that tables of networks are made of, as bytes.
enum NetworkFields {
  /// `7552`, `AS7552` or nothing, which is 0; `nil` for anything else.
  static func network(_ text: ArraySlice<UInt8>) -> UInt32? {
    var digits = text
    if digits.count > 2, digits[digits.startIndex] | 0x20 == UInt8(ascii: "a"),
      digits[digits.startIndex + 1] | 0x20 == UInt8(ascii: "s")
    {
      digits = digits.dropFirst(2)
    }
    guard digits.count <= 10 else { return nil }
    var value: UInt64 = 0
    for byte in digits {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + UInt64(byte - 0x30)
    }
    return UInt32(exactly: value)
  }

  /// Two letters in a number; nothing and `ZZ`, which stands for not knowing, are 0.
  static func country(_ text: ArraySlice<UInt8>) -> UInt16? {
    guard !text.isEmpty else { return 0 }
    guard text.count == 2, let one = text.first, let two = text.last,
      (one & 0xDF) &- 0x41 < 26, (two & 0xDF) &- 0x41 < 26
    else { return nil }
    let code = UInt16(one & 0xDF) << 8 | UInt16(two & 0xDF)
    return code == 0x5A5A ? 0 : code
  }

  /// The text without white space at its ends.
  static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var part = text
    while let first = part.first, first <= 0x20 { part = part.dropFirst() }
    while let last = part.last, last <= 0x20 { part = part.dropLast() }
    return part
  }

  /// At most 60 bytes of a text, to be shown.
  static func shown(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.prefix(60), as: UTF8.self)
  }
}
