import CZlib
import Record
import Testing

@testable import Site

@Suite("Charts as PNG")
struct ChartPNGTests {
  @Test(
    "The file is a palette image with the chunks in order",
    arguments: Chart.Form.allCases, [1, 3, 6])
  func structure(form: Chart.Form, lines: Int) throws {
    let image = try DecodedPNG(ChartPNG.bytes(of: crowd(form, lines: lines, years: 8)))
    #expect(image.names == ["IHDR", "PLTE", "IDAT", "IEND"])
    #expect(image.width == 720 && image.height == 320)
    #expect(image.depth == (lines <= 3 ? 4 : 8))
    #expect(image.palette.first == Chart.Ink.paper.rgb)
  }

  @Test("The bar of a year has its colour and its height")
  func bar() throws {
    let chart = try oneLine(.bars, yearly(2018, [5, 10, nil]))
    let image = try DecodedPNG(ChartPNG.bytes(of: chart))
    let frame = ChartFrame(chart)
    let blue = Chart.Ink.series(.blue).rgb
    let paper = Chart.Ink.paper.rgb
    let (low, high) = (Int(frame.x(2018.5)), Int(frame.x(2019.5)))
    let half = Int(frame.y(5))
    #expect(image.colour(low, half + 3) == blue)
    #expect(image.colour(low, half - 3) == paper)
    #expect(image.colour(high, half - 3) == blue)
    #expect(image.colour(Int(frame.x(2020.5)), half + 3) == paper)
    #expect(image.colour(0, 0) == Chart.Ink.frame.rgb)
    #expect(image.colour(low, Int(frame.bottom) + 2) == Chart.Ink.axis.rgb)
  }

  @Test("A line is where the number is, and an open marker shows the paper")
  func line() throws {
    let chart = try oneLine(
      .line, yearly(2018, [40, 40, 40], bounds: [1: .about]), y: .range(0...100))
    let image = try DecodedPNG(ChartPNG.bytes(of: chart))
    let frame = ChartFrame(chart)
    let y = Int(frame.y(40))
    let blue = Chart.Ink.series(.blue).rgb
    #expect(image.colour(Int(frame.x(2019)), y) == blue)
    #expect(image.colour(Int(frame.x(2018.5)), y) == blue)
    #expect(image.colour(Int(frame.x(2019.5)), y) == Chart.Ink.paper.rgb)
  }

  @Test("Text is drawn")
  func text() throws {
    let chart = try oneLine(.line, yearly(2018, [1, 2]))
    let image = try DecodedPNG(ChartPNG.bytes(of: chart))
    #expect(image.pixels.count { $0 == Chart.Ink.text.rgb } > 100)
  }

  @Test("Sixty points take at most 8 KB", arguments: Chart.Form.allCases)
  func budget(form: Chart.Form) throws {
    let zigzag: [Double?] = (0..<60).map { Double($0 * 37 % 90 + 10) }
    #expect(ChartPNG.bytes(of: try oneLine(form, yearly(1965, zigzag))).count <= 8192)
    let series = (0..<3).map { style in
      let values: [Double?] = (0..<20).map { Double(50 + style * 15 + ($0 * 7 + style) % 11 * 2) }
      return Chart.Line(points: yearly(2005, values, bounds: [4: .atLeast]), style: style)
    }
    let three = try #require(try Chart(form: form, series: series))
    #expect(ChartPNG.bytes(of: three).count <= 8192)
  }

  @Test("The same chart has the same bytes", arguments: Chart.Form.allCases)
  func deterministic(form: Chart.Form) throws {
    let chart = try crowd(form, lines: 6, years: 12)
    #expect(ChartPNG.bytes(of: chart) == ChartPNG.bytes(of: chart))
    #expect(ChartSVG.bytes(of: chart, title: "t") == ChartSVG.bytes(of: chart, title: "t"))
  }

  @Test(
    "Extreme numbers make a valid image",
    arguments: Chart.Form.allCases,
    [
      [0.0], [0, 0, 0], [-1e15, 1e15], [.leastNonzeroMagnitude, 1e-300], [1e15, 1e15.nextDown],
      [-5, -5, -5],
      [-0.0, 1e-7], [1e15, 1, 0, -1],
    ])
  func extremes(form: Chart.Form, values: [Double]) throws {
    let bounds: [Int: Bound] = [0: .atLeast, 1: .about, 2: .atMost]
    let axes: [Chart.Axis] = [.fitting, .range(-1e15...1e15), .range(3...3)]
    for y in axes {
      let chart = try oneLine(form, yearly(-50, values, bounds: bounds), y: y)
      _ = try DecodedPNG(ChartPNG.bytes(of: chart))
    }
  }

  @Test("Times at the edge make a valid image", arguments: Chart.Form.allCases)
  func times(form: Chart.Form) throws {
    let spans: [[Double]] = [
      [-99_999, 99_999], [2020, 2020], [2020, 2020.0.nextUp], [-0.5, 0.5], [99_999, 99_999],
    ]
    for span in spans {
      let chart = try oneLine(form, span.map { Chart.Point(x: $0, y: 4) })
      _ = try DecodedPNG(ChartPNG.bytes(of: chart))
    }
  }

  @Test("Data stored without compression is valid zlib", arguments: [0, 1, 65535, 65536, 200_000])
  func stored(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
    let packed = PNGFile.stored(bytes)
    var out = [UInt8](repeating: 0, count: count + 1)
    var length = UInt(out.count)
    #expect(uncompress(&out, &length, packed, UInt(packed.count)) == Z_OK)
    #expect(Array(out.prefix(Int(length))) == bytes)
  }
}
