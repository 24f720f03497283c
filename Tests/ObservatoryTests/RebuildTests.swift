import Foundation
import Observatory
import Record
import Testing

@testable import Observatory

/// Additions, corrections and retractions in an order drawn from a seed.
private struct Edits {
  var random: Seeded
  var known: [String] = []

  mutating func next() -> (reference: String, text: String) {
    let isNew = known.count < 3 || Int.random(in: 0..<3, using: &random) == 0
    let name = isNew ? "event-\(known.count)" : known.randomElement(using: &random) ?? "event-0"
    if isNew { known.append(name) }
    let month = Int.random(in: 1...12, using: &random)
    let year = Int.random(in: 2008...2026, using: &random)
    let kind = ["arrest", "throttling", "law"].randomElement(using: &random) ?? "law"
    var text = """
      id: \(name)
      when: '\(year)-\(month < 10 ? "0" : "")\(month)'
      title: {en: "Example \(Int.random(in: 0..<1000, using: &random)) in Đắk Lắk"}
      kind: \(kind)
      sources: [paper]
      confidence: reported

      """
    if Int.random(in: 0..<5, using: &random) == 0 {
      text += "retracted: {on: '2026-01-01', reason: {en: It was wrong.}}\n"
    }
    return ("event/\(name)", text)
  }
}

/// SplitMix64.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("A cache made anew")
struct RebuildTests {
  @Test(arguments: [1, 2, 3, 4])
  func equalsTheOneThatGrewTableByTable(seed: Int) async throws {
    try await Workshop.with { shop in
      let source = "id: paper\nurl: https://example.org/a\npublisher: Example paper\n"
      var edits = Edits(random: Seeded(state: UInt64(seed)))
      let observatory = try shop.open()
      try await shop.record("source/paper", source, in: observatory)
      for _ in 0..<40 {
        let edit = edits.next()
        try await shop.record(edit.reference, edit.text, in: observatory)
      }
      let difference = try CacheComparison(folder: shop.folder).run()
      #expect(difference.faults == [])
      let grown = try CacheComparison.digests(of: await observatory.cache)

      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: shop.folder + "/record.sqlite" + suffix)
      }
      let again = try shop.open()
      let rebuilt = try CacheComparison.digests(of: await again.cache)
      #expect(rebuilt.keys == grown.keys)
      for (table, digest) in rebuilt { #expect(grown[table] == digest, "\(table)") }
      let count = try again.holdings.count(of: .event)
      #expect(count == edits.known.count)
    }
  }
}
