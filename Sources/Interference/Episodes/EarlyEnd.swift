public import Signals

/// A series of an episode that came back while others of it were still affected more than a day later.
public struct EarlyEnd: Sendable, Hashable {
  /// The target; `nil` for a collapse.
  public var target: String?
  /// The network; `nil` for all of the country together.
  public var network: UInt32?
  /// When it came back.
  public var time: ChangeTime
  /// When the evidence for that sufficed.
  public var known: Int64

  /// How long others have to be affected after it, in seconds: what is nearer is the same end.
  static let margin: Int64 = 86_400
}

extension Episode {
  /// The series that came back before the episode was over, in the order in which they did. An episode has one
  /// end only, which is that of the last; who was back long before is told here.
  public var earlyEnds: [EarlyEnd] {
    struct Series: Hashable {
      var target: String?
      var network: UInt32?
    }
    let series = Dictionary(grouping: parts) { Series(target: $0.target, network: $0.network) }
    let others = end?.earliest ?? lastSeen
    return series.values.compactMap { parts -> EarlyEnd? in
      // What counts of each page, or of the whole, is its last change.
      let last = Dictionary(parts.map { ($0.page, $0) }, uniquingKeysWith: { $1 }).values
      let ends = last.compactMap { part in
        part.end.flatMap { end in part.endAlarm.map { (time: end, known: $0) } }
      }
      guard ends.count == last.count, let first = parts.first,
        let end = ends.max(by: { one, other in
          (one.time.estimate, one.time.latest, one.time.earliest, one.known)
            < (other.time.estimate, other.time.latest, other.time.earliest, other.known)
        }),
        ends.allSatisfy({ $0.time.latest < others - EarlyEnd.margin })
      else { return nil }
      return EarlyEnd(
        target: first.target, network: first.network, time: end.time, known: end.known)
    }.sorted {
      ($0.time.estimate, $0.target ?? "", $0.network ?? 0)
        < ($1.time.estimate, $1.target ?? "", $1.network ?? 0)
    }
  }
}
