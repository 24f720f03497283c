/// The pages of a site that were blocked while others of it were open.
///
/// A site is one target, and where one page of many is blocked, as a box on the path can that reads addresses, its
/// sums say *impaired*. The address says what. It is told where as many vantage points saw it blocked as the floor
/// asks for, and as many others of the site open on the same days in the same networks; how many it was is not
/// told, for sums by page, taken from those by day, could leave one volunteer's.
struct BlockedPages {
  /// The share of a page's judged measurements that has to be blocked.
  private static let least = 0.9
  /// The share of the others that may be.
  private static let most = 0.25
  /// No more addresses are told.
  static let shown = 20

  private struct Place: Hashable {
    var day: Int64
    var network: UInt32?

    init(_ row: Observation) {
      day = row.start / 86_400
      network = row.network
    }
  }

  /// The addresses, in their order.
  ///
  /// - Parameter observations: of one target and country, those that are told of.
  static func addresses(among observations: [Observation], _ floor: DisclosureFloor) -> [String] {
    let judged = observations.filter { $0.state != .insufficient && $0.state != .down }
    guard judged.contains(where: { $0.state == .blocked }) else { return [] }
    let pages = judged.map { PageName.address(of: $0) }
    guard Set(pages).count > 1 else { return [] }
    let groups = Dictionary(grouping: judged.indices.filter { pages[$0] != nil }) {
      pages[$0] ?? ""
    }
    let struck = groups.filter { _, places in
      let blocked = places.map { judged[$0] }.filter { $0.state == .blocked }
      return Double(blocked.count) >= least * Double(places.count)
        && ObservationCount(of: blocked).vantagePoints >= floor.vantagePoints
    }
    let names = Set(struck.keys)
    let others = judged.indices.filter { pages[$0].map { !names.contains($0) } ?? true }
      .map { judged[$0] }
    return struck.filter { _, places in
      let times = Set(places.filter { judged[$0].state == .blocked }.map { Place(judged[$0]) })
      let beside = others.filter { times.contains(Place($0)) }
      let open = beside.filter { $0.state == .ok }
      return ObservationCount(of: open).vantagePoints >= floor.vantagePoints
        && Double(beside.count { $0.state == .blocked }) <= most * Double(beside.count)
    }.keys.sorted().prefix(shown).map { $0 }
  }
}
