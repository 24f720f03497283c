import ArgumentParser
import Bytes
import Glibc
import Interference

/// `bench verdict`: how many measurements a second are read, judged and compared with fingerprints.
struct VerdictFigures: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdict",
    abstract: "Reads and judges measurements over and over on one core; prints JSON.")

  @Argument(help: "Files with one measurement each, or with one to a line (.jsonl).")
  var paths: [String]
  @Option(help: "A table of fingerprints (CSV); without one, those that are shipped.")
  var fingerprints: [String] = []
  @Option(help: "For how many seconds at least.")
  var seconds = 6.0
  @Flag(help: "Only read, do not judge.")
  var reading = false

  func run() throws {
    let texts = try paths.flatMap { path in
      let bytes = try File.read(path)
      guard path.hasSuffix(".jsonl") else { return [bytes] }
      return bytes.split(separator: 0x0A).map { Array($0) }
    }
    guard !texts.isEmpty else { throw ValidationError("No measurements.") }
    let lists = try fingerprints.map { FingerprintTable.read(try File.read($0)) }
    var judge = WebJudge()
    let making = Watch.seconds {
      guard !lists.isEmpty else { return }
      judge.fingerprints = FingerprintSet(lists.flatMap(\.fingerprints))
    }
    var counts = Counts()
    let clock = ContinuousClock()
    let end = clock.now.advanced(by: .seconds(seconds))
    let before = Watch.cpuSeconds
    var rounds = 0
    let taken = Watch.seconds {
      repeat {
        for text in texts { counts.add(text, by: reading ? nil : judge) }
        rounds += 1
      } while clock.now < end
    }
    let used = Watch.cpuSeconds - before
    let bytes = texts.reduce(0) { $0 + $1.count }
    let report: JSONValue = [
      "measurements": .integer(Int64(texts.count)), "rounds": .integer(Int64(rounds)),
      "mean_bytes": .integer(Int64(bytes / texts.count)),
      "measurements_per_second": rounded(Double(texts.count * rounds) / taken),
      "megabytes_per_second": rounded(Double(bytes * rounds) / taken / 1e6),
      "fingerprints": .integer(Int64(judge.fingerprints.fingerprints.count)),
      "fingerprint_tables_bytes": .integer(Int64(judge.fingerprints.size)),
      "fingerprint_set_made_in_ms": rounded(making * 1000),
      "faults": .integer(Int64(lists.reduce(0) { $0 + $1.faults.count })),
      "observations_per_round": .integer(Int64(counts.observations / rounds)),
      "blocked_per_round": .integer(Int64(counts.blocked / rounds)),
      "fingerprint_matches_per_round": .integer(Int64(matches(in: texts, judge))),
      "cpu_seconds": rounded(used),
      "measurements_per_cpu_second": rounded(Double(texts.count * rounds) / used),
      "peak_mb": rounded(Watch.peakMegabytes),
    ]
    print(report.indentedText)
  }

  /// How many fingerprints are met in one round.
  private func matches(in texts: [[UInt8]], _ judge: WebJudge) -> Int {
    var reader = MeasurementReader()
    return texts.reduce(0) { sum, text in
      guard let measurement = reader.read(text).measurement,
        case .web(let web) = measurement.test
      else { return sum }
      return sum + judge.verdict(on: web, measurement).matches.count
    }
  }

  private struct Counts {
    var reader = MeasurementReader()
    var observations = 0
    var blocked = 0

    mutating func add(_ text: [UInt8], by judge: WebJudge?) {
      guard let measurement = reader.read(text).measurement else { return }
      guard let judge else {
        observations += 1
        return
      }
      for observation in measurement.observations(by: judge) {
        observations += 1
        if observation.state == .blocked { blocked += 1 }
      }
    }
  }

  private func rounded(_ value: Double) -> JSONValue { .number((value * 1000).rounded() / 1000) }
}
