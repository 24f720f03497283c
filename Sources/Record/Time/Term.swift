/// A length of time as a court speaks it: so many years, months and days.
///
/// Kept as spoken: thirteen months is not rewritten as a year and a month, because the two can
/// end on different days.
public struct Term: Sendable, Hashable {
  /// Whole years.
  public let years: Int
  /// Whole months, which may exceed eleven.
  public let months: Int
  /// Days, which may exceed thirty.
  public let days: Int

  /// A term of that many years, months and days.
  public init(years: Int = 0, months: Int = 0, days: Int = 0) {
    self.years = years
    self.months = months
    self.days = days
  }

  /// The day on which a term that begins on `start` ends: years are added first, then months,
  /// then days, and a month that is too short ends the step on its last day.
  ///
  /// `nil` when a part is negative or the end lies beyond the year 9999.
  public func end(from start: CivilDay) -> CivilDay? {
    guard years >= 0, months >= 0, days >= 0, years <= 99_999, months <= 999_999 else { return nil }
    guard let anniversary = start.adding(months: years * 12),
      let end = anniversary.adding(months: months)?.adding(days: days), end.year <= 9999
    else { return nil }
    return end
  }

  /// The end of a term whose start is known with some precision: an interval of starts gives an
  /// interval of ends. 2021-03 and 5 years 6 months is 2026-09.
  ///
  /// An open end of `start` stays open, its qualifiers are carried over. `nil` when a part of the
  /// term is negative or the end lies beyond the year 9999.
  public func end(from start: EDTF) -> EDTF? {
    var first: CivilDay?
    var last: CivilDay?
    if let earliest = start.earliest {
      guard let end = end(from: earliest) else { return nil }
      first = end
    }
    if let latest = start.latest {
      guard let end = end(from: latest) else { return nil }
      last = end
    }
    return EDTF(
      first: first, last: last, qualifiers: (start.startQualifier, start.endQualifier))
  }

  /// How many days the term lasts when it begins on `start`; `nil` as for ``end(from:)``.
  public func days(from start: CivilDay) -> Int? {
    end(from: start).map { start.days(until: $0) }
  }

  /// The term in words: "5 years 6 months", "5 năm 6 tháng".
  public func text(in language: Language) -> String {
    let parts = [(years, "năm", "year"), (months, "tháng", "month"), (days, "ngày", "day")]
    let spoken = parts.filter { $0.0 != 0 }
    let shown = spoken.isEmpty ? [parts[2]] : spoken
    return shown.map { count, vietnamese, english in
      switch language {
      case .vi: "\(count) \(vietnamese)"
      case .en: "\(count) \(english)\(count == 1 ? "" : "s")"
      }
    }.joined(separator: " ")
  }
}
