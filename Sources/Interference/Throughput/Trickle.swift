/// A page of which little came, and that little bit by bit until the deadline.
///
/// Who drops packets lets nothing more through: what came comes at once, and then there is silence. Who
/// slows lets it trickle. A handshake is an exchange of more than a thousand bytes in a few round trips;
/// where it was done many times as fast, the line is not what is slow.
struct Trickle {
  /// What came after the request.
  let bytes: Int
  /// Seconds from the request to the last of it.
  let seconds: Double
  /// Bits per second at which the line carried a handshake at the least; `nil` where none was done.
  let lineRate: Double?

  /// Bits per second.
  var rate: Double { 8 * Double(bytes) / seconds }

  /// Shorter waits are those of a busy server.
  private static let leastSeconds = 5.0
  /// Less may be what keeps a connection open.
  private static let leastBytes = 1000
  /// In how many different seconds something has to have come.
  private static let leastMoments = 5
  /// The longest silence, in seconds, or as a share of the whole.
  private static let longestSilence = 2.0
  private static let longestShare = 0.25
  /// Programs keep so many reads.
  private static let keptReads = 64
  /// A server's part of a handshake is longer, whatever its certificates.
  private static let leastHandshake = 1000

  /// - Returns: `nil` where nothing came, or all at once, or it ended otherwise.
  init?(_ exchange: WebMeasurement.Exchange, _ web: WebMeasurement) {
    guard exchange.failure == .timeout, let transaction = exchange.transaction,
      let end = exchange.end, end.isFinite
    else { return nil }
    let own = web.receipts.filter {
      $0.transaction == transaction && $0.bytes >= 0 && $0.at.isFinite && $0.at <= end
    }.sorted { ($0.at, $0.bytes) < ($1.at, $1.bytes) }
    let handshake = web.handshakes.first { $0.transaction == transaction && $0.failure == nil }
    let done = (handshake?.start).flatMap { start in handshake?.duration.map { start + $0 } }
    guard let start = [exchange.start, done].compactMap(\.self).max(), start.isFinite,
      end - start >= Self.leastSeconds
    else { return nil }
    let before = own.last { $0.at <= start }?.bytes ?? 0
    var total = before
    var moments: [Double] = []
    for receipt in own where receipt.at > start && receipt.bytes > total {
      total = receipt.bytes
      moments.append(receipt.at)
    }
    guard let last = moments.last, total - before >= Self.leastBytes else { return nil }
    // Where reads were left out, nobody knows how long the silence at the end was.
    let isCut = own.count { !$0.isSample } >= Self.keptReads && !own.contains(where: \.isSample)
    let limit = max(Self.longestSilence, Self.longestShare * (end - start))
    let silences = zip([start] + moments, moments + (isCut ? [] : [end])).map { $1 - $0 }
    guard Set(moments.map { ($0 - start).rounded(.down) }).count >= Self.leastMoments,
      silences.allSatisfy({ $0 <= limit })
    else { return nil }
    bytes = total - before
    seconds = last - start
    lineRate = web.handshakes.filter { $0.failure == nil }.compactMap(\.duration)
      .compactMap { Self.rate(ofHandshake: $0) }.max()
  }

  /// Bits per second, at the least, of a handshake that took so many seconds; `nil` where it took no time
  /// that can be.
  static func rate(ofHandshake duration: Double) -> Double? {
    guard duration > 0.001, duration.isFinite else { return nil }
    return 8 * Double(leastHandshake) / duration
  }
}
