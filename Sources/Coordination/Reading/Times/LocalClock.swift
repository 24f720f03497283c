public import Record

/// The clock by which times without a zone are read.
public struct LocalClock: Sendable, Hashable {
  /// Seconds since 1970 UTC at which the clock was changed, in their order.
  private var changes: [Int64] = []
  /// Seconds east of Greenwich: before the first change, and after each.
  private var offsets: [Int64]

  /// A clock that is never changed.
  public init(_ offset: TimeZoneOffset) { offsets = [Int64(offset.minutesEast) * 60] }

  /// A clock of changes in the order of time: `offsets` has one more than `changes`, in seconds.
  ///
  /// - Precondition: `offsets.count == changes.count + 1`.
  public init(changes: [Int64], offsets: [Int64]) {
    precondition(offsets.count == changes.count + 1)
    self.changes = changes
    self.offsets = offsets
  }

  /// When the clock showed `local`, in seconds since 1970 as if it were UTC.
  ///
  /// An hour that the clock showed twice is taken for the first; one that it never showed, as if it
  /// had not been changed yet. Both are marked.
  func instant(of local: Int64) -> (seconds: Int64, isAmbiguous: Bool) {
    guard !changes.isEmpty else { return (local - offsets[0], false) }
    // Offsets differ by less than a day or so: only changes near it matter.
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] < local - 172_800 { low = middle + 1 } else { high = middle }
    }
    var readings: (first: Int64?, count: Int) = (nil, 0)
    var index = low
    while true {
      let instant = local - offsets[index]
      let isAfterChange = index == 0 || instant >= changes[index - 1]
      let isBeforeNext = index == changes.count || instant < changes[index]
      if isAfterChange && isBeforeNext {
        readings = (readings.first ?? instant, readings.count + 1)
      }
      guard index < changes.count, changes[index] < local + 172_800 else { break }
      index += 1
    }
    guard let first = readings.first else { return (local - offsets[gap(local, low)], true) }
    return (first, readings.count > 1)
  }

  /// The index of the offset before the change that left `local` out.
  private func gap(_ local: Int64, _ low: Int) -> Int {
    var index = low
    while index < changes.count, local - offsets[index] >= changes[index],
      local - offsets[index + 1] >= changes[index]
    {
      index += 1
    }
    return index
  }
}
