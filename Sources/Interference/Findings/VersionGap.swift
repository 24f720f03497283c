public import Bytes
import Record

/// What a new version of an episode would tell beside the version before it.
///
/// Its numbers are sums of what the months tell (``ToldEpisode``), and what months add to what they told
/// comes from enough (``VersionChain``). That it ended, began elsewhere or bears another label is found in
/// all measurements, and could hang on the last of one volunteer: it is told when as many as the disclosure
/// floor asks for have measured since, or when the months tell something else.
public struct VersionGap: Sendable {
  private let before: JSONValue
  private let floor: DisclosureFloor

  /// - Parameter before: the content of the last version.
  public init(since before: JSONValue, floor: DisclosureFloor = DisclosureFloor()) {
    self.before = before
    self.floor = floor
  }

  /// Whether a new version may be told.
  ///
  /// - Parameters:
  ///   - content: what it would say.
  ///   - fresh: the observations of its country that were not taken in when the version before was made.
  public func mayTell(_ content: JSONValue, with fresh: [Observation]) -> Bool {
    ObservationCount(of: fresh).vantagePoints >= floor.vantagePoints
      || content["rows"] != before["rows"] || content["cells"] != before["cells"]
  }
}
