/// What a measurement shows of the volunteer's own line: over which version of the protocol anything
/// came back at all.
///
/// A line without version 6, or with a broken one, is ordinary, and reaches no address of version 6
/// whoever would block it. Failures over a version count only where something else shows that it
/// works, or where they are an answer themselves.
struct OwnLine {
  /// Whether anything came back over version 4.
  let carriesV4: Bool
  /// Whether anything came back over version 6.
  let carriesV6: Bool

  init(_ web: WebMeasurement) {
    let done =
      web.connects.filter { $0.failure == nil }.map(\.endpoint.address)
      + web.handshakes.filter { $0.failure == nil }.map(\.endpoint.address)
      + web.exchanges.filter { $0.status != nil }.compactMap { $0.endpoint?.address }
      + web.queries.filter { $0.engine == .udp && !$0.answers.isEmpty }.compactMap(\.resolver)
    carriesV4 = done.contains { $0.isV4 }
    carriesV6 = done.contains { !$0.isV4 }
  }

  /// Whether the failure of a connection says something about the way to the address, and not only
  /// about the device or its line.
  func counts(_ failure: Failure, at address: IPAddress) -> Bool {
    if failure.isOfDevice || address.isHandedOutByProxies { return false }
    if address.isV4 { return failure != .networkUnreachable || carriesV4 }
    // A refusal or a reset came back over version 6.
    return failure == .connectionRefused || failure == .connectionReset || carriesV6
  }
}
