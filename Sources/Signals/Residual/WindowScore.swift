import func Glibc.exp

/// The rule by which the Numenta Anomaly Benchmark scores a detector (Lavin and Ahmad, 2015; version
/// 1.1), written anew from its description.
///
/// A detection in a window around a labelled anomaly is worth the more the earlier it is; only the best
/// of a window counts. A window without one costs, and so does each detection outside, the less the
/// nearer it follows a window. What a file's first part brings is not counted. One threshold holds for
/// all files; it is the one with the highest score.
package struct WindowScore: Sendable {
  /// What detections are worth and misses cost.
  package struct Profile: Sendable, Hashable {
    package var name: String
    package var hit = 1.0
    package var miss: Double
    package var falseAlarm: Double

    package static let standard = Profile(name: "standard", miss: 1, falseAlarm: 0.11)
    package static let fewFalse = Profile(name: "low FP", miss: 1, falseAlarm: 0.22)
    package static let fewMissed = Profile(name: "low FN", miss: 2, falseAlarm: 0.11)
    package static let all = [standard, fewFalse, fewMissed]
  }

  /// A file: an anomaly score for each row, and the rows of its windows in their order.
  package struct File: Sendable {
    package var scores: [Double]
    package var windows: [ClosedRange<Int>]

    package init(scores: [Double], windows: [ClosedRange<Int>]) {
      self.scores = scores
      self.windows = windows
    }
  }

  /// A result: 0 is what saying nothing gets, 100 what saying it at once gets.
  package struct Result: Sendable, Hashable {
    package var score: Double
    package var threshold: Double
  }

  /// How many rows at a file's beginning are not counted: 15 %, at most 750.
  package static func uncounted(rows: Int) -> Int { min(rows * 15 / 100, 750) }

  private struct Row {
    var score: Double
    /// Which window it lies in, over all files; −1 for none.
    var window: Int
    /// What it is worth there, 1 at the most; or what share of a false alarm it costs, as −1…0.
    var worth: Double
  }

  private var rows: [Row] = []
  private var windowCount = 0

  package init(_ files: [File]) {
    for file in files { add(file) }
    rows.sort { $0.score > $1.score }
  }

  private mutating func add(_ file: File) {
    var next = 0
    for (place, score) in file.scores.enumerated() {
      while next < file.windows.count, file.windows[next].upperBound < place { next += 1 }
      guard place >= Self.uncounted(rows: file.scores.count) else { continue }
      if next < file.windows.count, file.windows[next].contains(place) {
        let window = file.windows[next]
        let left = Double(window.upperBound - place + 1)
        let worth = Self.sigmoid(-left / Double(window.count)) / Self.sigmoid(-1)
        rows.append(Row(score: score, window: windowCount + next, worth: worth))
      } else {
        rows.append(Row(score: score, window: -1, worth: Self.cost(place, after: next, file)))
      }
    }
    windowCount += file.windows.count
  }

  private static func cost(_ place: Int, after next: Int, _ file: File) -> Double {
    guard next > 0 else { return -1 }
    let window = file.windows[next - 1]
    guard window.count > 1 else { return -1 }
    return sigmoid(Double(place - window.upperBound) / Double(window.count - 1))
  }

  private static func sigmoid(_ place: Double) -> Double {
    place > 3 ? -1 : 2 / (1 + exp(5 * place)) - 1
  }

  /// The score at the threshold that is best for it.
  package func best(_ profile: Profile) -> Result {
    var worth = [Double?](repeating: nil, count: windowCount)
    var raw = -profile.miss * Double(windowCount)
    var best = Result(score: raw, threshold: .infinity)
    var place = 0
    while place < rows.count {
      let threshold = rows[place].score
      while place < rows.count, rows[place].score == threshold {
        raw += Self.gain(rows[place], &worth, profile)
        place += 1
      }
      if raw > best.score { best = Result(score: raw, threshold: threshold) }
    }
    best.score = normalised(best.score, profile)
    return best
  }

  /// The score at a given threshold.
  package func score(_ profile: Profile, at threshold: Double) -> Double {
    var worth = [Double?](repeating: nil, count: windowCount)
    var raw = -profile.miss * Double(windowCount)
    for row in rows {
      guard row.score >= threshold else { break }
      raw += Self.gain(row, &worth, profile)
    }
    return normalised(raw, profile)
  }

  private static func gain(_ row: Row, _ worth: inout [Double?], _ profile: Profile) -> Double {
    guard row.window >= 0 else { return profile.falseAlarm * row.worth }
    guard let before = worth[row.window] else {
      worth[row.window] = row.worth
      return profile.miss + profile.hit * row.worth
    }
    guard row.worth > before else { return 0 }
    worth[row.window] = row.worth
    return profile.hit * (row.worth - before)
  }

  private func normalised(_ raw: Double, _ profile: Profile) -> Double {
    guard windowCount > 0 else { return 0 }
    let nothing = -profile.miss * Double(windowCount)
    return 100 * (raw - nothing) / (profile.hit * Double(windowCount) - nothing)
  }
}
