/// What a wrong clock on the volunteer's device takes away from a judgement: certificates are good from
/// one moment to another, and by a wrong clock all of them are bad.
struct ClockRule {
  let web: WebMeasurement
  let measurement: Measurement

  /// Failures that the clock may have made. A certificate for another name is wrong by any clock.
  private static func mayBeOfClock(_ failure: Failure?) -> Bool {
    failure == .certificateInvalid || failure == .certificateOfUnknownIssuer
  }

  /// The layers, with the failures of certificates as `insufficient` where the clock is in doubt, and all
  /// layers where nobody knows when it was.
  func judged(_ layers: [LayerVerdict]) -> [LayerVerdict] {
    guard measurement.clock != .agrees else { return layers }
    let clock = measurement.clock
    return layers.map { layer in
      let isTaken =
        switch clock {
        case .agrees: false
        // What cannot be placed in time begins and ends nothing.
        case .unknown: layer.state != .insufficient
        case .maybeAhead: layer.state == .blocked && isOfClock(layer)
        case .doubtful, .wrong:
          (layer.state == .blocked || layer.state == .down) && isOfClock(layer)
        }
      guard isTaken else { return layer }
      var layer = layer
      layer.state = .insufficient
      layer.mechanism = nil
      layer.likelihood = 0
      layer.rule = .deviceClock
      layer.evidence.append(
        clock == .unknown || clock == .maybeAhead
          ? "the device's clock and the site's are more than a day apart"
          : "the device's clock and the server's are more than a day apart")
      return layer
    }
  }

  private func isOfClock(_ layer: LayerVerdict) -> Bool {
    switch layer.layer {
    case .tls:
      // A filter's certificate is known by its names.
      guard layer.mechanism != .tlsMiddleboxCertificate else { return false }
      let failures = web.handshakes.compactMap(\.failure)
      return failures.contains(where: Self.mayBeOfClock)
        && !failures.contains(.certificateForAnotherName)
    case .http:
      return layer.mechanism != .httpBlockPage
        && web.exchanges.contains { Self.mayBeOfClock($0.failure) }
    case .dns, .tcp, .throughput: return false
    }
  }
}
