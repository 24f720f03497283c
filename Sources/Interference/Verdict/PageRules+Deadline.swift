/// The rules for a page that was not there, or not whole, when the deadline came.
extension PageRules {
  /// What came before the deadline; `nil` when nothing did.
  func progress(of exchange: WebMeasurement.Exchange) -> String? {
    let receipts = facts.web.receipts.filter {
      $0.transaction != nil && $0.transaction == exchange.transaction
    }
    if let status = exchange.status {
      let bytes = max(exchange.body.count, receipts.map(\.bytes).max() ?? 0)
      return "status \(status) and \(bytes) bytes came before the deadline"
    }
    // A handshake alone moves some thousand bytes; more is a page on its way, and so is less that
    // goes on and on.
    guard let bytes = receipts.map(\.bytes).max(), bytes > 16_384 || trickle(of: exchange) != nil
    else { return nil }
    return "\(bytes) bytes came before the deadline"
  }

  /// The page was on its way when the deadline came.
  func slow(_ exchange: WebMeasurement.Exchange, _ evidence: [String]) -> LayerVerdict {
    let paces = TransferPace.all(of: facts.web)
    let own = paces.first { $0.transaction == exchange.transaction }
    let evidence = evidence + (own?.evidence ?? [])
    guard let goodput = own?.goodput else {
      if exchange.status == nil, let trickle = trickle(of: exchange) {
        return trickled(trickle, evidence)
      }
      return cut(exchange, evidence)
    }
    // Nobody slows a page to a rate at which films can be seen: it is one that does not end.
    if goodput >= Self.fast {
      return say(.ok, 0.6, .fastUntilDeadline, evidence)
    }
    let others = paces.filter { $0.transaction != exchange.transaction }.compactMap(\.goodput)
    guard let best = others.max() else {
      if let slow = haste.slowLine {
        return say(.insufficient, on: .throughput, 0.4, .lineIsSlow, evidence + [slow])
      }
      return say(
        .blocked, on: .throughput, how: PlateauMechanism.of(own), 0.6, .deadlineWhileReceiving,
        evidence)
    }
    let compared = evidence + ["another transfer came at \(Int(min(best, 1e15) / 1000)) kbit/s"]
    if best < 2 * goodput {
      return say(.insufficient, on: .throughput, 0.4, .lineIsSlow, compared)
    }
    return say(
      .blocked, on: .throughput, how: PlateauMechanism.of(own), best >= 5 * goodput ? 0.75 : 0.6,
      .deadlineWhileReceiving, compared)
  }

  /// A part of a page came, and nothing tells how fast.
  ///
  /// Where it is known how long it took, the line has to have carried something else faster; and what is
  /// more than a connection lets through at once came at a rate that nobody knows.
  private func cut(
    _ exchange: WebMeasurement.Exchange, _ evidence: [String]
  ) -> LayerVerdict {
    if let slow = haste.slowLine {
      return say(.insufficient, on: .throughput, 0.4, .lineIsSlow, evidence + [slow])
    }
    func unknown(_ more: [String] = []) -> LayerVerdict {
      say(.insufficient, on: .throughput, 0.4, .deadlineWhileReceiving, evidence + more)
    }
    let receipts = receipts(of: exchange)
    let bytes = max(exchange.body.count, receipts.map(\.bytes).max() ?? 0)
    var compared: [String] = []
    if let start = exchange.start, let end = exchange.end, end - start > 0, end.isFinite {
      let rate = 8 * Double(bytes) / (end - start)
      guard rate < Self.fast, let line = haste.handshakeRate, line >= 2 * rate else {
        return unknown()
      }
      compared = ["a handshake was done at \(Int(min(line, 1e15) / 1000)) kbit/s or more"]
    } else if bytes > TransferPace.bucket, receipts.isEmpty {
      return unknown()
    }
    return say(
      .blocked, on: .throughput, how: .throttled, 0.6, .deadlineWhileReceiving,
      evidence + compared)
  }

  /// A page that did not come before the deadline, over a line that was slow by itself, or of which nobody
  /// knows whether it was on its way; `nil` where the silence is somebody's.
  func lateByTheLine(
    _ exchange: WebMeasurement.Exchange, _ evidence: [String]
  ) -> LayerVerdict? {
    if let slow = haste.slowLine {
      return say(.insufficient, 0.4, .lineIsSlow, evidence + [slow])
    }
    guard receipts(of: exchange).isEmpty else { return nil }
    if let slow = haste.slowHandshakes {
      return say(.insufficient, 0.4, .lineIsSlow, evidence + [slow])
    }
    guard let length = page?.length, length > Self.longWithoutHistory else { return nil }
    return say(.insufficient, 0.4, .noByteHistory, evidence)
  }

  /// What is known of the bytes of a request; of programs that write no numbers, all bytes may be its.
  private func receipts(of exchange: WebMeasurement.Exchange) -> [WebMeasurement.Receipt] {
    facts.web.receipts.filter {
      $0.bytes > 0
        && ($0.transaction == nil || exchange.transaction == nil
          || $0.transaction == exchange.transaction)
    }
  }

  private var haste: LineHaste { LineHaste(facts.web) }

  /// What came of a page outside is more than twice what trickled in here.
  private func trickle(of exchange: WebMeasurement.Exchange) -> Trickle? {
    guard let trickle = Trickle(exchange, facts.web), trickle.bytes <= TransferPace.bucket,
      let length = page?.length, trickle.bytes < length / 2
    else { return nil }
    return trickle
  }

  /// Only a line that carried something else faster is not what is slow.
  private func trickled(_ trickle: Trickle, _ evidence: [String]) -> LayerVerdict {
    guard let line = trickle.lineRate, line >= 2 * trickle.rate else {
      return say(.insufficient, on: .throughput, 0.4, .deadlineWhileReceiving, evidence)
    }
    let compared =
      evidence + ["a handshake was done at \(Int(min(line, 1e15) / 1000)) kbit/s or more"]
    return say(
      .blocked, on: .throughput, how: .throttled, 0.6, .deadlineWhileReceiving, compared)
  }

  /// Bits per second.
  private static let fast = 2e6
  /// Over a mobile line of 100 kbit/s so many bytes are under way for ten seconds, which is as long as
  /// programs wait.
  private static let longWithoutHistory = 131_072
}
