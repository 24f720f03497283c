import Signals

/// Keyed hashes of tokens, of which the short ones are remembered: a language has a few thousand
/// syllables, and texts are made of little else.
struct TokenHashes: Sendable {
  private struct Known {
    /// The bytes of a token and above them how many they are; zero is no token.
    var token: UInt64 = 0
    var hash: UInt64 = 0
  }

  private static let places = 4096
  private let key: (UInt64, UInt64)
  private var known = [Known](repeating: Known(), count: places)

  init(key: (UInt64, UInt64)) { self.key = key }

  /// The hash of a token: always the same, remembered or not.
  mutating func hash(of token: UnsafeRawBufferPointer) -> UInt64 {
    guard (1...7).contains(token.count) else { return StableHash(token, key: key).low }
    var word = UInt64(token.count) << 56
    for (place, byte) in token.enumerated() { word |= UInt64(byte) << UInt64(8 * place) }
    // The golden ratio spreads what differs in a few bits over the upper ones (Knuth, 6.4).
    let place = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 52)
    if known[place].token == word { return known[place].hash }
    let hash = StableHash(token, key: key).low
    known[place] = Known(token: word, hash: hash)
    return hash
  }
}
