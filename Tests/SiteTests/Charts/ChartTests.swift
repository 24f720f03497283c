import Record
import Testing

@testable import Site

@Suite("What a chart accepts")
struct ChartTests {
  @Test("Without a number there is no chart", arguments: Chart.Form.allCases)
  func nothing(form: Chart.Form) throws {
    #expect(try Chart(form: form, series: []) == nil)
    #expect(try Chart(form: form, series: [Chart.Line(points: [])]) == nil)
    #expect(try Chart(form: form, series: [Chart.Line(points: yearly(2020, [nil, nil]))]) == nil)
  }

  @Test(
    "A number that cannot be drawn is named with its place",
    arguments: [
      (Chart.Point(x: 2020, y: .nan), Chart.Fault.Reason.notFinite, Chart.Fault.Field.y),
      (Chart.Point(x: 2020, y: .infinity), .notFinite, .y),
      (Chart.Point(x: 2020, y: -.infinity), .notFinite, .y),
      (Chart.Point(x: 2020, y: 1e16), .tooLarge, .y),
      (Chart.Point(x: .nan, y: 1), .notFinite, .start),
      (Chart.Point(x: -1e9, y: 1), .tooLarge, .start),
      (Chart.Point(from: 2020, to: .infinity, y: 1), .notFinite, .end),
      (Chart.Point(from: 2020, to: 2019, y: 1), .endsBeforeItBegins, .end),
      (Chart.Point(from: 2020, to: .nan, y: nil), .notFinite, .end),
    ])
  func hostile(point: Chart.Point, reason: Chart.Fault.Reason, field: Chart.Fault.Field) {
    let lines = [
      Chart.Line(points: yearly(2020, [1])), Chart.Line(points: [Chart.Point(x: 1, y: 1), point]),
    ]
    #expect(throws: Chart.Fault(reason: reason, field: field, line: 1, point: 1)) {
      try Chart(form: .line, series: lines)
    }
  }

  @Test("Too many series and unknown styles are refused")
  func lines() {
    let line = Chart.Line(points: yearly(2020, [1]))
    #expect(throws: Chart.Fault(reason: .tooManyLines(7), field: .series)) {
      try Chart(form: .line, series: Array(repeating: line, count: 7))
    }
    for style in [-1, 6, Int.max] {
      #expect(throws: Chart.Fault(reason: .unknownStyle(style), field: .style, line: 0)) {
        try Chart(form: .line, series: [Chart.Line(points: [], style: style)])
      }
    }
  }

  @Test("A given axis must be finite")
  func axes() {
    let lines = [Chart.Line(points: yearly(2020, [1]))]
    #expect(throws: Chart.Fault(reason: .notFinite, field: .yAxis)) {
      try Chart(form: .line, series: lines, y: .range(0...(.infinity)))
    }
    #expect(throws: Chart.Fault(reason: .tooLarge, field: .xAxis)) {
      try Chart(form: .line, series: lines, x: .range(0...1e6))
    }
  }

  @Test("A fault says where and what to do")
  func words() {
    let fault = Chart.Fault(reason: .notFinite, field: .y, line: 2, point: 5)
    #expect(
      fault.description
        == "chart: series 2, point 5, y is not a finite number; leave the value out where none is known"
    )
  }

  @Test("The order in which points are given does not matter")
  func order() throws {
    let points = yearly(2000, (0..<30).map { Double($0 * $0 % 17) })
    let one = try oneLine(.line, points)
    let other = try oneLine(.line, points.reversed())
    #expect(ChartPNG.bytes(of: one) == ChartPNG.bytes(of: other))
  }

  @Test("Each style has its own letter, marker and colour")
  func styles() {
    let styles = Chart.Style.allCases
    #expect(styles.count == Chart.mostLines)
    #expect(styles.map(\.letter) == ["A", "B", "C", "D", "E", "F"])
    #expect(Set(styles.map(\.outline)).count == styles.count)
    #expect(Set(styles.map { Chart.Ink.series($0).rgb }).count == styles.count)
    #expect(Chart.Line(points: [], style: 3).letter == "D")
    #expect(Chart.Line(points: [], style: 9).letter == "")
  }

  @Test("Lines stand out from the paper 3 to 1 and text 4.5 to 1")
  func contrast() {
    for style in Chart.Style.allCases {
      #expect(contrast(Chart.Ink.series(style).rgb, Chart.Ink.paper.rgb) >= 3)
    }
    #expect(contrast(Chart.Ink.axis.rgb, Chart.Ink.paper.rgb) >= 3)
    #expect(contrast(Chart.Ink.text.rgb, Chart.Ink.paper.rgb) >= 4.5)
  }

  /// The contrast ratio of WCAG 2.2; the curve is approximated by the square that lies above it, so
  /// that no function of the C library is needed.
  private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private func luminance(_ rgb: UInt32) -> Double {
    zip([UInt32(16), 8, 0], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let share = Double(rgb >> part.0 & 255) / 255
      return sum + part.1 * share * share
    }
  }
}
