/// A TLS handshake that ran into its deadline while bytes were still coming, long after a reply was due.
struct SlowHandshake: CustomStringConvertible {
  /// How many bytes had come.
  let bytes: Int
  /// Seconds from the handshake's beginning to the last of them.
  let last: Double
  /// Whether another handshake of the same measurement, with another name, took as long.
  let isOfTheLine: Bool

  /// Shorter waits are those of a busy line.
  private static let leastSeconds = 1.0
  /// A reply takes one to three times as long as it took to connect.
  private static let mostConnects = 10.0

  /// - Returns: `nil` when it ended otherwise, when nothing came, or what came was in time.
  init?(_ handshake: WebMeasurement.Handshake, _ web: WebMeasurement) {
    guard handshake.failure == .timeout, let transaction = handshake.transaction,
      let start = handshake.start, let duration = handshake.duration
    else { return nil }
    let connect =
      web.connects.first { $0.transaction == transaction && $0.failure == nil }?.duration ?? 0
    let due = max(Self.leastSeconds, Self.mostConnects * connect)
    let came = web.receipts.filter {
      $0.transaction == transaction && $0.bytes > 0 && $0.at >= start && $0.at <= start + duration
    }
    // A total that no longer grows is no receipt of anything.
    var total = 0
    var latest: Double?
    for receipt in came.sorted(by: { ($0.at, $0.bytes) < ($1.at, $1.bytes) })
    where receipt.bytes > total {
      total = receipt.bytes
      latest = receipt.at - start
    }
    guard let latest, latest > due else { return nil }
    bytes = total
    last = latest
    isOfTheLine = web.handshakes.contains {
      $0.failure == nil && $0.serverName != handshake.serverName && ($0.duration ?? 0) >= due
    }
  }

  var description: String {
    "\(bytes) bytes came until \((last * 10).rounded() / 10) s after the handshake began"
  }
}
