import Record

/// Whether a volunteer's clock can be believed. What a clock decides, such as whether a certificate
/// is still good, says nothing where it cannot.
public enum DeviceClock: Sendable, Hashable {
  /// It agrees with the servers', or nothing speaks against it.
  case agrees
  /// The measurement reached the server days after it began by the volunteer's clock: it was kept and
  /// sent later, as after a shutdown, or the clock is slow. Its time stands, for the first is common
  /// and the second rare.
  case doubtful
  /// It is wrong: the server's time is used.
  case wrong
  /// The page outside is of another day before: an old page of a cache or an idle clock of the site, or the
  /// device is ahead. Only failures of certificates that come from here alone say nothing then.
  case maybeAhead
  /// The page outside is of another day after, which no cache makes: the device's clock is wrong, or the
  /// site's, and when it was measured is not known.
  case unknown
}

/// The volunteer's time of a measurement held against the servers'.
///
/// OONI's collector writes the time at which a report was opened into the report's name, and the time
/// at which a measurement came into the measurement's (ooni/spec, df-000). Measurements that could not
/// be sent are sent later under a new report, so that only one of two differences is sure:
///
/// - the volunteer's clock is more than a day ahead: nothing is sent before it is measured;
/// - it is more than 90 days behind: devices that lost their time begin at the day they were built,
///   and programs do not keep measurements for so long.
///
/// Between these the `Date` of responses decides, which servers write by their own clocks.
///
/// Where no server of OONI's says when, the `Date` that the server outside was given is all there is
/// (``init(_:report:uid:dates:outside:)``).
struct ClockReading: Sendable, Hashable {
  /// When the measurement began, as far as is known.
  private(set) var start: Int64?
  private(set) var clock = DeviceClock.agrees
  /// How many days the volunteer's clock is ahead of the server's; negative for behind.
  private(set) var days: Int64 = 0

  private static let day: Int64 = 86_400
  private static let longestKept: Int64 = 90 * day

  /// - Parameters:
  ///   - start: by the volunteer's clock.
  ///   - dates: what responses say.
  ///   - outside: what the page said that came to the server outside in the same moment, with what a cache adds.
  init(
    _ start: Int64?, report: String?, uid: String?, dates: [ResponseDate], outside: Int64? = nil
  ) {
    self.start = start
    guard let start else { return }
    guard let server = report.flatMap(Self.time(ofReport:)) ?? uid.flatMap(Self.time(ofUID:))
    else {
      hold(start, against: outside, dates)
      return
    }
    let ahead = start - server
    guard ahead.magnitude > UInt64(Self.day) else { return }
    days = ahead / Self.day
    func agrees(_ date: ResponseDate, with time: Int64) -> Bool {
      (date.seconds - time).magnitude <= UInt64(Self.day)
    }
    // Nobody on the path writes over TLS; a cache in clear may repeat an old page.
    if ahead < 0, dates.contains(where: { $0.isSealed && agrees($0, with: start) }) { return }
    let isWrong =
      ahead > 0 || -ahead > Self.longestKept || dates.contains { agrees($0, with: server) }
    clock = isWrong ? .wrong : .doubtful
    if isWrong { self.start = server }
  }

  /// The site's clock is no better than the device's, and both fetches come to the same site: two that
  /// agree are no two witnesses. What came over TLS with the device's own time speaks for that. Else a
  /// difference of more than a day takes certificates their word. Caches and some servers give pages with
  /// old dates, so that a page may be older than the measurement by any time; but none comes from after it.
  private mutating func hold(_ start: Int64, against outside: Int64?, _ dates: [ResponseDate]) {
    guard let outside else { return }
    let (ahead, isTooLarge) = start.subtractingReportingOverflow(outside)
    guard isTooLarge || ahead.magnitude > UInt64(Self.day) else { return }
    guard
      !dates.contains(where: {
        let (gap, isTooLarge) = $0.seconds.subtractingReportingOverflow(start)
        return $0.isSealed && !isTooLarge && gap.magnitude <= UInt64(Self.day)
      })
    else { return }
    days = isTooLarge ? 0 : ahead / Self.day
    clock = isTooLarge || ahead < 0 ? .unknown : .maybeAhead
  }

  /// `20260310T100000Z_…`
  static func time(ofReport name: String) -> Int64? {
    let bytes = Array(name.utf8.prefix(17))
    guard bytes.count == 17, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z"),
      bytes[16] == UInt8(ascii: "_")
    else { return nil }
    return seconds(Array(bytes[..<8] + bytes[9..<15]))
  }

  /// `20260310100000.123456_…`
  static func time(ofUID name: String) -> Int64? {
    let bytes = Array(name.utf8.prefix(15))
    guard bytes.count == 15, bytes[14] == UInt8(ascii: ".") else { return nil }
    return seconds(Array(bytes[..<14]))
  }

  private static func seconds(_ digits: [UInt8]) -> Int64? {
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    func part(_ range: Range<Int>) -> String {
      String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
    return MeasurementTime.seconds(
      of: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) "
        + "\(part(8..<10)):\(part(10..<12)):\(part(12..<14))")
  }
}

/// The `Date` of a response.
struct ResponseDate: Sendable, Hashable {
  /// Seconds since 1970.
  var seconds: Int64
  /// Whether it came over TLS.
  var isSealed: Bool

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `nil` for a response without one in the form that servers have to write (RFC 9110, 5.6.7).
  init?(_ exchange: WebMeasurement.Exchange) {
    guard exchange.failure == nil,
      let text = exchange.headers.first(where: { $0.name == "date" })?.value,
      let seconds = Self.seconds(of: text)
    else { return nil }
    self.seconds = seconds
    isSealed = PageAddress(exchange.url)?.isSealed ?? false
  }

  /// `Tue, 10 Mar 2026 10:00:02 GMT`
  static func seconds(of text: String) -> Int64? {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 6, parts[5] == "GMT", let month = Self.months.firstIndex(of: parts[2])
    else { return nil }
    func two(_ text: String) -> String { text.utf8.count == 1 ? "0\(text)" : text }
    return MeasurementTime.seconds(
      of: "\(parts[3])-\(two(String(month + 1)))-\(two(parts[1])) \(parts[4])")
  }
}

extension Measurement.Test {
  /// What the page outside says of the time.
  var dateOutside: Int64? {
    guard case .web(let web) = self else { return nil }
    return web.control?.page?.date
  }

  /// What the responses say of the time.
  var dates: [ResponseDate] {
    switch self {
    case .web(let web): web.exchanges.compactMap { ResponseDate($0) }
    case .service(let service): service.exchanges.compactMap { ResponseDate($0) }
    case .plain, .speed, .other: []
    }
  }
}
