import ArgumentParser
import Bytes
import Glibc
import Interference
import Messages
import Observatory
import Record

/// `haidang verdict`: what measurement files say about pages, network by network.
struct VerdictCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verdict", abstract: say("verdict.abstract"),
    discussion: say("verdict.discussion"))

  @Argument(help: .init(say("verdict.paths")))
  var paths: [String]

  @Option(help: .init(say("verdict.host"), valueName: "host"))
  var host: String?

  @Option(name: .customLong("cc"), help: .init(say("verdict.country"), valueName: "VN"))
  var country: String?

  @Option(help: .init(say("verdict.since"), valueName: "date"))
  var since: String?

  @Option(name: .customLong("networks"), help: .init(say("option.networks"), valueName: "file"))
  var tables: [String] = []

  @Option(help: .init(say("option.threads"), valueName: "number"))
  var threads: Int?

  @Flag(help: .init(say("verdict.explain")))
  var explain = false

  @OptionGroup var form: Form

  func validate() throws {
    if let threads, !(1...256 ~= threads) { throw ValidationError(say("option.bad-threads")) }
  }

  func run() async throws {
    let wanted = Wanted(
      host: host?.lowercased(), country: country?.uppercased(), since: try since.map(seconds))
    var tally = VerdictTally()
    var summary = MeasurementFile.Summary()
    var others = 0
    let files = try MeasurementFile.all(at: paths)
    let (networks, defects) = try NetworkTableFile.table(at: tables)
    for defect in defects.prefix(10) { Terminal.note(defect) }
    let line = ProgressLine()
    let judge = WebJudge(networks: networks)
    try await MeasurementFile.each(
      in: files, threads: threads ?? Cores.count, summary: &summary,
      progress: { line.listener(Progress(.reading, $0, of: files.count)) },
      map: { Judged($0, by: judge, wanted) },
      fold: { judged in
        switch judged {
        case .ofOtherTest: others += 1
        case .unwanted: break
        case .page(let measurement, let verdict):
          if explain { report(verdict, of: measurement) }
          tally.add(verdict, of: measurement)
        }
      })
    line.finish()
    let rows = tally.rows.filter { wanted.includes(host: $0.host) }
    if !explain { Terminal.print(table(of: rows).rendered(as: form.table)) }
    tell(summary, others)
    if summary.measurements == 0 { throw ExitCode(3) }
  }

  // MARK: Which measurements

  private func seconds(_ text: String) throws -> Int64 {
    guard let day = CivilDay(parsing: text) else {
      throw ValidationError(say("census.bad-date", ["text": .text(text)]))
    }
    return Int64(day.sinceEpoch) * 86_400
  }

  // MARK: What is said

  private func table(of rows: [VerdictCount]) -> Table {
    var table = Table(columns: [
      "host", "country", "network", "state", "blocked", "judged", "measurements",
      "vantage_points", "mechanisms", "first", "last", "first_blocked", "last_blocked", "evidence",
    ])
    for row in rows {
      table.rows.append([
        .string(row.host), row.country.map { .string($0) } ?? .null,
        row.network.map { .string("AS\($0)") } ?? .null, .string(row.state.rawValue),
        .integer(Int64(row.states[.blocked, default: 0])), .integer(Int64(row.judged)),
        .integer(Int64(row.measurements)), .integer(Int64(row.vantagePoints)),
        .string(mechanisms(of: row)), time(row.first), time(row.last), time(row.firstBlocked),
        time(row.lastBlocked), .string(row.evidence.joined(separator: "; ")),
      ])
    }
    return table
  }

  private func mechanisms(of row: VerdictCount) -> String {
    row.mechanisms.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
  }

  private func time(_ seconds: Int64?) -> JSONValue {
    guard let seconds else { return .null }
    let day = CivilDay(of: seconds)
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return .string("\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z")
  }

  private func report(_ verdict: WebVerdict, of measurement: Measurement) {
    let head = [
      measurement.id, measurement.input ?? "?", measurement.country ?? "?",
      measurement.network.map { "AS\($0)" } ?? "?", verdict.state.rawValue,
    ].joined(separator: "  ")
    Terminal.print(head)
    for layer in verdict.layers {
      let how = layer.mechanism.map { " \($0.rawValue)" } ?? ""
      let aside = layer.isAside ? " (aside)" : ""
      Terminal.print(
        "  \(layer.hop) \(layer.layer.rawValue): \(layer.state.rawValue)\(how)\(aside), "
          + "rule \(layer.rule.rawValue): \(layer.evidence.joined(separator: "; "))")
    }
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
}

/// Which measurements are asked for.
private struct Wanted: Sendable {
  var host: String?
  var country: String?
  /// Seconds since 1970.
  var since: Int64?

  func includes(_ measurement: Measurement) -> Bool {
    if let country, measurement.country != country { return false }
    if let since, measurement.start.map({ $0 < since }) ?? true { return false }
    guard let name = measurement.host, host != nil else { return host == nil }
    return includes(host: name)
  }

  /// The host asked for, or one below it.
  func includes(host name: String) -> Bool {
    guard let host else { return true }
    return name == host || name.hasSuffix("." + host)
  }
}

/// What the threads make of a measurement: small, for many of them wait to be added up.
private enum Judged: Sendable {
  case ofOtherTest
  case unwanted
  /// The measurement without what was seen.
  case page(Measurement, WebVerdict)

  init(_ measurement: Measurement, by judge: WebJudge, _ wanted: Wanted) {
    guard case .web(let web) = measurement.test else {
      self = .ofOtherTest
      return
    }
    guard wanted.includes(measurement) else {
      self = .unwanted
      return
    }
    let verdict = judge.verdict(on: web, measurement)
    var bare = measurement
    bare.test = .other("web_connectivity")
    self = .page(bare, verdict)
  }
}
