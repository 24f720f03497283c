/// How fast the bytes of one connection came, from the times that the volunteer's program kept.
///
/// One measurement's numbers say that a transfer was slow, not that it was slowed: a slow line looks
/// the same. What compares them with other hours is elsewhere.
public struct TransferPace: Sendable, Hashable {
  /// Which connection.
  public var transaction: Int
  /// How many bytes came.
  public var bytes: Int
  /// Seconds from the first to the last of them.
  public var seconds: Double
  /// Bits per second after the first 16 kB, which a bucket may let through; `nil` when less than
  /// 64 kB came, for then the beginning of a connection is most of it. Of a transfer so quick that it
  /// lies between two samples it is all bytes over the time since the request, a little less than the
  /// rate: without these a baseline would be made of the slow ones only.
  public var goodput: Double?
  /// The time of the handshake in units of three times the time to connect, of 50 ms at least: 1 to
  /// 3 is usual, above 10 is suspicious. `nil` without a handshake that was done.
  public var handshakeScore: Double?
  /// Which share of the time nothing came for more than a second and five times the time to connect.
  public var stalled: Double
  /// The coefficient of variation of the rate, second by second, after the first two; below 0.15 the
  /// rate is held, above 0.35 it is that of a busy network. `nil` when fewer than three seconds are
  /// left.
  public var plateau: Double?
  /// The mean rate of those seconds, bits per second.
  public var plateauRate: Double?
  /// Which share of the tenths of a second nothing was read in, after the first two seconds: packets
  /// that are dropped make pauses, packets that wait do not. `nil` without a plateau, and when the
  /// kept reads cover fewer than three seconds more.
  public var pauses: Double?

  /// A transfer of fewer bytes has no goodput.
  public static let leastBytes = 65_536
  /// What a bucket may let through at once.
  public static let bucket = 16_384

  /// The paces of all connections that bytes came over, in the order of their numbers.
  ///
  /// - Complexity: O(n log n) in the number of network events.
  public static func all(of web: WebMeasurement) -> [TransferPace] {
    all(
      receipts: web.receipts, connects: web.connects, handshakes: web.handshakes,
      exchanges: web.exchanges)
  }

  static func all(
    receipts: [WebMeasurement.Receipt], connects: [WebMeasurement.Connect],
    handshakes: [WebMeasurement.Handshake], exchanges: [WebMeasurement.Exchange]
  ) -> [TransferPace] {
    // Programs that write no numbers mix the connections: nothing can be told apart.
    let numbered = receipts.filter { $0.transaction != nil && $0.at.isFinite }
    guard !numbered.isEmpty else { return [] }
    let connectTimes = times(connects.filter { $0.failure == nil }) { $0.duration }
    let handshakeTimes = times(handshakes.filter { $0.failure == nil }) { $0.duration }
    let starts = times(exchanges.filter { $0.failure == nil }) { $0.start }
    let ends = times(exchanges.filter { $0.failure == .timeout }) { $0.end }
    let groups = Dictionary(grouping: numbered) { $0.transaction ?? 0 }
    return groups.keys.sorted().compactMap { number in
      let receipts = groups[number] ?? []
      guard let curve = ReceiptCurve.whole(receipts, end: ends[number]) else { return nil }
      var pace = pace(
        of: curve, number, connect: connectTimes[number], handshake: handshakeTimes[number])
      let reads = ReceiptCurve.reads(receipts, end: nil)
      if pace.plateau != nil { pace.pauses = reads?.pauses }
      // A quick transfer lies between two samples.
      if pace.goodput == nil, let reads, reads.bytes >= leastBytes {
        pace.goodput = reads.rate(after: bucket)
      }
      if pace.goodput == nil, curve.bytes >= leastBytes, let start = starts[number] {
        pace.goodput = curve.rate(since: start)
      }
      return pace
    }
  }

  private static func times<Step: MeasuredStep>(
    _ steps: [Step], _ value: (Step) -> Double?
  ) -> [Int: Double] {
    var times: [Int: Double] = [:]
    for step in steps {
      guard let number = step.transaction, let time = value(step), time.isFinite else { continue }
      if times[number] == nil { times[number] = time }
    }
    return times
  }

  private static func pace(
    of curve: ReceiptCurve, _ number: Int, connect: Double?, handshake: Double?
  ) -> TransferPace {
    let connect = connect ?? 0
    let plateau = curve.plateau
    return TransferPace(
      transaction: number, bytes: curve.bytes, seconds: curve.seconds,
      goodput: curve.bytes >= leastBytes ? curve.rate(after: bucket) : nil,
      handshakeScore: handshake.map { $0 / max(3 * connect, 0.05) },
      stalled: curve.stalled(longerThan: max(1, 5 * connect)), plateau: plateau?.variation,
      plateauRate: plateau?.rate)
  }

  /// The pace of the transfer that moved most; `nil` for none.
  public static func largest(in paces: [TransferPace]) -> TransferPace? {
    paces.max { ($0.bytes, $1.transaction) < ($1.bytes, $0.transaction) }
  }

  /// The numbers, for evidence.
  var evidence: [String] {
    var lines = ["\(bytes) bytes in \(Self.text(seconds)) s"]
    if let goodput { lines.append("\(Self.text(goodput / 1000)) kbit/s after the first 16 kB") }
    if let handshakeScore {
      lines.append("the handshake took \(Self.text(handshakeScore)) times three connects")
    }
    if stalled > 0 { lines.append("nothing came for \(Self.text(stalled * 100)) % of the time") }
    if let plateau {
      lines.append("the rate by the second varies by \(Self.text(plateau * 100)) % of its mean")
    }
    return lines
  }

  /// Two decimals, the same on every machine.
  private static func text(_ value: Double) -> String {
    let hundredths = (value * 100).rounded()
    guard hundredths.magnitude < 1e15 else { return "\(value)" }
    let whole = Int(hundredths)
    let rest = whole.magnitude % 100
    return "\(whole / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
