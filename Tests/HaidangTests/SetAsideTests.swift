import Foundation
import Testing

@Suite("Exhibits that are set aside")
struct SetAsideTests {
  /// Two files of one import that tell the same measurements differently.
  private func withTwoStories(_ body: (Bench, _ forged: String) throws -> Void) throws {
    try Bench.with { bench in
      try bench.make()
      for (name, answer) in [("genuine", "10.0.0.1"), ("forged", "45.45.45.1")] {
        try bench.write(
          "\(name).jsonl", Reports.twoNetworks(answer: answer).joined(separator: "\n") + "\n")
      }
      #expect(try bench.run("import", "genuine.jsonl", "forged.jsonl").isFine)
      #expect(try !isBlocked(bench))
      let rows = try bench.run("exhibits", "--csv").output.split(separator: "\n")
      let forged = rows.first { $0.contains("forged.jsonl") }?.prefix(12) ?? ""
      try body(bench, String(forged))
    }
  }

  private func isBlocked(_ bench: Bench) throws -> Bool {
    try bench.run("show", "finding/reach-vn-news.example-2026-01").output.contains("10.0.0.1")
  }

  @Test("The other of two stories counts when the forged one is set aside, and back")
  func theOtherCounts() throws {
    try withTwoStories { bench, forged in
      let aside = try bench.run("exhibits", "--set-aside", forged, "--because", "forged")
      #expect(aside.isFine, "\(aside.errors)")
      #expect(try isBlocked(bench))
      #expect(try bench.run("exhibits", "--json").output.contains("\"forged\""))
      #expect(try bench.run("reproduce", "--all").isFine)
      #expect(try bench.run("verify").isFine)
      // What the cache knows comes from the journal.
      #expect(try bench.run("rebuild").isFine)
      #expect(try bench.run("detect").output.contains("0 new findings, 0 changed"))

      #expect(try bench.run("import", "forged.jsonl").output.contains("0 exhibits added, 1 known"))
      #expect(try isBlocked(bench))

      // Two stories again: what was found is taken back, and its versions stay.
      let back = try bench.run("exhibits", "--use-again", forged, "--because", "a mistake")
      #expect(back.isFine && !back.output.contains(" 0 taken back"), "\(back.output)")
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }

  @Test("What is set aside and used again is counted once")
  func countedOnce() throws {
    try Bench.with { bench in
      try bench.make()
      let lines = Reports.twoNetworks(answer: "10.0.0.1")
      try bench.write("one.jsonl", lines.prefix(24).joined(separator: "\n") + "\n")
      try bench.write("two.jsonl", lines.suffix(24).joined(separator: "\n") + "\n")
      #expect(try bench.run("import", "one.jsonl", "two.jsonl").isFine)
      let rows = try bench.run("exhibits", "--csv").output.split(separator: "\n")
      let two = String(rows.first { $0.contains("two.jsonl") }?.prefix(12) ?? "")
      let finding = "finding/reach-vn-news.example-2026-01"
      func measured() throws -> String? {
        try bench.run("show", finding, "--json").output.split(separator: "\n")
          .first { $0.hasPrefix("  \"measurements\"") || $0.hasPrefix("    \"measurements\"") }
          .map { String($0.filter(\.isNumber)) }
      }
      let before = try measured()
      #expect(before == "48")
      for flag in ["--set-aside", "--use-again"] {
        #expect(try bench.run("exhibits", flag, two, "--because", "a test").isFine)
        #expect(try measured() == (flag == "--set-aside" ? "24" : "48"), "\(flag)")
      }
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }

  @Test("No reason, no exhibit: nothing is recorded")
  func refusals() throws {
    try withTwoStories { bench, forged in
      #expect(try bench.run("exhibits", "--set-aside", forged).code == 2)
      #expect(try bench.run("exhibits", "--set-aside", forged, "--because", "  ").code == 2)
      let unknown = try bench.run("exhibits", "--set-aside", "ffffffffff", "--because", "forged")
      #expect(!unknown.isFine && unknown.errors.contains("no exhibit"))
      #expect(!(try bench.run("exhibits", "--set-aside", "f", "--because", "forged").isFine))
      #expect(try bench.run("verify").isFine)
    }
  }
}
