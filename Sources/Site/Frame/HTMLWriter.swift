internal import Bytes
public import Record

/// Writes HTML as bytes: text and attributes are escaped, tags are spelt as given.
///
/// It knows neither scripts nor style attributes: there is no way to write one by accident.
public struct HTMLWriter {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Starts with room for a page.
  public init() { bytes.reserveCapacity(48 << 10) }

  /// Writes markup that is known to be sound: literals of the program.
  public mutating func markup(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Writes bytes that were made by this writer or are an ASCII path of the edition.
  public mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes bytes that a writer has made before.
  mutating func piece(_ made: [UInt8]) { bytes.append(contentsOf: made) }

  /// Writes text, escaped.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      var start = 0
      for place in buffer.indices where Self.isSpecial[Int(buffer[place])] {
        guard let reference = HTMLEscape.reference(for: buffer[place]) else { continue }
        bytes.append(contentsOf: buffer[start..<place])
        markup(reference)
        start = place + 1
      }
      bytes.append(contentsOf: buffer[start...])
    }
  }

  /// Writes ` name="value"`, escaped.
  public mutating func attribute(_ name: StaticString, _ value: String) {
    bytes.append(0x20)
    markup(name)
    bytes.append(contentsOf: "=\"".utf8)
    text(value)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes a whole number without grouping, for attributes and machine columns.
  public mutating func plain(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Writes `<name attributes>`.
  public mutating func open(_ name: StaticString, _ attributes: (StaticString, String)...) {
    bytes.append(UInt8(ascii: "<"))
    markup(name)
    for (attribute, value) in attributes { self.attribute(attribute, value) }
    bytes.append(UInt8(ascii: ">"))
  }

  /// Writes `</name>`.
  public mutating func close(_ name: StaticString) {
    bytes.append(contentsOf: "</".utf8)
    markup(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// Writes an element that holds text alone.
  public mutating func element(
    _ name: StaticString, _ text: String, _ attributes: (StaticString, String)...
  ) {
    bytes.append(UInt8(ascii: "<"))
    markup(name)
    for (attribute, value) in attributes { self.attribute(attribute, value) }
    bytes.append(UInt8(ascii: ">"))
    self.text(text)
    close(name)
  }

  /// Writes a link.
  public mutating func link(_ address: String, _ text: String) {
    element("a", text, ("href", address))
  }

  /// Writes a text in the reader's language, or in the other one and marked so.
  public mutating func localized(_ text: LocalizedText, for language: Language) {
    let (text, found) = text.text(for: language)
    if found == language { return self.text(text) }
    element("span", text, ("lang", found.rawValue))
  }

  private static let isSpecial: [Bool] = (0...255).map { HTMLEscape.reference(for: $0) != nil }
}
