/// Whether a network reaches anything: where all messengers fail together, the line may be dead or the
/// country block them all, and neither shows that one of them is down.
struct LineHealth {
  private struct Key: Hashable {
    var network: PeopleByNetwork.Network
    var hour: Int64
    /// `nil` for all services together.
    var service: String?
  }

  /// Successes less failures.
  private var balance: [Key: Int] = [:]

  /// Takes the rows of messengers among these into account.
  mutating func add(_ rows: [Observation]) {
    for row in rows where row.isOfMessenger {
      let hasWorked = row.state == .ok
      guard let network = PeopleByNetwork.Network(of: row), row.hasFailed || hasWorked else {
        continue
      }
      for service in [nil, row.test] {
        balance[
          Key(network: network, hour: Sight.hour(row.start), service: service), default: 0] +=
          hasWorked ? 1 : -1
      }
    }
  }

  /// Whether, besides a service, more failed than worked there in these hours.
  func isDead(
    _ network: PeopleByNetwork.Network, in hours: ClosedRange<Int64>, besides service: String
  ) -> Bool {
    hours.reduce(0) { sum, hour in
      sum + balance[Key(network: network, hour: hour, service: nil), default: 0]
        - balance[Key(network: network, hour: hour, service: service), default: 0]
    } < 0
  }
}
