import Record
import Testing

@testable import Site

@Suite("Where a chart puts things")
struct ChartLayoutTests {
  private func strokes(_ layout: ChartLayout) -> [[ChartLayout.Place]] {
    layout.shapes.compactMap {
      guard case .stroke(let places, _, .series) = $0 else { return nil }
      return places
    }
  }

  private func markers(_ layout: ChartLayout) -> [(corners: Int, isHollow: Bool)] {
    layout.shapes.compactMap {
      switch $0 {
      case .disc(_, _, let fill, let edge): (0, fill != edge)
      case .polygon(let places, let fill, let edge): (places.count, fill != edge)
      default: nil
      }
    }
  }

  private func labels(_ layout: ChartLayout) -> [(text: String, x: Double, y: Double)] {
    layout.shapes.compactMap {
      guard case .text(let text, let place, _) = $0 else { return nil }
      return (text, place.x, place.y)
    }
  }

  @Test("A missing period breaks the line, said or left out")
  func gaps() throws {
    let said = try oneLine(.line, yearly(2010, [1, 2, nil, 4, 5, 6]))
    #expect(strokes(ChartLayout(said)).map(\.count) == [2, 3])
    let leftOut = try oneLine(.line, yearly(2010, [1, 2]) + yearly(2013, [4, 5, 6]))
    #expect(strokes(ChartLayout(leftOut)).map(\.count) == [2, 3])
  }

  @Test("Moments further apart stay connected")
  func moments() throws {
    let points = [2001.0, 2002, 2010, 2011].map { Chart.Point(x: $0, y: 1) }
    #expect(strokes(ChartLayout(try oneLine(.line, points))).map(\.count) == [4])
  }

  @Test("A number alone between two gaps keeps its marker")
  func alone() throws {
    let layout = ChartLayout(try oneLine(.steps, [Chart.Point(x: 2020, y: 3)]))
    #expect(markers(layout).count == 1)
    #expect(strokes(layout).isEmpty)
  }

  @Test("Bounds are open triangles, about is hollow, exact is full")
  func bounds() throws {
    let bounds: [Int: Bound] = [0: .atLeast, 1: .atMost, 2: .about]
    let layout = ChartLayout(try oneLine(.line, yearly(2010, [1, 2, 3, 4], bounds: bounds)))
    #expect(markers(layout).map(\.corners) == [3, 3, 0, 0])
    #expect(markers(layout).map(\.isHollow) == [true, true, true, false])
    let polygons = layout.shapes.compactMap { shape -> [ChartLayout.Place]? in
      guard case .polygon(let places, _, _) = shape else { return nil }
      return places
    }
    let up = try #require(polygons.first)
    let down = try #require(polygons.last)
    #expect(up[0].y < up[1].y)
    #expect(down[0].y > down[1].y)
  }

  @Test("A period is named under its middle, a moment under itself")
  func years() throws {
    let periods = ChartFrame(try oneLine(.line, yearly(2018, [1, 2, 3])))
    #expect(periods.xTicks.map(\.label) == ["2018", "2019", "2020"])
    #expect(periods.xTicks.map(\.value) == [2018.5, 2019.5, 2020.5])
    let moments = ChartFrame(try oneLine(.bars, (2018...2020).map { .init(x: Double($0), y: 1) }))
    #expect(moments.xTicks.map(\.value) == [2018, 2019, 2020])
  }

  @Test("A short time is named by month")
  func months() throws {
    let points = (0..<12).map { (month: Int) -> Chart.Point in
      let start = 2023.5 + Double(month) / 12
      return Chart.Point(from: start, to: start + 1 / 12, y: 1)
    }
    let labels = ChartFrame(try oneLine(.line, points)).xTicks.map(\.label)
    #expect(labels == ["2023-07", "2023-09", "2023-11", "2024-01", "2024-03", "2024-05"])
    let days = ChartFrame(try oneLine(.line, [.init(x: 2024.52, y: 1), .init(x: 2024.54, y: 2)]))
    #expect(days.xTicks.map(\.label) == ["2024-07"])
  }

  @Test("A given range is kept and widened by numbers outside; bars keep their zero")
  func ranges() throws {
    let values: [Double?] = [55, 61, 58]
    func ends(_ form: Chart.Form, _ range: ClosedRange<Double>) throws -> [Double?] {
      let frame = ChartFrame(try oneLine(form, yearly(2018, values), y: .range(range)))
      return [frame.yTicks.first?.value, frame.yTicks.last?.value]
    }
    #expect(try ends(.line, 0...100) == [0, 100])
    #expect(try ends(.line, 50...70) == [50, 70])
    #expect(try ends(.line, 50...60) == [50, 65])
    #expect(try ends(.bars, 50...70) == [0, 80])
  }

  @Test("Zero is drawn and a missing number is not")
  func zero() throws {
    func boxes(_ values: [Double?]) throws -> Int {
      ChartLayout(try oneLine(.bars, yearly(2018, values))).shapes.count {
        if case .box(_, _, .series) = $0 { true } else { false }
      }
    }
    #expect(try boxes([3, 0, 2]) == 3)
    #expect(try boxes([3, nil, 2]) == 2)
    #expect(try boxes([0, 0]) == 2)
  }

