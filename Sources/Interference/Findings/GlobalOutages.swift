import Signals

/// Takes what failed in an outage of a target in many countries for what it is: no proof of a block.
///
/// The search for episodes tells such outages (``Episode/Label/global``, with all that keeps forgers from
/// making one). What failed at the same layer while enough countries still failed is `insufficient`. A
/// block that stands before or goes on after is none of it:
///
/// - of a series that failed with the others, only the time from its onset to its end counts, and no more
///   than the time until which enough others failed;
/// - of a series without an onset of its own, such as one with too few votes for an alarm, nothing counts
///   where the target failed in that network in the weeks before or after the outage as well, or was
///   reached in it as often as not meanwhile;
/// - what holds a trace that only interference leaves stays as it is.
///
/// A pure function of the rows: their order does not matter, and rows that are taken in later may show an
/// outage that earlier ones did not.
public struct GlobalOutages: Sendable {
  /// One series' part in an outage.
  private struct Outage: Hashable {
    var country: String
    /// `nil` for all networks of the country together.
    var network: UInt32?
    var span: ClosedRange<Int64>
    var change: SharedChange
  }

  private struct Series: Hashable {
    var country: String?
    var network: UInt32?
  }

  /// By target.
  private var outages: [String: [Outage]] = [:]
  /// Series that changed by themselves, by target: they say that their network is what failed.
  private var alone: [String: Set<Series>] = [:]
  /// How far before and after an outage failures speak against it, in seconds.
  private static let memory: Int64 = 28 * 86_400

  /// The outages among episodes.
  public init(in episodes: [Episode]) {
    for episode in episodes where episode.kind == .blocking {
      for part in episode.parts {
        guard let target = part.target else { continue }
        guard let change = part.shared, episode.labels.contains(.global) else {
          alone[target, default: []].insert(
            Series(country: episode.country, network: part.network))
          continue
        }
        let end = min(part.end?.latest ?? .max, change.until)
        guard end >= part.onset.earliest else { continue }
        outages[target, default: []].append(
          Outage(
            country: episode.country, network: part.network, span: part.onset.earliest...end,
            change: change))
      }
    }
  }

  /// The rows, with those that failed in an outage as `insufficient`, in the same order.
  ///
  /// - Complexity: O(n) for n rows, times the outages of a row's target.
  public func judged(_ rows: consuming [Observation]) -> [Observation] {
    guard !outages.isEmpty else { return rows }
    var places: [String: [Int]] = [:]
    for (place, row) in rows.enumerated() where outages[row.target] != nil {
      places[row.target, default: []].append(place)
    }
    for (target, own) in places {
      let series = Dictionary(grouping: own) {
        Series(country: rows[$0].country, network: rows[$0].network)
      }
      for (series, own) in series {
        for (place, change) in changes(of: series, target, own.map { rows[$0] }, own) {
          Self.setAside(&rows[place], change)
        }
      }
    }
    return rows
  }

  /// The places of rows of one series that failed in an outage, each with what was shared.
  private func changes(
    of series: Series, _ target: String, _ rows: [Observation], _ places: [Int]
  ) -> [(Int, SharedChange)] {
    let all = outages[target] ?? []
    let own = all.filter {
      $0.country == series.country && ($0.network == nil || $0.network == series.network)
    }
    // A series that fails with others in its own right is told by its own onset and end.
    let exact = own.filter { $0.network == series.network }
    let counted = exact.isEmpty ? fitting(series, target, rows, own.isEmpty ? all : own) : exact
    guard !counted.isEmpty else { return [] }
    return zip(places, rows).compactMap { place, row in
      guard row.state == .blocked, !row.hasArtefact else { return nil }
      return counted.first { $0.span.contains(row.start) && $0.change.layer == row.layer }
        .map { (place, $0.change) }
    }
  }

  /// The outages that may have struck a series without an onset of its own.
  private func fitting(
    _ series: Series, _ target: String, _ rows: [Observation], _ outages: [Outage]
  ) -> [Outage] {
    let others = alone[target] ?? []
    guard !others.contains(series),
      !others.contains(Series(country: series.country, network: nil))
    else { return [] }
    return outages.filter { outage in
      let around = (outage.span.lowerBound - Self.memory)...(outage.span.upperBound + Self.memory)
      let near = rows.filter { around.contains($0.start) }
      let during = near.filter { outage.span.contains($0.start) }
      let blocked = during.count { $0.state == .blocked }
      return during.count { $0.state == .ok } < blocked
        && near.count { $0.state == .blocked } == blocked
    }
  }

  private static func setAside(_ row: inout Observation, _ change: SharedChange) {
    row.state = .insufficient
    row.rule = .globalChange
    row.mechanism = nil
    row.evidence.append(
      "began to fail in \(change.countries.count) other countries at the same time: "
        + change.countries.prefix(12).joined(separator: ", "))
  }
}
