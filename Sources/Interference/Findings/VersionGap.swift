public import Bytes
import Record

/// What a new version of an episode would tell beside the version before it.
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
  ///   - fresh: the observations that count for the finding and were not taken in when the version
  ///     before was made.
  ///   - around: all of its country that were not: thresholds of a method depend on them.
  public func mayTell(with fresh: [Observation], around: [Observation]) -> Bool {
    if fresh.isEmpty { return around.isEmpty || isBacked(around) }
    return isEveryChangeBacked(by: fresh)
  }

  /// Whether as many have measured as may be told of.
  public func isBacked(_ observations: [Observation]) -> Bool {
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

  /// Whether the state of the whole changes, or the episode ends: readers must learn of it although
  /// some number beside it grew by few, and learn no more than that.
  public static func isTurn(_ content: JSONValue, after before: JSONValue) -> Bool {
    before["state"] != content["state"] || before["end"].isNull && !content["end"].isNull
  }

  /// What a version says without all that tells single volunteers: counts, rows, days and witnesses.
  public static func withoutCounts(_ content: JSONValue) -> JSONValue {
    guard var object = content.object else { return content }
    for name in [
      "measurements", "judged", "blocked", "vantage_points", "mechanisms", "rows", "cells",
      "witnesses", "numbers",
    ] {
      object[name] = Optional<JSONValue>.none
    }
    return .object(object)
  }

  private func number(_ value: JSONValue) -> UInt32? {
    value.int.flatMap { UInt32(exactly: $0) }
  }
}
