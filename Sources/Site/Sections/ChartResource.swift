import Record

/// The chart of a series as a file: its standing numbers, where they can honestly be joined.
enum ChartResource {
  /// - Returns: `nil` where the series has no chart.
  static func render(_ series: Slug, _ form: Route.ChartForm, site: Site) throws -> Resource? {
    guard let chart = try chart(of: series, site: site) else { return nil }
    let path = Route.chart(series, form).path
    switch form {
    case .png: return Resource(path: path, mediaType: .png, bytes: ChartPNG.bytes(of: chart))
    case .svg:
      let title = site.names.name(of: .series, series).text(for: .en).text
      return Resource(
        path: path, mediaType: .svg, bytes: ChartSVG.bytes(of: chart, title: title))
    }
  }

  /// Whether a series has a chart.
  static func hasChart(_ series: Slug, site: Site) throws -> Bool {
    try chart(of: series, site: site) != nil
  }

  /// Fewer points than this say nothing that the table does not.
  private static let fewest = 3

  private static func chart(of id: Slug, site: Site) throws -> Chart? {
    let figures = try site.holdings.figures(of: id).map { try Figure($0.content) }
    let revised = Set(figures.compactMap(\.revises))
    let standing = figures.filter { !revised.contains($0.id) && $0.evidence.retraction == nil }
    guard standing.count >= fewest, isOneLine(standing) else { return nil }
    let points = standing.compactMap { figure -> Chart.Point? in
      guard let first = figure.period.earliest, let last = figure.period.latest else { return nil }
      return Chart.Point(
        from: year(of: first), to: year(of: last.adding(days: 1)), y: figure.value,
        bound: figure.bound)
    }
    let isPercent = standing[0].unit == "percent"
    // A number that cannot be drawn is left to the table, which has it.
    return try? Chart(form: .line, series: [Chart.Line(points: points)], isPercent: isPercent)
  }

  /// Whether the numbers follow each other: one country, one unit, no period inside another.
  private static func isOneLine(_ figures: [Figure]) -> Bool {
    guard Set(figures.map(\.unit)).count == 1, Set(figures.map(\.country)).count == 1,
      figures.allSatisfy({ !$0.period.isOpenStart && !$0.period.isOpenEnd })
    else { return false }
    return zip(figures, figures.dropFirst()).allSatisfy { one, next in
      guard let last = one.period.latest, let first = next.period.earliest else { return false }
      return last < first
    }
  }

  private static func year(of day: CivilDay) -> Double {
    guard let start = CivilDay(year: day.year, month: 1, day: 1) else { return Double(day.year) }
    let length = CivilDay.isLeap(day.year) ? 366.0 : 365.0
    return Double(day.year) + Double(start.days(until: day)) / length
  }
}
