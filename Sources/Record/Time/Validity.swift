/// Between which dates something held, such as an article of a law.
public struct Validity: Sendable, Hashable {
  /// Until when it held.
  public enum End: Sendable, Hashable {
    /// No end is known: it holds.
    case open
    /// The last day on which it held.
    case lastDay(EDTF)
    /// The day from which it holds no more.
    case repealed(EDTF)

    /// The date as stated.
    public var date: EDTF? {
      switch self {
      case .open: nil
      case .lastDay(let date), .repealed(let date): date
      }
    }
  }

  /// From when it held; `nil` where no source says.
  public var from: EDTF?
  /// Until when.
  public var end: End

  /// Makes a validity.
  public init(from: EDTF? = nil, end: End = .open) {
    self.from = from
    self.end = end
  }

  /// Whether it held on `date`: `maybe` where either is not known finely enough, and where no source
  /// says from when it held.
  public func holds(on date: EDTF) -> Answer {
    guard let first = date.earliest, let last = date.latest else { return .maybe }
    return hasBegun(first, last).and(hasNotEnded(first, last))
  }

  private func hasBegun(_ first: CivilDay, _ last: CivilDay) -> Answer {
    guard let from else { return .maybe }
    let bounds = from.outerDays
    if first >= bounds.last { return .yes }
    return last < bounds.first ? .no : .maybe
  }

  private func hasNotEnded(_ first: CivilDay, _ last: CivilDay) -> Answer {
    switch end {
    case .open: return .yes
    case .lastDay(let date):
      let bounds = date.outerDays
      if last <= bounds.first { return .yes }
      return first > bounds.last ? .no : .maybe
    case .repealed(let date):
      let bounds = date.outerDays
      if last < bounds.first { return .yes }
      return first >= bounds.last ? .no : .maybe
    }
  }
}

extension EDTF {
  /// The first and the last day that the date may mean; about a day means within a month of it, and an open end
  /// is as far as days are counted.
  var outerDays: (first: CivilDay, last: CivilDay) {
    let first = earliest ?? CivilDay(sinceEpoch: .min)
    let last = latest ?? CivilDay(sinceEpoch: .max)
    guard qualifier != .exact else { return (first, last) }
    return (first.adding(days: -31), last.adding(days: 31))
  }

  /// How many days may lie between a day that this date means and one that `other` means: one number where both
  /// are days, else from the fewest to the most. Negative where `other` may be earlier; `nil` where an end is open.
  public func days(until other: EDTF) -> ClosedRange<Int>? {
    guard !isOpenStart, !isOpenEnd, !other.isOpenStart, !other.isOpenEnd else { return nil }
    let (mine, theirs) = (outerDays, other.outerDays)
    let fewest = mine.last.days(until: theirs.first)
    return fewest...max(fewest, mine.first.days(until: theirs.last))
  }
}

extension Statute {
  /// Between which dates one of its provisions held: the provision's own dates, else those of the statute.
  public func validity(of provision: Provision) -> Validity {
    Validity(
      from: provision.validFrom ?? inForce,
      end: provision.validTo.map { .lastDay($0) } ?? repealed.map { .repealed($0) } ?? .open)
  }

  /// Between which dates it held as a whole.
  public var validity: Validity {
    Validity(from: inForce, end: repealed.map { .repealed($0) } ?? .open)
  }
}
