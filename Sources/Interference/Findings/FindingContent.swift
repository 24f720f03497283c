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
    content.set("first", day(count.first))
    content.set("last", day(count.last))
    content.set("blocked_first", day(count.firstBlocked))
    content.set("blocked_last", day(count.lastBlocked))
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
    if let first = count.ranked.first { content["mechanism"] = .string(first.mechanism.rawValue) }
    return .object(content)
  }

  static func witness(_ observation: Observation) -> JSONValue {
    var content = JSONObject([
      ("on", day(observation.start)),
      ("rule", .string(observation.rule?.rawValue ?? Rule.nothingObserved.rawValue)),
      ("what", .array(observation.evidence.map { .string(Composition.nfc($0)) })),
    ])
    // Names that this program made hold a report's name and the second it began.
    if !observation.measurement.contains("|") {
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

  /// The day of an instant: hours could point at one volunteer.
  static func day(_ seconds: Int64?) -> JSONValue {
    seconds.map { .string("\(CivilDay(of: $0))") } ?? .null
  }
}

extension JSONObject {
  /// Sets a member unless it says nothing.
  mutating func set(_ name: String, _ value: JSONValue) {
    guard !value.isNull, value != .array([]) else { return }
    self[name] = value
  }
}
