/// Hashes of 64 bits, each kept once, numbered in the order in which they came.
///
/// The hashes must be made with a key, so that nobody can choose texts that fall into one place.
struct HashIndex: Sendable {
  /// The hashes by their numbers.
  private(set) var hashes: [UInt64] = []
  /// Open addressing: the upper half of a hash, and below it a number and one; or zero. The half saves
  /// a look at the hashes, which costs a wait for memory. A power of two of places, at most half of
  /// them full.
  private var places: [UInt64] = Array(repeating: 0, count: 64)

  /// How many there are.
  var count: Int { hashes.count }

  /// The number of a hash, and whether it was added just now.
  mutating func number(of hash: UInt64) -> (number: Int, isNew: Bool) {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      let found = Int(UInt32(truncatingIfNeeded: places[place])) - 1
      if (places[place] ^ hash) >> 32 == 0, hashes[found] == hash { return (found, false) }
      place = (place + 1) & mask
    }
    hashes.append(hash)
    places[place] = Self.word(hash, hashes.count)
    if hashes.count * 2 > places.count { grow() }
    return (hashes.count - 1, true)
  }

  /// Whether a hash is here.
  func contains(_ hash: UInt64) -> Bool {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while places[place] != 0 {
      let found = Int(UInt32(truncatingIfNeeded: places[place])) - 1
      if (places[place] ^ hash) >> 32 == 0, hashes[found] == hash { return true }
      place = (place + 1) & mask
    }
    return false
  }

  private static func word(_ hash: UInt64, _ number: Int) -> UInt64 {
    hash & ~0xFFFF_FFFF | UInt64(number)
  }

  private mutating func grow() {
    let mask = places.count * 2 - 1
    var larger = [UInt64](repeating: 0, count: places.count * 2)
    for (number, hash) in hashes.enumerated() {
      var place = Int(truncatingIfNeeded: hash) & mask
      while larger[place] != 0 { place = (place + 1) & mask }
      larger[place] = Self.word(hash, number + 1)
    }
    places = larger
  }
}
