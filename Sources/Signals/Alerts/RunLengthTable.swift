import func Glibc.exp
import func Glibc.log

/// By how much longer than A bins it takes on average until R̄ first reaches A though nothing changed.
struct RunLengthTable: Sendable {
  /// ln of the factor for each mean and dispersion: three coefficients of powers of ln(A/1000).
  var cells: [[Double]]

  static let means = [0.03, 0.1, 0.3, 1, 3, 10, 30, 100]
  static let dispersions = [0.0, 0.05, 0.2, 0.7, 2.5, 6]

  /// The factor for a height: between cells by ln of the mean and √ of the dispersion; beyond them as
  /// in the outermost.
  func factor(_ mean: Double, _ dispersion: Double, _ height: Double) -> Double {
    let x = min(max(log(height / 1000), -2), 3.5)
    let (row, rowShare) = Self.place(log(max(mean, 1e-12)), Self.means.map { log($0) })
    let (column, columnShare) = Self.place(
      max(dispersion, 0).squareRoot(), Self.dispersions.map { $0.squareRoot() })
    func value(_ row: Int, _ column: Int) -> Double {
      let cell = cells[row * Self.dispersions.count + column]
      return cell[0] + x * (cell[1] + x * cell[2])
    }
    let near = value(row, column) * (1 - columnShare) + value(row, column + 1) * columnShare
    let far =
      value(row + 1, column) * (1 - columnShare) + value(row + 1, column + 1) * columnShare
    return exp(near * (1 - rowShare) + far * rowShare)
  }

  private static func place(_ value: Double, _ marks: [Double]) -> (Int, Double) {
    let held = min(max(value, marks[0]), marks[marks.count - 1])
    let below = max(0, min(marks.lastIndex { $0 <= held } ?? 0, marks.count - 2))
    return (below, (held - marks[below]) / (marks[below + 1] - marks[below]))
  }
}
