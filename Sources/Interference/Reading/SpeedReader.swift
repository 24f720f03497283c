import Bytes

/// Reads the keys of ndt (ndt7, and ndt5 as it was until 2020) and dash.
struct SpeedReader {
  let keys: JSONTape.Node

  private static let place = "test_keys."

  func ndt(_ source: inout FieldSource) -> SpeedMeasurement {
    var speed = SpeedMeasurement(kind: .ndt)
    speed.failure = source.failure(of: keys, Self.place)
    // ndt7 has `summary`, ndt5 `simple`; both give kbit/s and milliseconds.
    let summary = source.tape.member("summary", of: keys) ?? source.tape.member("simple", of: keys)
    if let summary {
      speed.download = source.amount("download", of: summary, "\(Self.place)summary.").map {
        $0 * 1000
      }
      speed.upload = source.amount("upload", of: summary, "\(Self.place)summary.").map { $0 * 1000 }
      speed.roundTrip =
        (source.amount("min_rtt", of: summary, "\(Self.place)summary.")
        ?? source.amount("ping", of: summary, "\(Self.place)summary.")).map { $0 / 1000 }
      speed.retransmitted = source.amount("retransmit_rate", of: summary, "\(Self.place)summary.")
    }
    if let advanced = source.tape.member("advanced", of: keys) {
      speed.roundTrip =
        speed.roundTrip
        ?? source.amount("min_rtt", of: advanced, "\(Self.place)advanced.").map { $0 / 1000 }
      speed.retransmitted =
        speed.retransmitted ?? source.amount("packet_loss", of: advanced, "\(Self.place)advanced.")
    }
    speed.server = server(&source)
    for node in source.list("download", of: keys, Self.place) {
      guard let counted = source.tape.member("AppInfo", of: node),
        let at = source.tape.number("ElapsedTime", of: counted), at > 0,
        let bytes = source.tape.integer("NumBytes", of: counted), bytes >= 0
      else { continue }
      speed.samples.append(SpeedMeasurement.Sample(at: at / 1_000_000, bytes: bytes))
    }
    return speed
  }

  func dash(_ source: inout FieldSource) -> SpeedMeasurement {
    var speed = SpeedMeasurement(kind: .dash)
    speed.failure = source.failure(of: keys, Self.place)
    if let simple = source.tape.member("simple", of: keys) {
      speed.download = source.amount("median_bitrate", of: simple, "\(Self.place)simple.").map {
        $0 * 1000
      }
      speed.roundTrip = source.amount("connect_latency", of: simple, "\(Self.place)simple.")
      speed.playoutDelay = source.amount("min_playout_delay", of: simple, "\(Self.place)simple.")
    }
    speed.server = server(&source)
    var rates: [Double] = []
    var at = 0.0
    var bytes = 0
    for node in source.list("receiver_data", of: keys, Self.place) {
      guard let seconds = source.tape.number("elapsed", of: node), seconds > 0,
        let count = source.tape.integer("received", of: node), count >= 0
      else { continue }
      rates.append(8 * Double(count) / seconds)
      at += seconds
      let (sum, isTooMuch) = bytes.addingReportingOverflow(count)
      bytes = isTooMuch ? .max : sum
      speed.samples.append(SpeedMeasurement.Sample(at: at, bytes: bytes))
    }
    // Programs that were cut off wrote no summary.
    if speed.download == nil { speed.download = rates.median }
    return speed
  }

  private func server(_ source: inout FieldSource) -> String? {
    if let server = source.tape.member("server", of: keys) {
      return source.text("hostname", of: server, "\(Self.place)server.")
    }
    return source.text("server_address", of: keys, Self.place)
  }
}

extension FieldSource {
  /// A number that is not negative; anything else but null is a defect.
  mutating func amount(_ name: StaticString, of node: JSONTape.Node, _ field: String) -> Double? {
    guard let value = tape.member(name, of: node) else { return nil }
    guard let number = tape.number(of: value), number >= 0 else {
      report("\(field)\(name)", .wrongType)
      return nil
    }
    return number
  }
}

extension Array where Element == Double {
  /// The middle value, or the mean of the two in the middle; `nil` for none.
  var median: Double? {
    guard !isEmpty else { return nil }
    let sorted = sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
