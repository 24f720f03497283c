public import Record

/// Counts of one country by half-year, out of one vintage.
public struct RemovalSeries: Sendable, Hashable {
  /// One half-year.
  public struct Point: Sendable, Hashable {
    /// When.
    public var period: HalfYear
    /// The sums of its rows.
    public var counts: RemovalRow.Counts
    /// How many rows.
    public var rows: Int
    /// How many of them have outcomes that do not add up.
    public var unevenRows: Int

    /// Which outcomes are filled.
    public var regime: RemovalRegime { RemovalRegime(period) }

    /// A rate, with its base.
    public func rate(_ formula: RateFormula) -> Rate? { formula.rate(of: counts) }

    /// What was removed, by law and by the company's own rules.
    public var removed: Int? {
      guard let legal = counts.removedLegal, let policy = counts.removedPolicy else { return nil }
      return legal + policy
    }
  }

  /// The export it is of.
  public let vintage: String
  /// The half-years that have rows, in order.
  public let points: [Point]

  /// The sums of the rows that `isWanted` admits.
  ///
  /// - Complexity: O(rows).
  public init(_ removals: GoogleRemovals, where isWanted: (RemovalRow) -> Bool) {
    vintage = removals.vintage
    var sums: [HalfYear: Point] = [:]
    for row in removals.rows where isWanted(row) {
      var point =
        sums[row.period]
        ?? Point(period: row.period, counts: RemovalRow.Counts(), rows: 0, unevenRows: 0)
      point.counts = point.counts + row.counts
      point.rows += 1
      if let excess = row.counts.excess, excess != 0 { point.unevenRows += 1 }
      sums[row.period] = point
    }
    points = sums.values.sorted { $0.period < $1.period }
  }

  /// The half-year, if it has rows.
  public subscript(period: HalfYear) -> Point? { points.first { $0.period == period } }

  /// The stretches that may each be drawn as one line: none reaches across the break of 2019.
  public var stretches: [[Point]] {
    points.reduce(into: []) { stretches, point in
      if let last = stretches.last?.last, last.regime == point.regime {
        stretches[stretches.count - 1].append(point)
      } else {
        stretches.append([point])
      }
    }
  }

  /// The growth of what was removed between two half-years; `nil` where one has no rows.
  public func growthOfRemoved(from base: HalfYear, to now: HalfYear) -> Growth? {
    guard let first = self[base], let last = self[now], let before = first.removed,
      let after = last.removed
    else { return nil }
    return Growth(from: before, to: after, isBroken: first.regime != last.regime)
  }

  /// What two vintages say of the same half-year, where they differ.
  public struct Difference: Sendable, Hashable {
    /// When.
    public var period: HalfYear
    /// What is counted.
    public var measure: Measure
    /// The count of this vintage.
    public var here: Int?
    /// The count of the other.
    public var there: Int?
  }

  /// Where another vintage says something else. Neither is corrected.
  public func differences(from other: RemovalSeries) -> [Difference] {
    let periods = Set(points.map(\.period)).intersection(other.points.map(\.period)).sorted()
    return periods.flatMap { period in
      RemovalRow.Counts.measures.compactMap { measure in
        let (here, there) = (self[period]?.counts[measure], other[period]?.counts[measure])
        return here == there
          ? nil : Difference(period: period, measure: measure, here: here, there: there)
      }
    }
  }
}
