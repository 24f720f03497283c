import Bytes
import Record
import Testing

@testable import Site

@Suite("What feeds and pages say of an episode")
struct EpisodeFeedTests {
  private static func turn(_ day: String) -> JSONObject {
    JSONObject([
      ("earliest", .string(day)), ("estimate", .string(day)), ("latest", .string(day)),
    ])
  }

  /// A block of two targets that goes on; one of them came back after two days in one network.
  private static func site() throws -> Site {
    var back = turn("2026-01-27")
    back["targets"] = ["short.example"]
    back["networks"] = [64_496]
    let holdings = WholeHoldings([
      (
        .finding,
        [
          "id": "episode-vn-0123", "method": "episode", "method_version": 7,
          "title": ["en": "Blocking"], "state": "blocked", "country": "VN",
          "span": "2026-01-25/..", "onset": .object(turn("2026-01-25")),
          "ended_earlier": [.object(back)],
          "recurrence": ["from": "11:00", "until": "14:00", "days": 9],
          "addresses": ["https://short.example/article-7"], "labels": ["recurring"],
          "targets": ["long.example", "short.example"], "networks": [64_496, 64_497],
          "inputs": ["entries": 1, "exhibits": 1, "digest": "d", "tables": "t"],
        ]
      )
    ])
    return try Site(holdings: holdings, stories: [])
  }

  private func feed(_ subject: ReachSubject) throws -> String {
    let resource = try ReachResource.render(.en, subject, .atom, site: try Self.site())
    return String(decoding: resource?.bytes ?? [], as: UTF8.self)
  }

  @Test func whatCameBackBeforeTheRestHasAnEntry() throws {
    let all = try feed(.all)
    #expect(all.contains("Ended in part: "))
    #expect(all.contains("finding/episode-vn-0123/end/1</id>"))
    #expect(all.contains("<category term=\"unblocked\"/>"))
    #expect(all.contains("short.example (VN)"))
    #expect(!all.contains("<title>Ended: "))
    #expect(try feed(.target("short.example")).contains("Ended in part: "))
    #expect(try !feed(.target("long.example")).contains("Ended in part: "))
    #expect(try !feed(.network(64_497)).contains("Ended in part: "))
  }

  @Test func thePageTellsHoursAddressesAndWhatCameBack() throws {
    let site = try Self.site()
    let id = try #require(Slug("episode-vn-0123"))
    let page = try #require(
      try site.render(Route.page(.en, .entry(.findings, id))))
    let text = String(decoding: page.bytes, as: UTF8.self)
    #expect(text.contains("every day from 11:00 to 14:00 UTC, seen on at least 9 days"))
    #expect(text.contains("https://short.example/article-7"))
    #expect(text.contains("Came back earlier"))
    #expect(text.contains("It comes back at the same hours of the day"))
  }
}
