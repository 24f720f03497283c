import Signals

/// MinHash signatures in bands (Broder, 1997; Leskovec, Rajaraman and Ullman, Mining of Massive
/// Datasets, chapter 3): two sets agree in a band of four rows with the fourth power of their Jaccard
/// similarity, so that of pairs with a half 64 % agree in at least one of sixteen bands, and of pairs
/// with seven tenths 99 %.
struct MinHash: Sendable {
  /// How many bands there are.
  static let bands = 16
  /// How many permutations make a band.
  static let rows = 4

  /// The factors and summands of the permutations: 64 affine maps of 32 bits. Shingles are keyed, so
  /// that the maps need be no secret.
  private let maps: [(factor: SIMD4<UInt32>, summand: SIMD4<UInt32>)]

  init() {
    var random = SplitMix64(seed: 64)
    maps = (0..<Self.bands).map { _ in
      var (factor, summand) = (SIMD4<UInt32>(), SIMD4<UInt32>())
      for row in 0..<Self.rows {
        factor[row] = UInt32(truncatingIfNeeded: random.next() >> 32) | 1
        summand[row] = UInt32(truncatingIfNeeded: random.next() >> 32)
      }
      return (factor, summand)
    }
  }

  /// What sets that agree in a band have in common: a mixture of its four least values.
  func key(of shingles: UnsafeBufferPointer<UInt32>, band: Int) -> UInt32 {
    let (factor, summand) = maps[band]
    var least = SIMD4<UInt32>(repeating: .max)
    for shingle in shingles {
      let mapped = factor &* SIMD4(repeating: shingle) &+ summand
      least.replace(with: mapped, where: mapped .< least)
    }
    var key = UInt64(least[0]) << 32 | UInt64(least[1])
    key = (key ^ (key >> 31)) &* 0x9E37_79B9_7F4A_7C15
    key ^= UInt64(least[2]) << 32 | UInt64(least[3])
    key = (key ^ (key >> 29)) &* 0xD6E8_FEB8_6659_FD93
    return UInt32(truncatingIfNeeded: key >> 32)
  }
}

/// Sorting of words by their upper halves that keeps the order of equal ones: least digit first.
enum RadixOrder {
  /// Sorts `words`; `spare` is as long and holds rubbish afterwards. Linear.
  static func sort(_ words: inout [UInt64], spare: inout [UInt64]) {
    for shift in [UInt64(32), 43, 54] {
      var starts = [Int](repeating: 0, count: 2049)
      for word in words { starts[Int(word >> shift & 2047) + 1] += 1 }
      for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
      for word in words {
        let digit = Int(word >> shift & 2047)
        spare[starts[digit]] = word
        starts[digit] += 1
      }
      swap(&words, &spare)
    }
  }
}
