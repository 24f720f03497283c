internal import Record

/// How one letter is written in the two normal forms of a text.
struct Letter: Sendable {
  private var packed: UInt64

  /// Nothing is known of it here.
  static let unknown = Letter(packed: 1 << 6)

  private init(packed: UInt64) { self.packed = packed }

  /// A letter with its spellings, of at most three bytes each; `unknown` when either is longer.
  init(kept: some Sequence<UInt8>, bare: some Sequence<UInt8>, isMark: Bool, isWord: Bool) {
    let (kept, bare) = (Array(kept), Array(bare))
    guard kept.count < 4, bare.count < 4 else {
      self = .unknown
      return
    }
    packed = UInt64(kept.count) | UInt64(bare.count) << 2
    packed |= (isMark ? 1 << 5 : 0) | (isWord ? 1 << 7 : 0)
    for (index, byte) in kept.enumerated() { packed |= UInt64(byte) << UInt64(8 + 8 * index) }
    for (index, byte) in bare.enumerated() { packed |= UInt64(byte) << UInt64(32 + 8 * index) }
  }

  /// How many bytes its spelling with diacritics has.
  var keptCount: Int { Int(packed & 3) }
  /// How many bytes its spelling without has.
  var bareCount: Int { Int(packed >> 2 & 3) }
  /// Whether it may join what stands before it.
  var isMark: Bool { packed & 1 << 5 != 0 }
  /// Whether it must be looked at more closely.
  var isUnknown: Bool { packed & 1 << 6 != 0 }
  /// Whether it may stand in a name or a word.
  var isWord: Bool { packed & 1 << 7 != 0 }
  /// Its spelling in lower case, the first byte lowest.
  var kept: UInt32 { UInt32(truncatingIfNeeded: packed >> 8) & 0xFF_FFFF }
  /// Its spelling in lower case without diacritics.
  var bare: UInt32 { UInt32(truncatingIfNeeded: packed >> 32) & 0xFF_FFFF }
}

/// Letters of the scripts that have case and diacritics: Latin with all of Vietnamese, Greek,
/// Cyrillic, Armenian. Worked out once, since the standard library's properties cost some thirty
/// times a look-up.
enum Letters {
  /// U+0080 up to here stand in the table.
  static let firstEnd: UInt32 = 0x590
  /// And from here, Latin Extended Additional and Greek Extended, …
  static let secondStart: UInt32 = 0x1E00
  /// … up to here.
  static let secondEnd: UInt32 = 0x2000

  /// The table; its places are those of `place(of:)`.
  static let table: [Letter] =
    (0x80..<firstEnd).map(letter) + (secondStart..<secondEnd).map(letter)

  /// Where a scalar stands in the table, if it does.
  @inline(__always) static func place(of value: UInt32) -> Int? {
    if value < firstEnd { return value < 0x80 ? nil : Int(value) - 0x80 }
    guard value >= secondStart, value < secondEnd else { return nil }
    return Int(value - secondStart + firstEnd) - 0x80
  }

  /// A scalar in lower case and normalisation form C, with diacritics and without.
  static func spellings(of scalar: Unicode.Scalar) -> (kept: String, bare: String) {
    if scalar.properties.numericType == .decimal { return ("0", "0") }
    // The final sigma is a sigma; lower case does not say so, and case folding is not to be had.
    let lower = scalar == "ς" ? "σ" : scalar.properties.lowercaseMapping
    return (Composition.nfc(lower), Folding.folded(lower))
  }

  private static func letter(_ value: UInt32) -> Letter {
    guard let scalar = Unicode.Scalar(value) else { return .unknown }
    switch ScalarKind(value) {
    case .nothing: return Letter(kept: [], bare: [], isMark: false, isWord: false)
    case .space: return .unknown
    default: break
    }
    let isMark = scalar.properties.canonicalCombiningClass != .notReordered
    let (kept, bare) =
      isMark ? (String(scalar), Folding.folded(String(scalar))) : spellings(of: scalar)
    return Letter(
      kept: kept.utf8, bare: bare.utf8, isMark: isMark,
      isWord: isMark || scalar.properties.isAlphabetic)
  }
}
