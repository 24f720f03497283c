public import Record

/// What one company publishes of one country, out of one export: period by period what was asked and what became of
/// it.
public struct ComplianceLine: Sendable, Hashable {
  /// Which export numbers are of.
  public struct Vintage: Sendable, Hashable, Comparable {
    /// The date by which the record names it.
    public var date: EDTF?
    /// The file.
    public var source: Slug?

    /// Earlier ones first; those without a date before them.
    public static func < (left: Vintage, right: Vintage) -> Bool {
      let (one, other) = (left.date?.hi() ?? .min, right.date?.hi() ?? .min)
      if one != other { return one < other }
      return (left.source?.text ?? "") < (right.source?.text ?? "")
    }
  }

  /// What is counted, apart from the export.
  public struct Subject: Sendable, Hashable, Comparable {
    /// The company.
    public var publisher: Slug?
    /// The service.
    public var platform: Slug?
    /// The part, where it is not all, in the words of the report.
    public var scope: String?

    /// By company, service, part.
    public static func < (left: Subject, right: Subject) -> Bool {
      left.names.lexicographicallyPrecedes(right.names)
    }

    private var names: [String] { [publisher?.text ?? "", platform?.text ?? "", scope ?? ""] }
  }

  /// What is counted.
  public var subject: Subject
  /// Which export it is of.
  public var vintage: Vintage
  /// The series that its numbers are of, by measure.
  public var series: [Measure: Slug] = [:]
  /// The periods, in order.
  public var points: [CompliancePoint] = []

  /// The measures that it has, in the order of reports.
  public var measures: [Measure] {
    let found = Set(points.flatMap(\.figures.keys))
    return Measure.allCases.filter(found.contains)
  }

  /// Runs of periods that may be compared with each other: none reaches across a break in what is counted, nor across
  /// a time of which there are no numbers.
  public var stretches: [[CompliancePoint]] {
    points.reduce(into: []) { stretches, point in
      if let last = stretches.last?.last, last.isPartlyFilled == point.isPartlyFilled,
        last.isFollowed(by: point)
      {
        stretches[stretches.count - 1].append(point)
      } else {
        stretches.append([point])
      }
    }
  }

  /// What stands between one period and the one before it.
  public enum Seam: Sendable, Hashable {
    /// Nothing: they may be compared.
    case none
    /// There are no numbers of the time between, whose first and last day follow.
    case gap(from: CivilDay, to: CivilDay)
    /// Other outcomes are counted.
    case breakInCounting
    /// They overlap, or have no days.
    case overlap
  }

  /// What stands between the period at a place and the one before it; `nil` for the first.
  public func seam(before place: Int) -> Seam? {
    guard points.indices.contains(place), place > 0 else { return nil }
    let (one, next) = (points[place - 1], points[place])
    guard let end = one.period.latest, let begin = next.period.earliest, end < begin else {
      return .overlap
    }
    if end.adding(days: 1) != begin {
      return .gap(from: end.adding(days: 1), to: begin.adding(days: -1))
    }
    return one.isPartlyFilled == next.isPartlyFilled ? Seam.none : .breakInCounting
  }

  /// The growth of what was removed from the period before; `nil` where the two may not be compared, or one is not
  /// known.
  public func growthOfRemoved(at place: Int) -> Growth? {
    guard seam(before: place) == Seam.none, let before = points[place - 1].removed?.count,
      let now = points[place].removed?.count
    else { return nil }
    return Growth(
      from: before, to: now, isBaseShorter: points[place - 1].months < points[place].months)
  }
}

/// One period of a company's numbers.
public struct CompliancePoint: Sendable, Hashable {
  /// When.
  public var period: EDTF
  /// The numbers by what they count.
  public var figures: [Measure: Figure]

  /// Makes a point.
  public init(period: EDTF, figures: [Measure: Figure]) {
    self.period = period
    self.figures = figures
  }

  /// A count; `nil` where it is not known, is a band or has a fraction.
  public func count(_ measure: Measure) -> Int? {
    guard let figure = figures[measure], figure.bound == nil else { return nil }
    return Int(exactly: figure.value)
  }

  /// Whether only some outcomes are counted.
  public var isPartlyFilled: Bool {
    figures.values.contains { $0.caveats.contains(.outcomesPartlyFilled) }
  }

  /// What was removed, and the measures that it is the sum of.
  public var removed: (count: Int, measures: [Measure])? {
    for terms in RateFormula.removedOfAsked.terms {
      let counts = terms.numerator.compactMap { count($0) }
      if counts.count == terms.numerator.count {
        return (counts.reduce(0, +), terms.numerator)
      }
    }
    return nil
  }

  /// A rate with its terms; `nil` where a number that it needs is not known.
  public func rate(_ formula: RateFormula) -> (rate: Rate, terms: RateTerms)? {
    for terms in formula.terms {
      if let rate = terms.rate(of: count) { return (rate, terms) }
    }
    return nil
  }

  /// By how many the outcomes are more than the items; `nil` where that is not known.
  public var excess: Int? {
    var counts = RemovalRow.Counts()
    for measure in RemovalRow.Counts.measures { counts[measure] = count(measure) }
    return counts.excess
  }

  /// How many months it has, rounded.
  var months: Int {
    guard let first = period.earliest, let last = period.latest else { return 0 }
    return (first.days(until: last) + 16) / 30
  }

  func isFollowed(by next: CompliancePoint) -> Bool {
    guard let end = period.latest, let begin = next.period.earliest else { return false }
    return end.adding(days: 1) == begin
  }
}
