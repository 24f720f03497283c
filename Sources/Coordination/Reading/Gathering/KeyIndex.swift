internal import Signals

/// Numbers for names that are known by their keyed hash alone, so that no name itself has to stay.
///
/// 96 bits of the hash tell names apart: among ten million names two share them with a chance of
/// 10⁻¹⁵. A name costs eight bytes and eight to twenty-two for its place. Places follow the order of
/// the hash, so that a table grows by walking through two stretches of memory once.
struct KeyIndex: Sendable {
  /// The upper half is the name's tag, the lower its number and one; zero is no name.
  private var places: [UInt64]
  /// How far a tag is shifted to give its place.
  private var shift: UInt32
  private var checks: [UInt64] = []

  init() {
    places = Array(repeating: 0, count: 256)
    shift = 24
  }

  /// How many names there are.
  var count: Int { checks.count }

  /// The number of the name with this hash; `isNew` when it has just got it.
  @inline(__always)
  mutating func number(of hash: StableHash) -> (number: UInt32, isNew: Bool) {
    let tag = UInt32(truncatingIfNeeded: hash.low)
    let mask = places.count - 1
    var place = Int(tag >> shift)
    while true {
      let entry = places[place]
      if entry == 0 { break }
      if UInt32(truncatingIfNeeded: entry >> 32) == tag {
        let number = Int(UInt32(truncatingIfNeeded: entry) - 1)
        if checks[number] == hash.high { return (UInt32(truncatingIfNeeded: number), false) }
      }
      place = (place + 1) & mask
    }
    checks.append(hash.high)
    places[place] = UInt64(tag) << 32 | UInt64(checks.count)
    if checks.count * 4 > places.count * 3 { grow() }
    return (UInt32(checks.count - 1), true)
  }

  /// The number of the name with this hash, if it has one.
  func find(_ hash: StableHash) -> UInt32? {
    let tag = UInt32(truncatingIfNeeded: hash.low)
    var place = Int(tag >> shift)
    while places[place] != 0 {
      let entry = places[place]
      let number = Int(UInt32(truncatingIfNeeded: entry) - 1)
      if UInt32(truncatingIfNeeded: entry >> 32) == tag, checks[number] == hash.high {
        return UInt32(number)
      }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: places.count * 2)
    shift -= 1
    let mask = larger.count - 1
    for entry in places where entry != 0 {
      var place = Int(UInt32(truncatingIfNeeded: entry >> 32) >> shift)
      while larger[place] != 0 { place = (place + 1) & mask }
      larger[place] = entry
    }
    places = larger
  }
}
