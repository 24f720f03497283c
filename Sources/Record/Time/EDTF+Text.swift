/// How a date is told to a reader.
extension EDTF {
  /// The date in words: "from February to April 2020" with what is certain and what is not.
  ///
  /// - Parameters:
  ///   - zone: the clock on which a timestamp is shown; its own when `nil`. Other dates do not
  ///     depend on it.
  ///   - zoneName: what the reader calls that clock; `UTC+7` and the like when `nil`.
  public func text(
    in language: Language, zone: TimeZoneOffset? = nil, zoneName: String? = nil
  ) -> String {
    let speech = DateSpeech(language: language, zone: zone, zoneName: zoneName)
    return speech.text(of: extent)
  }

  /// How finely the date is known, for a remark beside it: "known to the month, approximate".
  public func precisionNote(in language: Language) -> String {
    var notes = [precision.note(in: language)]
    if qualifier.isApproximate { notes.append(language == .vi ? "ước chừng" : "approximate") }
    if qualifier.isUncertain { notes.append(language == .vi ? "chưa chắc" : "uncertain") }
    return notes.joined(separator: ", ")
  }
}

extension EDTF.Precision {
  fileprivate func note(in language: Language) -> String {
    let (vietnamese, english) =
      switch self {
      case .minute: ("biết đến phút", "known to the minute")
      case .day: ("biết đến ngày", "known to the day")
      case .month: ("biết đến tháng", "known to the month")
      case .quarter: ("biết đến quý", "known to the quarter")
      case .half: ("biết đến nửa năm", "known to the half-year")
      case .year: ("biết đến năm", "known to the year")
      case .decade: ("biết đến thập niên", "known to the decade")
      case .range: ("một khoảng thời gian", "a span of time")
      case .open: ("chỉ biết một đầu", "only one end known")
      }
    return language == .vi ? vietnamese : english
  }
}

/// The words for dates in one language.
private struct DateSpeech {
  let language: Language
  let zone: TimeZoneOffset?
  let zoneName: String?

  func text(of extent: EDTF.Extent) -> String {
    switch extent {
    case .single(let point): qualified(point.qualifier, bare(point.unit))
    case .since(let start):
      language == .vi ? "từ \(inside(start)) đến nay" : "since \(inside(start))"
    case .until(let end): until(end)
    case .interval(let start, let end): interval(start, end)
    }
  }

  private func until(_ end: EDTF.Point) -> String {
    guard language == .vi else { return "by \(inside(end))" }
    switch (end.qualifier, end.unit) {
    case (.exact, .day), (.exact, .minute): return "muộn nhất \(inside(end))"
    case (.exact, _): return "trước cuối \(inside(end))"
    default: return "muộn nhất \(inside(end))"
    }
  }

  private func interval(_ start: EDTF.Point, _ end: EDTF.Point) -> String {
    guard start != end else { return qualified(start.qualifier, bare(start.unit)) }
    if start.qualifier == end.qualifier {
      let merged = merged(start.unit, end.unit) ?? range(embedded(start.unit), embedded(end.unit))
      return qualified(start.qualifier, merged)
    }
    // Without "from", "about" at the front would speak of both ends.
    return (language == .en ? "from " : "") + range(inside(start), inside(end))
  }

  private func range(_ start: String, _ end: String) -> String {
    language == .vi ? "từ \(start) đến \(end)" : "\(start) to \(end)"
  }

  private func qualified(_ qualifier: EDTF.Qualifier, _ text: String) -> String {
    let about = language == .vi ? "khoảng " : "about "
    let doubt = language == .vi ? " (chưa chắc)" : " (uncertain)"
    return (qualifier.isApproximate ? about : "") + text + (qualifier.isUncertain ? doubt : "")
  }

  private func inside(_ point: EDTF.Point) -> String {
    qualified(point.qualifier, embedded(point.unit))
  }

  /// The unit within a longer phrase, where English wants its article.
  private func embedded(_ unit: EDTF.Unit) -> String {
    switch (language, unit) {
    case (.en, .half), (.en, .decade): "the " + bare(unit)
    default: bare(unit)
    }
  }

