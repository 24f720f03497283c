import Foundation
import Testing

@Suite("What an episode says beside the months")
struct EpisodeFigureTests {
  /// Numbers of the episode and of its months must not differ by what one volunteer measured, in whatever
  /// files it came.
  @Test func nothingIsLeftWhenMonthsAreTakenFromAnEpisode() throws {
    var number = 0
    func day(_ day: Int, by people: [String], _ answer: String) -> [String] {
      people.enumerated().map { place, person in
        number += 1
        return Reports.line(
          number, by: person, network: 64496, answer: answer, day: day, hour: 2 + place * 5)
      }
    }
    let all = ["p0", "p1", "p2"]
    let files = [
      (1...14).flatMap { day($0, by: all, "45.45.45.1") },
      (15...20).flatMap { day($0, by: all, "10.0.0.1") },
      (22...24).flatMap { day($0, by: ["p0", "p0"], "10.0.0.1") },
      (26...29).flatMap { day($0, by: all, "10.0.0.1") },
    ]
    try Bench.with { bench in
      try bench.make()
      for (place, lines) in files.enumerated() {
        try bench.write("\(place).jsonl", lines.joined(separator: "\n"))
        let outcome = try bench.run("import", "\(place).jsonl")
        #expect(outcome.isFine)
        // Who measured alone waits, and goes on waiting.
        #expect((outcome.output + outcome.errors).contains("measurements wait") == (place > 1))
      }
      let rows = try bench.run("episodes", "--csv").output.split(whereSeparator: \.isNewline)
      let episode = try #require(rows.last)
      // Nine whole days of three; the day of the onset may hold what was before as well.
      #expect(rows.count == 2 && episode.contains(",27,27,3,dns.bogon 27,"), "\(episode)")
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }
}
