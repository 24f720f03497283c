/// Independent kinds of evidence. However many channels of one family are on, it counts once: they see the same.
public enum EvidenceFamily: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Pages without furniture, referrer or navigation.
  case furniture
  /// Queries that were never seen before.
  case newQueries
  /// Attempts to sign in.
  case login
  /// Requests that never come to an end.
  case slow
  /// Many sources under the name of one crawler.
  case impostor
  /// Agents that the site does not know.
  case newAgents
  /// Failures of the server: also of a crowd.
  case failures
  /// Far more pages than usual for some time: also in a crowd.
  case volume

  /// Whether two of the kind make an attack; the others only support.
  public var isStrong: Bool { self != .newAgents && self != .failures && self != .volume }
  /// Whether it makes an attack by itself.
  public var isEnough: Bool { self == .login || self == .slow || self == .impostor }

  /// Orders by name.
  public static func < (one: EvidenceFamily, other: EvidenceFamily) -> Bool {
    one.rawValue < other.rawValue
  }
}
