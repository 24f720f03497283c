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
  let count: ObservationCount
  /// The days that may be shown.
  let cells: [Reachability.Cell]

  var days: Set<CivilDay> { Set(cells.map(\.day)) }

  /// `nil` when the network may not be shown by itself.
  ///
  /// - Parameter observations: by time.
  init?(_ network: UInt32, _ observations: [Observation], _ floor: DisclosureFloor) {
    var whole = ObservationCount()
    for observation in observations { whole.add(observation) }
    guard floor.admits(vantagePoints: whole.vantagePoints, networks: 1) else { return nil }
    self.network = network
    cells = Reachability.cells(of: observations, network: network, floor)
    let days = Set(cells.map(\.day))
    var rest = ObservationCount()
    for observation in observations where !days.contains(CivilDay(of: observation.start)) {
      rest.add(observation)
    }
    if rest.measurements == 0 || floor.admits(vantagePoints: rest.vantagePoints, networks: 1) {
      (kept, count) = (observations, whole)
    } else {
      kept = observations.filter { days.contains(CivilDay(of: $0.start)) }
      count = kept.reduce(into: ObservationCount()) { $0.add($1) }
    }
  }
}
