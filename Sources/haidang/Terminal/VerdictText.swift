import Bytes
import Interference
import Messages
import Record

/// Verdicts as tables and sentences.
enum VerdictText {
  /// One row for each target, country and network.
  static func table(of rows: [TargetCount]) -> Table {
    Table(columns: columns, rows: rows.map(cells))
  }

  static let columns = [
    "target", "country", "network", "state", "blocked", "judged", "measurements",
    "vantage_points", "mechanisms", "first", "last", "first_blocked", "last_blocked", "evidence",
    "set_aside",
  ]

  static func cells(of row: TargetCount) -> [JSONValue] {
    let count = row.count
    return [
      .string(row.target), row.country.map { .string($0) } ?? .null,
      row.network.map { .string("AS\($0)") } ?? .null, .string(count.state.rawValue),
      .integer(Int64(count[.blocked])), .integer(Int64(count.judged)),
      .integer(Int64(count.measurements)), .integer(Int64(count.vantagePoints)),
      .string(
        count.ranked.map { "\($0.mechanism.rawValue) \($0.count)" }.joined(separator: ", ")),
      time(count.first), time(count.last), time(count.firstBlocked), time(count.lastBlocked),
      .string(row.evidence.joined(separator: "; ")), .integer(Int64(row.setAside)),
    ]
  }

  /// A paragraph for each target and country: in how many networks, then each network's own line.
  static func sentences(_ rows: [TargetCount]) -> [String] {
    var paragraphs: [String] = []
    var start = 0
    while start < rows.count {
      let end =
        rows[start...].firstIndex {
          $0.target != rows[start].target || $0.country != rows[start].country
        } ?? rows.count
      paragraphs.append(contentsOf: paragraph(rows[start..<end]))
      start = end
    }
    return paragraphs
  }

  private static let interfered: Set<FindingState> = [.blocked, .likelyBlocked, .impaired]

  private static func paragraph(_ rows: ArraySlice<TargetCount>) -> [String] {
    guard let first = rows.first else { return [] }
    // Rows whose network is not known are no network by themselves.
    let networks = rows.filter { $0.network != nil }
    let judged = networks.filter { $0.count.state != .insufficient }
    let head = say(
      "verdict.paragraph",
      [
        "target": .text(first.target), "country": .text(first.country ?? "?"),
        "blocked": .number(judged.count { interfered.contains($0.count.state) }),
        "networks": .number(judged.count), "few": .number(networks.count - judged.count),
      ])
    return [head] + rows.map { "  " + line($0) }
  }

  private static func line(_ row: TargetCount) -> String {
    let count = row.count
    let network = row.network.map { "AS\($0)" } ?? say("verdict.network-unknown")
    let state = word("finding-state", count.state.rawValue)
    guard let mechanism = count.ranked.first else {
      return say(
        "verdict.line",
        [
          "network": .text(network), "state": .text(state), "judged": .number(count.judged),
          "measurements": .number(count.measurements),
          "vantage_points": .number(count.vantagePoints),
        ])
    }
    let evidence = row.evidence.first.map { ": \($0)" } ?? ""
    return say(
      "verdict.line-blocked",
      [
        "network": .text(network), "state": .text(state), "judged": .number(count.judged),
        "blocked": .number(count[.blocked]),
        "vantage_points": .number(count.judgedVantagePoints),
        "how": .text(word("mechanism", mechanism.mechanism.rawValue) + evidence),
        "since": .text(time(count.firstBlocked).text ?? "?"),
        "until": .text(time(count.lastBlocked).text ?? "?"),
      ])
  }

  /// An instant as text for programs.
  static func time(_ seconds: Int64?) -> JSONValue {
    guard let seconds else { return .null }
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return .string(
      "\(CivilDay(of: seconds))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z")
  }

  /// Every layer's verdict on one measurement, with its rule and evidence.
  static func layers(of measurement: Measurement, by judge: WebJudge) -> String {
    var lines: [String] = []
    func head(_ target: String, _ state: LayerState) {
      lines.append(
        [
          measurement.name, target, measurement.country ?? "?",
          measurement.network.map { "AS\($0)" } ?? "?", state.rawValue,
        ].joined(separator: "  "))
    }
    switch measurement.test {
    case .web(let web):
      let verdict = judge.verdict(on: web, measurement)
      head(measurement.input ?? "?", verdict.state)
      lines += verdict.layers.map { layer in
        line(
          "\(layer.hop) " + name("layer", layer.layer.rawValue), layer.state, layer.mechanism,
          isAside: layer.isAside, layer.rule, layer.evidence)
      }
    default:
      for observation in measurement.observations(by: judge) {
        head(observation.target, observation.state)
        lines.append(
          line(
            observation.layer.map { name("layer", $0.rawValue) } ?? "–", observation.state,
            observation.mechanism, observation.rule, observation.evidence))
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func line(
    _ layer: String, _ state: LayerState, _ mechanism: Mechanism?, isAside: Bool = false,
    _ rule: Rule?, _ evidence: [String]
  ) -> String {
    let mechanism = mechanism.map { name("mechanism", $0.rawValue) }
    return "  "
      + say(
        mechanism == nil ? "verdict.layer" : "verdict.layer-how",
        [
          "layer": .text(layer), "state": .text(name("layer-state", state.rawValue)),
          "mechanism": .text(mechanism ?? ""),
          "aside": .text(isAside ? " " + say("explain.aside") : ""),
          "rule": .text(rule.map { name("rule", $0.rawValue) } ?? "–"),
          "evidence": .text(evidence.joined(separator: "; ")),
        ])
  }

  /// A code, which in English is told as it is: whoever reads Vietnamese reads its meaning too.
  private static func name(_ vocabulary: String, _ code: String) -> String {
    spoken == .en ? code : "\(word(vocabulary, code)) [\(code)]"
  }
}
