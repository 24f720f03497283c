import Testing

@testable import Interference

@Suite("Deadlines over slow lines")
struct SlowLineTests {
  /// A page under a certificate that was not whole after ten seconds.
  private func page(
    connect: Double? = 3, handshake: Double? = 6, status: Int? = 200, bytes: Int, of length: Int,
    isTimed: Bool = true, reads: Int = 0
  ) -> MadePage {
    var made = MadePage(sealed: true)
    made.web.control?.page?.length = length
    made.web.connects[0].duration = connect
    made.handshake(MadePage.site, duration: handshake ?? 0)
    made.web.handshakes[0].duration = handshake
    made.page(status: status, length: bytes, failure: .timeout, truncated: true)
    made.web.exchanges[0].start = isTimed ? 9 : nil
    made.web.exchanges[0].end = isTimed ? 19 : nil
    made.web.receipts = (0..<reads).map { number in
      .init(transaction: 1, at: 9.9 + Double(number), bytes: bytes / reads * (number + 1))
    }
    return made
  }

  @Test func aSlowLineIsNoThrottling() {
    for made in [
      page(bytes: 200_000, of: 5_000_000, reads: 10), page(bytes: 200_000, of: 5_000_000),
      page(bytes: 200_000, of: 5_000_000, isTimed: false),
      page(bytes: 8000, of: 40_000, reads: 10), page(bytes: 8000, of: 40_000),
      page(connect: nil, bytes: 200_000, of: 5_000_000, reads: 10),
      // How fast a part came that is longer than what a bucket lets through, nobody knows.
      page(connect: nil, handshake: nil, bytes: 200_000, of: 5_000_000, isTimed: false),
      page(connect: 0.1, handshake: 0.3, bytes: 200_000, of: 5_000_000),
    ] {
      let verdict = made.verdict()
      #expect(verdict.state == .insufficient && verdict.decisive == nil, "\(verdict.layers)")
      #expect(!verdict.layers.contains { $0.state == .blocked })
    }
  }

  @Test func aQuickLineWithASlowPageIsSlowed() {
    for made in [
      page(connect: 0.04, handshake: 0.15, bytes: 200_000, of: 5_000_000, reads: 10),
      page(connect: 0.04, handshake: 0.15, bytes: 8000, of: 40_000, reads: 10),
      page(connect: 0.04, handshake: 0.15, bytes: 8000, of: 40_000),
      // The name in the handshake may be what it was slowed for.
      page(connect: 0.04, handshake: 4.8, bytes: 200_000, of: 5_000_000, reads: 10),
    ] {
      let verdict = made.verdict()
      #expect(verdict.decisive?.layer == .throughput, "\(verdict.layers)")
      #expect(verdict.decisive?.rule == .deadlineWhileReceiving)
    }
  }

  /// Another transfer of the same measurement, five times as fast, tells more than a lost packet.
  @Test func aQuickTransferBesideItShowsTheLine() {
    var made = page(bytes: 200_000, of: 5_000_000, reads: 10)
    made.web.receipts += (1...10).map {
      .init(transaction: 2, at: 9 + Double($0) / 5, bytes: $0 * 200_000)
    }
    #expect(made.verdict().decisive?.rule == .deadlineWhileReceiving)
  }

  @Test func aLatePageOverASlowLineIsNoTimeoutOfAFilter() {
    let late = page(status: nil, bytes: 0, of: 300_000)
    #expect(late.verdict().state == .insufficient)
    #expect(late.verdict().rule(.http) == .lineIsSlow)
    let untimed = page(connect: 0.1, handshake: 6, status: nil, bytes: 0, of: 20_000)
    #expect(untimed.verdict().rule(.http) == .lineIsSlow)
  }

  @Test func aLongPageWithoutAHistoryMayHaveBeenOnItsWay() {
    let late = page(
      connect: nil, handshake: nil, status: nil, bytes: 0, of: 5_000_000, isTimed: false)
    #expect(late.verdict().state == .insufficient)
    #expect(late.verdict().rule(.http) == .noByteHistory)
  }

  @Test func silenceOverAQuickLineIsATimeout() {
    // A page that any line carries in the time.
    let short = page(connect: 0.04, handshake: 0.1, status: nil, bytes: 0, of: 20_000)
    #expect(short.verdict().decisive?.mechanism == .httpTimeout)
    // A long page of which the record says that nothing came.
    var long = page(connect: 0.04, handshake: 0.1, status: nil, bytes: 0, of: 5_000_000)
    long.web.receipts = [.init(transaction: 1, at: 0.2, bytes: 4000)]
    #expect(long.verdict().decisive?.mechanism == .httpTimeout)
  }

  @Test func hostileTimesAreSurvived() {
    for time in [Double.infinity, -.infinity, .nan, 1e308, -1e308] {
      _ = page(connect: time, handshake: time, bytes: 200_000, of: .max, reads: 3).verdict()
      _ = page(connect: nil, handshake: time, bytes: 200_000, of: .max).verdict()
      _ = page(connect: time, handshake: nil, status: nil, bytes: 0, of: .max).verdict()
    }
  }
}
