/// The plot of a chart: where it lies on the drawing, and which pixel stands for which number.
struct ChartFrame: Sendable, Hashable {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  let xRange: ClosedRange<Double>
  let yTicks: [Chart.Tick]
  let xTicks: [Chart.Tick]
  /// The value on which bars stand and where the axis is drawn.
  let base: Double
  /// How far the outermost numbers stay away from the sides.
  let inset: Double

  init(_ chart: Chart) {
    let yTicks = Self.yTicks(chart)
    let widest = yTicks.map { ChartFont.width(of: $0.label) }.max() ?? 0
    left = (widest + 22).rounded(.up)
    right = Double(ChartLayout.width) - 26
    top = chart.series.count > 1 ? 46 : 22
    bottom = Double(ChartLayout.height) - 34
    inset = chart.form == .bars ? 4 : 14
    let axis = YearAxis(chart)
    xRange = axis.range
    xTicks = axis.ticks(over: right - left - 2 * inset)
    self.yTicks = yTicks
    let lowest = yTicks.first?.value ?? 0
    let highest = yTicks.last?.value ?? 1
    base = lowest <= 0 && highest >= 0 ? 0 : lowest
  }

  /// The pixels between the sides of the plot.
  var columns: Int { Int(right - left) }

  /// The pixel of a year.
  func x(_ year: Double) -> Double {
    let share = (year - xRange.lowerBound) / (xRange.upperBound - xRange.lowerBound)
    return left + inset + share * (right - left - 2 * inset)
  }

  /// The pixel of a value.
  func y(_ value: Double) -> Double {
    let lowest = yTicks.first?.value ?? 0
    let highest = yTicks.last?.value ?? 1
    return bottom - (value - lowest) / (highest - lowest) * (bottom - top)
  }

  /// The middle of the pixel in which a place lies: a thin stroke there is sharp.
  func crisp(_ place: Double) -> Double { place.rounded(.down) + 0.5 }

  private static func yTicks(_ chart: Chart) -> [Chart.Tick] {
    let values = chart.series.flatMap { $0.points.compactMap(\.y) }
    var lower = values.min() ?? 0
    var upper = values.max() ?? 0
    var isFitting = true
    if case .range(let range) = chart.y {
      lower = min(lower, range.lowerBound)
      upper = max(upper, range.upperBound)
      isFitting = false
    }
    // A bar that does not stand on zero would lie about its length.
    if isFitting || chart.form == .bars {
      lower = min(lower, 0)
      upper = max(upper, 0)
    }
    if lower == upper { upper += 1 }
    let wholeOnly = values.allSatisfy { $0 == $0.rounded() }
    return Chart.ticks(over: lower...upper, wholeOnly: wholeOnly, isPercent: chart.isPercent)
  }
}
