import ArgumentParser
import Bytes
import Glibc
import Interference
import Messages
import Observatory
import Record

/// `haidang verdict`: what measurements say about targets, network by network; of files, or of all
/// that the observatory has taken in.
struct VerdictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdict", abstract: say("verdict.abstract"),
    discussion: say("verdict.discussion"))

  @Argument(help: .init(say("verdict.paths")))
  var subjects: [String]

  @Option(help: .init(say("verdict.host"), valueName: "host"))
  var host: String?

  @Option(name: .customLong("cc"), help: .init(say("verdict.country"), valueName: "VN"))
  var country: String?

  @Option(help: .init(say("verdict.since"), valueName: "date"))
  var since: String?

  @Flag(help: .init(say("verdict.explain")))
  var explain = false

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let start = try since.map { try SinceDate.seconds($0) }
    if subjects.allSatisfy(isFile) {
      try judgeFiles(since: start)
    } else {
      try await judgeTargets(since: start)
    }
  }

  /// Whether a subject is a file, or was meant to be one.
  private func isFile(_ subject: String) -> Bool {
    access(subject, F_OK) == 0
      || [".json", ".jsonl", ".gz", ".zst"].contains { subject.hasSuffix($0) }
  }

  // MARK: Files

  private func judgeFiles(since start: Int64?) throws {
    var tally = ObservationTally()
    var summary = MeasurementFile.Summary()
    var others = 0
    let files = try MeasurementFile.all(at: subjects)
    let line = ProgressLine()
    let judge = WebJudge()
    for (index, file) in files.enumerated() {
      line.listener(Progress(.reading, index, of: files.count))
      try file.each(&summary) { measurement in
        let observations = measurement.observations(by: judge)
        if observations.isEmpty { others += 1 }
        var isTold = false
        for observation in observations
        where isWanted(observation, since: start) && isWanted(target: observation.target, host) {
          tally.add(observation)
          if explain, !isTold, case .web(let web) = measurement.test {
            isTold = true
            VerdictText.tell(judge.verdict(on: web, measurement), of: measurement)
          }
        }
      }
    }
    line.finish()
    if !explain { Terminal.print(VerdictText.table(of: tally.rows).rendered(as: form.table)) }
    tell(summary, others)
    if summary.measurements == 0 { throw ExitCode(3) }
  }

  private func tell(_ summary: MeasurementFile.Summary, _ others: Int) {
    for example in summary.examples.prefix(10) { Terminal.note(example) }
    Terminal.note(
      say(
        "verdict.read",
        [
          "measurements": .number(summary.measurements), "others": .number(others),
          "refused": .number(summary.refused), "defects": .number(summary.defects),
        ]))
  }

  // MARK: Targets

  private func judgeTargets(since start: Int64?) async throws {
    let observatory = try place.open()
    let line = ProgressLine()
    let targets = subjects
    let observations = try await observatory.observations(
      where: { observation in
        isWanted(observation, since: start)
          && targets.contains { isWanted(target: observation.target, $0) }
      }, progress: line.listener)
    line.finish()
    var tally = ObservationTally()
    for observation in observations { tally.add(observation) }
    switch form.table {
    case .text: for text in VerdictText.sentences(tally.rows) { Terminal.print(text) }
    case .json, .csv:
      Terminal.print(VerdictText.table(of: tally.rows).rendered(as: form.table))
    }
    guard observations.isEmpty else { return }
    Terminal.note(say("verdict.nothing", ["target": .text(targets.joined(separator: ", "))]))
    throw ExitCode(3)
  }

  private func isWanted(_ observation: Observation, since start: Int64?) -> Bool {
    if let country, observation.country != country.uppercased() { return false }
    return start.map { observation.start >= $0 } ?? true
  }

  /// The host asked for, or one below it.
  private func isWanted(target name: String, _ wanted: String?) -> Bool {
    guard let wanted = wanted?.lowercased() else { return true }
    return name == wanted || name.hasSuffix("." + wanted) || name.hasPrefix(wanted + "/")
  }
}

/// A beginning: a date, or so many hours, days or weeks before now.
enum SinceDate {
  /// Seconds since 1970.
  static func seconds(_ text: String) throws -> Int64 {
    if let day = CivilDay(parsing: text) { return Int64(day.sinceEpoch) * 86_400 }
    let lengths: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = text.last.flatMap({ lengths[$0] }), let count = Int64(text.dropLast()),
      0..<1_000_000 ~= count
    else { throw ValidationError(say("verdict.bad-since", ["text": .text(text)])) }
    return Int64(time(nil)) - count * unit
  }
}
