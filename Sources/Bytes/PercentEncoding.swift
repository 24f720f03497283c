/// Percent-encoding of addresses (RFC 3986 section 2.1).
public enum PercentEncoding {
  /// Why a text is not percent-encoded, and where.
  public struct Fault: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
      /// A `%` that two hexadecimal digits do not follow.
      case badEscape
      /// The bytes that are spelt are not UTF-8.
      case notUTF8
    }

    /// What is wrong.
    public var reason: Reason
    /// The place, in bytes from the start of the text; 0 where the whole is at fault.
    public var offset: Int
  }

  /// `text` with every byte but letters, digits, `-`, `.`, `_` and `~` escaped.
  public static func encoded(_ text: String) -> String {
    var out: [UInt8] = []
    append(text, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the encoded form of `text` to `out`.
  public static func append(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      if isUnreserved(byte) {
        out.append(byte)
      } else {
        out.append(UInt8(ascii: "%"))
        out.append(digit(byte >> 4))
        out.append(digit(byte & 15))
      }
    }
  }

  /// The text that `encoded` spells.
  ///
  /// - Parameter plusIsSpace: whether `+` stands for a space, as in the query strings that HTML
  ///   forms make (the URL standard, application/x-www-form-urlencoded).
  /// - Complexity: O(n).
  public static func decoded(
    _ encoded: some Collection<UInt8>, plusIsSpace: Bool = false
  ) throws(Fault) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(encoded.count)
    let bytes = Array(encoded)
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "%"):
        guard place + 2 < bytes.count, let high = value(bytes[place + 1]),
          let low = value(bytes[place + 2])
        else { throw Fault(reason: .badEscape, offset: place) }
        out.append(high << 4 | low)
        place += 2
      case UInt8(ascii: "+") where plusIsSpace: out.append(UInt8(ascii: " "))
      default: out.append(byte)
      }
      place += 1
    }
    guard let text = String(validating: out, as: UTF8.self) else {
      throw Fault(reason: .notUTF8, offset: 0)
    }
    return text
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
