/// A small generator with a seed (SplitMix64; Steele, Lea and Flood, OOPSLA 2014). The same seed
/// gives the same numbers everywhere.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts at `seed`.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, and not including, `bound`; 0 for a bound below 2.
  public mutating func below(_ bound: Int) -> Int {
    bound < 2 ? 0 : Int(next() % UInt64(bound))
  }
}
