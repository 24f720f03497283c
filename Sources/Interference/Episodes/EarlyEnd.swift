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
    var last: [Series: EpisodePart] = [:]
    for part in parts { last[Series(target: part.target, network: part.network)] = part }
    let others = end?.earliest ?? lastSeen
    return last.values.compactMap { part -> EarlyEnd? in
      guard let time = part.end, let known = part.endAlarm,
        time.latest < others - EarlyEnd.margin
      else { return nil }
      return EarlyEnd(target: part.target, network: part.network, time: time, known: known)
    }.sorted {
      ($0.time.estimate, $0.target ?? "", $0.network ?? 0)
        < ($1.time.estimate, $1.target ?? "", $1.network ?? 0)
    }
  }
}
