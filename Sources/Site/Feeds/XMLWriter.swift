/// Writes an XML 1.0 document into bytes, one element after the other.
///
/// Text is escaped, and a character that XML 1.0 section 2.2 forbids becomes U+FFFD, so that no text
/// of the record can break a document.
struct XMLWriter: Sendable {
  /// What has been written.
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

  /// Starts a document; `reserve` is about how many bytes it will have.
  init(reserve: Int = 0) { bytes.reserveCapacity(reserve) }

  /// Opens an element; its attributes follow the name in their order.
  mutating func open(_ name: StaticString, _ attributes: (StaticString, String)...) {
    start(name, attributes)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Writes an element without content.
  mutating func empty(_ name: StaticString, _ attributes: (StaticString, String)...) {
    start(name, attributes)
    bytes.append(contentsOf: "/>".utf8)
  }

  /// Writes an element that holds text alone.
  mutating func element(
    _ name: StaticString, _ text: String, _ attributes: (StaticString, String)...
  ) {
    start(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    self.text(text)
    close(name)
  }

  /// Closes an element.
  mutating func close(_ name: StaticString) {
    bytes.append(contentsOf: "</".utf8)
    append(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Ends a line.
  mutating func newLine() { bytes.append(0x0A) }

  /// Writes text, escaped for content and for attributes alike.
  ///
  /// - Complexity: O(n); runs without a special byte are copied whole.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      var place = 0
      while place < utf8.count {
        guard Self.mayNeedEscape(utf8[place]), let (escape, length) = Self.escape(utf8, at: place)
        else {
          place += 1
          continue
        }
        bytes.append(contentsOf: utf8[start..<place])
        append(escape)
        place += length
        start = place
      }
      bytes.append(contentsOf: utf8[start...])
    }
  }

  private mutating func start(_ name: StaticString, _ attributes: [(StaticString, String)]) {
    bytes.append(UInt8(ascii: "<"))
    append(name)
    for (name, value) in attributes {
      bytes.append(UInt8(ascii: " "))
      append(name)
      bytes.append(contentsOf: "=\"".utf8)
      text(value)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    byte <= UInt8(ascii: ">")
      && (byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\""))
      || byte == 0xEF
  }

  /// What to write for the bytes at `place`, and how many they are; `nil` where they stay.
  private static func escape(
    _ utf8: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (StaticString, Int)? {
    switch utf8[place] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    // A parser would turn these into blanks or line feeds.
    case 0x0D: return ("&#13;", 1)
    case 0x0A, 0x09: return nil
    case 0..<0x20: return ("\u{FFFD}", 1)
    // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
    case 0xEF where place + 2 < utf8.count && utf8[place + 1] == 0xBF && utf8[place + 2] >= 0xBE:
      return ("\u{FFFD}", 3)
    default: return nil
    }
  }
}
