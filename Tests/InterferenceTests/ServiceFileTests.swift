import Testing

@testable import Interference

@Suite("Real measurements of messengers, tunnels and speed")
struct ServiceFileTests {
  /// What a file is known to show: its kind, and for each target the state, the rule and the
  /// mechanism.
  struct Known: Sendable {
    var file: String
    var kind: String
    var rows: [String: (LayerState, Rule, Mechanism?)]
  }

  static let files: [Known] = [
    // Every name of signal.org is denied while the resolver answers another name.
    Known(
      file: "measurement_meta__measurement_uid-20210415084230.511612_IR_signal_ed269d082953bf2e",
      kind: "service",
      rows: [
        "signal/attachments": (.blocked, .namesDenied, .dnsNoSuchName),
        "signal/calls": (.blocked, .namesDenied, .dnsNoSuchName),
        "signal/chat": (.ok, .serviceReached, nil),
        "signal/directory": (.blocked, .namesDenied, .dnsNoSuchName),
        "signal/status": (.blocked, .namesDenied, .dnsNoSuchName),
        "signal/storage": (.blocked, .namesDenied, .dnsNoSuchName),
      ]),
    // The program of 2020 called Facebook's own addresses inconsistent, because it had no table of
    // networks, and connected to nothing.
    Known(
      file: "measurement_meta__measurement_uid-01202003044cadd4e9b30806be0e72a6e05e161a",
      kind: "service",
      rows: [
        "messenger/b-api": (.insufficient, .nothingObserved, nil),
        "messenger/b-graph": (.insufficient, .nothingObserved, nil),
        "messenger/edge": (.insufficient, .nothingObserved, nil),
        "messenger/external-cdn": (.insufficient, .nothingObserved, nil),
        "messenger/scontent-cdn": (.insufficient, .nothingObserved, nil),
        "messenger/star": (.insufficient, .nothingObserved, nil),
        "messenger/stun": (.insufficient, .nothingObserved, nil),
      ]),
    // 0.0.0.0 for every name, and something on the device takes the connections: the volunteer's own
    // filter. The program called the endpoints fine.
    Known(
      file: "measurement_meta__measurement_uid-20221105223930.168194_JP_whatsapp_e3e891f975f0d5ef",
      kind: "service",
      rows: [
        "whatsapp/endpoints": (.insufficient, .ownDeviceAnswers, nil),
        "whatsapp/registration": (.insufficient, .ownDeviceAnswers, nil),
        "whatsapp/web": (.insufficient, .ownDeviceAnswers, nil),
      ]),
    Known(
      file: "measurement_meta__measurement_uid-20221110103854.762862_US_whatsapp_cb48f652956e71e0",
      kind: "service",
      rows: [
        "whatsapp/endpoints": (.ok, .serviceReached, nil),
        "whatsapp/registration": (.ok, .serviceReached, nil),
        "whatsapp/web": (.ok, .serviceReached, nil),
      ]),
    Known(
      file: "signal_022", kind: "service",
      rows: [
        "signal/attachments": (.ok, .serviceReached, nil),
        "signal/calls": (.ok, .serviceReached, nil), "signal/chat": (.ok, .serviceReached, nil),
        "signal/directory": (.ok, .serviceReached, nil),
        "signal/status": (.ok, .serviceSaysUp, nil), "signal/storage": (.ok, .serviceReached, nil),
      ]),
    // A name that Signal had given up; the program said "blocked".
    Known(
      file: "signal_679", kind: "service",
      rows: [
        "signal/attachments": (.ok, .serviceReached, nil),
        "signal/calls": (.ok, .serviceReached, nil), "signal/chat": (.ok, .serviceReached, nil),
        "signal/directory": (.insufficient, .oneNameMissing, .dnsNoSuchName),
        "signal/status": (.ok, .serviceSaysUp, nil), "signal/storage": (.ok, .serviceReached, nil),
      ]),
    Known(
      file: "measurement_meta__measurement_uid-20221110112405.003769_US_tor_56e03d764ee82e8f",
      kind: "plain",
      rows: [
        "tor/directory-authorities": (.ok, .plainWorked, nil),
        "tor/directory-ports": (.ok, .plainWorked, nil), "tor/bridges": (.ok, .plainWorked, nil),
      ]),
    Known(
      file: "tor_list", kind: "plain",
      rows: [
        "tor/bridges": (.ok, .plainWorked, nil), "tor/directory-ports": (.ok, .plainWorked, nil),
        "tor/relays": (.ok, .plainWorked, nil),
      ]),
    Known(file: "torsf_2", kind: "plain", rows: ["torsf/tunnel": (.ok, .plainWorked, nil)]),
    Known(
      file: "vanilla_tor", kind: "plain",
      rows: ["vanilla_tor/tunnel": (.insufficient, .plainFailed, nil)]),
    Known(file: "openvpn", kind: "plain", rows: ["openvpn/tunnel": (.ok, .plainWorked, nil)]),
    Known(file: "browser_web", kind: "plain", rows: ["browser_web/page": (.ok, .plainWorked, nil)]),
    Known(
      file: "meek2", kind: "plain",
      rows: ["meek_fronted_requests_test/whole": (.ok, .plainWorked, nil)]),
    Known(
      file:
        "measurement_meta__measurement_uid-20221110105942.212061_TR_httpinvalidrequestline_f99ce62beb3badb9",
      kind: "plain", rows: ["http_invalid_request_line/echo": (.ok, .plainWorked, nil)]),
    Known(
      file: "mbx-2", kind: "plain",
      rows: ["http_invalid_request_line/echo": (.insufficient, .plainAltered, nil)]),
    // Nothing was sent.
    Known(file: "http_header_field_manipulation_1", kind: "plain", rows: [:]),
    Known(
      file: "http_header_field_manipulation_3", kind: "plain",
      rows: ["http_header_field_manipulation/echo": (.insufficient, .plainFailed, nil)]),
    Known(
      file: "http_requests_1", kind: "plain", rows: ["http_requests/page": (.ok, .plainWorked, nil)]
    ),
    Known(
      file: "yaml16_0", kind: "plain",
      rows: [
        "http_requests/page": (.ok, .plainWorked, nil),
        "http_requests/page-through-tor": (.ok, .plainWorked, nil),
      ]),
    Known(
      file: "measurement_meta__measurement_uid-20221110105049.153143_DE_ndt_b15c26280f8b5993",
      kind: "speed",
      rows: [
        "ndt/download": (.ok, .speedMeasured, nil), "ndt/upload": (.ok, .speedMeasured, nil),
      ]),
    Known(
      file: "measurement_meta__measurement_uid-20221110111106.870773_US_dash_2d879e766e4a5bde",
      kind: "speed", rows: ["dash/download": (.ok, .speedMeasured, nil)]),
    Known(
      file: "measurement_meta__measurement_uid-0120190930e8f3eb8e075af3ffe8e54f33caeae2",
      kind: "speed", rows: ["dash/download": (.insufficient, .speedUnknown, nil)]),
  ]

