import Bytes
import Interference
import Record
import Testing

@testable import Observatory

@Suite("The next version of a finding")
struct NextVersionTests {
  private static func observation(_ number: Int, by person: String, day: Int64) -> Observation {
    Observation(
      measurement: "m\(number)", target: "news.example", test: "web_connectivity", country: "VN",
      network: 64496, vantagePoint: person, isPseudonym: true,
      start: 1_767_225_600 + day * 86_400 + Int64(number) * 60, state: .ok)
  }

  /// What a run after each file makes: the first ends in the middle of a day.
  private func outcome(_ files: Int) throws -> (MethodRun.Outcome, JSONValue) {
    var outcome = MethodRun.Outcome()
    let rows: [[Observation]] = [
      (0..<4).map { Self.observation($0, by: "p\($0)", day: 0) },
      [Self.observation(10, by: "late", day: 0)]
        + (20..<24).map { Self.observation($0, by: "p\($0)", day: 1) },
      (30..<34).map { Self.observation($0, by: "p\($0)", day: 2) },
    ]
    for (entry, own) in rows.prefix(files).enumerated() {
      outcome.observations += own
      outcome.entries += own.map { _ in entry }
    }
    let draft = try #require(ReachabilityMethod().findings(in: outcome.observations).first)
    var content = try #require(draft.content.object)
    content["inputs"] = [
      "digest": "d", "entries": .integer(Int64(files)), "exhibits": .integer(Int64(files)),
      "tables": "t",
    ]
    return (outcome, .object(content))
  }

  @Test func aDayThatWasCutHoldsNothingBackAndAgainGivesTheSame() throws {
    var history: [RecordVersion] = []
    for files in 1...3 {
      let (outcome, pure) = try outcome(files)
      let next = try #require(try outcome.next(of: pure, after: history))
      #expect(try outcome.next(of: pure, after: history) == next)
      let id = try #require(next["id"].text.flatMap { Slug($0) })
      history.append(
        RecordVersion(
          reference: RecordReference(.finding, id), number: files, entry: files,
          day: CivilDay(of: 0), content: next))
    }
    #expect(history.map { $0.content["judged"].int } == [4, 8, 12])
    #expect(history.allSatisfy { $0.content["cells"].elements.first?["judged"].int == 4 })
    // Nothing more can be told: the last version stays.
    let (outcome, pure) = try outcome(3)
    #expect(try outcome.next(of: pure, after: history) == nil)
    // What was taken back is made again.
    var content = try #require(history[2].content.object)
    content["retracted"] = ["on": "2026-02-01"]
    let last = history[2]
    history.append(
      RecordVersion(
        reference: last.reference, number: 4, entry: 4, day: last.day, content: .object(content)))
    #expect(try outcome.next(of: pure, after: history) != nil)
  }
}
