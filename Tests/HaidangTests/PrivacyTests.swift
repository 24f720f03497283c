import Foundation
import Testing

@Suite("What is published points at nobody, and nobody can take it back")
struct PrivacyTests {
  private static let finding = "reach-vn-news.example-2026-01"

  /// A page of a made-up provider that names the line of the one who sees it.
  private static func page(_ number: Int, by person: String, title: String) -> String {
    Reports.line(number, by: person, network: 64496, answer: "45.45.45.1")
      .replacing(
        #"{"request":{"url":"http://news.example/"},"#,
        with: #"{"request":{"url":"http://news.example/block/27.66.7.\#(number)"},"#
      ).replacing("<title>Local news today</title>", with: "<title>\(title)</title> thue bao")
  }

  private static let marks = """
    name,scope,location_found,pattern_type,pattern,confidence_no_fp,expected_countries
    made_up,isp,body,contains,thue bao,9,VN

    """

  @Test func noAddressAndNoNumberOfAVolunteerIsRecorded() throws {
    let lines = (0..<24).map {
      Self.page($0, by: "p\($0 % 6)", title: "Your address 27.66.7.\($0), line 09123400\($0)")
    }
    try Bench.with { bench in
      try bench.make()
      try bench.write("marks.csv", Self.marks)
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      #expect(try bench.run("import", "marks.csv").isFine)
      #expect(try bench.run("import", "r.jsonl").isFine)
      #expect(try bench.run("publish", "edition").isFine)
      let shown = try bench.run("show", "finding/\(Self.finding)", "--json").output
      #expect(shown.contains("http.block-page") && shown.contains("http://news.example/…"))
      for folder in ["edition", "observatory/journal"] {
        let root = URL(fileURLWithPath: "\(bench.folder)/\(folder)")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() {
          guard let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
          for part in ["27.66.7", "09123400"] {
            #expect(!text.contains(part), "\(part) in \(file.path)")
          }
        }
      }
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }

  @Test func whatPagesHoldDoesNotReachTheTerminal() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("marks.csv", Self.marks)
      let lines = (0..<24).map {
        Self.page($0, by: "p\($0 % 6)", title: #"\u001b[31mred\u202e"#)
      }
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let verdict = try bench.run("verdict", "r.jsonl", "--explain")
      #expect(verdict.isFine && verdict.output.contains("news.example"))
      #expect(try bench.run("import", "marks.csv").isFine && bench.run("import", "r.jsonl").isFine)
      let explained = try bench.run("explain", Self.finding)
      for text in [verdict.output, verdict.errors, explained.output] {
        let bad = text.unicodeScalars.filter { [0x1B, 0x9B, 0x202E].contains($0.value) }
        #expect(bad.isEmpty)
      }
    }
  }

  @Test func aStrangersCopyTakesNothingBack() throws {
    let real = (0..<12).map {
      Reports.line($0, by: "p\($0 % 4)", network: 64496, answer: "10.0.0.1")
    }
    try Bench.with { bench in
      try bench.make()
      try bench.write("real.jsonl", real.joined(separator: "\n"))
      try bench.write(
        "forged.jsonl",
        real.map { $0.replacing("10.0.0.1", with: "45.45.45.1") }
          .joined(separator: "\n"))
      #expect(try bench.run("import", "real.jsonl").isFine)
      let before = try bench.run("show", "finding/\(Self.finding)", "--json").output
      #expect(before.contains("\"state\": \"blocked\""))
      let outcome = try bench.run("import", "forged.jsonl")
      #expect(outcome.output.contains("0 taken back"), "\(outcome.output)")
      #expect(outcome.errors.contains("12 that are copies of others"), "\(outcome.errors)")
      #expect(try bench.run("show", "finding/\(Self.finding)", "--json").output == before)
      let skipped = try bench.run("exhibits", "--skipped").output
      #expect(skipped.contains("forged.jsonl: line 12: a copy of the measurement in real.jsonl"))
      #expect(try bench.run("reproduce", "--all").isFine)
      // Of plain files none is the first.
      let verdict = try bench.run("verdict", "real.jsonl", "forged.jsonl", "--json")
      #expect(verdict.output == "[]\n", "\(verdict.output)")
      #expect(verdict.errors.contains("real.jsonl:1") && verdict.errors.contains("forged.jsonl:1"))
    }
  }

  @Test func aMeasurementCountsOnceWithAndWithoutTheServersName() throws {
    let named = Reports.twoNetworks(answer: "10.0.0.1")
    let raw = named.map { $0.replacing(#/"measurement_uid":"[^"]*",/#, with: "") }
    try Bench.with { bench in
      try bench.make()
      try bench.write("raw.jsonl", raw.joined(separator: "\n"))
      try bench.write("named.jsonl", named.joined(separator: "\n"))
      #expect(try bench.run("import", "raw.jsonl").isFine)
      let outcome = try bench.run("import", "named.jsonl")
      #expect(outcome.output.contains("48 observations: 0 new findings, 0 changed"))
      #expect(!outcome.errors.contains("copies"), "\(outcome.errors)")
      let verdict = try bench.run("verdict", "raw.jsonl", "named.jsonl", "--json").output
      #expect(verdict.contains("\"measurements\": 24"), "\(verdict)")
    }
  }

  @Test func oneVolunteerDoesNotShowBetweenVersions() throws {
    let base = Reports.twoNetworks(answer: "10.0.0.1")
    try Bench.with { bench in
      try bench.make()
      func take(_ name: String, _ lines: [String]) throws -> Program.Outcome {
        try bench.write("\(name).jsonl", lines.joined(separator: "\n"))
        return try bench.run("import", "\(name).jsonl")
      }
      #expect(try take("base", base).isFine)
      let one = try take(
        "one", [Reports.line(60, by: "p9", network: 64497, answer: "10.0.0.1", day: 3)])
      #expect(one.output.contains("0 changed"), "\(one.output)")
      #expect(one.errors.contains("as last recorded: fewer than 3"), "\(one.errors)")
      let more = try take(
        "more",
        (61..<73).map {
          Reports.line($0, by: "q\($0 % 4)", network: 64497, answer: "10.0.0.1", day: 3)
        })
      #expect(!more.output.contains("0 changed"), "\(more.output) \(more.errors)")
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }

  @Test func oneVolunteerWithoutAPseudonymIsOne() throws {
    let lines = (1...9).map {
      Reports.line($0, by: "", network: 64496, answer: "10.0.0.1", day: $0)
    }
    try Bench.with { bench in
      try bench.make()
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let imported = try bench.run("import", "r.jsonl")
      #expect(imported.isFine && imported.errors.contains("1 target was tried by fewer than 3"))
      #expect(try bench.run("list", "finding", "--json").output == "[]\n")
    }
  }
}
