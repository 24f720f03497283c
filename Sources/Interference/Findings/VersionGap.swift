public import Bytes
import Record

/// What a new version of a finding would tell beside the version before it.
///
/// Versions stay, and readers can subtract: a count that grew by one is one volunteer's measurement,
/// with its day, network and mechanism. So a number that was told is told anew only when it grew by the
/// measurements of as many vantage points as the disclosure floor asks for.
public struct VersionGap: Sendable {
  private let before: JSONValue
  private let floor: DisclosureFloor

  /// - Parameter before: the content of the last version.
  public init(since before: JSONValue, floor: DisclosureFloor = DisclosureFloor()) {
    self.before = before
    self.floor = floor
  }

  private struct Place: Hashable {
    var target: String?
    var network: UInt32?
    var day: String?
  }

  private static let fields: [(String, LayerState)] = [
    ("blocked", .blocked), ("down", .down), ("refused", .refused), ("ok", .ok),
  ]

  /// Whether a new version may be told.
  ///
  /// - Parameters:
  ///   - content: what it would say.
  ///   - fresh: the observations that count for the finding and were not taken in when the version
  ///     before was made.
  ///   - around: all of its country that were not: thresholds of a method depend on them.
  public func mayTell(
    _ content: JSONValue, with fresh: [Observation], around: [Observation]
  ) -> Bool {
    if fresh.isEmpty { return around.isEmpty || isBacked(around) }
    return isEveryChangeBacked(by: fresh) || isTurn(content, backedBy: fresh)
  }

  private func isBacked(_ observations: [Observation]) -> Bool {
    ObservationCount(of: observations).vantagePoints >= floor.vantagePoints
  }

  /// Whether all that was told before, and that `fresh` changes, is changed by enough.
  private func isEveryChangeBacked(by fresh: [Observation]) -> Bool {
    var counts: [Place: ObservationCount] = [:]
    var told: [Place: JSONValue] = [:]
    for row in before["rows"].elements where !row["measurements"].isNull || !row["judged"].isNull {
      told[Place(target: row["target"].text, network: number(row["network"]), day: nil)] = row
    }
    for cell in before["cells"].elements {
      told[Place(target: nil, network: number(cell["network"]), day: cell["on"].text)] = cell
    }
    let hasTargets = before["rows"].elements.contains { !$0["target"].isNull }
    for observation in fresh {
      let target = hasTargets ? observation.target : nil
      let day = "\(CivilDay(of: observation.start))"
      var own = Place(target: target, network: observation.network, day: nil)
      // Networks that had no row stood together in one.
      if told[own] == nil { own.network = nil }
      var places: Set<Place> = [own, Place(target: nil, network: nil, day: day)]
      places.insert(Place(target: nil, network: observation.network, day: day))
      for place in places where told[place] != nil {
        counts[place, default: ObservationCount()].add(observation)
      }
    }
    return counts.allSatisfy { place, count in
      guard let before = told[place], count.crowd.passes(floor) else { return false }
      return Self.fields.allSatisfy { name, state in
        before[name].isNull || count.crowd(of: state).passes(floor)
      }
    }
  }

  /// Whether the state changes, of the whole or of a network, and enough have measured since: readers
  /// must learn of it although some number beside it grew by few.
  private func isTurn(_ content: JSONValue, backedBy fresh: [Observation]) -> Bool {
    let isEnded = before["end"].isNull && !content["end"].isNull
    if before["state"] != content["state"] || isEnded { return isBacked(fresh) }
    let states = Dictionary(
      before["rows"].elements.map { ([$0["target"], $0["network"]], $0["state"]) },
      uniquingKeysWith: { one, _ in one })
    return content["rows"].elements.contains { row in
      guard let state = states[[row["target"], row["network"]]], state != row["state"],
        let network = number(row["network"])
      else { return false }
      return isBacked(
        fresh.filter {
          $0.network == network
            && (row["target"].text.map { [$0] } ?? [$0.target]).contains($0.target)
        })
    }
  }

  private func number(_ value: JSONValue) -> UInt32? {
    value.int.flatMap { UInt32(exactly: $0) }
  }
}