  private func bare(_ unit: EDTF.Unit) -> String {
    language == .vi ? vietnamese(unit) : english(unit)
  }

  private func vietnamese(_ unit: EDTF.Unit) -> String {
    switch unit {
    case .decade(let first): "thập niên \(first)"
    case .year(let year): "năm \(year)"
    case .half(let year, let half): "nửa \(half == 1 ? "đầu" : "cuối") năm \(year)"
    case .quarter(let year, let quarter): "quý \(quarter) năm \(year)"
    case .month(let year, let month): "tháng \(month) năm \(year)"
    case .day(let day): "\(day.day)/\(day.month)/\(day.year)"
    case .minute(let instant, let own):
      "\(clock(instant, own)) \(vietnamese(.day(shownDay(instant, own)))) \(clockName(own))"
    }
  }

  private func english(_ unit: EDTF.Unit) -> String {
    switch unit {
    case .decade(let first): "\(first)s"
    case .year(let year): "\(year)"
    case .half(let year, let half): "\(half == 1 ? "first" : "second") half of \(year)"
    case .quarter(let year, let quarter): "Q\(quarter) \(year)"
    case .month(let year, let month): "\(EnglishMonth.names[month - 1]) \(year)"
    case .day(let day): "\(day.day) \(EnglishMonth.names[day.month - 1]) \(day.year)"
    case .minute(let instant, let own):
      "\(english(.day(shownDay(instant, own)))), \(clock(instant, own)) \(clockName(own))"
    }
  }

  private func shownDay(_ instant: Int64, _ own: TimeZoneOffset) -> CivilDay {
    CivilDay(of: instant, in: zone ?? own)
  }

  private func clock(_ instant: Int64, _ own: TimeZoneOffset) -> String {
    EDTF.clock(instant, in: zone ?? own)
  }

  private func clockName(_ own: TimeZoneOffset) -> String {
    "(\(zoneName ?? (zone ?? own).name))"
  }

  /// The range with what both ends share said once, or `nil` when they share nothing.
  private func merged(_ start: EDTF.Unit, _ end: EDTF.Unit) -> String? {
    switch (start, end) {
    case (.month(let first, let month), .month(let year, let last)) where first == year:
      language == .vi
        ? "từ tháng \(month) đến tháng \(last) năm \(year)"
        : "\(EnglishMonth.names[month - 1]) to \(EnglishMonth.names[last - 1]) \(year)"
    case (.quarter(let first, let quarter), .quarter(let year, let last)) where first == year:
      language == .vi
        ? "từ quý \(quarter) đến quý \(last) năm \(year)" : "Q\(quarter) to Q\(last) \(year)"
    case (.half(let first, _), .half(let year, _)) where first == year:
      language == .vi
        ? "từ nửa đầu đến nửa cuối năm \(year)" : "the first to the second half of \(year)"
    case (.day(let first), .day(let last)): days(first, last)
    case (.minute(let first, let own), .minute(let last, let other)):
      minutes(first, own, last, other)
    default: nil
    }
  }

  private func days(_ first: CivilDay, _ last: CivilDay) -> String? {
    let (start, end) = (first.parts, last.parts)
    guard start.year == end.year else { return nil }
    let month = EnglishMonth.names[start.month - 1]
    if start.month == end.month {
      return language == .vi
        ? "từ \(start.day) đến \(vietnamese(.day(last)))" : "\(start.day)–\(english(.day(last)))"
    }
    return language == .vi
      ? "từ \(start.day)/\(start.month) đến \(vietnamese(.day(last)))"
      : "\(start.day) \(month) to \(english(.day(last)))"
  }

  private func minutes(
    _ first: Int64, _ own: TimeZoneOffset, _ last: Int64, _ other: TimeZoneOffset
  ) -> String? {
    guard zone != nil || own == other else { return nil }
    let day = shownDay(first, own)
    let (from, to) = (clock(first, own), clock(last, other))
    guard day == shownDay(last, other) else { return nil }
    return language == .vi
      ? "từ \(from) đến \(to) \(vietnamese(.day(day))) \(clockName(own))"
      : "\(english(.day(day))), \(from)–\(to) \(clockName(own))"
  }
}

/// The English names of the months.
enum EnglishMonth {
  static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
