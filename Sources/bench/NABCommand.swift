import ArgumentParser
import Bytes
import Signals

/// `bench nab`: the detector of series of any shape on the Numenta Anomaly Benchmark.
struct NABCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nab",
    abstract: "Scores a detector on the Numenta Anomaly Benchmark; prints a table.")

  @Option(help: "The folder with the benchmark's data and labels.")
  var data = "../shared/data/signals/nab"
  @Option(help: "Score the published scores of this detector instead of ours.")
  var published: String?
  @Flag(help: "Print each file's score at the best threshold of all files as well.")
  var files = false
  @Option(help: "Search for settings for so many CPU seconds, on all files and on each half.")
  var search: Double?
  @Option(help: "The seed of the search.")
  var seed: UInt64 = 1

  func run() throws {
    let corpus = try NABCorpus(folder: data)
    if let search { return NABSearch(corpus: corpus, seed: seed, seconds: search).run() }
    let scored = try published.map { try corpus.published(by: $0) } ?? corpus.scored()
    let score = WindowScore(scored)
    print("| profile | score | threshold |")
    print("|---|---|---|")
    for profile in WindowScore.Profile.all {
      let best = score.best(profile)
      print("| \(profile.name) | \(tenths(best.score)) | \(best.threshold) |")
    }
    let threshold = score.best(.standard).threshold
    for (half, name) in [(0, "even"), (1, "odd")] {
      let some = scored.indices.filter { $0 % 2 == half }.map { scored[$0] }
      print(
        "\(name) files, standard profile, at the threshold of all: "
          + "\(tenths(WindowScore(some).score(.standard, at: threshold)))")
    }
    guard files else { return }
    for (file, name) in zip(scored, corpus.names) {
      let alarms = file.scores.count { $0 >= threshold }
      let score = WindowScore([file]).score(.standard, at: threshold)
      print("\(tenths(score))\t\(file.windows.count) windows\t\(alarms) alarms\t\(name)")
    }
  }
}

func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }

/// The benchmark's files.
struct NABCorpus {
  struct Series {
    var times: [String]
    var values: [Double]
    var windows: [ClosedRange<Int>]
  }

  var names: [String] = []
  var series: [Series] = []
  private var folder: String

  init(folder: String) throws {
    self.folder = folder
    let labels = try JSONValue(parsing: try File.read("\(folder)/labels/combined_windows.json"))
    for member in (labels.object?.members ?? []).sorted(by: { $0.name < $1.name }) {
      names.append(member.name)
      let lines = try Self.lines("\(folder)/data/\(member.name)").dropFirst()
      let times = lines.map { String($0.prefix(19)) }
      series.append(
        Series(
          times: times,
          values: lines.compactMap { $0.split(separator: ",").last.flatMap { Double($0) } },
          windows: member.value.elements.compactMap { Self.rows($0, in: times) }))
    }
    guard series.allSatisfy({ $0.times.count == $0.values.count }) else {
      throw ValidationError("\(folder): a row without a number")
    }
  }

  private static func rows(_ window: JSONValue, in times: [String]) -> ClosedRange<Int>? {
    let limits = window.elements.compactMap { $0.text?.prefix(19) }
    guard limits.count == 2, let first = times.firstIndex(where: { $0 >= limits[0] }),
      let last = times.lastIndex(where: { $0 <= limits[1] }), first <= last
    else { return nil }
    return first...last
  }

  private static func lines(_ path: String) throws -> [Substring] {
    String(decoding: try File.read(path), as: UTF8.self)
      .split(whereSeparator: { $0 == "\n" || $0 == "\r\n" })
  }

  /// The files with our scores.
  func scored(_ settings: ResidualDetector.Settings = .init()) -> [WindowScore.File] {
    series.map {
      WindowScore.File(
        scores: ResidualDetector.scores(of: $0.values, times: $0.times, settings: settings),
        windows: $0.windows)
    }
  }

  /// The files with the scores that a detector's authors published.
  func published(by detector: String) throws -> [WindowScore.File] {
    try zip(names, series).map { name, series in
      let path = "\(folder)/scores_published/\(detector)/\(name.dropLast(4)).txt"
      let scores = try Self.lines(path).compactMap { Double($0) }
      guard scores.count == series.times.count else {
        throw ValidationError("\(path): \(scores.count) scores of \(series.times.count) rows")
      }
      return WindowScore.File(scores: scores, windows: series.windows)
    }
  }
}
