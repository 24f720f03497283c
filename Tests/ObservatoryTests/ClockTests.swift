import Foundation
import Observatory
import Testing

@Suite("A clock that is set back")
struct ClockTests {
  private static let month: Int64 = 31 * 86_400

  private static func place(_ name: String) -> String {
    "id: \(name)\nname: {en: \(name.capitalized)}\nlevel: province\n"
  }

  @Test func goesOnInTheNewestSegmentWithTheTimeOfTheEntryBefore() async throws {
    try await Workshop.with { shop in
      try await shop.record("place/north", Self.place("north"), in: shop.open())
      shop.clock.set(1_760_000_000 - 3 * Self.month)
      let observatory = try shop.open()
      #expect(await observatory.repairs.contains(.clockBehind(seconds: 3 * Self.month)))
      try await shop.record("place/south", Self.place("south"), in: observatory)

      let journal = shop.folder + "/journal"
      let segments = try FileManager.default.contentsOfDirectory(atPath: journal)
      #expect(segments == ["2025-10.jsonl"])
      let lines = try String(contentsOfFile: journal + "/2025-10.jsonl", encoding: .utf8)
        .split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines.allSatisfy { $0.contains(#""at":"2025-10-09T08:53:20Z""#) })
      let report = try await Verification.run(on: shop.folder, vkey: nil)
      #expect(report.hasPassed, "\(report.checks.flatMap(\.faults))")
    }
  }

  @Test func aNewMonthBeginsANewSegment() async throws {
    try await Workshop.with { shop in
      try await shop.record("place/north", Self.place("north"), in: shop.open())
      shop.clock.set(1_760_000_000 + Self.month)
      try await shop.record("place/south", Self.place("south"), in: shop.open())
      let segments = try FileManager.default.contentsOfDirectory(atPath: shop.folder + "/journal")
      #expect(segments.sorted() == ["2025-10.jsonl", "2025-11.jsonl"])
      let report = try await Verification.run(on: shop.folder, vkey: nil)
      #expect(report.hasPassed, "\(report.checks.flatMap(\.faults))")
    }
  }
}