  static func measurement(_ name: String) throws -> Measurement? {
    let found = (Field.files("raw-measurements") + Field.files("single-measurements")).first {
      $0.split(separator: "/").last?.hasPrefix(name) ?? false
    }
    guard let found else {
      print("skipped: \(name) does not lie beside the repository")
      return nil
    }
    var reader = MeasurementReader()
    let result = reader.read(try Field.bytes(found))
    #expect(result.defects == [])
    return result.measurement
  }

  static func kind(_ test: Measurement.Test) -> String {
    switch test {
    case .web: "web"
    case .service: "service"
    case .plain: "plain"
    case .speed: "speed"
    case .other: "other"
    }
  }

  @Test(arguments: files.indices) func isReadAndJudged(index: Int) throws {
    let known = Self.files[index]
    guard let measurement = try Self.measurement(known.file) else { return }
    #expect(Self.kind(measurement.test) == known.kind, "\(known.file)")
    let rows = measurement.observations(by: WebJudge())
    #expect(rows.map(\.target).sorted() == known.rows.keys.sorted(), "\(known.file)")
    for row in rows {
      let text = Comment(rawValue: "\(known.file): \(row)")
      guard let wanted = known.rows[row.target] else { continue }
      #expect(row.state == wanted.0, text)
      #expect(row.rule == wanted.1, text)
      #expect(row.mechanism == wanted.2, text)
    }
  }

  @Test func speedsHaveUnits() throws {
    guard
      let ndt = try Self.measurement(
        "measurement_meta__measurement_uid-20221110105049.153143_DE_ndt"),
      case .speed(let speed) = ndt.test
    else { return }
    #expect(speed.download == 29_266_860.643712076)
    #expect(speed.upload == 12_117_596.243211232)
    #expect(speed.roundTrip == 0.038481)
    #expect(speed.retransmitted == 0)
    #expect(speed.server == "ndt-mlab3-prg02.mlab-oti.measurement-lab.org")
    #expect(speed.samples.first == SpeedMeasurement.Sample(at: 0.251465, bytes: 360_448))
  }

  @Test func whatTheProgramSaidIsKept() throws {
    guard
      let signal = try Self.measurement(
        "measurement_meta__measurement_uid-20210415084230.511612_IR_signal"),
      case .service(let service) = signal.test
    else { return }
    #expect(service.service == .signal)
    #expect(
      service.stated == [
        ServiceMeasurement.Statement(name: "signal_backend_status", value: .text("blocked")),
        ServiceMeasurement.Statement(
          name: "signal_backend_failure", value: .text("dns_nxdomain_error")),
      ])
    #expect(service.queries.count == 13 && service.connects.count == 1)
    // The program of 2021 wrote no address beside the name.
    #expect(service.handshakes.first?.serverName == "textsecure-service.whispersystems.org")
    #expect(service.handshakes.first?.endpoint.address.description == "76.223.92.165")
  }

  @Test func howTheVolunteerWasConnectedIsKept() throws {
    let japan = try Self.measurement(
      "measurement_meta__measurement_uid-20221105223930.168194_JP_whatsapp")
    if let japan { #expect(japan.access == "vpn") }
  }
}
