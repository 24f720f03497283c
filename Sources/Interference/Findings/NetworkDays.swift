import Record

/// The observations of one network with the days that may be shown by themselves.
///
/// Readers can take the shown days from the sum: what is left must be fit to be shown as well, or it is
/// left out of the sum.
struct NetworkDays {
  let network: UInt32
  /// The observations that count.
  let kept: [Observation]
  /// All of them, added up.
  let row: Reachability.Row
  /// The days that may be shown.
  let cells: [Reachability.Cell]

  /// `nil` when the network may not be shown by itself.
  ///
  /// - Parameter observations: by time.
  init?(_ network: UInt32, _ observations: [Observation], _ floor: DisclosureFloor) {
    let whole = ObservationCount(of: observations)
    guard floor.admits(vantagePoints: whole.vantagePoints, networks: 1) else { return nil }
    self.network = network
    let cells = Reachability.cells(of: observations, network: network, floor)
    let days = Set(cells.map(\.day))
    let rest = observations.filter { !days.contains(CivilDay(of: $0.start)) }
    let isWhole = ObservationCount(of: rest).crowd.passes(floor)
    kept = isWhole ? observations : observations.filter { days.contains(CivilDay(of: $0.start)) }
    let count = isWhole ? whole : ObservationCount(of: kept)
    let published = PublishedCount(count, floor)
    self.cells = Reachability.protected(cells, in: published, kept)
    row = Reachability.Row(
      network: network, together: nil, count: count, isShown: true, published: published,
      days: days,
      blockedDays: Set(self.cells.filter { $0.published[.blocked] != nil }.map(\.day)))
  }
}
