import Bytes
import Record
import Signals
import Testing

@testable import Interference

/// Blocks that begin together and do not end together.
@Suite("What came back before the rest")
struct EarlyEndTests {
  /// Three targets that are blocked until the end, or to an hour, and one for three days.
  private static func country(until end: Int = 60 * 24, seed: UInt64 = 91) -> MadeUpCountry {
    var country = MadeUpCountry(seed: seed)
    country.code = "VN"
    func block(_ hours: Range<Int>, _ targets: Set<Int>) {
      country.happenings.append(
        .init(
          .block(0.95, .dns, .dnsSinkhole, hasArtefact: true), hours: hours, targets: targets))
    }
    block(492..<end, [1, 5, 9])
    block(492..<564, [6])
    return country
  }

  @Test func isToldWithTheOneEpisodeThatGoesOn() throws {
    let country = Self.country()
    let rows = country.observations
    let episode = try #require(EpisodeDetector().episodes(in: rows).first)
    #expect(EpisodeDetector().episodes(in: rows).count == 1)
    #expect(episode.targets.count == 4 && episode.end == nil && episode.isAlarm)
    #expect(Set(episode.earlyEnds.map(\.target)) == ["site6.example"])
    for back in episode.earlyEnds {
      #expect(back.time.earliest <= country.time(ofHour: 570))
      #expect(back.time.latest >= country.time(ofHour: 558))
    }
    let findings = EpisodeMethod().findings(in: rows)
    #expect(findings.count == 1)
    let finding = try #require(findings.first).content
    #expect(finding["end"].isNull && finding["span"].text?.hasSuffix("..") ?? false)
    let ends = finding["ended_earlier"].elements
    #expect(ends.count == 1)
    let back = try #require(ends.first)
    #expect(back["targets"] == ["site6.example"])
    #expect(back["estimate"] == "2026-01-28")
    // What is counted of it is its own time, as far as days are told: not a twentieth of the month was blocked.
    let own = finding["rows"].elements.filter { $0["target"] == "site6.example" }
    #expect(own.count >= 3)
    #expect(own.count { $0["state"] == "blocked" } >= 2)
  }

  @Test func isToldWhereAllIsOverToo() throws {
    let rows = Self.country(until: 900).observations
    let episodes = EpisodeDetector().episodes(in: rows)
    let episode = try #require(episodes.first)
    #expect(episodes.count == 1 && episode.end != nil)
    #expect(Set(episode.earlyEnds.map(\.target)) == ["site6.example"])
    let finding = try #require(EpisodeMethod().findings(in: rows).first).content
    #expect(finding["ended_earlier"].elements.map { $0["targets"] } == [["site6.example"]])
    #expect(finding["end"]["estimate"].text?.prefix(7) == "2026-02")
  }

  @Test func isNothingWhereAllEndsTogether() throws {
    var country = Self.country(until: 900)
    country.happenings.removeLast()
    let rows = country.observations
    let episode = try #require(EpisodeDetector().episodes(in: rows).first)
    #expect(episode.end != nil && episode.earlyEnds == [])
    #expect(
      try #require(EpisodeMethod().findings(in: rows).first).content["ended_earlier"].isNull)
  }

  /// One network of five lifts the block of all targets after three days.
  @Test func isANetworkWhereOneNetworkLiftsIt() throws {
    var country = MadeUpCountry(seed: 17)
    country.code = "VN"
    for network in 0..<5 {
      country.happenings.append(
        .init(
          .block(0.95, .dns, .dnsSinkhole, hasArtefact: true),
          hours: 480..<(network == 1 ? 552 : 1440), targets: [1, 5], networks: [network]))
    }
    let rows = country.observations
    let finding = try #require(EpisodeMethod().findings(in: rows).first).content
    let back = try #require(finding["ended_earlier"].elements.first)
    #expect(finding["ended_earlier"].elements.count == 1)
    #expect(back["targets"] == ["site1.example", "site5.example"])
    #expect(back["networks"] == [64502])
  }

  /// A target that came back and was blocked once more is blocked.
  @Test func isNotWhatWasBlockedAgain() throws {
    var country = Self.country()
    country.happenings.append(
      .init(
        .block(0.95, .dns, .dnsSinkhole, hasArtefact: true), hours: 596..<1440, targets: [6]))
    let episodes = EpisodeDetector().episodes(in: country.observations)
    #expect(episodes.count == 1 && episodes[0].earlyEnds == [])
  }
}
