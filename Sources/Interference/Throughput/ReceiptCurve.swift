/// How many bytes had come by when, on one connection.
struct ReceiptCurve {
  private struct Point {
    var at: Double
    var bytes: Int
  }

  /// Points in order of time, bytes never falling.
  private let points: [Point]
  /// Whether the points are moments chosen by chance; between them bytes are taken to have come
  /// evenly. A read is the moment at which its bytes came.
  private let isSampled: Bool
  /// When the program gave up, where it ran into its deadline.
  private let end: Double?

  /// The curve that tells most of a connection: reads tell the moments, but programs keep the first
  /// 64 only; samples cover the whole.
  ///
  /// - Returns: `nil` when no bytes came.
  static func whole(_ receipts: [WebMeasurement.Receipt], end: Double?) -> ReceiptCurve? {
    let samples = receipts.filter(\.isSample)
    if samples.count >= 3, let curve = ReceiptCurve(samples, isSampled: true, end: end) {
      return curve
    }
    return reads(receipts, end: end) ?? ReceiptCurve(samples, isSampled: true, end: end)
  }

  /// The curve of the reads that were kept; `nil` for none.
  static func reads(_ receipts: [WebMeasurement.Receipt], end: Double?) -> ReceiptCurve? {
    ReceiptCurve(receipts.filter { !$0.isSample }, isSampled: false, end: end)
  }

  private init?(_ receipts: [WebMeasurement.Receipt], isSampled: Bool, end: Double?) {
    var points: [Point] = []
    var most = 0
    for receipt in receipts.sorted(by: { ($0.at, $0.bytes) < ($1.at, $1.bytes) })
    where receipt.at >= 0 && receipt.bytes >= 0 {
      most = max(most, receipt.bytes)
      points.append(Point(at: receipt.at, bytes: most))
    }
    guard most > 0 else { return nil }
    self.points = points
    self.isSampled = isSampled
    self.end = end
  }

  var bytes: Int { points.last?.bytes ?? 0 }

  /// Points at which something had come since the one before.
  private var growth: [Point] {
    var last = 0
    return points.filter { point in
      defer { last = point.bytes }
      return point.bytes > last
    }
  }

  /// Seconds from the first bytes to the last.
  var seconds: Double {
    let growth = growth
    guard let first = growth.first, let last = growth.last else { return 0 }
    return last.at - first.at
  }

  /// Bits per second after the first `count` bytes.
  func rate(after count: Int) -> Double? {
    let growth = growth
    guard let start = growth.first(where: { $0.bytes >= count }), let last = growth.last,
      last.at > start.at, last.bytes > start.bytes
    else { return nil }
    let rate = 8 * Double(last.bytes - start.bytes) / (last.at - start.at)
    return rate.isFinite ? rate : nil
  }

  /// Bits per second of all bytes since a moment before the first.
  func rate(since start: Double) -> Double? {
    guard let last = growth.last, last.at > start else { return nil }
    let rate = 8 * Double(last.bytes) / (last.at - start)
    return rate.isFinite ? rate : nil
  }

  /// The share of the time, until the last bytes or the deadline, that lies in gaps longer than
  /// `limit` seconds.
  func stalled(longerThan limit: Double) -> Double {
    let growth = growth
    guard let first = growth.first, let last = growth.last else { return 0 }
    let end = max(last.at, self.end ?? last.at)
    guard end > first.at else { return 0 }
    var sum = 0.0
    for (one, next) in zip(growth, growth.dropFirst()) where next.at - one.at > limit {
      sum += next.at - one.at
    }
    if end - last.at > limit { sum += end - last.at }
    return min(1, sum / (end - first.at))
  }

  // MARK: Second by second

  /// Longer transfers are looked at in their first minutes.
  private static let mostSeconds = 600

  /// Bytes that had come by a moment.
  private func total(at moment: Double, from place: inout Int) -> Double {
    while place + 1 < points.count, points[place + 1].at <= moment { place += 1 }
    let one = points[place]
    guard one.at <= moment else { return 0 }
    guard isSampled, place + 1 < points.count else { return Double(one.bytes) }
    let next = points[place + 1]
    guard next.at > one.at else { return Double(next.bytes) }
    let share = (moment - one.at) / (next.at - one.at)
    return Double(one.bytes) + share * Double(next.bytes - one.bytes)
  }

  /// How many whole seconds lie after the first two.
  private var steadySeconds: Int {
    let seconds = seconds - 2
    return seconds.isFinite && seconds > 0 ? Int(min(seconds, Double(Self.mostSeconds))) : 0
  }

  /// How much the rate varies after the first two seconds, and its mean in bits per second.
  var plateau: (variation: Double, rate: Double)? {
    let count = steadySeconds
    guard count >= 3, let first = growth.first?.at else { return nil }
    var place = 0
    var last = total(at: first + 2, from: &place)
    var rates: [Double] = []
    for second in 1...count {
      let now = total(at: first + 2 + Double(second), from: &place)
      rates.append(now - last)
      last = now
    }
    let mean = rates.reduce(0, +) / Double(count)
    guard mean > 0 else { return nil }
    let variance = rates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    return (variance.squareRoot() / mean, 8 * mean)
  }

  /// The share of the tenths of those seconds in which no read was done.
  var pauses: Double? {
    let count = steadySeconds * 10
    guard !isSampled, count >= 30, let first = growth.first?.at else { return nil }
    var place = 0
    var last = total(at: first + 2, from: &place)
    var empty = 0
    for tenth in 1...count {
      let now = total(at: first + 2 + Double(tenth) / 10, from: &place)
      if now == last { empty += 1 }
      last = now
    }
    return Double(empty) / Double(count)
  }
}
