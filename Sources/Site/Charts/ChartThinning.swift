/// Fewer points that draw the same picture: what falls into one column of pixels is reduced to what
/// can be seen of it (the aggregation of Jugel et al., "M4", VLDB 2014).
enum ChartThinning {
  /// The points of a line with a gap wherever a period is missing, at most five for each column.
  ///
  /// - Parameter column: the column of pixels that a year falls into.
  /// - Complexity: O(n).
  static func line(_ points: [Chart.Point], columns: Int, column: (Double) -> Int) -> [Chart.Point]
  {
    let points = withGaps(points)
    guard points.count > columns else { return points }
    return grouped(points, by: column).flatMap { group -> [Chart.Point] in
      let known = group.indices.filter { group[$0].y != nil }
      guard let first = known.first, let last = known.last else { return Array(group.prefix(1)) }
      let low = known.min { (group[$0].y ?? 0) < (group[$1].y ?? 0) } ?? first
      let high = known.max { (group[$0].y ?? 0) < (group[$1].y ?? 0) } ?? last
      let kept = Set([first, low, high, last]).sorted().map { group[$0] }
      return last == group.indices.last ? kept : kept + [.gap(at: group[last].end)]
    }
  }

  /// The points of bars, for each column at most the highest above and the lowest below zero.
  ///
  /// - Complexity: O(n).
  static func bars(_ points: [Chart.Point], columns: Int, column: (Double) -> Int) -> [Chart.Point]
  {
    guard points.count > columns else { return points }
    return grouped(points, by: column).flatMap { group -> [Chart.Point] in
      let known = group.filter { $0.y != nil }
      let low = known.min { ($0.y ?? 0) < ($1.y ?? 0) }
      let high = known.max { ($0.y ?? 0) < ($1.y ?? 0) }
      let below = low.flatMap { ($0.y ?? 0) < 0 ? $0 : nil }
      let above = high.flatMap { ($0.y ?? 0) >= 0 ? $0 : nil }
      return [above, below].compactMap(\.self)
    }
  }

  /// The stretches of points that a line connects.
  static func runs(_ points: [Chart.Point]) -> [[Chart.Point]] {
    points.split { $0.y == nil }.map(Array.init)
  }

  /// A gap is put between two periods that are further apart than half the shorter one.
  private static func withGaps(_ points: [Chart.Point]) -> [Chart.Point] {
    var out: [Chart.Point] = []
    out.reserveCapacity(points.count)
    for point in points {
      if let last = out.last {
        let shorter = min(last.end - last.start, point.end - point.start)
        if shorter > 0, point.start - last.end > shorter / 2 { out.append(.gap(at: last.end)) }
      }
      out.append(point)
    }
    return out
  }

  private static func grouped(
    _ points: [Chart.Point], by column: (Double) -> Int
  ) -> [[Chart.Point]] {
    var groups: [[Chart.Point]] = []
    var current: Int?
    for point in points {
      let place = column(point.middle)
      if place == current, !groups.isEmpty {
        groups[groups.count - 1].append(point)
      } else {
        groups.append([point])
      }
      current = place
    }
    return groups
  }
}
