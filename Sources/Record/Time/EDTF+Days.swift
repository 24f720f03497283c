/// A date made from the days it covers.
extension EDTF {
  /// The date that covers `first` to `last`, both included, in the coarsest words that are exact:
  /// the first to the last of September is September. A missing day is an open end.
  ///
  /// `nil` when both are missing, when `last` is before `first`, or when a year does not have four
  /// digits.
  public init?(
    first: CivilDay?, last: CivilDay?, qualifiers: (Qualifier, Qualifier) = (.exact, .exact)
  ) {
    let years = 0...9999
    guard first.map({ years.contains($0.year) }) ?? true,
      last.map({ years.contains($0.year) }) ?? true
    else { return nil }
    switch (first, last) {
    case (nil, nil): return nil
    case (.some(let first), nil):
      self.init(checked: .since(Point(.day(first), qualifiers.0)))
    case (nil, .some(let last)):
      self.init(checked: .until(Point(EDTF.unit(endingOn: last), qualifiers.1)))
    case (.some(let first), .some(let last)):
      guard first <= last else { return nil }
      self.init(checked: EDTF.extent(first, last, qualifiers))
    }
  }

  /// From the beginning of `start` to the end of `end`, where a missing date is an open end; `nil`
  /// when both are missing, when one is itself an interval open on the inner side, or when the end
  /// is before the start.
  public init?(from start: EDTF?, to end: EDTF?) {
    switch (start, end) {
    case (nil, nil): return nil
    case (.some(let start), nil):
      guard let point = start.start else { return nil }
      self.init(checked: .since(point))
    case (nil, .some(let end)):
      guard let point = end.end else { return nil }
      self.init(checked: .until(point))
    case (.some(let start), .some(let end)):
      guard let first = start.start, let last = end.end else { return nil }
      let extent = first == last ? Extent.single(first) : Extent.interval(first, last)
      guard let date = try? EDTF(parsing: EDTF(checked: extent).description) else { return nil }
      self = date
    }
  }

  private static func extent(
    _ first: CivilDay, _ last: CivilDay, _ qualifiers: (Qualifier, Qualifier)
  ) -> Extent {
    if first == last { return .single(Point(.day(first), qualifiers.0.union(qualifiers.1))) }
    if let whole = units(holding: first).first(where: { $0.firstDay == first && $0.lastDay == last }
    ) {
      return .single(Point(whole, qualifiers.0.union(qualifiers.1)))
    }
    let isWholeMonths = first.day == 1 && last.adding(days: 1).day == 1
    let start = first.parts
    let unit = isWholeMonths ? Unit.month(year: start.year, month: start.month) : .day(first)
    let end = isWholeMonths ? EDTF.unit(endingOn: last) : .day(last)
    return .interval(Point(unit, qualifiers.0), Point(end, qualifiers.1))
  }

  /// The calendar units in which a day lies, finest first.
  static func units(holding day: CivilDay) -> [Unit] {
    let (year, month, _) = day.parts
    return [
      .month(year: year, month: month), .quarter(year: year, quarter: (month + 2) / 3),
      .half(year: year, half: (month + 5) / 6), .year(year), .decade(year - year % 10),
    ]
  }

  /// The month that ends on `day`, or the day itself.
  private static func unit(endingOn day: CivilDay) -> Unit {
    let (year, month, number) = day.parts
    return number == CivilDay.daysInMonth(month, ofYear: year)
      ? .month(year: year, month: month) : .day(day)
  }
}
