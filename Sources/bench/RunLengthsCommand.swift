import ArgumentParser
import Glibc
import Signals

/// `bench run-lengths`: how much quiet watching there is to a false alarm, beside what the engine says.
struct RunLengthsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run-lengths",
    abstract: "Counts false alarms in made-up series where nothing happens; prints a table.")

  @Option(help: "How many false alarms are wanted for each line.")
  var alarms = 400
  @Option(help: "The hours of quiet watching to a false alarm that are asked of the engine.")
  var interval = 2190
  @Option(help: "Hours of each series after 28 days of learning.")
  var hours = 9000
  @Option(help: "up, down or both.")
  var direction = "up"
  @Option(help: "Rates an hour, with commas between.")
  var rates = "0.1,0.3,1,3,10,50"
  @Option(help: "Dispersions, with commas between; 0 is Poisson's law.")
  var dispersions = "0,0.1,0.33,1,3"
  @Option(help: "constant, seasonal or either.")
  var season = "either"
  @Option(help: "The first seed.")
  var seed: UInt64 = 1_000_001
  @Option(
    help:
      "Instead, count what the engine's table is made of: so many series for each cell, four times as many from a mean of 3."
  )
  var table: Int?

  private static let directions: [String: SeriesSettings.Direction] = [
    "up": .up, "down": .down, "both": .both,
  ]

  func validate() throws {
    guard Self.directions[direction] != nil else {
      throw ValidationError("The direction is up, down or both.")
    }
    guard ["constant", "seasonal", "either"].contains(season) else {
      throw ValidationError("The season is constant, seasonal or either.")
    }
    guard (24...100_000).contains(interval), (24...100_000).contains(hours), alarms > 0 else {
      throw ValidationError("Interval and hours are 24 to 100,000; at least one alarm is wanted.")
    }
  }

  func run() throws {
    if let table { return count(table) }
    print(
      "| rate/h | dispersion | season | stated h | measured h | ratio | ± | alarms | elapsed h |")
    print("|---|---|---|---|---|---|---|---|---|")
    for hasSeason in [false, true] where season != (hasSeason ? "constant" : "seasonal") {
      for rate in try numbers(rates) {
        for dispersion in try numbers(dispersions) {
          print(
            line(NullSeries(rate: rate, dispersion: dispersion, hasSeason: hasSeason)))
          fflush(nil)
        }
      }
    }
  }

  private func line(_ series: NullSeries) -> String {
    let settings = SeriesSettings(
      direction: Self.directions[direction] ?? .up, interval: Int64(interval) * 3600)
    var count = FalseAlarmCount()
    var run = seed
    // Every line is watched as long whatever is found, so that stopping does not choose the figure.
    let wanted = max(1, alarms * interval / hours)
    for _ in 0..<wanted {
      count.watch(series, settings: settings, hours: hours, seed: run)
      run += 1
    }
    let ratio = count.measured / count.stated
    // Alarms come nearly as a Poisson process: 95 % limits.
    let spread = 1.96 / Double(max(count.alarms, 1)).squareRoot()
    return "| \(series.rate) | \(series.dispersion) | \(series.hasSeason ? "yes" : "no") "
      + "| \(Int(count.stated.rounded())) | \(Int(count.measured.rounded())) "
      + "| \(rounded(ratio)) | \(rounded(spread)) | \(count.alarms) "
      + "| \(Int(count.elapsed.rounded())) |"
  }

  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  private func numbers(_ text: String) throws -> [Double] {
    try text.split(separator: ",").map {
      guard let number = Double($0), (0...1e6).contains(number) else {
        throw ValidationError("\($0) is no rate and no dispersion.")
      }
      return number
    }
  }

  /// Lines of mean, dispersion, bins, and how often each height was passed upward and downward.
  private func count(_ series: Int) {
    for dispersion in RunLengthStudy.dispersions {
      for rate in RunLengthStudy.means {
        var study = RunLengthStudy()
        let null = NullSeries(rate: rate, dispersion: dispersion, hasSeason: false)
        // Where means are large R̄ is seldom high, and a series is quickly watched.
        for run in 0..<(rate < 3 ? series : 4 * series) {
          study.watch(null, hours: hours, seed: UInt64(run) * 1_000_003 + seed)
        }
        print(
          "\(rate) \(dispersion) \(study.bins) up \(text(study.rises)) down \(text(study.falls))")
        fflush(nil)
      }
    }
  }

  private func text(_ counts: [Int]) -> String { counts.map { "\($0)" }.joined(separator: " ") }
}
