import Bytes

/// Writes JSON into bytes, member by member, for lists that would be slow to build as values first.
struct JSONWriter: Sendable {
  /// What has been written.
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts a text; `reserve` is about how many bytes it will have.
  init(reserve: Int = 0) { bytes.reserveCapacity(reserve) }

  mutating func open() {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  mutating func close() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func openObject(_ name: StaticString) {
    self.name(name)
    open()
  }

  mutating func openList(_ name: StaticString) {
    self.name(name)
    bytes.append(UInt8(ascii: "["))
    needsComma = false
  }

  mutating func closeList() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  mutating func member(_ name: StaticString, _ value: String) {
    self.name(name)
    text(value)
  }

  mutating func member(_ name: StaticString, _ value: Int) {
    self.name(name)
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  mutating func null(_ name: StaticString) {
    self.name(name)
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  mutating func text(_ value: String) {
    separate()
    JSONText.append(value, to: &bytes)
    needsComma = true
  }

  /// Puts the next value on a line of its own; a comma that is due ends the line before.
  mutating func newLine() {
    separate()
    needsComma = false
    bytes.append(0x0A)
  }

  /// Ends a line after which nothing, or a bracket, follows.
  mutating func endLine() { bytes.append(0x0A) }

  /// Hands over what has been written since the last time; writing goes on where it was.
  mutating func take() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: "\":".utf8)
    needsComma = false
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }
}
