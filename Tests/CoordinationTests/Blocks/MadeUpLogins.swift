import Signals

@testable import Coordination

/// Synthetic logins of one working day, in the shape of a published sample: 2,489 of 916 accounts in 7.2 hours,
/// of which 48 take turns on a pool of 50 addresses, 482 logins in bursts.
struct MadeUpLogins {
  static let span = 7.2 * Double(MadeUpActions.hour)
  static let campaign = "hand"

  var actions: MadeUpActions

  /// - Parameters:
  ///   - hands: Accounts of the campaign; with none its logins are left out.
  ///   - burst: How long a burst lasts, in milliseconds.
  init(seed: UInt64, hands: Int = 48, burst: Double = 300_000) {
    actions = MadeUpActions(seed: seed)
    if hands > 0 { takeTurns(hands: hands, logins: 482, burst: burst) }
    ordinary(accounts: 868, logins: 2007)
  }

  private mutating func log(_ account: String, at address: String, _ time: Double) {
    actions.act(
      account, "login", on: address, of: "network", made: nil,
      at: MadeUpActions.start + Int64(time))
  }

  private mutating func takeTurns(hands: Int, logins: Int, burst: Double) {
    var left = (0..<hands).map { logins / hands + ($0 < logins % hands ? 1 : 0) }
    while left.contains(where: { $0 > 0 }) {
      let address = "pool \(actions.draw.below(50))"
      let begin = actions.draw.uniform() * Self.span
      let size = 4 + actions.draw.below(9)
      let order = left.indices.filter { left[$0] > 0 }
        .map { (rank: Double(left[$0]) + 4 * actions.draw.uniform(), hand: $0) }
        .sorted { $0.rank > $1.rank }
      for (_, hand) in order.prefix(size) {
        left[hand] -= 1
        log("\(Self.campaign) \(hand)", at: address, begin + actions.draw.uniform() * burst)
      }
    }
  }

  /// People who log in once to five times: at home, in an office of fifteen, in busy and quiet places.
  private mutating func ordinary(accounts: Int, logins: Int) {
    var counts = [Int](repeating: 1, count: accounts)
    var left = logins - accounts
    while left > 0 {
      let one = actions.draw.below(accounts)
      guard counts[one] < 5 else { continue }
      counts[one] += 1
      left -= 1
    }
    for (one, count) in counts.enumerated() {
      for _ in 0..<count {
        let place = actions.draw.uniform()
        let crowd = actions.draw.uniform()
        let address =
          place < 0.35
          ? "home \(one)"
          : place < 0.6
            ? "office \(one % 60)"
            : place < 0.66 ? "pool \(Int(50 * crowd))" : "hall \(Int(120 * crowd * crowd))"
        log("person \(one)", at: address, actions.draw.uniform() * Self.span)
      }
    }
  }
}
