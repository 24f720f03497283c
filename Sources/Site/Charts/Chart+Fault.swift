extension Chart {
  /// Why numbers cannot be drawn, and where they stand.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
      case tooManyLines(Int)
      case unknownStyle(Int)
      case notFinite
      case tooLarge
      case endsBeforeItBegins
    }

    /// A place in a chart.
    public enum Field: String, Sendable, Hashable {
      case series, style, start, end, y
      case xAxis = "axis x"
      case yAxis = "axis y"
    }

    /// What is wrong.
    public var reason: Reason
    /// Which value it is about.
    public var field: Field
    /// The series, from 0, if it is in one.
    public var line: Int?
    /// The point of the series as it was given, from 0, if it is in one.
    public var point: Int?

    /// The fault and its remedy in one English line.
    public var description: String {
      let line = line.map { "series \($0), " } ?? ""
      let point = point.map { "point \($0), " } ?? ""
      return "chart: \(line)\(point)\(field.rawValue) \(explanation)"
    }

    private var explanation: String {
      switch reason {
      case .tooManyLines(let count):
        "has \(count) lines; draw at most \(Chart.mostLines) in one chart"
      case .unknownStyle(let style): "is \(style); use 0 to \(Chart.mostLines - 1)"
      case .notFinite: "is not a finite number; leave the value out where none is known"
      case .tooLarge:
        "is too large; values end at \(Chart.largestValue), years at \(Chart.furthestYear)"
      case .endsBeforeItBegins: "is before the start of the period; exchange the two"
      }
    }
  }

  static func check(series: [Line], x: Axis, y: Axis) throws(Fault) {
    guard series.count <= mostLines else {
      throw Fault(reason: .tooManyLines(series.count), field: .series)
    }
    try check(x, .xAxis, within: furthestYear)
    try check(y, .yAxis, within: largestValue)
    for (place, line) in series.enumerated() {
      guard Style(rawValue: line.style) != nil else {
        throw Fault(reason: .unknownStyle(line.style), field: .style, line: place)
      }
      for (number, point) in line.points.enumerated() {
        guard let (reason, field) = wrong(in: point) else { continue }
        throw Fault(reason: reason, field: field, line: place, point: number)
      }
    }
  }

  private static func check(
    _ axis: Axis, _ field: Fault.Field, within limit: Double
  ) throws(Fault) {
    guard case .range(let range) = axis else { return }
    for edge in [range.lowerBound, range.upperBound] {
      guard let reason = wrong(edge, within: limit) else { continue }
      throw Fault(reason: reason, field: field)
    }
  }

  private static func wrong(in point: Point) -> (Fault.Reason, Fault.Field)? {
    if let reason = wrong(point.start, within: furthestYear) { return (reason, .start) }
    if let reason = wrong(point.end, within: furthestYear) { return (reason, .end) }
    if point.end < point.start { return (.endsBeforeItBegins, .end) }
    if let y = point.y, let reason = wrong(y, within: largestValue) { return (reason, .y) }
    return nil
  }

  private static func wrong(_ value: Double, within limit: Double) -> Fault.Reason? {
    guard value.isFinite else { return .notFinite }
    return value.magnitude > limit ? .tooLarge : nil
  }
}
