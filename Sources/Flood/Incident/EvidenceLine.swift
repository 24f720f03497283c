/// One thing that was measured of an attack, beside what is usual at the site.
public struct EvidenceLine: Sendable, Hashable {
  /// What is measured; the catalogue has the words for it.
  public enum Code: String, Sendable, Hashable, CaseIterable {
    /// The share of the excess that one fingerprint covers.
    case fingerprint = "A1"
    /// Furniture for each page.
    case furniture = "A2"
    /// The share of pages that a page of the site led to.
    case navigation = "A3"
    /// The share of queries never seen before.
    case newQueries = "A4"
    /// The share sent to where people sign in.
    case signIn = "A5"
    /// Seconds from a tenth to nine tenths of the peak.
    case onset = "A6"
    /// The share of sources that asked once and fetched no furniture.
    case oneRequest = "A9"
    /// The share of agents that the site did not know.
    case newAgents = "A10"
    /// The share of requests too slow to be answered, or without sense.
    case slow = "A11"
    /// How unlike the agents are to those of readers (Jensen and Shannon's divergence, 0 to 1).
    case agentDivergence = "F3"
    /// The share of requests that failed.
    case failures = "I1"
  }

  /// What is measured.
  public var code: Code
  /// The value in the excess.
  public var value: Double
  /// The value in ordinary time; `nil` where there is none.
  public var usual: Double?
  /// The logarithm to base 10 of how much likelier the value is in an attack than among readers: −2 to 2.
  public var weight: Double
}

/// Weighs evidence: between two anchors, where readers and attacks stood in measured traffic, the logarithm of the
/// likelihood ratio goes from −2 to 2 in a straight line; it never says more than one hundred to one.
struct EvidenceScale {
  let readers: Double
  let attack: Double

  func weight(_ value: Double) -> Double {
    let share = (value - readers) / (attack - readers)
    return min(2, max(-2, 4 * share - 2))
  }
}
