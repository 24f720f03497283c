import Record

extension ChartLayout {
  /// How far apart the markers of exact numbers stay; a bound is hidden only by its own neighbours.
  private static let exactDistance = 13.0
  private static let boundDistance = 5.0

  /// Lines and steps: first every stroke, then every marker, so that no line crosses a marker.
  mutating func addLines(_ chart: Chart) {
    let frame = frame
    var looks: [(style: Chart.Style, points: [Chart.Point])] = []
    for line in chart.series {
      guard let style = Chart.Style(rawValue: line.style) else { continue }
      let points = ChartThinning.line(line.points, columns: frame.columns) {
        Int(frame.x($0).rounded(.down))
      }
      looks.append((style, points))
    }
    for look in looks {
      for run in ChartThinning.runs(look.points) {
        let places = chart.form == .steps ? steps(run) : run.map(place(of:))
        if places.count > 1 { add(.stroke(places, width: 2, .series(look.style))) }
      }
    }
    for look in looks {
      // A single series needs no marker to be told apart where it has levels or is a dense curve.
      let isPlain =
        looks.count == 1
        && (chart.form == .steps
          || Double(look.points.count) * Self.exactDistance > Double(frame.columns))
      addMarkers(of: look.points, look.style, isPlain: isPlain)
    }
  }

  /// The marker that says how sure a number is: an open triangle that points to where the true
  /// number may lie, a hollow marker for one that is about right, else the marker of the series.
  mutating func addMarker(_ style: Chart.Style, of bound: Bound?, at place: Place) {
    let ink = Chart.Ink.series(style)
    switch bound {
    case .atLeast:
      let corners = [Place(0, -6.5), Place(5.5, 3.5), Place(-5.5, 3.5)]
      add(.polygon(corners.map { $0 + place }, fill: .paper, edge: ink))
    case .atMost:
      let corners = [Place(0, 6.5), Place(5.5, -3.5), Place(-5.5, -3.5)]
      add(.polygon(corners.map { $0 + place }, fill: .paper, edge: ink))
    case .about: addMarker(style, at: place, fill: .paper, edge: ink)
    case nil: addMarker(style, at: place, fill: ink, edge: ink)
    }
  }

  private mutating func addMarkers(
    of points: [Chart.Point], _ style: Chart.Style, isPlain: Bool
  ) {
    var last = -Double.infinity
    for (index, point) in points.enumerated() where point.y != nil {
      let place = place(of: point)
      let isAlone =
        (index == 0 || points[index - 1].y == nil)
        && (index + 1 == points.count || points[index + 1].y == nil)
      let isSeen = isPlain && (!isAlone || frame.x(point.end) - frame.x(point.start) > 2)
      let needed = point.bound == nil && !isAlone ? Self.exactDistance : Self.boundDistance
      if point.bound == nil, isSeen { continue }
      guard place.x - last >= needed else { continue }
      addMarker(style, of: point.bound, at: place)
      last = place.x
    }
  }

  private func place(of point: Chart.Point) -> Place {
    Place(frame.x(point.middle), frame.y(point.y ?? frame.base))
  }

  /// The corners of levels; a moment holds until the next number.
  private func steps(_ run: [Chart.Point]) -> [Place] {
    var places: [Place] = []
    for (index, point) in run.enumerated() {
      let next = index + 1 < run.count ? run[index + 1].start : point.end
      let end = point.end > point.start ? point.end : next
      let y = frame.y(point.y ?? frame.base)
      places.append(Place(frame.x(point.start), y))
      if end > point.start { places.append(Place(frame.x(end), y)) }
    }
    return places
  }
}
