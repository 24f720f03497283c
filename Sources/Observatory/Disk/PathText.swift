/// Paths as text, though they are bytes to the system and need not be UTF-8.
///
/// Each byte of a name that is no text is held as a character of its own, U+F780 to U+F7FF, from which
/// the bytes are made again; names that have such characters themselves are held in the same way.
public enum PathText {
  private static let first: UInt32 = 0xF700
  private static let marks: ClosedRange<UInt32> = 0xF780...0xF7FF

  /// The text of a path's bytes.
  public static func text(of bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { marks.contains($0.value) })
    {
      return text
    }
    var text = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let byte = rest.first {
      let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
      if let letter = String(validating: rest.prefix(length), as: UTF8.self)?.unicodeScalars.first,
        !marks.contains(letter.value)
      {
        text.append(letter)
        rest = rest.dropFirst(length)
      } else {
        if let mark = Unicode.Scalar(first + UInt32(byte)) { text.append(mark) }
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// Whether anything is at a path.
  public static func isThere(_ path: String) -> Bool { Disk.exists(path) }

  /// The bytes that a text stands for, with the zero that ends them for the system.
  static func bytes(of text: String) -> [CChar] {
    guard text.unicodeScalars.contains(where: { marks.contains($0.value) }) else {
      return Array(text.utf8CString)
    }
    var bytes: [CChar] = []
    for letter in text.unicodeScalars {
      if marks.contains(letter.value) {
        bytes.append(CChar(truncatingIfNeeded: letter.value - first))
      } else {
        bytes += UTF8.encode(letter).map { $0.map { CChar(bitPattern: $0) } } ?? []
      }
    }
    return bytes + [0]
  }

  /// The text as it is shown and recorded: what is no text as `\xNN`, and so what would move the
  /// cursor or turn the direction of what follows.
  public static func shown(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    var shown = ""
    for letter in text.unicodeScalars {
      guard isHidden(letter) else {
        shown.unicodeScalars.append(letter)
        continue
      }
      let bytes =
        marks.contains(letter.value)
        ? [UInt8(letter.value - first)] : UTF8.encode(letter).map { Array($0) } ?? []
      for byte in bytes {
        shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return shown
  }

  private static func isHidden(_ letter: Unicode.Scalar) -> Bool {
    if marks.contains(letter.value) { return true }
    switch letter.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
