import Foundation
import Testing

@testable import Signals

@Suite("The rule of the Numenta Anomaly Benchmark")
struct WindowScoreTests {
  @Test func nothingIsNoughtAndAtOnceIsAHundred() {
    let windows = [200...249, 700...799]
    var scores = [Double](repeating: 0, count: 1000)
    let nothing = WindowScore([.init(scores: scores, windows: windows)])
    #expect(nothing.score(.standard, at: 0.5) == 0)
    for window in windows { scores[window.lowerBound] = 1 }
    let all = WindowScore([.init(scores: scores, windows: windows)])
    for profile in WindowScore.Profile.all {
      #expect(abs(all.score(profile, at: 0.5) - 100) < 1e-9)
      #expect(abs(all.best(profile).score - 100) < 1e-9)
    }
  }

  @Test func laterIsWorthLessAndOnlyTheBestOfAWindowCounts() {
    func score(_ rows: [Int]) -> Double {
      var scores = [Double](repeating: 0, count: 1000)
      for row in rows { scores[row] = 1 }
      return WindowScore([.init(scores: scores, windows: [400...499])])
        .score(.standard, at: 0.5)
    }
    // Half way through a window sigma is 0.848, of 0.9866 at its beginning.
    #expect(abs(score([450]) - 100 * (1 + 0.848_284 / 0.986_614) / 2) < 0.01)
    #expect(score([410]) > score([450]))
    #expect(score([410, 450, 480]) == score([410]))
    // A false alarm before any window costs 0.11 of the 2 that a window is worth.
    #expect(abs(score([410]) - score([200, 410]) - 5.5) < 1e-9)
    // One just behind a window costs less, one that is not counted nothing.
    #expect(score([410]) - score([410, 510]) < 5.5)
    #expect(score([100, 410]) == score([410]))
  }

  @Test(arguments: [
    ("windowedGaussian", [39.6, 20.9, 47.4]), ("numenta", [70.1, 63.2, 74.3]),
  ])
  func publishedScoresComeOutAsPublished(detector: String, published: [Double]) throws {
    guard let files = try PublishedScores.files(of: detector) else { return }
    #expect(files.count == 58)
    let score = WindowScore(files)
    for (profile, wanted) in zip(WindowScore.Profile.all, published) {
      let best = score.best(profile)
      #expect(abs(best.score - wanted) < 0.06, "\(detector), \(profile.name): \(best.score)")
    }
  }

  @Test func theDetectorScoresWhatTheDocumentationSays() throws {
    guard let files = try PublishedScores.files(of: nil) else { return }
    let best = WindowScore(files).best(.standard)
    #expect(best.score >= 70, "\(best.score)")
  }
}

/// The benchmark's files, where they lie beside the repository.
enum PublishedScores {
  private static let data = URL(filePath: "../shared/data/signals/nab")

  /// The files with a detector's published scores, or with ours; `nil` where they are not there.
  static func files(of detector: String?) throws -> [WindowScore.File]? {
    let labels = data.appending(path: "labels/combined_windows.json")
    guard FileManager.default.fileExists(atPath: labels.path) else {
      print("skipped: ../shared/data/signals/nab is not there")
      return nil
    }
    let windows = try JSONDecoder().decode(
      [String: [[String]]].self, from: Data(contentsOf: labels))
    return try windows.keys.sorted().map { name in
      let rows = try String(contentsOf: data.appending(path: "data/\(name)"), encoding: .utf8)
        .split(whereSeparator: \.isNewline).dropFirst()
      let times = rows.map { String($0.prefix(19)) }
      let scores: [Double]
      if let detector {
        let place = "scores_published/\(detector)/\(name.dropLast(4)).txt"
        scores = try String(contentsOf: data.appending(path: place), encoding: .utf8)
          .split(whereSeparator: \.isNewline).compactMap { Double($0) }
      } else {
        let values = rows.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
        scores = ResidualDetector.scores(of: values, times: times)
      }
      try #require(scores.count == times.count, "\(name)")
      return WindowScore.File(
        scores: scores,
        windows: windows[name, default: []].compactMap { window in
          guard let first = times.firstIndex(where: { $0 >= window[0].prefix(19) }),
            let last = times.lastIndex(where: { $0 <= window[1].prefix(19) }), first <= last
          else { return nil }
          return first...last
        })
    }
  }
}
