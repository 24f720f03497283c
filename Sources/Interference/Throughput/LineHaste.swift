/// What a measurement shows of how quick the volunteer's line was, whatever was asked for over it.
///
/// A connection needs one round trip of two small packets, and nobody has read a name by then. Where every
/// one took a second and more, packets were lost or waited on the line: pages are late over it by themselves.
struct LineHaste {
  /// Seconds of the quickest connection; `nil` where no time is known.
  let connect: Double?
  /// Seconds of the quickest handshake.
  let handshake: Double?

  /// A satellite's round trip takes six tenths of a second; a lost packet is sent again after a second.
  private static let slowConnect = 1.0
  /// Three round trips of that length.
  private static let slowHandshake = 3.0

  init(_ web: WebMeasurement) {
    connect = web.connects.filter { $0.failure == nil }.compactMap(\.duration)
      .filter(\.isFinite).min()
    handshake = web.handshakes.filter { $0.failure == nil }.compactMap(\.duration)
      .filter(\.isFinite).min()
  }

  /// That the line itself was slow; `nil` where nothing shows it.
  ///
  /// A handshake alone may be what was slowed, by the name in it: it shows a slow line where no connection
  /// was timed.
  var slowLine: String? {
    if let connect {
      return connect >= Self.slowConnect
        ? "the quickest connection took \(Self.text(connect)) s" : nil
    }
    return slowHandshakes
  }

  /// That no handshake was quick; `nil` where one was, or none was timed.
  var slowHandshakes: String? {
    guard let handshake, handshake >= Self.slowHandshake else { return nil }
    return "the quickest handshake took \(Self.text(handshake)) s"
  }

  /// Bits per second at which the line carried a handshake at the least; `nil` where none was timed.
  var handshakeRate: Double? { handshake.flatMap { Trickle.rate(ofHandshake: $0) } }

  private static func text(_ seconds: Double) -> String {
    "\((min(seconds, 1e9) * 10).rounded() / 10)"
  }
}
