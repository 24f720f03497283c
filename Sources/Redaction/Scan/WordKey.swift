/// A word as a key of look-up tables: up to fifteen letters with their qualities, and the tone.
///
/// Packing loses nothing, so that no two words share a key; longer words have none.
struct WordKey: Hashable, Sendable {
  private(set) var high: UInt64 = 0
  private(set) var low: UInt64 = 0

  static let mostLetters = 15

  /// Adds a letter: five bits for a to z and the apostrophe, three for its quality.
  mutating func append(letter: UInt8, quality: UInt8) {
    let packed = UInt64((letter & 0x1F) | quality << 5)
    high = high << 8 | low >> 56
    low = low << 8 | packed
  }

  /// Puts the tone into the byte above the letters.
  mutating func set(tone: UInt8) { high |= UInt64(tone) << 56 }
}
