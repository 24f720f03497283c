import Bytes
import Record
import Testing

@testable import Interference

@Suite("A page of a site that is blocked by itself")
struct BlockedPageTests {
  private static let begin: Int64 = 1_767_225_600
  private static let article = "https://news.example/article-7"

  /// Four pages of a site that four people measure in two networks for forty days; one is blocked in the middle.
  private static func rows(blocked pages: Set<Int>, days: Range<Int> = 12..<30) -> [Observation] {
    var rows: [Observation] = []
    for day in 0..<40 {
      for page in 0..<8 {
        for network in [64_500, 64_501] as [UInt32] {
          for turn in 0..<4 {
            let start =
              begin + Int64(day) * 86_400 + Int64(turn) * 20_000 + Int64(page) * 70
              + Int64(network % 2) * 600
            let isBlocked = pages.contains(page) && days.contains(day)
            let address =
              page == 0 ? "https://news.example" : "https://news.example/article-\(page)"
            rows.append(
              Observation(
                measurement:
                  "20260101T_\(day)_\(network)_\(turn)|web_connectivity|\(address)|\(start)",
                target: "news.example", test: "web_connectivity", country: "VN", network: network,
                vantagePoint: "p\(network) \((turn + day) % 4)", isPseudonym: true, start: start,
                state: isBlocked ? .blocked : .ok, layer: isBlocked ? .http : nil,
                mechanism: isBlocked ? .httpBlockPage : nil, hasArtefact: isBlocked,
                cameOutside: true))
          }
        }
      }
    }
    return rows
  }

  @Test func isAnEpisodeThatNamesItsAddress() throws {
    let rows = Self.rows(blocked: [7])
    let episodes = EpisodeDetector().episodes(in: rows)
    let episode = try #require(episodes.first)
    #expect(episodes.count == 1 && episode.isAlarm)
    #expect(episode.targets == ["news.example"] && episode.networks == [64_500, 64_501])
    #expect(episode.pages["news.example"]?.map(\.address) == [Self.article])
    #expect(episode.end != nil)
    let drafts = EpisodeMethod().findings(in: rows)
    let finding = try #require(drafts.first).content
    #expect(drafts.count == 1 && finding["addresses"].elements == [.string(Self.article)])
    #expect(finding["onset"]["latest"] == "2026-01-12")
    let months = ReachabilityMethod().findings(in: rows).map(\.content)
    let month = try #require(months.first)
    #expect(month["state"] == "impaired")
  }

  @Test func isToldInTheMonthWhereItIsBlockedAllAlong() throws {
    let rows = Self.rows(blocked: [5, 7], days: 0..<40)
    let month = try #require(ReachabilityMethod().findings(in: rows).first).content
    #expect(
      month["addresses"].elements == ["https://news.example/article-5", .string(Self.article)])
  }

  /// What the whole site shares is no page's.
  @Test func isNotTheSite() throws {
    for pages in [Set(0..<8), []] {
      let rows = Self.rows(blocked: pages)
      let episodes = EpisodeDetector().episodes(in: rows)
      #expect(episodes.count == (pages.isEmpty ? 0 : 1))
      #expect(episodes.allSatisfy { $0.pages.isEmpty }, "\(pages)")
      #expect(
        ReachabilityMethod().findings(in: rows).allSatisfy { $0.content["addresses"].isNull })
    }
  }

  /// Where most pages are blocked the site is seen to be blocked too: it is still told that pages are, and which.
  @Test func mayBeMostOfItsPages() throws {
    let rows = Self.rows(blocked: Set(0..<6))
    let episodes = EpisodeDetector().episodes(in: rows)
    #expect(episodes.count == 1)
    #expect(episodes.first?.pages["news.example"]?.count == 6)
  }

  /// One page that only one volunteer reads is his own affair.
  @Test func isNotToldBelowTheFloor() {
    let rows = Self.rows(blocked: [7], days: 0..<40).filter {
      !$0.measurement.contains("article-7") || $0.vantagePoint == "p64500 1"
    }
    let text = ReachabilityMethod().findings(in: rows) + EpisodeMethod().findings(in: rows)
    #expect(!text.isEmpty && text.allSatisfy { !"\($0.content)".contains("article") })
  }

  @Test(arguments: [
    ("r|web_connectivity|https://news.example|5", "https://news.example/"),
    ("r|web_connectivity|http://news.example?a=1#b|5", "http://news.example/?a=1"),
    ("r|web_connectivity|https://news.example/a|b#c|5", "https://news.example/a|b"),
    ("20260101_uid_of_a_server", nil), ("r|web_connectivity|", nil),
    ("r|web_connectivity||5", nil), ("r|dnscheck|https://news.example/|5", nil), ("", nil),
  ]) func hasTheAddressThatWasTested(name: String, address: String?) {
    let row = Observation(
      measurement: name, target: "news.example", test: "web_connectivity", country: "VN",
      network: 1, vantagePoint: "p", isPseudonym: true, start: 5, state: .ok)
    #expect(PageName.address(of: row) == address)
  }
}
