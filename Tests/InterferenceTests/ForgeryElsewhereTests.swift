import Testing

@testable import Interference

@Suite("Forged answers of public resolvers")
struct ForgeryElsewhereTests {
  private static let nowhere = IPAddress(v4: 0x7F00_0001)

  private func evidence(
    _ answer: [IPAddress], resolver: IPAddress? = IPAddress(v4: 0x0808_0808)
  ) -> [String] {
    var made = MadePage(sealed: true)
    made.handshake(MadePage.site)
    made.page(title: "Evening paper of the north")
    made.answer(answer, engine: .udp)
    for place in made.web.queries.indices where made.web.queries[place].engine == .udp {
      made.web.queries[place].resolver = resolver
    }
    let verdict = made.verdict()
    #expect(verdict.state == .ok && verdict.rule(.dns) == .addressMatches)
    return verdict.layers.first { $0.layer == .dns }?.evidence.filter {
      $0.contains("answered for it")
    } ?? []
  }

  /// The page came: the volunteer's own resolver was not answered for. That others are is told.
  @Test func areToldBesideAVerdictThatTheyDoNotChange() {
    #expect(
      evidence([Self.nowhere]) == [
        "a public resolver asked in clear answered 127.0.0.1, which no public name has: "
          + "somebody on the way answered for it"
      ])
  }

  @Test func othersAreNot() {
    #expect(evidence([MadePage.site]).isEmpty && evidence([MadePage.stranger]).isEmpty)
    // The volunteer's own router, and a resolver that nobody named.
    #expect(evidence([Self.nowhere], resolver: IPAddress("192.168.1.1")).isEmpty)
    #expect(evidence([Self.nowhere], resolver: nil).isEmpty)
  }

  @Test func theLineIsOneThatMayBePublished() {
    let line = Array(evidence([Self.nowhere])[0].utf8)
    #expect(
      EvidencePattern.all.contains { pattern in
        pattern.read(line[...]) { kind, part in
          kind == .addresses ? [.own(String(decoding: part, as: UTF8.self))] : nil
        } != nil
      })
  }
}
