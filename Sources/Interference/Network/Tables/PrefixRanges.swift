/// Prefixes of one version of addresses laid flat: ranges side by side, each with what its longest
/// prefix says.
///
/// The place of a range is found by the first 16 bits of the address, then by halving: some hundred
/// nanoseconds at most among a million.
struct PrefixRanges<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// A prefix; bits of `base` after the first `length` are zero.
  struct Prefix: Sendable {
    var base: Key
    var value: UInt32
    /// Of two that are equal the later one counts.
    var order: UInt32
    var length: UInt8
  }

  /// What stands for no prefix.
  static var nothing: UInt32 { .max }

  private(set) var starts: [Key] = []
  private(set) var values: [UInt32] = []
  private(set) var lengths: [UInt8] = []
  /// For each value of the first 16 bits how many ranges begin before it.
  private var index: [UInt32] = []

  init() {}

  /// - Complexity: O(n log n).
  init(_ prefixes: consuming [Prefix]) {
    prefixes.sort { ($0.base, $0.length, $0.order) < ($1.base, $1.length, $1.order) }
    starts.reserveCapacity(prefixes.count)
    values.reserveCapacity(prefixes.count)
    lengths.reserveCapacity(prefixes.count)
    var open: [Prefix] = []
    for prefix in prefixes {
      while let inner = open.last, Self.last(of: inner) < prefix.base {
        open.removeLast()
        add(from: Self.last(of: inner) + 1, open.last)
      }
      if open.last?.length == prefix.length { open.removeLast() }
      open.append(prefix)
      add(from: prefix.base, prefix)
    }
    while let inner = open.popLast() {
      let (next, isEnd) = Self.last(of: inner).addingReportingOverflow(1)
      if !isEnd { add(from: next, open.last) }
    }
    makeIndex()
  }

  /// Two of them in one: `combine` says what their values make together.
  init(_ one: Self, _ other: Self, combine: (UInt32, UInt32) -> UInt32) {
    var left = 0
    var right = 0
    while left < one.starts.count || right < other.starts.count {
      let next = min(
        left < one.starts.count ? one.starts[left] : .max,
        right < other.starts.count ? other.starts[right] : .max)
      if left < one.starts.count, one.starts[left] == next { left += 1 }
      if right < other.starts.count, other.starts[right] == next { right += 1 }
      let first = left > 0 ? one.values[left - 1] : Self.nothing
      let second = right > 0 ? other.values[right - 1] : Self.nothing
      let length = max(
        left > 0 ? one.lengths[left - 1] : 0, right > 0 ? other.lengths[right - 1] : 0)
      let isEmpty = first == Self.nothing && second == Self.nothing
      add(from: next, isEmpty ? Self.nothing : combine(first, second), length)
    }
    makeIndex()
  }

  private static func last(of prefix: Prefix) -> Key { prefix.base | tail(Int(prefix.length)) }

  /// The bits after the first `length`.
  static func tail(_ length: Int) -> Key { length >= Key.bitWidth ? 0 : Key.max >> Key(length) }

  private mutating func add(from start: Key, _ prefix: Prefix?) {
    add(from: start, prefix?.value ?? Self.nothing, prefix?.length ?? 0)
  }

  private mutating func add(from start: Key, _ value: UInt32, _ length: UInt8) {
    if starts.last == start {
      starts.removeLast()
      values.removeLast()
      lengths.removeLast()
    }
    if value == Self.nothing, values.last ?? Self.nothing == Self.nothing { return }
    starts.append(start)
    values.append(value)
    lengths.append(length)
  }

  private mutating func makeIndex() {
    guard !starts.isEmpty else { return }
    index = [UInt32](repeating: 0, count: 1 << 16 + 1)
    for start in starts { index[Self.head(start) + 1] += 1 }
    for place in 1..<index.count { index[place] += index[place - 1] }
  }

  private static func head(_ key: Key) -> Int {
    Int(truncatingIfNeeded: key >> Key(Key.bitWidth - 16))
  }

  /// The longest prefix that holds `key`.
  ///
  /// - Complexity: O(log n).
  func find(_ key: Key) -> (value: UInt32, length: Int)? {
    guard !starts.isEmpty else { return nil }
    let head = Self.head(key)
    var low = Int(index[head])
    var high = Int(index[head + 1])
    // After the loop `low` ranges begin at `key` or before it.
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= key { low = middle + 1 } else { high = middle }
    }
    guard low > 0, values[low - 1] != Self.nothing else { return nil }
    return (values[low - 1], Int(lengths[low - 1]))
  }
}
