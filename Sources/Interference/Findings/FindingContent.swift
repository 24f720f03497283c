import Bytes
import Record

/// Parts of findings as fields of a record.
enum FindingContent {
  static func row(_ row: Reachability.Row, name: LocalizedText?) -> JSONValue {
    let published = row.published
    var content = JSONObject([("state", .string(published.state.rawValue))])
    if let network = row.network { content["network"] = .integer(Int64(network)) }
    if let name = name?.en ?? name?.vi { content["name"] = .string(name) }
    if let together = row.together { content["networks"] = .integer(Int64(together)) }
    let count = row.count
    counts(published, into: &content)
    content.set("down", number(published[.down]))
    content.set("refused", number(published[.refused]))
    content.set("ok", number(published[.ok]))
    content.set("first", day(count.first, among: row.days))
    content.set("last", day(count.last, among: row.days))
    guard published[.blocked] != nil else { return .object(content) }
    content.set("blocked_first", day(count.firstBlocked, among: row.blockedDays))
    content.set("blocked_last", day(count.lastBlocked, among: row.blockedDays))
    return .object(content)
  }

  static func cell(_ cell: Reachability.Cell) -> JSONValue {
    let published = cell.published
    var content = JSONObject([
      ("on", .string("\(cell.day)")), ("judged", number(published.judged ?? 0)),
      ("vantage_points", .integer(Int64(cell.count.vantagePoints))),
    ])
    content.set("blocked", number(published[.blocked]))
    if let network = cell.network { content["network"] = .integer(Int64(network)) }
    content.set("down", number(published[.down]))
    content.set("refused", number(published[.refused]))
    if let first = published.ranked.first {
      content["mechanism"] = .string(first.mechanism.rawValue)
    }
    return .object(content)
  }

  private static func number(_ count: Int?) -> JSONValue {
    count.map { .integer(Int64($0)) } ?? .null
  }

  /// - Parameters:
  ///   - days: the days of each network whose blocked count may be shown; of others only the month is
  ///     told, and no name that would tell the second.
  ///   - text: what of the evidence may be told.
  static func witness(
    _ observation: Observation, _ days: [UInt32: Set<CivilDay>], _ text: WitnessText
  ) -> JSONValue {
    let own = observation.network.flatMap { days[$0] } ?? []
    var content = JSONObject([
      ("on", day(observation.start, among: own)),
      ("rule", .string(observation.rule?.rawValue ?? Rule.nothingObserved.rawValue)),
      ("what", .array(text.lines(of: observation).map { .string(Composition.nfc($0)) })),
    ])
    if let uid = observation.uid.flatMap(serverName), own.contains(CivilDay(of: observation.start))
    {
      content["measurement"] = .string(uid)
    }
    if let network = observation.network { content["network"] = .integer(Int64(network)) }
    if let mechanism = observation.mechanism {
      content["mechanism"] = .string(mechanism.rawValue)
    }
    return .object(content)
  }

  /// A name in the form in which OONI's servers give them; anything may stand in the field.
  ///
  /// `20260121101502.123456_VN_webconnectivity_0123456789abcdef`
  private static func serverName(_ name: String) -> String? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    func isMade(_ text: Substring, of allowed: (UInt8) -> Bool, _ lengths: ClosedRange<Int>) -> Bool
    {
      lengths.contains(text.utf8.count) && text.utf8.allSatisfy(allowed)
    }
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
    guard parts.count == 4, ClockReading.time(ofUID: name) != nil,
      isMade(parts[0].dropFirst(15), of: isDigit, 1...9),
      isMade(parts[1], of: { $0 &- 0x41 < 26 }, 2...2),
      isMade(parts[2], of: { isLower($0) || isDigit($0) }, 1...30),
      isMade(parts[3], of: { isDigit($0) || $0 &- 0x61 < 6 }, 16...16)
    else { return nil }
    return name
  }

  static func counts(_ count: PublishedCount, into content: inout JSONObject) {
    content.set("measurements", number(count.measurements))
    content.set("judged", number(count.judged))
    content.set("blocked", number(count[.blocked]))
    content["vantage_points"] = .integer(Int64(count.count.vantagePoints))
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
