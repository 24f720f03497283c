/// The level of evidence below which counts are withheld.
///
/// A number about measurements is published only when it cannot point at one volunteer: at least
/// three vantage points, or two in two networks: one volunteer at home and on the way is in two
/// networks and still one. A network that is not known is none: it may be the other. Below that a page says "insufficient", which is a result
/// too.
public struct DisclosureFloor: Sendable, Hashable {
  /// Counts from this many vantage points may be shown.
  public var vantagePoints = 3
  /// Counts from this many networks may be shown.
  public var networks = 2

  /// Makes the floor that the house publishes by.
  public init() {}

  /// Whether counts from so many may be shown.
  public func admits(vantagePoints: Int, networks: Int) -> Bool {
    vantagePoints >= self.vantagePoints
      || networks >= self.networks && vantagePoints >= self.networks
  }
}
