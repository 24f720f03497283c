public import Signals

/// Which series something is about: a family and a name, each exactly or, with `*` at its end, all that
/// begin so.
public struct SeriesPattern: Sendable, Hashable {
  /// What families are meant.
  public var family: String
  /// What names are meant.
  public var name: String

  /// A pattern; without arguments all series.
  public init(family: String = "*", name: String = "*") {
    self.family = family
    self.name = name
  }

  /// Whether a series is meant.
  public func holds(_ id: SeriesID) -> Bool {
    Self.holds(id.family, family) && Self.holds(id.name, name)
  }

  private static func holds(_ text: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? text.hasPrefix(pattern.dropLast()) : text == pattern
  }
}

/// Who hears of changes in some series.
public struct AlertPolicy: Sendable, Hashable {
  /// The series.
  public var series: SeriesPattern
  /// Names of the channels that are told first.
  public var channels: [String]
  /// Names of the channels that are told when nobody acknowledges.
  public var escalation: [String]
  /// After how many seconds without acknowledgement those are told; `nil` for never.
  public var escalateAfter: Int64?

  /// A policy.
  public init(
    series: SeriesPattern = SeriesPattern(), channels: [String], escalation: [String] = [],
    escalateAfter: Int64? = nil
  ) {
    self.series = series
    self.channels = channels
    self.escalation = escalation
    self.escalateAfter = escalateAfter
  }
}

/// A time in which nobody is told of some series. What begins in it and lasts beyond it is told then.
public struct Mute: Sendable, Hashable {
  /// The series.
  public var series: SeriesPattern
  /// When it begins, seconds since 1970.
  public var from: Int64
  /// When it is over.
  public var until: Int64

  /// A mute.
  public init(_ series: SeriesPattern, from: Int64, until: Int64) {
    self.series = series
    self.from = from
    self.until = until
  }

  func holds(_ id: SeriesID, at time: Int64) -> Bool {
    from <= time && time < until && series.holds(id)
  }
}

/// The rules of a router.
public struct RouterSettings: Sendable, Hashable {
  /// Of the policies that hold for a series the first counts.
  public var policies: [AlertPolicy]
  /// Within how many seconds changes of one family and direction are one incident.
  public var together: Int64
  /// How many notices there are in an hour; the rest is summed up in one. Escalations are not counted.
  public var noticesAnHour: Int

  /// Rules.
  public init(policies: [AlertPolicy], together: Int64 = 3600, noticesAnHour: Int = 6) {
    self.policies = policies
    self.together = max(0, together)
    self.noticesAnHour = max(1, noticesAnHour)
  }
}
