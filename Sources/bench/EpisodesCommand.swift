import ArgumentParser
import Bytes
import Interference
import Signals

/// `bench episodes`: how fast observations are replayed, how often nothing raises an alarm, and what
/// is found of what is known to have happened.
struct EpisodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "episodes",
    abstract: "Measures the search for episodes on made-up countries; prints JSON.")

  @Option(help: "How many countries in which nothing happens are replayed.")
  var null = 0
  @Option(help: "How many countries are replayed for each rehearsal.")
  var rehearsals = 0
  @Option(help: "The first seed.")
  var seed: UInt64 = 1
  @Flag(help: "Show the parts of what was found where it was not right.")
  var parts = false
  @Option(help: "Only the rehearsal of this name.")
  var only: String?

  func run() throws {
    if null > 0 { return try countFalse() }
    if rehearsals > 0 { return try rehearse() }
    var country = MadeUpCountry(seed: seed)
    // 25 networks of like size and 40 targets: 1,000 series, most hours with a vote.
    country.networks = (0..<25).map { 64_501 + $0 }
    country.sessionsAnHour = 24
    var fold = EpisodeFold()
    country.forEachObservation { fold.add($0) }
    let peak = Watch.peakMegabytes
    var replay: EpisodeDetector.Replay?
    let seconds = Watch.seconds { replay = EpisodeDetector().replay(fold) }
    let report: JSONValue = [
      "observations": .integer(Int64(fold.count)),
      "series": .integer(Int64(replay?.series ?? 0)),
      "days": .integer(Int64(country.days)),
      "seconds": rounded(seconds),
      "observations_per_second": rounded(Double(fold.count) / seconds),
      "episodes": .integer(Int64(replay?.episodes.count ?? 0)),
      "peak_mb_gathering": rounded(peak),
      "peak_mb": rounded(Watch.peakMegabytes),
    ]
    print(report.indentedText)
  }

  private func countFalse() throws {
    var observations = 0
    var found: [JSONValue] = []
    let seconds = Watch.seconds {
      for run in 0..<UInt64(null) {
        // Every fourth country has transfers as well.
        let name = run % 4 == 3 ? "nothing, with transfers" : "nothing"
        guard let rehearsal = Rehearsal(name, seed: seed + run) else { continue }
        let fold = rehearsal.fold
        observations += fold.count
        let episodes = EpisodeDetector().replay(fold, window: rehearsal.window).episodes
        found += rehearsal.faults(in: episodes).map { .string("seed \(seed + run): \($0)") }
      }
    }
    let report: JSONValue = [
      "null_runs": .integer(Int64(null)), "first_seed": .integer(Int64(seed)),
      "observations": .integer(Int64(observations)), "seconds": rounded(seconds),
      "false_episodes": .integer(Int64(found.count)), "faults": .array(found),
    ]
    print(report.indentedText)
    if !found.isEmpty { throw ExitCode(1) }
  }

  private func rehearse() throws {
    for name in Rehearsal.names where only == nil || only == name {
      var right = 0
      var faults: [String] = []
      var delays: [Double] = []
      for run in 0..<UInt64(rehearsals) {
        guard let rehearsal = Rehearsal(name, seed: seed + run) else { continue }
        let episodes = EpisodeDetector()
          .replay(rehearsal.fold, window: rehearsal.window, changes: rehearsal.changes).episodes
        let found = rehearsal.faults(in: episodes)
        right += found.isEmpty ? 1 : 0
        if parts, !found.isEmpty {
          for part in episodes.flatMap(\.parts) { faults.append("    \(part)") }
        }
        faults += found.map { "  seed \(seed + run): \($0)" }
        if let truth = rehearsal.truth, let first = episodes.first(where: \.isAlarm) {
          let began = rehearsal.countries[0].time(ofHour: truth.onset)
          delays.append(Double(first.alarm - began) / 3600)
        }
      }
      let delay = median(delays).map { ", known after \($0) h (median)" } ?? ""
      print("\(name): \(right) of \(rehearsals) right\(delay)")
      for fault in faults { print(fault) }
    }
  }

  private func rounded(_ value: Double) -> JSONValue {
    .number((value * 1000).rounded() / 1000)
  }
}
