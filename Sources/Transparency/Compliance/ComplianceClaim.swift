public import Record

/// What a government claims, and beside it what the company's own numbers say of exactly the same time.
public struct ComplianceClaim: Sendable, Hashable, Comparable {
  /// The company's numbers of one export for the time of a claim.
  public struct Counted: Sendable, Hashable {
    /// What is looked for.
    enum Wanted {
      case rate
      case count(Measure)
    }

    /// Which export.
    public var vintage: ComplianceLine.Vintage
    /// Of which periods the numbers are the sum.
    public var periods: [EDTF]
    /// R1 of the company's own counts, with what is divided by what, for a claimed rate.
    public var rate: Rate?
    /// What is divided by what.
    public var terms: RateTerms?
    /// The count, for a claimed count.
    public var count: Int?
    /// What it counts.
    public var measure: Measure?

    /// - Returns: `nil` where the periods of a line do not make up the time exactly, or a number is not known.
    init?(_ line: ComplianceLine, over period: EDTF, _ wanted: Wanted) {
      guard let points = line.points(makingUp: period), let first = points.first,
        points.allSatisfy({ $0.isPartlyFilled == first.isPartlyFilled })
      else { return nil }
      vintage = line.vintage
      periods = points.map(\.period)
      switch wanted {
      case .rate:
        guard
          let terms = RateFormula.removedOfAsked.terms.first(where: { terms in
            points.allSatisfy { terms.rate(of: $0.count) != nil }
          })
        else { return nil }
        let rates = points.compactMap { terms.rate(of: $0.count) }
        self.terms = terms
        rate = Rate(
          part: rates.reduce(0) { $0 + $1.part }, base: rates.reduce(0) { $0 + $1.base })
      case .count(let measure):
        let counts = points.compactMap { $0.count(measure) }
        guard counts.count == points.count else { return nil }
        self.measure = measure
        count = counts.reduce(0, +)
      }
    }
  }

  /// The series of the claim.
  public var series: Slug
  /// The service it is about; `nil` for all.
  public var platform: Slug?
  /// What it says to count; `nil` where the series does not say.
  public var measure: Measure?
  /// The company's series beside which to read it.
  public var against: Slug?
  /// R4: what is claimed. There is no formula behind it.
  public var figure: Figure
  /// What the company's exports count for exactly that time; none where they do not.
  public var counted: [Counted] = []

  /// Whether it claims a share.
  public var isRate: Bool { figure.unit == "percent" }

  /// R5: claimed less counted, in percentage points, by the latest export that counts it; `nil` where the base is too
  /// small or what is claimed is a mere bound.
  public var gap: Double? {
    guard isRate, figure.bound == nil, let rate = counted.last?.rate else { return nil }
    return ClaimGap(claimed: figure.value, counted: rate).points
  }

  /// By service, series, time.
  public static func < (left: ComplianceClaim, right: ComplianceClaim) -> Bool {
    let (one, other) = (left.names, right.names)
    if one != other { return one.lexicographicallyPrecedes(other) }
    return left.figure.period < right.figure.period
  }

  private var names: [String] { [platform?.text ?? "", series.text] }
}

extension ComplianceLine {
  /// The periods that make up a time without a gap and without more; `nil` where none do.
  func points(makingUp period: EDTF) -> [CompliancePoint]? {
    guard let begin = period.firstDay, let end = period.dayAfterLast else { return nil }
    var found: [CompliancePoint] = []
    var next = begin
    while next < end {
      guard
        let point = points.first(where: { $0.period.firstDay == next }),
        let after = point.period.dayAfterLast, after > next, after <= end
      else { return nil }
      found.append(point)
      next = after
    }
    return found.isEmpty ? nil : found
  }

  /// Where two exports say something else of the same time. Neither is corrected.
  public func differences(from other: ComplianceLine) -> [Difference] {
    points.flatMap { point -> [Difference] in
      guard let there = other.points.first(where: { $0.period == point.period }) else { return [] }
      return Measure.allCases.compactMap { measure in
        guard let here = point.figures[measure], let figure = there.figures[measure],
          here.value != figure.value || here.bound != figure.bound
        else { return nil }
        return Difference(period: point.period, measure: measure, here: here, there: figure)
      }
    }
  }

  /// What two exports say of the same time, where they differ.
  public struct Difference: Sendable, Hashable {
    /// When.
    public var period: EDTF
    /// What is counted.
    public var measure: Measure
    /// The number of this export.
    public var here: Figure
    /// The number of the other.
    public var there: Figure
  }
}
