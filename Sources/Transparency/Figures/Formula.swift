public import Record

/// A rate with its numerator and its denominator named (docket specification 2.8): "compliance" has no single meaning.
public enum RateFormula: String, Sendable, Hashable, CaseIterable {
  /// Removed of what was asked.
  case removedOfAsked = "R1"
  /// Removed of what was decided.
  case removedOfDecided = "R2"
  /// Not available in the end, of what was found.
  case unavailableAtEnd = "R3"

  /// The measures whose sum is divided.
  public var numerator: [Measure] {
    switch self {
    case .removedOfAsked, .removedOfDecided: [.itemsRemovedLegal, .itemsRemovedPolicy]
    case .unavailableAtEnd: [.itemsRemovedLegal, .itemsRemovedPolicy, .itemsAlreadyRemoved]
    }
  }

  /// The measures whose sum it is divided by.
  public var denominator: [Measure] {
    switch self {
    case .removedOfAsked, .unavailableAtEnd: [.itemsRequested]
    case .removedOfDecided: [.itemsRemovedLegal, .itemsRemovedPolicy, .itemsNoAction]
    }
  }

  /// The measures that are taken from the denominator.
  public var subtracted: [Measure] { self == .unavailableAtEnd ? [.itemsNotFound] : [] }

  /// The rate of counts; `nil` where one that it needs is unknown.
  public func rate(of counts: RemovalRow.Counts) -> Rate? {
    RateTerms(numerator: numerator, denominator: denominator, subtracted: subtracted)
      .rate { counts[$0] }
  }
}

/// A part of a base. Small bases never become percentages.
public struct Rate: Sendable, Hashable {
  /// Bases below this are told as two counts.
  public static let smallestBase = 10

  /// The numerator.
  public var part: Int
  /// The denominator.
  public var base: Int

  /// Makes a rate of two counts.
  public init(part: Int, base: Int) {
    self.part = part
    self.base = base
  }

  /// The percentage; `nil` for a base below ten, and where the part is more than the base, which no percentage
  /// would explain.
  public var percent: Double? {
    base >= Self.smallestBase && (0...base).contains(part)
      ? Double(part) / Double(base) * 100 : nil
  }
}

/// R5: a claimed rate against a counted one, in percentage points.
public struct ClaimGap: Sendable, Hashable {
  /// R4: what is claimed, in percent. There is no formula behind it.
  public var claimed: Double
  /// R1 of the company's own counts.
  public var counted: Rate

  /// Makes a gap.
  public init(claimed: Double, counted: Rate) {
    self.claimed = claimed
    self.counted = counted
  }

  /// Claimed less counted, in points; `nil` where the base is too small.
  public var points: Double? { counted.percent.map { claimed - $0 } }
}

/// What became of a count from one period to another (G1 and G2).
public struct Growth: Sendable, Hashable {
  /// What may be said of it.
  public enum Kind: Sendable, Hashable {
    /// G1 in percent, and G2.
    case change(percent: Double, multiple: Double)
    /// There was nothing before.
    case new
    /// Nothing before, nothing now.
    case nothing
    /// The base is below ten, or the base period is shorter: both counts are told, and no percentage.
    case smallBase
    /// Counts before and after 2019 are not of the same things.
    case acrossBreak
  }

  /// The count of the earlier period.
  public var base: Int
  /// The count of the later one.
  public var now: Int
  /// What may be said.
  public var kind: Kind

  /// The growth from `base` to `now`.
  public init(from base: Int, to now: Int, isBaseShorter: Bool = false, isBroken: Bool = false) {
    self.base = base
    self.now = now
    if isBroken {
      kind = .acrossBreak
    } else if base <= 0 {
      kind = now > 0 ? .new : .nothing
    } else if base < Rate.smallestBase || isBaseShorter {
      kind = .smallBase
    } else {
      kind = .change(
        percent: Double(now - base) / Double(base) * 100, multiple: Double(now) / Double(base))
    }
  }
}