  @Test("Ten thousand points become a bounded number of shapes", arguments: Chart.Form.allCases)
  func many(form: Chart.Form) throws {
    let points = (0..<10_000).map { (place: Int) -> Chart.Point in
      let y: Double? = place.isMultiple(of: 7) ? nil : Double(place * place % 977) - 300
      return Chart.Point(x: 1990 + Double(place) / 300, y: y, bound: .atLeast)
    }
    let layout = ChartLayout(try oneLine(form, points))
    let places = strokes(layout).reduce(0) { $0 + $1.count }
    #expect(layout.shapes.count < 3000)
    #expect(places < ChartLayout.width * 10)
  }

  @Test("Thinning keeps the highest and the lowest number")
  func extremes() throws {
    var values = [Double?](repeating: 10, count: 5000)
    values[1234] = 99
    values[4321] = -99
    let points = values.enumerated().map { Chart.Point(x: 2000 + Double($0) / 200, y: $1) }
    let chart = try oneLine(.line, points)
    let layout = ChartLayout(chart)
    let drawn = strokes(layout).flatMap { $0.map(\.y) }
    #expect(drawn.min() == ChartLayout.Place(0, layout.frame.y(99)).y)
    #expect(drawn.max() == ChartLayout.Place(0, layout.frame.y(-99)).y)
  }

  @Test(
    "No label leaves the drawing or touches its neighbour",
    arguments: Chart.Form.allCases, [1.0, 3, 9, 26, 60, 140, 3000])
  func labelRoom(form: Chart.Form, years: Double) throws {
    let points = [1950.0, 1950 + years].map { Chart.Point(x: $0, y: 1234567) }
    let layout = ChartLayout(try oneLine(form, points))
    let bottom = layout.frame.bottom
    let below = labels(layout).filter { $0.y > bottom + 10 }
    for (one, next) in zip(below, below.dropFirst()) {
      let half = (ChartFont.width(of: one.text) + ChartFont.width(of: next.text)) / 2
      #expect(next.x - one.x > half + 6)
    }
    for label in labels(layout) {
      let half = ChartFont.width(of: label.text) / 2
      let isBelow = label.y > bottom + 10
      #expect(label.x - (isBelow ? half : 2 * half) > 2)
      #expect(label.x + (isBelow ? half : 0) < Double(ChartLayout.width) - 2)
    }
  }

  @Test("Whatever the numbers, nothing stands outside the drawing", arguments: [UInt64(1), 2, 3])
  func anyNumbers(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<200 {
      let form = try #require(Chart.Form.allCases.randomElement(using: &random))
      let lines = (0..<Int.random(in: 1...6, using: &random)).map { style in
        Chart.Line(points: random.points(), style: style)
      }
      guard let chart = try Chart(form: form, series: lines) else { continue }
      let outside = ChartLayout(chart).shapes.first { !$0.places.allSatisfy(isInside) }
      #expect(outside == nil)
    }
  }

  private func isInside(_ place: ChartLayout.Place) -> Bool {
    (0...Double(ChartLayout.width)).contains(place.x)
      && (0...Double(ChartLayout.height)).contains(place.y)
  }

  @Test("Every character of a drawing has a glyph")
  func glyphs() {
    for character in "0123456789.%kMe-\u{2212}ABCDEF" {
      #expect(!ChartFont.strokes(character).isEmpty)
    }
    #expect(ChartFont.strokes("ß").isEmpty)
  }
}

extension ChartLayout.Shape {
  fileprivate var places: [ChartLayout.Place] {
    switch self {
    case .box(let one, let other, _): [one, other]
    case .stroke(let places, _, _), .polygon(let places, _, _): places
    case .disc(let place, _, _, _), .text(_, let place, _): [place]
    }
  }
}

/// Sebastiano Vigna's splitmix64, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// Points of any size, length and certainty, some on top of each other.
  mutating func points() -> [Chart.Point] {
    let scales: [Double] = [1e-9, 1e-3, 1, 40, 1e4, 1e9, 1e15]
    let height = scales.randomElement(using: &self) ?? 1
    let years: [Double] = [0.001, 0.5, 2, 30, 1000, 90_000]
    let width = years.randomElement(using: &self) ?? 1
    let isWhole = Bool.random(using: &self)
    return (0..<Int.random(in: 0...40, using: &self)).map { _ in
      let start = Double.random(in: -width...width, using: &self)
      let length = Bool.random(using: &self) ? 0 : Double.random(in: 0...width / 10, using: &self)
      let y = Double.random(in: -height...height, using: &self)
      return Chart.Point(
        from: isWhole ? start.rounded() : start,
        to: isWhole ? (start + length).rounded() : start + length,
        y: Int.random(in: 0...9, using: &self) == 0 ? nil : y,
        bound: [nil, .atLeast, .atMost, .about].randomElement(using: &self) ?? nil)
    }
  }
}
