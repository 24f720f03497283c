/// Writes XML 1.0 in UTF-8, one element to a line.
struct XMLWriter {
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var open: [String] = []

  /// Starts an element that has others inside.
  mutating func start(_ name: String, _ attributes: Attributes = [:]) {
    tag(name, attributes, end: ">\n")
    open.append(name)
  }

  /// Ends the element that was started last.
  mutating func end() {
    guard let name = open.popLast() else { return }
    indent()
    bytes += Array("</\(name)>\n".utf8)
  }

  /// Writes an element without content.
  mutating func empty(_ name: String, _ attributes: Attributes) {
    tag(name, attributes, end: "/>\n")
  }

  /// Writes an element of text.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
    tag(name, attributes, end: ">")
    append(escaped: text)
    bytes += Array("</\(name)>\n".utf8)
  }

  private mutating func tag(_ name: String, _ attributes: Attributes, end: String) {
    indent()
    bytes += Array("<\(name)".utf8)
    for (name, value) in attributes {
      bytes += Array(" \(name)=\"".utf8)
      append(escaped: value)
      bytes.append(UInt8(ascii: "\""))
    }
    bytes += Array(end.utf8)
  }

  private mutating func indent() {
    bytes += [UInt8](repeating: 0x20, count: 2 * open.count)
  }

  /// Escapes what has a meaning, and leaves out what XML 1.0 cannot hold in any form (section 2.2).
  private mutating func append(escaped text: String) {
    var text = text
    text.withUTF8 { all in
      var place = 0
      while place < all.count {
        let byte = all[place]
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF.
        if byte == 0xEF, place + 2 < all.count, all[place + 1] == 0xBF, all[place + 2] >= 0xBE {
          place += 3
          continue
        }
        if let escape = Self.escape(of: byte) {
          bytes += Array(escape.utf8)
        } else if byte >= 0x20 {
          bytes.append(byte)
        }
        place += 1
      }
    }
  }

  /// Tabs and line ends are written as numbers, or readers would make spaces of them.
  private static func escape(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&apos;"
    case 0x09: "&#9;"
    case 0x0A: "&#10;"
    case 0x0D: "&#13;"
    default: nil
    }
  }
}
