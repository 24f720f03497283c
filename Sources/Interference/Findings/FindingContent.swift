import Bytes
import Record

/// Parts of findings as fields of a record.
enum FindingContent {
  static func row(_ row: Reachability.Row, name: LocalizedText?) -> JSONValue {
    var content = JSONObject([
      (
        "state",
        .string((row.isShown ? row.count.state : FindingState.insufficient).rawValue)
      )
    ])
    if let network = row.network { content["network"] = .integer(Int64(network)) }
    if let name = name?.en ?? name?.vi { content["name"] = .string(name) }
    if let together = row.together { content["networks"] = .integer(Int64(together)) }
    guard row.isShown else { return .object(content) }
    let count = row.count
    counts(count, into: &content)
    content["down"] = .integer(Int64(count[.down]))
    content["refused"] = .integer(Int64(count[.refused]))
    content["ok"] = .integer(Int64(count[.ok]))
    content.set("first", day(count.first, among: row.days))
    content.set("last", day(count.last, among: row.days))
    content.set("blocked_first", day(count.firstBlocked, among: row.days))
    content.set("blocked_last", day(count.lastBlocked, among: row.days))
    return .object(content)
  }

  static func cell(_ cell: Reachability.Cell) -> JSONValue {
    let count = cell.count
    var content = JSONObject([
      ("on", .string("\(cell.day)")), ("judged", .integer(Int64(count.judged))),
      ("blocked", .integer(Int64(count[.blocked]))),
      ("vantage_points", .integer(Int64(count.vantagePoints))),
    ])
    if let network = cell.network { content["network"] = .integer(Int64(network)) }
    if count[.down] > 0 { content["down"] = .integer(Int64(count[.down])) }
    if count[.refused] > 0 { content["refused"] = .integer(Int64(count[.refused])) }
    if let first = count.ranked.first { content["mechanism"] = .string(first.mechanism.rawValue) }
    return .object(content)
  }

  /// - Parameter days: the days of each network that may be shown; of others only the month is told,
  ///   and no name that would tell the second.
  static func witness(_ observation: Observation, _ days: [UInt32: Set<CivilDay>]) -> JSONValue {
    let own = observation.network.flatMap { days[$0] } ?? []
    var content = JSONObject([
      ("on", day(observation.start, among: own)),
      ("rule", .string(observation.rule?.rawValue ?? Rule.nothingObserved.rawValue)),
      ("what", .array(observation.evidence.map { .string(Composition.nfc($0)) })),
    ])
    // Names that this program made hold a report's name and the second it began.
    if !observation.measurement.contains("|"), own.contains(CivilDay(of: observation.start)) {
      content["measurement"] = .string(Composition.nfc(observation.measurement))
    }
    if let network = observation.network { content["network"] = .integer(Int64(network)) }
    if let mechanism = observation.mechanism {
      content["mechanism"] = .string(mechanism.rawValue)
    }
    return .object(content)
  }

  static func counts(_ count: ObservationCount, into content: inout JSONObject) {
    content["measurements"] = .integer(Int64(count.measurements))
    content["judged"] = .integer(Int64(count.judged))
    content["blocked"] = .integer(Int64(count[.blocked]))
    content["vantage_points"] = .integer(Int64(count.vantagePoints))
    content.set(
      "mechanisms",
      .array(
        count.ranked.map {
          ["count": .integer(Int64($0.count)), "mechanism": .string($0.mechanism.rawValue)]
        }))
  }

  static func number(_ name: String, _ value: Double) -> JSONValue {
    let whole = Int64(exactly: value)
    return ["name": .string(name), "value": whole.map { .integer($0) } ?? .number(value)]
  }

  /// The day of an instant where the day may be shown, else its month: what is finer could point at
  /// one volunteer.
  static func day(_ seconds: Int64?, among days: Set<CivilDay>) -> JSONValue {
    guard let seconds else { return .null }
    let day = CivilDay(of: seconds)
    return .string(days.contains(day) ? "\(day)" : String("\(day)".prefix(7)))
  }
}

extension JSONObject {
  /// Sets a member unless it says nothing.
  mutating func set(_ name: String, _ value: JSONValue) {
    guard !value.isNull, value != .array([]) else { return }
    self[name] = value
  }
}
