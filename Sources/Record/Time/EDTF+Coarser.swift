/// The ladder of a date: what may be told of it when the whole may not.
extension EDTF {
  /// A rung of the ladder, from the finest.
  public enum Rung: String, Sendable, Hashable, CaseIterable {
    case day, month, year
  }

  /// The date with each end cut to `rung` and its qualifier kept: an end that is no finer stays as
  /// it is, and two ends that become equal are one date.
  ///
  /// - Returns: `nil` where nothing is cut, so that the rung would say the same as the date.
  public func coarser(_ rung: Rung) -> EDTF? {
    let cut: Extent =
      switch extent {
      case .single(let point): .single(point.cut(to: rung))
      case .interval(let start, let end): Self.span(start.cut(to: rung), end.cut(to: rung))
      case .since(let point): .since(point.cut(to: rung))
      case .until(let point): .until(point.cut(to: rung))
      }
    return cut == extent ? nil : EDTF(checked: cut)
  }

  private static func span(_ start: Point, _ end: Point) -> Extent {
    start == end ? .single(start) : .interval(start, end)
  }
}

extension EDTF.Point {
  fileprivate func cut(to rung: EDTF.Rung) -> EDTF.Point {
    EDTF.Point(unit.cut(to: rung), qualifier)
  }
}

extension EDTF.Unit {
  fileprivate func cut(to rung: EDTF.Rung) -> EDTF.Unit {
    switch (self, rung) {
    case (.minute(let instant, let zone), _):
      EDTF.Unit.day(CivilDay(of: instant, in: zone)).cut(to: rung)
    case (.day(let day), .month): .month(year: day.parts.year, month: day.parts.month)
    case (.day(let day), .year): .year(day.parts.year)
    case (.month(let year, _), .year), (.quarter(let year, _), .year), (.half(let year, _), .year):
      .year(year)
    default: self
    }
  }
}
