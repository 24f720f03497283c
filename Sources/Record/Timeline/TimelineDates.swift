import Bytes

/// The dates of one slide: `start_date` and `end_date` by their parts, and how they are shown.
struct TimelineDates {
  let row: Int
  let zone: TimeZoneOffset
  private let start: JSONValue
  private let end: JSONValue
  private let slideDisplay: String

  init(_ slide: JSONValue, row: Int, zone: TimeZoneOffset) {
    self.row = row
    self.zone = zone
    start = slide["start_date"]
    end = slide["end_date"]
    slideDisplay = HTMLText.plain(Self.text(slide["display_date"]))
  }

  /// A text or number as trimmed text; nothing for anything else.
  static func text(_ value: JSONValue) -> String {
    let text = value.text ?? (value.double == nil ? "" : value.canonicalText)
    let trimmed = text.drop(while: \.isWhitespace)
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(trimmed[...last])
  }

  /// Whether there is an end date that says something.
  var hasEnd: Bool { Self.saysSomething(end) }

  /// Whether a part is finer than the record keeps.
  var hasSeconds: Bool {
    [start, end].contains { date in
      ["second", "millisecond"].contains { !["", "0", "00"].contains(Self.text(date[$0])) }
    }
  }

  private static func saysSomething(_ date: JSONValue) -> Bool {
    guard let members = date.object?.members else { return !text(date).isEmpty }
    return members.contains { partNames.contains($0.name) && !text($0.value).isEmpty }
  }

  private static let partNames = ["year", "month", "day", "hour", "minute"]

  /// The date, and the words in which the timeline wanted it shown unless they are ours.
  func when(in language: Language) throws(TimelineFault) -> (date: EDTF, shown: String?) {
    guard Self.saysSomething(start) else {
      throw TimelineFault(row: row, "start_date", .missing)
    }
    let first = try date(start, "start_date")
    let last = hasEnd ? try date(end, "end_date") : first
    guard last.hi(in: zone) > first.lo(in: zone), let parts = EDTF(from: first, to: last) else {
      throw TimelineFault(row: row, "end_date", .reversed)
    }
    let shown = slideDisplay.isEmpty ? displayDate : slideDisplay
    guard !shown.isEmpty else { return (parts, nil) }
    if let own = Self.own(shown, parts, language, zone) { return (own, nil) }
    return (Self.isApproximate(shown) ? parts.approximately : parts, shown)
  }

  private var displayDate: String { HTMLText.plain(Self.text(start["display_date"])) }

  /// The date that `shown` is our own rendering of, if its parts are those of the slide: so that a
  /// quarter, an open end or an approximate year survives a journey through the format.
  private static func own(
    _ shown: String, _ parts: EDTF, _ language: Language, _ zone: TimeZoneOffset
  ) -> EDTF? {
    guard let date = try? EDTF(reading: shown, dayFirst: language == .vi),
      date.text(in: language) == shown
    else { return nil }
    let (ours, theirs) = (date.timeline(in: zone), parts.timeline(in: zone))
    let isSame = ours.start.isSamePlace(as: theirs.start)
    let isSameEnd =
      switch (ours.end, theirs.end) {
      case (nil, nil): true
      case (.some(let one), .some(let other)): one.isSamePlace(as: other)
      default: false
      }
    return isSame && isSameEnd ? date : nil
  }

  private static func isApproximate(_ shown: String) -> Bool {
    let folded = Folding.folded(shown)
    return ["about ", "around ", "c. ", "c.", "ca. ", "circa ", "khoang "].contains {
      folded.hasPrefix($0)
    }
  }

  // MARK: Parts

  private func date(_ value: JSONValue, _ field: String) throws(TimelineFault) -> EDTF {
    guard value.object != nil else { return try written(Self.text(value), field) }
    guard let year = try part(value, "year", field) else {
      throw TimelineFault(row: row, "\(field).year", .missing)
    }
    return try date(
      year, try part(value, "month", field), try part(value, "day", field),
      try part(value, "hour", field), try part(value, "minute", field), field)
  }

  private func part(
    _ value: JSONValue, _ name: String, _ field: String
  ) throws(TimelineFault) -> Int? {
    let member = value[name]
    let text = Self.text(member)
    if text.isEmpty {
      guard member.isNull || member.text != nil else {
        throw TimelineFault(row: row, "\(field).\(name)", .wrongType(expected: "a number or text"))
      }
      return nil
    }
    guard let number = Int(text) else {
      throw TimelineFault(row: row, "\(field).\(name)", .notANumber(String(text.prefix(40))))
    }
    return number
  }

