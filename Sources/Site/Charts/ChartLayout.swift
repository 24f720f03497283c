/// Where everything of a chart stands, in pixels from the top left corner.
///
/// Both writers draw these shapes and nothing else, so that the two files show the same.
struct ChartLayout: Sendable, Hashable {
  /// The width of every drawing.
  static let width = 720
  /// The height of every drawing.
  static let height = 320

  /// A place, rounded to tenths of a pixel.
  struct Place: Sendable, Hashable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
      self.x = (x * 10).rounded() / 10
      self.y = (y * 10).rounded() / 10
    }

    static func + (one: Place, other: Place) -> Place {
      Place(one.x + other.x, one.y + other.y)
    }
  }

  /// Which end of a text stands at its place.
  enum Anchor: String, Sendable, Hashable {
    case start, middle, end
  }

  /// What a writer has to paint, in this order.
  enum Shape: Sendable, Hashable {
    /// A filled rectangle between its upper left and its lower right corner, on whole pixels.
    case box(Place, Place, Chart.Ink)
    /// A stroke through places, `width` pixels wide, with round ends.
    case stroke([Place], width: Double, Chart.Ink)
    /// A filled polygon with an edge 1.5 pixels wide.
    case polygon([Place], fill: Chart.Ink, edge: Chart.Ink)
    /// A filled disc with an edge 1.5 pixels wide.
    case disc(Place, radius: Double, fill: Chart.Ink, edge: Chart.Ink)
    /// A text whose base line runs through its place.
    case text(String, Place, Anchor)
  }

  /// How wide the edge of a marker is.
  static let edge = 1.5

  /// What is painted, from the ground up.
  private(set) var shapes: [Shape] = []
  /// Where the plot lies.
  let frame: ChartFrame

  /// Lays out a chart.
  ///
  /// - Complexity: O(n) in the number of points; the number of shapes is bounded by the width.
  init(_ chart: Chart) {
    frame = ChartFrame(chart)
    let corner = Place(Double(Self.width), Double(Self.height))
    shapes.append(.box(Place(0, 0), corner, .paper))
    shapes.append(
      .stroke(
        [
          Place(0.5, 0.5), Place(corner.x - 0.5, 0.5), Place(corner.x - 0.5, corner.y - 0.5),
          Place(0.5, corner.y - 0.5), Place(0.5, 0.5),
        ], width: 1, .frame))
    addAxes()
    switch chart.form {
    case .line, .steps: addLines(chart)
    case .bars: addBars(chart)
    }
    if chart.series.count > 1 { addKey(chart) }
  }

  mutating func add(_ shape: Shape) { shapes.append(shape) }

  private mutating func addAxes() {
    for tick in frame.yTicks {
      let y = frame.crisp(frame.y(tick.value))
      let isBase = tick.value == frame.base
      add(.stroke([Place(frame.left, y), Place(frame.right, y)], width: 1, isBase ? .axis : .grid))
      add(.text(tick.label, Place(frame.left - 8, y + 4), .end))
    }
    let floor = frame.crisp(frame.bottom)
    for tick in frame.xTicks {
      let x = frame.crisp(frame.x(tick.value))
      add(.stroke([Place(x, floor), Place(x, floor + 5)], width: 1, .axis))
      add(.text(tick.label, Place(x, floor + 19), .middle))
    }
  }

  /// A row that shows the look and the letter of each series.
  private mutating func addKey(_ chart: Chart) {
    for (place, line) in chart.series.enumerated() {
      guard let style = Chart.Style(rawValue: line.style) else { continue }
      let left = frame.left + Double(place) * 72
      let middle = Place(left + 14, 20)
      switch chart.form {
      case .bars:
        add(.box(Place(left + 5, 13), Place(left + 23, 27), .series(style)))
        addMarker(style, at: middle, fill: .paper, edge: .paper)
      case .line, .steps:
        add(.stroke([Place(left, 20), Place(left + 28, 20)], width: 2, .series(style)))
        addMarker(style, at: middle, fill: .series(style), edge: .series(style))
      }
      add(.text(style.letter, Place(left + 34, 24.5), .start))
    }
  }

  /// The marker of a style.
  mutating func addMarker(
    _ style: Chart.Style, at place: Place, fill: Chart.Ink, edge: Chart.Ink
  ) {
    let outline = style.outline
    if outline.isEmpty {
      add(.disc(place, radius: 3.8, fill: fill, edge: edge))
    } else {
      add(.polygon(outline.map { $0 + place }, fill: fill, edge: edge))
    }
  }
}
