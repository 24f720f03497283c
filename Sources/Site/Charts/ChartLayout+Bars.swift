import Record

extension ChartLayout {
  /// Bars side by side within their period, in the order of the series.
  mutating func addBars(_ chart: Chart) {
    let frame = frame
    let spacing = ChartSpans(chart).spacing
    for (place, line) in chart.series.enumerated() {
      guard let style = Chart.Style(rawValue: line.style) else { continue }
      let points = ChartThinning.bars(line.points, columns: frame.columns) {
        Int(frame.x($0).rounded(.down))
      }
      for point in points {
        guard let y = point.y else { continue }
        let slot = slot(of: point, spacing, share: place, of: chart.series.count)
        addBar(style, slot, y, point.bound, isOneOfMany: chart.series.count > 1)
      }
    }
  }

  /// The left and right side of a bar, on whole pixels.
  private func slot(
    of point: Chart.Point, _ spacing: Double, share: Int, of count: Int
  ) -> (left: Double, right: Double) {
    let half = point.end > point.start ? 0 : spacing / 2
    if frame.x(point.end + half) - frame.x(point.start - half) < 1 {
      let column = frame.x(point.middle).rounded(.down)
      return (column, column + 1)
    }
    let left = frame.x(point.start - half)
    let right = frame.x(point.end + half)
    // Beyond this a lone bar would look like a wall.
    let width = min((right - left) * (count > 1 ? 0.84 : 0.68), 56 * Double(count))
    let start = left + (right - left - width) / 2
    let from = (start + width * Double(share) / Double(count)).rounded()
    let to = (start + width * Double(share + 1) / Double(count)).rounded()
    let gap = count > 1 && to - from > 4 ? 1.0 : 0
    return (from, max(to - gap, from + 1))
  }

  private mutating func addBar(
    _ style: Chart.Style, _ slot: (left: Double, right: Double), _ value: Double, _ bound: Bound?,
    isOneOfMany: Bool
  ) {
    let ink = Chart.Ink.series(style)
    let floor = frame.crisp(frame.y(0)) - 0.5
    let isBelow = value < 0
    // Zero is a number too: it keeps a sliver, so that it differs from a missing period.
    let length = max((frame.y(value).rounded() - floor).magnitude, 2)
    let end = isBelow ? floor + length : floor - length
    let corner = Place(slot.left, min(floor, end))
    let opposite = Place(slot.right, max(floor, end))
    add(.box(corner, opposite, ink))
    let width = slot.right - slot.left
    if bound == .about, width > 4, length > 4 {
      add(.box(corner + Place(2, 2), opposite + Place(-2, -2), .paper))
    }
    let middle = (slot.left + slot.right) / 2
    if isOneOfMany, width >= 11, length >= 18 {
      let ink = bound == .about ? ink : .paper
      let place = Place(middle, isBelow ? floor + 9 : floor - 9)
      addMarker(style, at: place, fill: ink, edge: ink)
    }
    if bound == .atLeast || bound == .atMost {
      addMarker(style, of: bound, at: Place(middle, isBelow ? end + 10 : end - 9))
    }
  }
}
