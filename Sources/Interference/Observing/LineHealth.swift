/// Whether a network reaches anything: where all messengers fail together, the line may be dead or the
/// country block them all, and neither shows that one of them is down.
struct LineHealth {
  private struct Key: Hashable {
    var network: Int
    var hour: Int64
    /// `nil` for all services together.
    var service: String?
  }

  /// Successes less failures.
  private var balance: [Key: Int] = [:]

  mutating func add(_ sight: Sight, of service: String) {
    guard let network = sight.network, sight.hasFailed || sight.hasWorked else { return }
    for service in [nil, service] {
      balance[Key(network: network, hour: sight.hour, service: service), default: 0] +=
        sight.hasWorked ? 1 : -1
    }
  }

  /// Whether, besides a service, more failed than worked there in these hours.
  func isDead(_ network: Int, in hours: ClosedRange<Int64>, besides service: String) -> Bool {
    hours.reduce(0) { sum, hour in
      sum + balance[Key(network: network, hour: hour, service: nil), default: 0]
        - balance[Key(network: network, hour: hour, service: service), default: 0]
    } < 0
  }
}
