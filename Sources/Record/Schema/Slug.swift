/// A stable name of a record: lower-case ASCII letters, digits, `-`, `_` and `.`.
///
/// It is given once by a person and never derived from content, so a link to it holds through
/// every correction.
public struct Slug: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The longest slug, in bytes: short enough for a file name with any suffix.
  public static let longest = 120

  /// The name itself.
  public let text: String

  /// Takes `text` as a slug, or refuses it.
  public init?(_ text: String) {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= Self.longest, Self.isWordByte(first) else {
      return nil
    }
    let dot = UInt8(ascii: ".")
    var before = first
    for byte in bytes {
      guard Self.isWordByte(byte) || Self.isMark(byte), byte != dot || before != dot else {
        return nil
      }
      before = byte
    }
    guard before != dot else { return nil }
    self.text = text
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The name itself.
  public var description: String { text }

  /// Orders by bytes.
  public static func < (one: Slug, other: Slug) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }
}