  private func date(
    _ year: Int, _ month: Int?, _ day: Int?, _ hour: Int?, _ minute: Int?, _ field: String
  ) throws(TimelineFault) -> EDTF {
    func fault(_ name: String, _ reason: TimelineFault.Reason) -> TimelineFault {
      TimelineFault(row: row, "\(field).\(name)", reason)
    }
    guard (0...9999).contains(year) else { throw fault("year", .yearOutOfRange(year)) }
    if day != nil, month == nil { throw fault("day", .gap(missing: "the month")) }
    if hour != nil, day == nil { throw fault("hour", .gap(missing: "the day")) }
    if minute != nil, hour == nil { throw fault("minute", .gap(missing: "the hour")) }
    if let month, !(1...12).contains(month) {
      throw fault("month", .noSuchDate("month \(month) does not exist"))
    }
    guard let date = EDTF(year: year, month: month, day: day) else {
      throw fault("day", .noSuchDate("day \(day ?? 0) does not exist in that month"))
    }
    guard let hour, let civil = date.earliest else { return date }
    guard (0...23).contains(hour), (0...59).contains(minute ?? 0) else {
      throw fault("hour", .noSuchDate("\(hour):\(padded(minute ?? 0, 2)) is not a time of day"))
    }
    let instant = civil.begins(in: zone) + Int64(hour * 3600 + (minute ?? 0) * 60)
    return EDTF(minuteOf: instant, in: zone) ?? date
  }

  /// A date in one text: EDTF, or the month/day/year of older spreadsheets, with a time or without.
  private func written(_ text: String, _ field: String) throws(TimelineFault) -> EDTF {
    if let date = try? EDTF(parsing: text) { return date }
    let words = text.split(separator: " ", maxSplits: 1)
    let numbers = words.first?.split(separator: "/", omittingEmptySubsequences: false) ?? []
    let parts = numbers.compactMap { Int($0) }
    guard parts.count == numbers.count, (1...3).contains(parts.count),
      let year = parts.last, numbers.last?.utf8.count == 4
    else {
      throw TimelineFault(
        row: row, field,
        .noSuchDate("\"\(text.prefix(40))\" is not a date; write 2020-02-12, 2/12/2020 or 2020"))
    }
    let time = words.count > 1 ? ClockTime(String(words[1])) : nil
    if words.count > 1, time == nil {
      throw TimelineFault(row: row, field, .noSuchDate("\"\(words[1].prefix(40))\" is not a time"))
    }
    let month = parts.count > 1 ? parts[0] : nil
    let day = parts.count > 2 ? parts[1] : nil
    return try date(year, month, day, time?.hour, time?.minute, field)
  }
}

extension TimelineDate {
  fileprivate func isSamePlace(as other: TimelineDate) -> Bool {
    (year, month, day) == (other.year, other.month, other.day)
      && (hour, minute) == (other.hour, other.minute)
  }
}

extension EDTF {
  /// The same date, said to be approximate where it can be.
  fileprivate var approximately: EDTF {
    func about(_ point: Point) -> Point {
      if case .minute = point.unit { return point }
      return Point(point.unit, point.qualifier.union(.approximate))
    }
    return switch extent {
    case .single(let point): EDTF(checked: .single(about(point)))
    case .interval(let one, let other): EDTF(checked: .interval(about(one), about(other)))
    case .since(let point): EDTF(checked: .since(about(point)))
    case .until(let point): EDTF(checked: .until(about(point)))
    }
  }
}

/// A time of day as spreadsheets write it: `8:30`, `08:30:15`, `8:30 PM`.
struct ClockTime {
  let hour: Int
  let minute: Int
  let second: String

  init?(_ text: String) {
    var words = text.uppercased().split(separator: " ").map(String.init)
    if words.count == 1, let word = words.first, word.hasSuffix("AM") || word.hasSuffix("PM") {
      words = [String(word.dropLast(2)), String(word.suffix(2))]
    }
    guard let clock = words.first, words.count <= 2 else { return nil }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let isHalfDay = words.count == 2
    guard (2...3).contains(parts.count) || isHalfDay && parts.count == 1,
      var hour = Int(parts[0]), (0...23).contains(hour)
    else { return nil }
    if isHalfDay {
      guard ["AM", "PM"].contains(words[1]), (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (words[1] == "PM" ? 12 : 0)
    }
    guard let minute = parts.count > 1 ? Int(parts[1]) : 0, (0...59).contains(minute) else {
      return nil
    }
    self.hour = hour
    self.minute = minute
    second = parts.count > 2 ? parts[2] : ""
  }
}
