public import Signals

/// The key under which the co-tweet network of the coordination-network-toolkit (1.5.2) joins texts, so
/// that its networks can be made again.
///
/// Its form is the text in lower case, without everything from an `@` to the next white space, and with
/// one space for each run of white space. Neither digits nor addresses nor spelling are touched, so it
/// finds copies only. The toolkit compares length, Adler-32 and text; a hash of 128 bits of the text is
/// the same for all purposes. One value reads many texts and allocates nothing for each.
public struct TextForms: Sendable {
  /// Whether a text of which nothing is left has a key as well, as with the rival, whose network joins
  /// all replies that only mention somebody.
  public var isAsRival: Bool

  private let key: (UInt64, UInt64)
  private var form: [UInt8] = []

  /// Makes keys that are hashes under `key`.
  public init(key: (UInt64, UInt64) = (0, 0), asRival isAsRival: Bool = false) {
    self.key = key
    self.isAsRival = isAsRival
  }

  /// The key of a text; nil of an empty one and of mentions only, unless it is to be as with the
  /// rival. Linear.
  public mutating func coTweetKey(of text: UnsafeRawBufferPointer) -> StableHash? {
    write(text)
    guard isAsRival || !form.isEmpty else { return nil }
    return form.withUnsafeBytes { StableHash($0, key: key) }
  }

  /// The key of a text; nil of an empty one and of mentions only, unless it is to be as with the
  /// rival.
  public mutating func coTweetKey(of text: String) -> StableHash? {
    var text = text
    return text.withUTF8 { coTweetKey(of: UnsafeRawBufferPointer($0)) }
  }

  /// The form of the text that was read last.
  var lastForm: [UInt8] { form }

  private mutating func write(_ text: UnsafeRawBufferPointer) {
    form.removeAll(keepingCapacity: true)
    var (place, isGap, isMention) = (0, false, false)
    while place < text.count {
      let byte = text[place]
      let scalar =
        byte < 0x80 ? nil : DecodedScalar(text, at: place)
      defer { place += scalar?.length ?? 1 }
      if isSpace(byte, scalar) {
        (isGap, isMention) = (true, false)
        continue
      }
      isMention = isMention || byte == 0x40
      if isMention { continue }
      if isGap, !form.isEmpty { form.append(0x20) }
      isGap = false
      guard let scalar else {
        form.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        continue
      }
      append(scalar, text, place)
    }
  }

  /// White space as Python's `str.split` has it.
  private func isSpace(_ byte: UInt8, _ scalar: DecodedScalar?) -> Bool {
    guard let scalar else { return byte == 0x20 || (9...13).contains(byte) || byte & 0xFC == 0x1C }
    switch scalar.value {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return true
    default: return false
    }
  }

  private mutating func append(
    _ scalar: DecodedScalar, _ text: UnsafeRawBufferPointer, _ place: Int
  ) {
    switch scalar.value {
    case 0xC0..<0x250, 0x1E00..<0x1F00:
      // These letters are composed whatever the case, so the table's lower case is the rival's.
      guard let index = Letters.place(of: scalar.value) else { return }
      var spelt = Letters.table[index].kept
      for _ in 0..<Letters.table[index].keptCount {
        form.append(UInt8(truncatingIfNeeded: spelt))
        spelt >>= 8
      }
    case 0xFFFD: form += [0xEF, 0xBF, 0xBD]
    case let value where ScalarKind.isCaseless(value):
      form += text[place..<place + scalar.length]
    case let value:
      guard let found = Unicode.Scalar(value) else { return }
      form += found.properties.lowercaseMapping.utf8
    }
  }
}
