/// Half a year of the Gregorian calendar, such as 2026-H1: what most transparency reports are about, and by which figures of
/// appeals are told.
public struct HalfYear: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// 1 or 2.
  public let half: Int

  /// Half `half` of `year`; `nil` when that is neither 1 nor 2, or the year has not four digits.
  public init?(year: Int, half: Int) {
    guard (1000...9999).contains(year), half == 1 || half == 2 else { return nil }
    self.year = year
    self.half = half
  }

  /// The half-year of a moment in seconds since 1970, in UTC.
  public init(of instant: Int64) {
    let parts = CivilDay(of: instant).parts
    year = parts.year
    half = parts.month <= 6 ? 1 : 2
  }

  /// The half-year in which a date lies as a whole; `nil` where it may lie in another, or is not known so finely.
  public init?(holding date: EDTF) {
    guard !date.startQualifier.isApproximate, !date.endQualifier.isApproximate,
      let first = date.earliest?.parts, let last = date.latest?.parts, first.year == last.year,
      (first.month <= 6) == (last.month <= 6)
    else { return nil }
    self.init(year: first.year, half: first.month <= 6 ? 1 : 2)
  }

  /// Reads `2025-H2`, `2025 H2`, `January - June 2025`, `July - December 2025`, `2025-06-30`, `2025-12-31`.
  public init?(parsing text: some StringProtocol) {
    if let day = CivilDay(parsing: text) {
      switch (day.month, day.day) {
      case (6, 30): self.init(year: day.year, half: 1)
      case (12, 31): self.init(year: day.year, half: 2)
      default: return nil
      }
      return
    }
    let words = text.split { $0 == " " || $0 == "-" }
    switch words.count {
    case 2 where words[1] == "H1" || words[1] == "H2":
      guard let year = Self.year(words[0]) else { return nil }
      self.init(year: year, half: words[1] == "H1" ? 1 : 2)
    case 3:
      guard let year = Self.year(words[2]) else { return nil }
      switch (words[0], words[1]) {
      case ("January", "June"): self.init(year: year, half: 1)
      case ("July", "December"): self.init(year: year, half: 2)
      default: return nil
      }
    default: return nil
    }
  }

  private static func year(_ text: Substring.SubSequence) -> Int? {
    text.utf8.count == 4 && text.utf8.allSatisfy { $0 &- 0x30 < 10 } ? Int(text) : nil
  }

  private static func year(_ text: some StringProtocol) -> Int? { year(Substring(text)) }

  /// The half-year before; the first half of the year 1000 has none.
  public var previous: HalfYear? {
    HalfYear(year: half == 1 ? year - 1 : year, half: half == 1 ? 2 : 1)
  }

  /// The half-year as records write it: `2025-40` or `2025-41` of EDTF.
  public var date: EDTF? { try? EDTF(parsing: "\(year)-\(half == 1 ? 40 : 41)") }

  /// Earlier ones first.
  public static func < (left: HalfYear, right: HalfYear) -> Bool {
    (left.year, left.half) < (right.year, right.half)
  }

  /// `2025-H2`.
  public var description: String { "\(year)-H\(half)" }
}
