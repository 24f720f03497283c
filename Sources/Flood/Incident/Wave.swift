/// One stretch of an attack. Times are in seconds since 1970, by the site's clock.
public struct Wave: Sendable, Hashable {
  /// When the signs were enough.
  public var detected: Int64
  /// Where the log stood then: what comes late had been waited for.
  public var known: Int64
  /// When it began.
  public var start: Int64
  /// What the log allows for the beginning: an interval of 95 %.
  public var startRange: ClosedRange<Int64>
  /// When it ended.
  public var end: Int64
  /// What the log allows for the end.
  public var endRange: ClosedRange<Int64>
  /// Whether the log ended first.
  public var isOpen: Bool
  /// What it does.
  public var kind: AttackKind
  /// What is said of it.
  public var verdict: Verdict
  /// Which families of evidence were on.
  public var families: [EvidenceFamily]
  /// What was measured.
  public var evidence: [EvidenceLine]
  /// What its requests have in common.
  public var clusters: [AttackCluster]
  /// Requests beyond the rate before.
  public var requests: Double
  /// Requests of any kind in the same time.
  public var allRequests: Double
  /// The usual rate before, in requests per second.
  public var usual: Double
  /// The highest counts of all requests in 1, 10 and 60 seconds.
  public var peaks: [Int]
  /// The number of different sources of requests of the attack's kind, after it was noticed.
  public var sources: Double
  /// The standard error of ``sources`` as a share of it.
  public var sourcesError: Double
  /// The share of its requests that the three loudest sources sent.
  public var loudestShare: Double
  /// The networks (/24, /48) that sent most, with their share of the lines kept: at most ten.
  public var networks: [NetworkShare]
  /// What was asked for most, with its share of the lines kept: at most five.
  public var targets: [TextShare]
  /// The share of all requests that failed meanwhile.
  public var failed: Double
  /// The share of requests that failed before.
  public var failedBefore: Double

  /// The attacking requests by ordinary ones.
  public var ratio: Double {
    let ordinary = usual * Double(max(1, end - start))
    return ordinary > 0 ? requests / ordinary : requests
  }
  /// How heavy it was.
  public var severity: Severity { Severity(ratio: ratio, failed: failed) }
  /// The sum of the evidence's weights: a logarithm to base 10.
  public var weight: Double { evidence.reduce(0) { $0 + $1.weight } }
  /// How sure one can be.
  public var confidence: Confidence { Confidence(evidence) }
}

/// How sure one can be of an attack.
public enum Confidence: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Less than nine of ten.
  case low
  /// At least nine of ten.
  case medium
  /// At least 99 of 100, with three lines of evidence or more.
  case high

  init(_ evidence: [EvidenceLine]) {
    let sum = evidence.reduce(0) { $0 + $1.weight }
    let supporting = evidence.count { $0.weight >= 0.5 }
    self = sum >= 2 && supporting >= 3 ? .high : sum >= 0.954 ? .medium : .low
  }

  /// Orders by how sure.
  public static func < (one: Confidence, other: Confidence) -> Bool {
    one.rawValue < other.rawValue
  }
}

/// A network and its share.
public struct NetworkShare: Sendable, Hashable {
  /// The network's first address: a /24 of IPv4, a /48 of IPv6.
  public var network: ClientAddress
  /// Its share of the attack's lines.
  public var share: Double
  /// Its share of ordinary lines.
  public var usual: Double
}

/// A text and its share.
public struct TextShare: Sendable, Hashable {
  /// The text, with what is not plain written out.
  public var text: String
  /// Its share of the attack's lines.
  public var share: Double
  /// Its share of ordinary lines.
  public var usual: Double
}
