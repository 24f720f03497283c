import Record

/// One network, or several together, as they may be shown.
struct NetworkDays: Sendable {
  /// The network; `nil` for several together.
  let network: UInt32?
  let blocks: DayBlocks
  let row: Reachability.Row

  /// The observations that count.
  var kept: [Observation] { blocks.kept }

  /// `nil` when nothing of it may be shown.
  ///
  /// - Parameters:
  ///   - observations: by time.
  ///   - closed: days that are not told by themselves.
  init?(
    _ network: UInt32?, _ observations: [Observation], _ floor: DisclosureFloor,
    _ closed: Set<VersionChain.ClosedDay>
  ) {
    let days = Set(closed.filter { $0.network == network }.map(\.day))
    let blocks = DayBlocks(observations, floor, closed: days)
    guard var sum = blocks.sum else { return nil }
    if network == nil { sum.hold(against: blocks.kept) }
    self.network = network
    self.blocks = blocks
    let told = network == nil ? [] : blocks.blocks.filter { $0.day != nil }
    row = Reachability.Row(
      network: network, together: network == nil ? sum.count.networks : nil, count: sum.count,
      published: sum, days: Set(told.compactMap(\.day)),
      blockedDays: Set(told.filter { $0.published[.blocked] != nil }.compactMap(\.day)))
  }

  /// The days that may be shown.
  var cells: [Reachability.Cell] {
    blocks.blocks.compactMap { block in
      block.day.map {
        Reachability.Cell(
          day: $0, network: network, count: block.published.count, published: block.published)
      }
    }
  }
}
