import Signals
import Testing

@testable import Flood

@Suite("A site under watch")
struct SiteTests {
  @Test func ordinaryTrafficIsNothing() {
    var log = MadeUpLog(seed: 1)
    log.ordinary(hours: 4)
    let report = log.report()
    #expect(report.incidents.isEmpty && report.surges.isEmpty && report.loud.isEmpty)
    #expect(report.isJudged)
  }

  @Test func aFloodIsAnAttackWithItsRuleAndTimes() throws {
    var log = MadeUpLog(seed: 2)
    log.ordinary(hours: 2)
    log.flood(at: 4_800, seconds: 600, perSecond: 20)
    let report = log.report()
    let incident = try #require(report.incidents.first)
    #expect(report.incidents.count == 1)
    #expect(incident.kind == .flood && incident.verdict == .attack)
    #expect(incident.confidence == .high)
    #expect(abs(incident.start - (log.start + 4_800)) <= 2)
    #expect(abs(incident.end - (log.start + 5_400)) <= 5)
    #expect(incident.main.known - (log.start + 4_800) <= 20)
    #expect(abs(incident.requests / 12_000 - 1) < 0.1)
    #expect(abs(incident.main.sources / 500 - 1) < 0.2)
    let rule = try #require(incident.main.clusters.first)
    #expect(rule.share > 0.9 && rule.usual < 0.02)
    #expect(report.surges.allSatisfy { $0.verdict == .attack })
  }

  @Test(arguments: [
    (0.0, 0.42, "https://social.example/"), (0.5, 0.42, "https://social.example/"), (0.2, 0.1, "-"),
  ])
  func aCrowdOfReadersIsNoAttack(failing: Double, followed: Double, referrer: String) throws {
    var log = MadeUpLog(seed: 3)
    log.ordinary(hours: 2)
    log.crowd(
      at: 4_800, seconds: 1_800, perSecond: 15, agent: "TinNhanh/3.2 (iOS 18)", referrer: referrer,
      failing: failing, followed: followed)
    let report = log.report()
    #expect(report.incidents.isEmpty)
    let surge = try #require(report.surges.first)
    #expect(surge.verdict == .readers)
  }

  @Test func withoutFurnitureACrowdThatLeavesAtOnceIsUndetermined() throws {
    var log = MadeUpLog(seed: 4)
    log.ordinary(hours: 2, perSecond: 1, furniture: false)
    log.crowd(
      at: 4_800, seconds: 1_800, perSecond: 15, furniture: false, agent: "TinNhanh/3.2 (iOS 18)",
      referrer: "-",
      failing: 0.2, followed: 0.05)
    let report = log.report()
    #expect(report.incidents.isEmpty)
    let surge = try #require(report.surges.first)
    #expect(surge.verdict == .undetermined && surge.lacksFurniture)
  }

  @Test func withoutFurnitureAFloodIsStillAnAttack() {
    var log = MadeUpLog(seed: 5)
    log.ordinary(hours: 2, perSecond: 1, furniture: false)
    log.flood(at: 4_800, seconds: 600, perSecond: 30)
    #expect(log.report().incidents.map(\.verdict) == [.attack])
  }

  @Test func aFloodInTheMidstOfACrowdIsBoth() throws {
    var log = MadeUpLog(seed: 6)
    log.ordinary(hours: 2)
    log.crowd(at: 4_200, seconds: 2_800, perSecond: 10)
    log.flood(at: 5_100, seconds: 600, perSecond: 40, status: 200)
    let incident = try #require(log.report().incidents.first)
    #expect(incident.verdict == .mixed)
    #expect(abs(incident.start - (log.start + 5_100)) <= 5)
  }

  @Test(arguments: [
    AttackKind.cacheBusting, .searchFlood, .signIn, .slow, .pingback,
  ])
  func kindsAreToldApart(kind: AttackKind) throws {
    var log = MadeUpLog(seed: 7)
    log.ordinary(hours: 2)
    switch kind {
    case .cacheBusting:
      log.flood(
        at: 4_800, seconds: 600, perSecond: 10,
        request: { "GET /2026/03/bai-viet-7/?\($0.next() >> 30)" })
    case .searchFlood:
      log.flood(at: 4_800, seconds: 600, perSecond: 5, request: { "GET /?s=w\($0.next() >> 30)q" })
    case .signIn:
      log.flood(at: 4_800, seconds: 900, perSecond: 0.7, request: { _ in "POST /wp-login.php" })
    case .slow:
      log.flood(
        at: 4_800, seconds: 900, perSecond: 1, request: { _ in "POST /wp-comments-post.php" },
        status: 408)
    default:
      log.flood(
        at: 4_800, seconds: 600, perSecond: 10,
        request: { "GET /?\($0.next() >> 40)=\($0.next() >> 40)" },
        agent: "WordPress/5.1; http://blog.example; verifying pingback from 241.0.0.1")
    }
    let incident = try #require(log.report().incidents.first)
    #expect(incident.kind == kind)
    #expect(incident.verdict == .attack)
  }

