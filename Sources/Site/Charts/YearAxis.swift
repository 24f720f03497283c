/// The axis of time: whole years, or months where the time is short.
struct YearAxis: Sendable, Hashable {
  let range: ClosedRange<Double>
  /// Whether numbers stand for periods, whose name is then written under their middle.
  private let namesPeriods: Bool
  private let isMonthly: Bool

  init(_ chart: Chart) {
    let spans = ChartSpans(chart)
    var lower = spans.lower
    var upper = spans.upper
    if case .range(let range) = chart.x {
      lower = min(lower, range.lowerBound)
      upper = max(upper, range.upperBound)
    }
    let isWhole = spans.areWholeYears
    namesPeriods = spans.hasPeriods
    isMonthly = !isWhole && upper - lower < 3
    // One moment still needs a width; a day is the least that can be seen.
    let least = isWhole ? 1 : 1.0 / 365
    if upper - lower < least {
      let middle = lower + (upper - lower) / 2
      lower = middle - least / 2
      upper = middle + least / 2
    }
    range = lower...upper
  }

  /// The years or months to name on `width` pixels, never so dense that they touch.
  func ticks(over width: Double) -> [Chart.Tick] {
    let units = isMonthly ? 12.0 : 1
    let widest = max(name(range.lowerBound), name(range.upperBound))
    let needed = widest + 16
    let pixels = width / ((range.upperBound - range.lowerBound) * units)
    let steps = isMonthly ? [1, 2, 3, 6, 12, 24] : Self.yearSteps
    let step = steps.first { Double($0) * pixels >= needed } ?? steps.last ?? 1
    let offset = namesPeriods ? 0.5 : 0
    let first = Int((range.lowerBound * units - offset - 1e-6).rounded(.up))
    let last = Int((range.upperBound * units - offset + 1e-6).rounded(.down))
    let places = first <= last ? (first...last).filter { $0.isMultiple(of: step) } : []
    guard !places.isEmpty else { return [lone(units)] }
    return places.map {
      Chart.Tick(value: (Double($0) + offset) / units, label: label($0))
    }
  }

  private static let yearSteps = [1, 10, 100, 1000, 10_000].flatMap { [$0, $0 * 2, $0 * 5] }

  /// The only tick of a time in which no year or month begins: it names the one it is in.
  private func lone(_ units: Double) -> Chart.Tick {
    let middle = range.lowerBound + (range.upperBound - range.lowerBound) / 2
    return Chart.Tick(value: middle, label: label(Int((middle * units).rounded(.down))))
  }

  /// How wide the name of the year or month at a time is.
  private func name(_ time: Double) -> Double {
    ChartFont.width(of: label(Int((isMonthly ? time * 12 : time).rounded(.down))))
  }

  private func label(_ place: Int) -> String {
    let year = isMonthly ? (place - (place % 12 + 12) % 12) / 12 : place
    let sign = year < 0 ? "\u{2212}" : ""
    guard isMonthly else { return sign + String(year.magnitude) }
    let month = (place % 12 + 12) % 12 + 1
    return sign + String(year.magnitude) + (month < 10 ? "-0" : "-") + String(month)
  }
}

/// The time that the points of a chart cover.
struct ChartSpans: Sendable, Hashable {
  private(set) var lower = Double.infinity
  private(set) var upper = -Double.infinity
  private(set) var areWholeYears = true
  private(set) var hasPeriods = false
  /// The least time between two moments of one series; 1 when there are not two.
  private(set) var spacing = 1.0

  init(_ chart: Chart) {
    var least = Double.infinity
    for line in chart.series {
      var before: Double?
      for point in line.points {
        areWholeYears =
          areWholeYears && point.start == point.start.rounded() && point.end == point.end.rounded()
        hasPeriods = hasPeriods || point.end > point.start
        if let before, point.start > before { least = min(least, point.start - before) }
        before = point.start
      }
    }
    if least.isFinite { spacing = least }
    for point in chart.series.lazy.flatMap(\.points) {
      let half = chart.form == .bars && point.end == point.start ? spacing / 2 : 0
      lower = min(lower, point.start - half)
      upper = max(upper, point.end + half)
    }
  }
}
