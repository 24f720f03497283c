/// The keys that come most often, in bounded memory (Metwally, Agrawal and El Abbadi, 2005), kept in small sets as a
/// processor's cache keeps its lines: a key has eight places and looks at no others.
///
/// A key with more than N/capacity of N in its set's share of the stream is kept for certain; ``Entry/excess`` tells by
/// how much its count may be too high.
public struct SpaceSaving: Sendable, Hashable {
  /// A key that came often.
  public struct Entry: Sendable, Hashable {
    /// The key: a hash of what was counted.
    public var key: UInt64
    /// How often it came, or up to ``excess`` more.
    public var count: UInt32
    /// By how much ``count`` may be too high.
    public var excess: UInt32
  }

  @usableFromInline static let ways = 8
  @usableFromInline let mask: Int
  @usableFromInline var keys: [UInt64]
  @usableFromInline var counts: [UInt32]
  @usableFromInline var excesses: [UInt32]
  /// How much was counted.
  public private(set) var total: UInt64 = 0

  /// An empty sketch.
  /// - Parameter capacity: how many keys are kept, rounded up to a power of two; 32,768 take 512 KiB.
  public init(capacity: Int = 1 << 15) {
    var sets = 1
    while sets * Self.ways < min(capacity, 1 << 24) { sets <<= 1 }
    mask = sets - 1
    keys = [UInt64](repeating: 0, count: sets * Self.ways)
    counts = [UInt32](repeating: 0, count: sets * Self.ways)
    excesses = counts
  }

  /// Counts a key. The key must be well mixed: its lowest bits choose the set.
  public mutating func add(_ key: UInt64, times: UInt32 = 1) {
    total &+= UInt64(times)
    let start = (Int(truncatingIfNeeded: key) & mask) &* Self.ways
    var least = start
    var lowest = UInt32.max
    for place in start..<start &+ Self.ways {
      let count = counts[place]
      if keys[place] == key, count > 0 {
        let (sum, overflow) = count.addingReportingOverflow(times)
        counts[place] = overflow ? .max : sum
        return
      }
      if count < lowest {
        lowest = count
        least = place
      }
    }
    // The rarest of the set makes room and leaves its count behind.
    keys[least] = key
    excesses[least] = lowest
    let (sum, overflow) = lowest.addingReportingOverflow(times)
    counts[least] = overflow ? .max : sum
  }

  /// What is kept of a key.
  public func entry(_ key: UInt64) -> Entry? {
    let start = (Int(truncatingIfNeeded: key) & mask) * Self.ways
    for place in start..<start + Self.ways where keys[place] == key && counts[place] > 0 {
      return Entry(key: key, count: counts[place], excess: excesses[place])
    }
    return nil
  }

  /// The keys that came most often, most often first; equal ones by their key.
  public func top(_ number: Int) -> [Entry] {
    let kept = keys.indices.lazy.filter { counts[$0] > 0 }.map {
      Entry(key: keys[$0], count: counts[$0], excess: excesses[$0])
    }
    return Array(kept.sorted { ($1.count, $0.key) < ($0.count, $1.key) }.prefix(number))
  }

  /// Makes it the sketch of both streams: counts and errors add up, and each set keeps its eight most frequent.
  /// - Throws: `SketchFault.differentSizes`.
  public mutating func merge(_ other: SpaceSaving) throws(SketchFault) {
    guard mask == other.mask else { throw .differentSizes }
    for set in 0...mask {
      let places = set * Self.ways..<(set + 1) * Self.ways
      let floor = places.map { counts[$0] }.min() ?? 0
      let otherFloor = places.map { other.counts[$0] }.min() ?? 0
      var all: [UInt64: Entry] = [:]
      for place in places where counts[place] > 0 {
        all[keys[place]] = Entry(
          key: keys[place], count: counts[place] &+ otherFloor,
          excess: excesses[place] &+ otherFloor)
      }
      for place in places where other.counts[place] > 0 {
        let key = other.keys[place]
        if let mine = all[key] {
          all[key] = Entry(
            key: key, count: mine.count &- otherFloor &+ other.counts[place],
            excess: mine.excess &- otherFloor &+ other.excesses[place])
        } else {
          all[key] = Entry(
            key: key, count: other.counts[place] &+ floor, excess: other.excesses[place] &+ floor)
        }
      }
      let kept = all.values.sorted { ($1.count, $0.key) < ($0.count, $1.key) }.prefix(Self.ways)
      for (place, entry) in zip(places, kept) {
        (keys[place], counts[place], excesses[place]) = (entry.key, entry.count, entry.excess)
      }
    }
    total &+= other.total
  }

  /// Divides all counts by two, so that what came long ago weighs less; what is left with nothing makes room.
  public mutating func halve() {
    for place in counts.indices {
      counts[place] >>= 1
      excesses[place] >>= 1
    }
    total >>= 1
  }

  /// Forgets everything.
  public mutating func clear() { self = SpaceSaving(capacity: keys.count) }

  /// The sketch as bytes.
  public var snapshot: [UInt8] {
    var writer = SketchWriter(3)
    writer.put(total)
    writer.put(list: keys)
    writer.put(list: counts)
    writer.put(list: excesses)
    return writer.finished()
  }

  /// The sketch out of its bytes.
  /// - Throws: `SketchFault`.
  public init(snapshot: [UInt8]) throws(SketchFault) {
    var reader = try SketchReader(snapshot, kind: 3)
    total = try reader.take()
    keys = try reader.takeList()
    counts = try reader.takeList()
    excesses = try reader.takeList()
    let sets = keys.count / Self.ways
    guard sets >= 1, sets & (sets - 1) == 0, keys.count == sets * Self.ways,
      counts.count == keys.count, excesses.count == keys.count
    else { throw .damaged }
    mask = sets - 1
  }
}
