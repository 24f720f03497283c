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

  @Option(name: .customLong("networks"), help: .init(say("option.networks"), valueName: "file"))
  var tables: [String] = []

  @Option(
    name: .customLong("fingerprints"), help: .init(say("option.fingerprints"), valueName: "file"))
  var marks: [String] = []

  @Option(help: .init(say("option.threads"), valueName: "number"))
  var threads: Int?

  @Flag(help: .init(say("verdict.explain")))
  var explain = false

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func validate() throws {
    if let threads, !(1...256 ~= threads) { throw ValidationError(say("option.threads-range")) }
  }

  func run() async throws {
    let start = try since.map { try SinceDate.seconds($0) }
    if subjects.allSatisfy(isFile) {
      try await judgeFiles(since: start)
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

  private func judgeFiles(since start: Int64?) async throws {
    var tally = ObservationTally()
    var summary = MeasurementFile.Summary()
    var others = 0
    let wanted = Wanted(
      host: host.map { HostName.meant(by: $0) }, country: country?.uppercased(), since: start)
    let files = try MeasurementFile.all(at: subjects)
    let (networks, defects) = try NetworkTableFile.table(at: tables)
    let (fingerprints, faults) = try FingerprintFile.set(at: marks)
    for defect in defects.prefix(10) + faults.prefix(10) { Terminal.note(defect) }
    let line = ProgressLine()
    let judge = WebJudge(fingerprints: fingerprints, networks: networks)
    let isExplained = explain
    var sieve = CopySieve()
    try await MeasurementFile.each(
      in: files, threads: threads ?? Cores.count, summary: &summary,
      progress: { line.listener(Progress(.reading, $0, of: files.count)) },
      map: { Judged($0, by: judge, wanted, isExplained: isExplained) },
      foldPlaced: { judged, place in
        if judged.isOfOtherTest { others += 1 }
        for observation in judged.observations
        where sieve.admits(observation, file: place.file, line: place.line) {
          tally.add(observation)
        }
        if let told = judged.told { Terminal.print(told) }
      })
    if !sieve.twins.isEmpty, !explain {
      // Which of them came first is not known, so none counts.
      tally = ObservationTally()
      var again = CopySieve()
      var unused = MeasurementFile.Summary()
      try await MeasurementFile.each(
        in: files, threads: threads ?? Cores.count, summary: &unused,
        map: { Judged($0, by: judge, wanted, isExplained: false) },
        foldPlaced: { judged, place in
          for observation in judged.observations
          where again.admits(observation, file: place.file, line: place.line)
            && !sieve.isContested(observation)
          {
            tally.add(observation)
          }
        })
    }
    line.finish()
    tell(sieve.twins)
    if !explain {
      let rows = tally.rows(where: wanted.includes)
      Terminal.print(VerdictText.table(of: rows).rendered(as: form.table))
      tellBursts(rows)
    }
    tell(summary, others)
    if summary.measurements == 0 { throw ExitCode(3) }
  }

  private func tell(_ twins: [CopySieve.Twins]) {
    for twin in twins.prefix(10) {
      Terminal.note(
        say(
          "verdict.twins",
          [
            "first": .text("\(twin.first.file):\(twin.first.line)"),
            "second": .text("\(twin.second.file):\(twin.second.line)"),
          ]))
    }
    if twins.count > 10 {
      Terminal.note(say("verdict.more-twins", ["count": .number(twins.count - 10)]))
    }
  }

  private func tellBursts(_ rows: [TargetCount]) {
    let aside = rows.reduce(0) { $0 + $1.setAside }
    if aside > 0 { Terminal.note(say("verdict.bursts", ["aside": .number(aside)])) }
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
    let wanted = subjects.map {
      Wanted(host: HostName.meant(by: $0), country: country?.uppercased(), since: start)
    }
    let observations = try await observatory.observations(
      where: { observation in wanted.contains { $0.includes(observation) } },
      progress: line.listener)
    line.finish()
    // They come with bursts and outages judged, which once more would add up.
    var tally = ObservationTally(isJudged: true)
    for observation in observations { tally.add(observation) }
    let rows = tally.rows
    switch form.table {
    case .text:
      for text in VerdictText.sentences(rows) { Terminal.print(text) }
      try tellEpisodes(of: rows, observatory)
    case .json, .csv:
      Terminal.print(VerdictText.table(of: rows).rendered(as: form.table))
    }
    tellBursts(rows)
    guard observations.isEmpty else { return }
    Terminal.note(say("verdict.nothing", ["target": .text(subjects.joined(separator: ", "))]))
    throw ExitCode(3)
  }
}

extension VerdictCommand {
  /// What is known to have changed there: counts over a long time say little of a short block.
  private func tellEpisodes(of rows: [TargetCount], _ observatory: Observatory) throws {
    let targets = Set(rows.map(\.target))
    let countries = Set(rows.map(\.country))
    try observatory.holdings.each(.finding) { version in
      let finding = try Finding(version.content)
      guard finding.method == .episode, finding.retraction == nil,
        countries.contains(finding.country), !targets.isDisjoint(with: finding.targets)
      else { return }
      Terminal.print(FindingLines.line(finding))
    }
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

/// Which measurements are asked for.
private struct Wanted: Sendable {
  var host: String?
  var country: String?
  /// Seconds since 1970.
  var since: Int64?

  func includes(_ observation: Observation) -> Bool {
    if let country, observation.country != country { return false }
    if let since, observation.start < since { return false }
    guard let host else { return true }
    return observation.target == host || observation.target.hasSuffix("." + host)
      || observation.target.hasPrefix(host + "/")
  }
}

/// What the threads make of a measurement: small, for many of them wait to be added up.
private struct Judged: Sendable {
  var observations: [Observation]
  var isOfOtherTest: Bool
  /// Every layer's verdict, where that is asked for.
  var told: String?

  init(_ measurement: Measurement, by judge: WebJudge, _ wanted: Wanted, isExplained: Bool) {
    let all = measurement.observations(by: judge)
    isOfOtherTest = all.isEmpty
    // Messengers are judged by what others saw of them, wherever they are.
    observations = all.filter { $0.isOfMessenger || wanted.includes($0) }
    if isExplained, all.contains(where: wanted.includes) {
      told = VerdictText.layers(of: measurement, by: judge)
    }
  }
}
