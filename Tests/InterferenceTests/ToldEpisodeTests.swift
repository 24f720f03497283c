import Bytes
import Record
import Signals
import Testing

@testable import Interference

@Suite("What an episode tells")
struct ToldEpisodeTests {
  private static func blocked(_ number: Int, by person: String, day: Int64) -> Observation {
    var row = Made.observation(
      Int(day) * 100 + number, by: person, state: .blocked, mechanism: .dnsSinkhole,
      isArtefact: true)
    row.start = 1_767_225_600 + day * 86_400 + Int64(number) * 3600
    return row
  }

  /// A site that was blocked from the first measurements on: three people on some days, and one of them alone
  /// on others.
  private static let standing: [Observation] =
    [1, 2, 9, 10].flatMap { day in
      (0..<9).map { blocked($0, by: "p\($0 % 3)", day: day) }
    } + (3..<7).map { blocked(12, by: "p0", day: $0) }

  /// The numbers of a row or of a whole.
  private static func numbers(_ part: JSONValue) -> [Int?] {
    ["measurements", "judged", "blocked", "down", "refused", "ok"].map { part[$0].int }
  }

  @Test func itsNumbersAreThoseOfTheMonths() throws {
    let month = try #require(ReachabilityMethod().findings(in: Self.standing).first).content
    let episode = try #require(EpisodeMethod().findings(in: Self.standing).first).content
    // Who measured alone is in neither, so that nothing is left when one is taken from the other.
    #expect(month["judged"].int == 36)
    #expect(Self.numbers(episode["rows"].elements[0]) == Self.numbers(month["rows"].elements[0]))
    #expect(episode["judged"] == month["judged"] && episode["state"] == "blocked")
    let days = Set(month["cells"].elements.compactMap { $0["on"].text })
    #expect(Set(episode["cells"].elements.compactMap { $0["on"].text }).isSubset(of: days))
    #expect(episode["numbers"].isNull)
  }

  @Test func whatWasSoFromTheFirstOnBeganInNoHour() throws {
    let episode = try #require(EpisodeMethod().findings(in: Self.standing).first).content
    #expect(episode["labels"].elements.contains("standing"))
    for name in ["earliest", "estimate", "latest"] {
      #expect(episode["onset"][name] == "2026-01")
    }
    #expect(episode["span"] == "2026-01/..")
    let text = String(decoding: episode.canonicalBytes, as: UTF8.self)
    #expect(!text.contains("T00:") && !text.contains("2026-01-05"))
  }

  @Test func aBlockThatBeginsAndEndsIsToldByWholeDays() throws {
    var rows: [Observation] = []
    for day in 0..<20 as Range<Int64> {
      for number in 0..<12 {
        let isBlocked = (8..<14).contains(day)
        rows.append(
          Made.observation(
            Int(day) * 1000 + number * 60, by: "p\(number % 4)", state: isBlocked ? .blocked : .ok,
            mechanism: isBlocked ? .dnsSinkhole : nil, isArtefact: isBlocked))
        rows[rows.count - 1].start = 1_767_225_600 + day * 86_400 + Int64(number) * 7000
      }
    }
    let month = try #require(ReachabilityMethod().findings(in: rows).first).content
    let episode = try #require(EpisodeMethod().findings(in: rows).first).content
    let onset = episode["onset"]
    // Between the last of the eighth and the first of the ninth.
    #expect(onset["earliest"] == "2026-01-08" && onset["latest"] == "2026-01-08")
    #expect(episode["end"]["estimate"] == "2026-01-14")
    #expect(episode["state"] == "blocked" && episode["rows"].elements.count == 1)
    // Every day that is told stands in the month with the same numbers.
    let own = month["cells"].elements.filter { !$0["network"].isNull }
    for cell in episode["cells"].elements {
      let same = try #require(own.first { $0["on"] == cell["on"] })
      #expect(same["judged"] == cell["judged"] && same["blocked"] == cell["blocked"])
    }
    let inside = own.filter { ("2026-01-09"..."2026-01-13").contains($0["on"].text ?? "") }
    #expect(episode["judged"].int == inside.compactMap { $0["judged"].int }.reduce(0, +))
  }

  @Test func slownessTellsNoTransfers() throws {
    var rows: [Observation] = []
    for target in 0..<8 {
      for day in 0..<24 as Range<Int64> {
        for number in 0..<6 {
          let isSlow = target == 0 && day >= 16
          var row = Made.observation(
            target * 10_000 + Int(day) * 100 + number, by: "p\(number % 3)",
            target: "s\(target).example")
          row.start = 1_767_225_600 + day * 86_400 + Int64(number) * 13_000
          row.goodput = (isSlow ? 1e5 : 1e6) * (1 + Double((number * 7 + Int(day) * 3) % 10) / 100)
          rows.append(row)
        }
      }
    }
    let drafts = EpisodeMethod().findings(in: rows)
    let episode = try #require(drafts.first { $0.content["state"] == "slowdown" }).content
    #expect(episode["targets"] == ["s0.example"] && episode["networks"] == [64496])
    for name in ["judged", "blocked", "vantage_points", "cells", "rows", "numbers"] {
      #expect(episode[name].isNull, "\(name)")
    }
    #expect(episode["onset"]["estimate"].text?.utf8.count == 10)
  }

  @Test func aTurnIsWidenedToWhatIsTold() throws {
    func day(_ text: String) throws -> CivilDay { try #require(CivilDay(parsing: text)) }
    let turns = ToldTurns(
      days: [try day("2026-03-02"), try day("2026-03-09"), try day("2026-05-04")],
      months: ["2026-03", "2026-05"])
    func turn(_ low: String, _ middle: String, _ high: String) throws -> [String]? {
      turns.turn(
        ChangeTime(
          estimate: try day(middle).begins() + 3600, earliest: try day(low).begins(),
          latest: try day(high).begins())
      ).map { [$0.earliest, $0.estimate, $0.latest] }
    }
    #expect(
      try turn("2026-03-04", "2026-03-05", "2026-03-06")
        == ["2026-03-02", "2026-03-02", "2026-03-09"])
    #expect(
      try turn("2026-03-02", "2026-03-02", "2026-03-02")
        == ["2026-03-02", "2026-03-02", "2026-03-02"])
    #expect(
      try turn("2026-03-20", "2026-03-21", "2026-03-22") == ["2026-03-09", "2026-03", "2026-03"])
    // Nothing is told of April: it lies between what is.
    #expect(
      try turn("2026-04-20", "2026-04-21", "2026-04-22")
        == ["2026-03-09", "2026-05-04", "2026-05-04"])
    #expect(
      try turn("2026-02-01", "2026-02-02", "2026-02-03") == ["2026-03", "2026-03", "2026-03"])
  }
}
