import Signals

/// Names, each kept once, numbered in the order in which they came.
///
/// Names are found by a 64-bit half of their `StableHash` and then compared byte by byte, so two
/// names never become one. What finds them is made when it is first asked for: a table that is only
/// appended to costs its names' bytes and four more for each, one that is searched some twenty more.
public struct NameTable: Sendable {
  /// The number that stands for no name.
  public static let none = UInt32.max

  private var bytes: [UInt8] = []
  /// Where names end, without what is beyond 32 bits.
  private var ends: [UInt32] = []
  /// The first names that end beyond 4 GiB, 8 GiB and so on.
  private var turns: [Int] = []
  /// Of the names that can be found, which are the first ones.
  private var hashes: [UInt64] = []
  /// Open addressing: a name's number and one, or zero; a power of two of places.
  private var places: [UInt32] = []
  private var key: (UInt64, UInt64)

  /// An empty table. The key keeps foreigners from making names that all fall into one place.
  public init(key: (UInt64, UInt64) = (0, 0)) { self.key = key }

  /// How many names there are.
  public var count: Int { ends.count }

  /// The number of a name, which is added when it is new.
  public mutating func number(of name: UnsafeRawBufferPointer) -> UInt32 {
    index()
    let hash = StableHash(name, key: key).low
    let mask = UInt64(places.count - 1)
    var place = hash & mask
    while true {
      let found = places[Int(place)]
      if found == 0 { break }
      if hashes[Int(found - 1)] == hash, isName(Int(found - 1), name) { return found - 1 }
      place = (place + 1) & mask
    }
    append(name)
    hashes.append(hash)
    places[Int(place)] = UInt32(ends.count)
    return UInt32(ends.count - 1)
  }

  /// The number of a name, which is added when it is new.
  public mutating func number(of name: String) -> UInt32 {
    var name = name
    return name.withUTF8 { number(of: UnsafeRawBufferPointer($0)) }
  }

  /// Adds a name that the caller knows to be new and returns its number.
  @discardableResult
  public mutating func append(_ name: UnsafeRawBufferPointer) -> UInt32 {
    bytes.append(contentsOf: name)
    while bytes.count >> 32 > turns.count { turns.append(ends.count) }
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
    return UInt32(ends.count - 1)
  }

  /// The number of a name, if it is there.
  ///
  /// - Complexity: O(1), or O(n) in a table that was only appended to.
  public func find(_ name: String) -> UInt32? {
    var name = name
    return name.withUTF8 { buffer in
      let raw = UnsafeRawBufferPointer(buffer)
      guard hashes.count == ends.count, !places.isEmpty else {
        return ends.indices.first { isName($0, raw) }.map { UInt32($0) }
      }
      let hash = StableHash(raw, key: key).low
      let mask = UInt64(places.count - 1)
      var place = hash & mask
      while places[Int(place)] != 0 {
        let found = Int(places[Int(place)] - 1)
        if hashes[found] == hash, isName(found, raw) { return UInt32(found) }
        place = (place + 1) & mask
      }
      return nil
    }
  }

  /// A name's bytes.
  public func withBytes<Result>(
    of number: UInt32, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range(number)])) }
  }

  /// A name as text; bytes that are not UTF-8 become the replacement character.
  public subscript(number: UInt32) -> String {
    String(decoding: bytes[range(number)], as: UTF8.self)
  }

  /// Whether one name comes before another in the order of their bytes.
  public func precedes(_ one: UInt32, _ other: UInt32) -> Bool {
    bytes[range(one)].lexicographicallyPrecedes(bytes[range(other)])
  }

  private func range(_ number: UInt32) -> Range<Int> {
    (number == 0 ? 0 : end(Int(number) - 1))..<end(Int(number))
  }

  private func end(_ number: Int) -> Int {
    let end = Int(ends[number])
    return turns.isEmpty ? end : end + turns.count { $0 <= number } << 32
  }

  private func isName(_ number: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    let range = range(UInt32(number))
    guard range.count == name.count else { return false }
    return bytes.withUnsafeBytes { own in
      UnsafeRawBufferPointer(rebasing: own[range]).elementsEqual(name)
    }
  }

  /// Sees to it that every name can be found and that one more has a place.
  private mutating func index() {
    while hashes.count < ends.count {
      hashes.append(withBytes(of: UInt32(hashes.count)) { StableHash($0, key: key).low })
    }
    var wanted = max(64, places.count)
    while (ends.count + 1) * 2 > wanted { wanted *= 2 }
    guard wanted > places.count else { return }
    let mask = UInt64(wanted - 1)
    var larger = [UInt32](repeating: 0, count: wanted)
    for number in hashes.indices {
      var place = hashes[number] & mask
      while larger[Int(place)] != 0 { place = (place + 1) & mask }
      larger[Int(place)] = UInt32(number + 1)
    }
    places = larger
  }
}
