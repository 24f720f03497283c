extension ChartRaster {
  /// The drawing of a layout.
  init(_ layout: ChartLayout) {
    self.init(width: ChartLayout.width, height: ChartLayout.height)
    for shape in layout.shapes { draw(shape) }
  }

  private mutating func draw(_ shape: ChartLayout.Shape) {
    switch shape {
    case .box(let corner, let opposite, let ink):
      fill(from: (corner.x, corner.y), to: (opposite.x, opposite.y), ink)
    case .stroke(let places, let width, let ink):
      stroke(places, width: width, ink)
    case .polygon(let corners, let fill, let edge):
      var mask = mask(around: corners, margin: 1)
      mask.addPolygon(corners.map { ($0.x, $0.y) })
      paint(mask, fill)
      stroke(corners + corners.prefix(1), width: ChartLayout.edge, edge)
    case .disc(let place, let radius, let fill, let edge):
      disc(place, radius, fill, edge)
    case .text(let text, let place, let anchor):
      write(text, at: place, anchor)
    }
  }

  private mutating func stroke(_ places: [ChartLayout.Place], width: Double, _ ink: Chart.Ink) {
    var mask = mask(around: places, margin: width / 2 + 1)
    mask.addStroke(places.map { ($0.x, $0.y) }, width: width)
    paint(mask, ink)
  }

  private mutating func disc(
    _ place: ChartLayout.Place, _ radius: Double, _ fill: Chart.Ink, _ edge: Chart.Ink
  ) {
    let outer = radius + ChartLayout.edge / 2
    var mask = mask(around: [place], margin: outer + 1)
    mask.addDisc((place.x, place.y), radius: outer)
    paint(mask, edge)
    guard fill != edge else { return }
    var hole = self.mask(around: [place], margin: outer + 1)
    hole.addDisc((place.x, place.y), radius: radius - ChartLayout.edge / 2)
    paint(hole, fill)
  }

  private mutating func write(
    _ text: String, at place: ChartLayout.Place, _ anchor: ChartLayout.Anchor
  ) {
    let width = ChartFont.width(of: text)
    // On whole pixels, so that one digit looks the same wherever it stands.
    var x =
      switch anchor {
      case .start: place.x.rounded()
      case .middle: (place.x - width / 2).rounded()
      case .end: (place.x - width).rounded()
      }
    let y = place.y.rounded() - ChartFont.height + 0.5
    for character in text {
      for stroke in ChartFont.strokes(character) {
        let places = stroke.map { (x: x + $0.x + 0.5, y: y + $0.y - 1) }
        var mask = CoverageMask(around: places, margin: 2, within: (self.width, height))
        mask.addStroke(places, width: ChartFont.pen)
        paint(mask, .text)
      }
      x += ChartFont.advance(character)
    }
  }

  private func mask(around places: [ChartLayout.Place], margin: Double) -> CoverageMask {
    CoverageMask(around: places.map { ($0.x, $0.y) }, margin: margin, within: (width, height))
  }
}
