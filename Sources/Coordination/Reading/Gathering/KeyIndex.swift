internal import Signals

/// Numbers for names that are known by their keyed hash alone, so that no name itself has to stay.
///
/// 96 bits of the hash tell names apart: among ten million names two share them with a chance of
/// 10⁻¹⁵. A name takes sixteen bytes, and its place up to as much again; to find it costs one look
/// into memory. Places follow the order of the hash, so that a table grows by walking through two
/// stretches of memory once.
struct KeyIndex: Sendable {
  /// A place for a name.
  private struct Entry: Sendable {
    /// The last eight bytes of the hash.
    var check: UInt64
    /// Four more, which also give the place.
    var tag: UInt32
    /// The number and one; zero is no name.
    var number: UInt32
  }

  private static let empty = Entry(check: 0, tag: 0, number: 0)

  private var places: [Entry]
  /// How far a tag is shifted to give its place.
  private var shift: UInt32
  /// How many names there are.
  private(set) var count = 0

  init() {
    places = Array(repeating: Self.empty, count: 256)
    shift = 24
  }

  /// Looks at the place where a name should be, and finds nothing out.
  @inline(__always)
  func touch(_ hash: StableHash) -> UInt32 {
    places[Int(UInt32(truncatingIfNeeded: hash.low) >> shift)].number
  }

  /// The number of the name with this hash; `isNew` when it has just got it.
  @inline(__always)
  mutating func number(of hash: StableHash) -> (number: UInt32, isNew: Bool) {
    let (place, number) = search(hash)
    if let number { return (number, false) }
    count += 1
    places[place] = Entry(
      check: hash.high, tag: UInt32(truncatingIfNeeded: hash.low),
      number: UInt32(truncatingIfNeeded: count))
    if count * 4 > places.count * 3 { grow() }
    return (UInt32(truncatingIfNeeded: count - 1), true)
  }

  /// The number of the name with this hash, if it has one.
  func find(_ hash: StableHash) -> UInt32? { search(hash).number }

  @inline(__always)
  private func search(_ hash: StableHash) -> (place: Int, number: UInt32?) {
    let tag = UInt32(truncatingIfNeeded: hash.low)
    let mask = places.count - 1
    var place = Int(tag >> shift)
    while true {
      let entry = places[place]
      if entry.number == 0 { return (place, nil) }
      if entry.check == hash.high, entry.tag == tag { return (place, entry.number - 1) }
      place = (place + 1) & mask
    }
  }

  private mutating func grow() {
    var larger = [Entry](repeating: Self.empty, count: places.count * 2)
    shift -= 1
    let mask = larger.count - 1
    for entry in places where entry.number != 0 {
      var place = Int(entry.tag >> shift)
      while larger[place].number != 0 { place = (place + 1) & mask }
      larger[place] = entry
    }
    places = larger
  }
}
