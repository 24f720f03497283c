import Bytes
import Record
import Testing

@testable import Site

@Suite("A silence that may be a gap of files")
struct GapOfFilesTests {
  private func feed(_ labels: JSONValue, state: JSONValue) throws -> String {
    let turn: JSONValue = [
      "earliest": "2026-03-22", "estimate": "2026-03-22", "latest": "2026-03-22",
    ]
    let holdings = WholeHoldings([
      (
        .finding,
        [
          "id": "episode-vn-0123", "method": "episode", "method_version": 4,
          "title": ["en": "Silence"], "state": state, "country": "VN", "span": "2026-03-22/..",
          "onset": turn, "labels": labels, "networks": [64_496],
          "inputs": ["entries": 1, "exhibits": 1, "digest": "d", "tables": "t"],
        ]
      )
    ])
    let resource = try ReachResource.render(
      .en, .all, .atom, site: Site(holdings: holdings, stories: []))
    return String(decoding: resource?.bytes ?? [], as: UTF8.self)
  }

  @Test func isInNoFeed() throws {
    #expect(try feed([], state: "collapse").contains("<entry>"))
    #expect(try !feed(["uncorroborated"], state: "insufficient").contains("<entry>"))
    // As it was told before its state said so.
    #expect(try !feed(["uncorroborated"], state: "collapse").contains("<entry>"))
  }
}
