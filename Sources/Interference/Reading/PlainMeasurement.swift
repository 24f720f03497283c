/// What a test tried that nothing is there to compare with: tunnels, relays, resolvers, echoes.
///
/// It says what worked and what failed, and claims nothing about the reason.
public struct PlainMeasurement: Sendable {
  /// What came of an attempt.
  public enum Outcome: String, Sendable, Hashable {
    case worked, failed
    /// What was sent came back changed.
    case altered
    /// The report does not say.
    case unknown
  }

  /// One thing that was tried.
  public struct Attempt: Sendable, Hashable {
    /// Which part of the test it belongs to, such as `directory-authorities` or `tunnel`.
    public var part: String
    /// What came of it.
    public var outcome: Outcome
    /// Why it failed, where the report says.
    public var failure: Failure?
    /// Seconds that it took, where the report says.
    public var seconds: Double?
  }

  /// The test as the report names it.
  public var name: String
  /// What was tried, in the order of the report.
  public var attempts: [Attempt]
}
