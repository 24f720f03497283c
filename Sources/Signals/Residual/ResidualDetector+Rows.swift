extension ResidualDetector {
  /// The scores of a file of the Numenta Anomaly Benchmark, each value read once and in its order. How
  /// many values a day brings is told by the rows that are not counted.
  /// - Parameters:
  ///   - values: The values.
  ///   - times: Their times as `2014-07-01 00:30:00`.
  package static func scores(
    of values: [Double], times: [String], settings: Settings = Settings()
  ) -> [Double] {
    let learning = WindowScore.uncounted(rows: values.count)
    var detector = ResidualDetector(
      valuesPerDay: valuesPerDay(times.prefix(max(2, learning))), learning: learning,
      settings: settings)
    return values.map { detector.score($0) }
  }

  /// One day divided by the step that is most usual; 1 where that is longer.
  package static func valuesPerDay(_ times: some Collection<String>) -> Int {
    let moments = times.compactMap { seconds(of: $0) }
    let steps = zip(moments, moments.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.sorted()
    guard !steps.isEmpty else { return 1 }
    return max(1, Int((86_400 / Double(steps[steps.count / 2])).rounded()))
  }

  /// Seconds since some day, of a time as `2014-07-01 00:30:00`.
  private static func seconds(of time: String) -> Int? {
    let parts = time.split { !$0.isNumber }.compactMap { Int($0) }
    guard parts.count >= 6, parts[0] < 10_000, parts[1] <= 12 else { return nil }
    // Days from the first of March of year 0 (Hinnant, chrono-compatible low-level date algorithms).
    let year = parts[1] <= 2 ? parts[0] - 1 : parts[0]
    let month = (parts[1] + 9) % 12
    let day = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + parts[2]
    return ((day * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]
  }
}
