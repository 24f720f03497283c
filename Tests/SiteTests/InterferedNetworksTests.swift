import Bytes
import Record
import Testing

@testable import Site

@Suite("In how many networks there was interference")
struct InterferedNetworksTests {
  private func count(_ rows: JSONValue...) throws -> InterferedNetworks {
    let finding = try Finding([
      "id": "reach-xx-news.example-2026-01", "method": "reachability", "method_version": 4,
      "title": ["en": "news.example"], "state": "impaired", "span": "2026-01",
      "inputs": ["entries": 1, "exhibits": 1, "digest": "d", "tables": "t"],
      "rows": .array(rows),
    ])
    return InterferedNetworks(finding.rows)
  }

  @Test func aRowOfSeveralCountsEachOfThem() throws {
    let one: JSONValue = ["network": 64496, "state": "ok"]
    let all = try count(one, ["networks": 4, "state": "likely-blocked"])
    #expect(all.some == 4 && all.all == 5 && !all.isAtLeast)
    // Where they do not agree it is known of one at least.
    let some = try count(one, ["networks": 4, "state": "impaired"])
    #expect(some.some == 1 && some.all == 5 && some.isAtLeast)
    let alone = try count(one, ["network": 64497, "state": "impaired"])
    #expect(alone.some == 1 && alone.all == 2 && !alone.isAtLeast)
    let none = try count(one, ["networks": 4, "state": "insufficient"])
    #expect(none.some == 0 && none.all == 1)
  }
}
