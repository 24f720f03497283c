import Bytes
import Record
import Signals

/// Reads measurements in OONI's data format 0.2.0, and what is really found under that name.
///
/// Any field may be missing or null; what is not as the format has it is named and left out, and
/// reading goes on.
public struct MeasurementReader: Sendable {
  /// A measurement, where one could be read, and what was wrong.
  public struct Result: Sendable {
    /// The measurement, where one could be read.
    public var measurement: Measurement?
    /// What was wrong in it.
    public var defects: [ReadingDefect]
  }

  private var tape = JSONTape()

  /// Makes a reader; one is used for many measurements.
  public init() {}

  /// Reads one line of a report file, or one answer of OONI's interface with the measurement in it.
  ///
  /// - Complexity: O(n) in the length of the text.
  public mutating func read(_ text: some Collection<UInt8>) -> Result {
    read(text, wrappers: 0, OONIVerdict())
  }

  /// Answers of the interface wrap a measurement as text in an object, and what records answers wraps
  /// them once more.
  private static let mostWrappers = 3
  /// Some programs begin a file with it.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func read(
    _ text: some Collection<UInt8>, wrappers: Int, _ said: OONIVerdict
  ) -> Result {
    if text.starts(with: Self.byteOrderMark) {
      return read(text.dropFirst(Self.byteOrderMark.count), wrappers: wrappers, said)
    }
    do throws(JSONError) { try tape.read(text) } catch {
      return Result(
        measurement: nil, defects: [ReadingDefect(field: "", reason: .notJSON("\(error)"))])
    }
    let said = OONIVerdict(answer: tape).filled(from: said)
    if wrappers < Self.mostWrappers, tape.member("test_keys", of: .root) == nil,
      let inner = tape.text("raw_measurement", of: .root) ?? tape.text("body", of: .root),
      !inner.isEmpty
    {
      return read(Array(inner.utf8), wrappers: wrappers + 1, said)
    }
    // Raw posts to OONI's collectors hold the measurement in an object of their own.
    if wrappers < Self.mostWrappers, tape.member("test_name", of: .root) == nil,
      let inner = tape.member("content", of: .root), tape.kind(of: inner) == .object
    {
      return read(Array(text)[tape.range(of: inner)], wrappers: wrappers + 1, said)
    }
    var source = FieldSource(tape)
    let measurement = Self.measurement(&source, text, said)
    return Result(measurement: measurement, defects: source.defects)
  }

  private static func measurement(
    _ source: inout FieldSource, _ text: some Collection<UInt8>, _ said: OONIVerdict
  ) -> Measurement? {
    let root = JSONTape.Node.root
    if let reason = reasonAgainst(source.tape) {
      source.report("", reason)
      return nil
    }
    guard let name = source.text("test_name", of: root, "") else {
      source.report("", .notAMeasurement)
      return nil
    }
    let began = start(&source)
    let input = input(&source)
    let report = source.text("report_id", of: root, "")
    let uid = source.text("measurement_uid", of: root, "").flatMap { $0.isEmpty ? nil : $0 }
    let country = source.country("probe_cc", of: root)
    let network = source.network("probe_asn", of: root)
    let resolverNetwork = source.network("resolver_asn", of: root)
    let person = source.text("probe_id", of: root, "")
    let annotations = source.tape.member("annotations", of: root)
    let access = annotations.flatMap { source.tape.text("network_type", of: $0) }
    let platform = annotations.flatMap { source.tape.text("platform", of: $0) }
    let software = source.text("software_name", of: root, "")
    let test = test(name, &source)
    let reading = ClockReading(
      began, report: report, uid: uid, dates: test.dates, outside: test.dateOutside)
    if reading.clock != .agrees, reading.clock != .maybeAhead {
      source.report("measurement_start_time", .clockDiffers(days: reading.days))
    }
    return Measurement(
      id: Self.id(report, uid, name, input, began, text), uid: uid, input: input,
      start: reading.start, clock: reading.clock,
      country: country, network: network, resolverNetwork: resolverNetwork,
      resolverAddress: source.tape.text("resolver_ip", of: root).flatMap { IPAddress($0) },
      software: [
        software, source.text("software_version", of: root, ""),
      ].compactMap(\.self).joined(separator: " "),
      program: [software, platform].map { String(($0 ?? "?").prefix(40)) }.joined(separator: " "),
      vantagePoint: person?.isEmpty == false ? person : nil, report: report,
      ownAddress: ownAddress(source.text("probe_ip", of: root, "")),
      access: access.flatMap { $0.isEmpty ? nil : String($0.prefix(40)) },
      test: test, ooni: ooni(said, name, source.tape))
  }

  /// What a text is that tells of measurements and holds none; `nil` for any other.
  private static func reasonAgainst(_ tape: JSONTape) -> ReadingDefect.Reason? {
    func has(_ name: StaticString) -> Bool { tape.member(name, of: .root) != nil }
    guard !has("test_keys") else { return nil }
    if has("results"), has("metadata") { return .listsOnly }
    // A row of such a list, or an answer about one measurement that was not asked for whole. What is
    // not known of it stands there as null.
    var names: Set<String> = []
    tape.eachMember(of: .root) { key, _ in
      if let name = tape.text(of: key) { names.insert(name) }
    }
    if names.isSuperset(of: ["anomaly", "confirmed"]) { return .listsOnly }
    if has("result"), has("dimension_count") || has("db_stats") { return .countsOnly }
    // A row of any other list may name a test too. A measurement that lost its keys still bears what
    // its program wrote around them.
    guard !has("test_name") else {
      return names.isDisjoint(with: Self.frame) ? .notAMeasurement : nil
    }
    let keys: [StaticString] = [
      "agent", "queries", "requests", "tcp_connect", "tls_handshakes", "network_events", "control",
    ]
    return keys.count(where: has) >= 3 ? .keysOnly : nil
  }

  /// The keys, be they null, and what every program writes around them and no list of measurements
  /// repeats.
  private static let frame: Set<String> = [
    "test_keys", "data_format_version", "software_name", "software_version", "test_version",
    "test_runtime",
    "test_start_time",
  ]

  private static func ooni(
    _ said: OONIVerdict, _ name: String, _ tape: JSONTape
  ) -> OONIVerdict? {
    var said = said
    let isMessenger = ServiceMeasurement.Service(testName: name) != nil
    if isMessenger || name == "web_connectivity", let keys = tape.member("test_keys", of: .root) {
      said.add(keys, ofMessenger: isMessenger, in: tape)
    }
    return said.isEmpty ? nil : said
  }

  /// Programs that withhold it write an address of the machine itself.
  private static func ownAddress(_ text: String?) -> String? {
    guard let text, IPAddress(text) != nil, !["127.0.0.1", "0.0.0.0", "::1", "::"].contains(text)
    else { return nil }
    return text
  }

  /// A report holds one measurement of an input in a second; one without a report is known by the
  /// server's name, or by its bytes.
  private static func id(
    _ report: String?, _ uid: String?, _ test: String, _ input: String?, _ start: Int64?,
    _ text: some Collection<UInt8>
  ) -> String {
    let place = "|\(test)|\(input ?? "")|\(start ?? 0)"
    if let report, !report.isEmpty { return report + place }
    if let uid { return uid }
    let hash = Array(text).withUnsafeBytes { StableHash($0) }
    return HexNumber.text(hash.low) + HexNumber.text(hash.high) + place
  }

  private static func test(_ name: String, _ source: inout FieldSource) -> Measurement.Test {
    let service = ServiceMeasurement.Service(testName: name)
    guard let keys = source.object("test_keys", of: .root, "") else {
      source.require("test_keys", of: .root, "")
      if name == "web_connectivity" { return .web(WebMeasurement()) }
      return service.map { .service(ServiceMeasurement(service: $0)) } ?? .other(name)
    }
    if let service {
      var reader = ServiceReader(service: service, keys: keys)
      return .service(reader.measurement(&source))
    }
    switch name {
    case "web_connectivity":
      var reader = WebReader(source: source, keys: keys)
      let measurement = reader.measurement()
      source = reader.source
      return .web(measurement)
    case "ndt": return .speed(SpeedReader(keys: keys).ndt(&source))
    case "dash": return .speed(SpeedReader(keys: keys).dash(&source))
    default:
      return PlainReader(name: name, keys: keys).measurement(&source).map { .plain($0) }
        ?? .other(name)
    }
  }

  /// A text; old programs wrote a list, whose first element is the address.
  private static func input(_ source: inout FieldSource) -> String? {
    guard let node = source.tape.member("input", of: .root) else { return nil }
    guard source.tape.kind(of: node) == .array else { return source.text("input", of: .root, "") }
    var parts: [String] = []
    source.tape.eachElement(of: node) { element in
      if let text = source.tape.text(of: element) { parts.append(text) }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ":")
  }

  private static func start(_ source: inout FieldSource) -> Int64? {
    guard let text = source.text("measurement_start_time", of: .root, "") else { return nil }
    guard let seconds = MeasurementTime.seconds(of: text) else {
      source.report("measurement_start_time", .badTime(String(text.prefix(40))))
      return nil
    }
    return seconds
  }
}

/// Numbers of 64 bits in sixteen hexadecimal digits.
enum HexNumber {
  static func text(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The clock times of the format, `YYYY-MM-DD HH:MM:SS` in UTC.
enum MeasurementTime {
  /// An instant as text for programs.
  static func text(of seconds: Int64) -> String {
    let rest = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return
      "\(CivilDay(of: seconds))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// Seconds since 1970; a `T` between the parts and fractions of a second are let pass.
  static func seconds(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[13] == 0x3A,
      bytes[16] == 0x3A, bytes[10] == 0x20 || bytes[10] == 0x54
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for byte in bytes[range] {
        guard byte &- 0x30 < 10 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let date = CivilDay(year: Int(year), month: Int(month), day: Int(day)), hour < 24,
      minute < 60, second < 61
    else { return nil }
    return Int64(date.sinceEpoch) * 86_400 + hour * 3600 + minute * 60 + second
  }
}
