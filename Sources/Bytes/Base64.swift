/// Bytes in standard base64 (RFC 4648 section 4).
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The base64 text of `bytes`, padded unless told otherwise.
  public static func text(_ bytes: some Collection<UInt8>, padded: Bool = true) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        out.append(alphabet[Int(bits >> UInt32(held) & 63)])
      }
    }
    if held > 0 { out.append(alphabet[Int(bits << UInt32(6 - held) & 63)]) }
    while padded, !out.count.isMultiple(of: 4) { out.append(UInt8(ascii: "=")) }
    return String(decoding: out, as: UTF8.self)
  }

  /// The bytes that `text` encodes, or `nil` when it is not canonical: wrong padding, foreign
  /// characters, or bits left over that are not zero.
  public static func bytes(_ text: some StringProtocol, padded: Bool = true) -> [UInt8]? {
    let digits = Array(text.utf8)
    return bytes(of: digits.span, padded: padded)
  }

  /// The bytes that a text in UTF-8 encodes, by the same rules.
  public static func bytes(of text: Span<UInt8>, padded: Bool = true) -> [UInt8]? {
    var count = text.count
    if padded {
      guard count.isMultiple(of: 4) else { return nil }
      var padding = 0
      while padding < 2, count > 0, text[count - 1] == UInt8(ascii: "=") {
        count -= 1
        padding += 1
      }
    }
    guard count % 4 != 1 else { return nil }
    var isSound = true
    let out = values.withUnsafeBufferPointer { values in
      [UInt8](unsafeUninitializedCapacity: count / 4 * 3 + 2) { out, end in
        var bits: UInt32 = 0
        var faults: UInt8 = 0
        for place in 0..<count {
          let value = values[Int(text[unchecked: place])]
          faults |= value
          bits = bits << 6 | UInt32(value & 63)
          if place & 3 == 3 {
            out.initializeElement(at: end, to: UInt8(truncatingIfNeeded: bits >> 16))
            out.initializeElement(at: end + 1, to: UInt8(truncatingIfNeeded: bits >> 8))
            out.initializeElement(at: end + 2, to: UInt8(truncatingIfNeeded: bits))
            end += 3
          }
        }
        // Two digits are left over for one byte, three for two.
        let rest = count & 3
        if rest > 1 {
          let spare: UInt32 = rest == 2 ? 4 : 2
          if bits & (1 << spare - 1) != 0 { faults = bad }
          for byte in (0..<UInt32(rest - 1)).reversed() {
            out.initializeElement(
              at: end, to: UInt8(truncatingIfNeeded: bits >> (spare + 8 * byte)))
            end += 1
          }
        }
        isSound = faults & bad == 0
      }
    }
    return isSound ? out : nil
  }

  /// Set in the value of what is no digit.
  private static let bad: UInt8 = 0x80

  /// The value of each byte as a digit.
  private static let values: [UInt8] = (0...255).map { byte in
    alphabet.firstIndex(of: byte).map { UInt8($0) } ?? bad
  }
}
