public import Record

/// What a chart shows, without a word of any language: numbers over time, and how sure they are.
///
/// The drawings made from it hold digits, years, `%`, `k`, `M` and the letters A to F alone; what
/// is measured, in what unit and which series is which letter is said by the text beside the image.
public struct Chart: Sendable, Hashable {
  /// How the numbers are drawn.
  public enum Form: String, Sendable, Hashable, CaseIterable {
    /// A line through the middle of each period.
    case line
    /// Upright bars that stand on zero, side by side where there are several series.
    case bars
    /// A level that holds over each period.
    case steps
  }

  /// One number at a time or over a period.
  public struct Point: Sendable, Hashable {
    /// Where the period begins, in years: 2024.5 is the middle of 2024.
    public var start: Double
    /// Where the period ends; equal to `start` for a moment.
    public var end: Double
    /// The number; `nil` for a period of which none is known, which breaks the line.
    public var y: Double?
    /// Whether the number is a bound; `nil` means it is exact.
    public var bound: Bound?

    /// A number that holds for a moment.
    public init(x: Double, y: Double?, bound: Bound? = nil) {
      self.init(from: x, to: x, y: y, bound: bound)
    }

    /// A number that holds for a period, such as from 2024 to 2025 for the year 2024.
    public init(from start: Double, to end: Double, y: Double?, bound: Bound? = nil) {
      self.start = start
      self.end = end
      self.y = y
      self.bound = bound
    }
  }

  /// One series.
  public struct Line: Sendable, Hashable {
    /// Its numbers; a chart keeps them in the order of time.
    public var points: [Point]
    /// Which colour, marker and letter it has, from 0, below `Chart.mostLines`.
    public var style: Int

    /// A series in a style.
    public init(points: [Point], style: Int = 0) {
      self.points = points
      self.style = style
    }

    /// The letter that names the series in the drawing when there are several: A to F.
    public var letter: String { Style(rawValue: style)?.letter ?? "" }
  }

  /// What an axis covers.
  public enum Axis: Sendable, Hashable {
    /// What the numbers need; an axis of values then begins at zero.
    case fitting
    /// At least this range, such as 0 to 100 for an index; numbers outside widen it.
    case range(ClosedRange<Double>)
  }

  /// The most series that one chart can tell apart.
  public static let mostLines = 6
  /// The largest value, of either sign, that can be drawn.
  public static let largestValue = 1e15
  /// The furthest year, of either sign, that can be drawn.
  public static let furthestYear = 99_999.0

  /// How the numbers are drawn.
  public let form: Form
  /// The series, each with its points in the order of time.
  public let series: [Line]
  /// The axis of years.
  public let x: Axis
  /// The axis of values.
  public let y: Axis
  /// Whether the values are percentages, so that 23.5 is labelled as a part of 100.
  public let isPercent: Bool

  /// A chart of `series`, or `nil` when there is no number to draw.
  ///
  /// - Throws: `Fault` for more series than can be told apart, an unknown style, a number that is
  ///   not finite or too large, and a period that ends before it begins.
  /// - Complexity: O(n log n) in the number of points.
  public init?(
    form: Form, series: [Line], x: Axis = .fitting, y: Axis = .fitting, isPercent: Bool = false
  ) throws(Fault) {
    try Self.check(series: series, x: x, y: y)
    guard series.contains(where: { $0.points.contains { $0.y != nil } }) else { return nil }
    self.form = form
    self.series = series.map { line in
      var line = line
      line.points.sort { ($0.start, $0.end) < ($1.start, $1.end) }
      return line
    }
    self.x = x
    self.y = y
    self.isPercent = isPercent
  }
}

extension Chart.Point {
  /// The middle of the period.
  var middle: Double { start + (end - start) / 2 }

  /// The same period without a number.
  static func gap(at x: Double) -> Self { Self(x: x, y: nil) }
}