  @Test func wavesOfOneCampaignAreOneIncident() {
    var log = MadeUpLog(seed: 8)
    log.ordinary(hours: 2.7)
    for wave in 0..<4 { log.flood(at: 4_800 + Int64(wave) * 1_200, seconds: 90, perSecond: 25) }
    let report = log.report()
    #expect(report.incidents.count == 1)
    #expect(report.incidents.first?.waves.count == 4)
  }

  @Test func onePersonsScriptIsNoDistributedAttack() {
    var log = MadeUpLog(seed: 9)
    log.ordinary(hours: 2)
    log.flood(at: 4_800, seconds: 900, perSecond: 4, sources: 1, agent: "python-requests/2.31.0")
    #expect(log.report().incidents.map(\.verdict) == [.fewSources])
  }

  @Test func manyUnderACrawlersNameAreImpostors() throws {
    var log = MadeUpLog(seed: 10)
    log.ordinary(hours: 2)
    for second in stride(from: Int64(0), to: 7_200, by: 20) {
      log.put(
        log.start + second, "240.90.0.1", "GET /a",
        agent: "Mozilla/5.0 (compatible; Examplebot/1.0)")
    }
    log.flood(
      at: 4_800, seconds: 600, perSecond: 20, sources: 3_000,
      agent: "Mozilla/5.0 (compatible; Examplebot/1.0)")
    #expect(try #require(log.report().incidents.first).kind == .impostor)
  }

  @Test func theResultHangsNotOnThePieces() {
    var log = MadeUpLog(seed: 11)
    log.ordinary(hours: 3)
    log.flood(at: 7_200, seconds: 300, perSecond: 20)
    let bytes = log.bytes
    let one = MadeUpLog.report(bytes)
    let other = MadeUpLog.report(bytes, step: 777)
    #expect(one.report.json == other.report.json)
    #expect(one.file.lines == other.file.lines && one.file.bytes == bytes.count)
  }

  @Test func aClockSetBackIsFollowed() throws {
    var log = MadeUpLog(seed: 12)
    log.ordinary(hours: 2)
    log.flood(at: 5_100, seconds: 300, perSecond: 20)
    // For ten minutes the server's clock is an hour late.
    var text: [String] = []
    for line in log.lines.enumerated().sorted(by: {
      ($0.element.second, $0.offset) < ($1.element.second, $1.offset)
    }).map(\.element) {
      let isOff = (4_800..<5_400).contains(line.second - log.start)
      text.append(
        isOff
          ? line.text.replacing(
            MadeUpLog.stamp(line.second), with: MadeUpLog.stamp(line.second - 3_600)) : line.text)
    }
    let report = MadeUpLog.report(Array((text.joined(separator: "\n") + "\n").utf8)).report
    let minutes = report.time.steps.map { abs($0.by) / 60 }
    #expect(minutes.count == 2 && minutes.allSatisfy { (58...61).contains($0) })
    let incident = try #require(report.incidents.first)
    #expect(abs(incident.start - (log.start + 5_100)) <= 90)
  }

  @Test func linesOutOfOrderChangeNothingThatIsFound() {
    var log = MadeUpLog(seed: 13)
    log.ordinary(hours: 2)
    log.flood(at: 4_800, seconds: 600, perSecond: 20)
    var lines = log.lines.enumerated().sorted {
      // Each line comes up to six seconds late.
      (($0.element.second + Int64(($0.offset * 7) % 7)), $0.offset)
        < (($1.element.second + Int64(($1.offset * 7) % 7)), $1.offset)
    }.map(\.element.text)
    lines.append("")
    let report = MadeUpLog.report(Array(lines.joined(separator: "\n").utf8)).report
    #expect(report.incidents.count == 1)
  }

  @Test func hoursOfSilenceEndNothingThatIsKnown() {
    var log = MadeUpLog(seed: 14)
    log.ordinary(hours: 3)
    var later = MadeUpLog(seed: 15)
    later.ordinary(hours: 3)
    later.flood(at: 3_600, seconds: 300, perSecond: 20)
    let shift: Int64 = 30 * 3_600
    for line in later.lines {
      log.lines.append(
        (
          line.second + shift,
          line.text.replacing(
            MadeUpLog.stamp(line.second), with: MadeUpLog.stamp(line.second + shift))
        ))
    }
    let report = log.report()
    #expect(report.time.gaps == 1)
    #expect(report.incidents.count == 1)
    #expect(report.requests + report.time.late >= log.lines.count - 2)
  }
}
