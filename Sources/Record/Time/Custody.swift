/// A time in custody, from arrest to release, each known only as well as its sources tell.
public struct Custody: Sendable, Hashable {
  /// When the person was taken; `nil` when nobody says.
  public var arrest: EDTF?
  /// When the person was let go; `nil` when no release is known.
  public var release: EDTF?

  /// Custody between `arrest` and `release`.
  public init(arrest: EDTF?, release: EDTF? = nil) {
    self.arrest = arrest
    self.release = release
  }

  /// Whether the person was held on `day`.
  ///
  /// No before the earliest possible arrest and after the latest possible release; yes from the
  /// latest possible arrest until the day before the earliest possible release; maybe otherwise,
  /// and so on the very day of a release. Without a known arrest the answer is never yes.
  public func isHeld(on day: CivilDay) -> Answer {
    if let earliest = arrest?.earliest, day < earliest { return .no }
    if let release, let latest = release.latest, day > latest { return .no }
    guard let arrested = arrest?.latest, day >= arrested else { return .maybe }
    guard let release else { return .yes }
    guard let earliestRelease = release.earliest, day < earliestRelease else { return .maybe }
    return .yes
  }
}
