import Record

/// In how many networks there was interference, of those that have enough measurements.
///
/// A row may be of several networks together. Where most was blocked in each of them they all count; where
/// they do not agree it is known of one of them at least, and of no more.
struct InterferedNetworks {
  private(set) var some = 0
  private(set) var all = 0
  /// Whether there may be more than `some`.
  private(set) var isAtLeast = false

  init(_ rows: [Finding.NetworkRow]) {
    for row in rows where row.state != .insufficient {
      let networks = row.network == nil ? row.networks ?? 1 : 1
      // Measurements whose network is not known are of no network that can be counted.
      guard networks > 0 else { continue }
      all += networks
      switch row.state {
      case .blocked, .likelyBlocked: some += networks
      case .impaired:
        some += 1
        if networks > 1 { isAtLeast = true }
      default: break
      }
    }
  }
}
