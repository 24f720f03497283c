/// Gives every value a number, in the order of their first coming.
struct ValueTable: Sendable {
  private var slots: [UInt32]
  private var hashes: [UInt64] = []
  private var starts: [Int] = [0]
  private(set) var bytes: [UInt8] = []
  private var mask: Int

  init() {
    slots = Array(repeating: 0, count: 64)
    mask = 63
  }

  /// How many values there are.
  var count: Int { hashes.count }

  /// The value with that number.
  func value(_ id: Int) -> ArraySlice<UInt8> { bytes[starts[id]..<starts[id + 1]] }

  /// What `body` makes of each value, in the order of their numbers.
  func eachValue<Made>(_ body: (UnsafeRawBufferPointer) -> Made) -> [Made] {
    bytes.withUnsafeBytes { kept in
      (0..<count).map { body(UnsafeRawBufferPointer(rebasing: kept[starts[$0]..<starts[$0 + 1]])) }
    }
  }

  /// The number of a value, which is added if it is new.
  ///
  /// - Complexity: O(n) in its length.
  mutating func id(of value: UnsafeRawBufferPointer) -> Int {
    let hash = FieldBytes.hash(value)
    return find(value, hash) ?? add(value, hash)
  }

  /// The number of a value that was added with the same hash.
  @inline(__always)
  func find(_ value: UnsafeRawBufferPointer, _ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let id = Int(slots[slot]) - 1
      if id < 0 { return nil }
      if hashes[id] == hash, isEqual(value, id) { return id }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private func isEqual(_ value: UnsafeRawBufferPointer, _ id: Int) -> Bool {
    let start = starts[id]
    guard starts[id + 1] - start == value.count else { return false }
    guard let base = value.baseAddress, !value.isEmpty else { return true }
    return bytes.withUnsafeBytes { kept in
      // The value is not empty, so that something is kept.
      FieldBytes.areEqual(base, kept.baseAddress! + start, value.count)
    }
  }

  /// Adds a value that is not there.
  mutating func add(_ value: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
    if hashes.count * 2 >= slots.count { grow() }
    let id = hashes.count
    hashes.append(hash)
    bytes.append(contentsOf: value)
    starts.append(bytes.count)
    put(id, hash)
    return id
  }

  private mutating func put(_ id: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(id + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for (id, hash) in hashes.enumerated() { put(id, hash) }
  }
}

/// Counts rows of numbers.
struct GroupTable: Sendable {
  private let width: Int
  private var slots: [UInt32] = Array(repeating: 0, count: 256)
  private var mask = 255
  private var hashes: [UInt64] = []
  private var members: [UInt32] = []
  private(set) var counts: [Int] = []

  init(width: Int) { self.width = width }

  /// How many groups there are.
  var count: Int { counts.count }

  /// The numbers that make a group.
  func members(of group: Int) -> ArraySlice<UInt32> {
    members[(group * width)..<((group + 1) * width)]
  }

  /// Adds to the group that `ids` make.
  @inline(__always)
  mutating func add(_ ids: UnsafeMutableBufferPointer<UInt32>, count: Int = 1) {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for id in ids {
      hash = (hash ^ UInt64(id)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let group = Int(slots[slot]) - 1
      if group < 0 { break }
      if hashes[group] == hash, isEqual(ids, group) {
        counts[group] += count
        return
      }
      slot = (slot + 1) & mask
    }
    insert(ids, hash, count)
  }

  @inline(__always)
  private func isEqual(_ ids: UnsafeMutableBufferPointer<UInt32>, _ group: Int) -> Bool {
    let start = group * width
    for place in 0..<width where members[start + place] != ids[place] { return false }
    return true
  }

  private mutating func insert(
    _ ids: UnsafeMutableBufferPointer<UInt32>, _ hash: UInt64, _ count: Int
  ) {
    if counts.count * 2 >= slots.count {
      slots = Array(repeating: 0, count: slots.count * 2)
      mask = slots.count - 1
      for (group, hash) in hashes.enumerated() { put(group, hash) }
    }
    hashes.append(hash)
    members.append(contentsOf: ids)
    counts.append(count)
    put(counts.count - 1, hash)
  }

  private mutating func put(_ group: Int, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(group + 1)
  }
}
