import Testing

@testable import Interference

@Suite("A page that trickles in")
struct TrickleTests {
  /// A page under a certificate that was not there in ten seconds, and what was read of it.
  private func verdict(
    _ reads: [(at: Double, bytes: Int)], handshake: Double = 0.15, sealed: Bool = true,
    length: Int? = 30_000
  ) -> WebVerdict {
    var made = MadePage(sealed: sealed)
    made.web.control?.page?.length = length
    if sealed { made.handshake(MadePage.site, duration: handshake) }
    made.page(status: nil, length: 0, failure: .timeout)
    made.web.exchanges[0].end = 10.3
    var total = 0
    made.web.receipts = reads.map { read in
      total += read.bytes
      return .init(transaction: 1, at: read.at, bytes: total)
    }
    return made.verdict()
  }

  private func steady(_ bytes: Int, every: Double, until end: Double = 10) -> [(Double, Int)] {
    stride(from: 0.4, to: end, by: every).map { ($0, bytes) }
  }

  @Test func isSlowedWhereTheHandshakeWasQuick() {
    let verdict = verdict(steady(600, every: 0.4))
    #expect(verdict.decisive?.layer == .throughput && verdict.decisive?.mechanism == .throttled)
    #expect(verdict.decisive?.rule == .deadlineWhileReceiving)
  }

  @Test func aDeadConnectionIsATimeout() {
    for reads in [
      [(0.3, 4000)], [(0.3, 4000), (0.5, 600), (0.9, 600)], steady(600, every: 0.4, until: 5),
      [(0.3, 4000), (9.8, 30)], steady(20, every: 0.4),
    ] {
      let verdict = verdict(reads)
      #expect(verdict.decisive?.mechanism == .httpTimeout, "\(reads)")
    }
  }

  /// On a slow line everything trickles.
  @Test func isTheLinesWhereNothingWasQuick() {
    #expect(verdict(steady(600, every: 0.4), handshake: 3).state == .insufficient)
    #expect(verdict(steady(600, every: 0.4), sealed: false).state == .insufficient)
  }

  @Test func whatIsAlmostThePageProvesNoSlowing() {
    let verdict = verdict(steady(600, every: 0.4), length: 16_000)
    #expect(verdict.decisive?.mechanism == .httpTimeout)
  }

  @Test func hostileTimesAreSurvived() {
    for at in [Double.infinity, -.infinity, .nan, 1e308, -1e308] {
      _ = verdict([(at, 600), (1, .max - 600)], handshake: at)
    }
  }
}
