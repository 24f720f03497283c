import Bytes
import Record
import Testing

@testable import Interference

@Suite("What a version corrects in the one before")
struct VersionCorrectionTests {
  private static func rows(
    _ numbers: Range<Int>, by people: Int = 3, _ state: LayerState, day: Int64 = 0
  ) -> [Observation] {
    numbers.map {
      Made.observation(
        $0, by: "p\($0 % people)", state: state,
        mechanism: state == .blocked ? .dnsSinkhole : nil, isArtefact: state == .blocked, day: day)
    }
  }

  /// What is told after a table or others have changed what is said of measurements.
  private func next(
    _ before: [Observation], _ after: [Observation], fresh: [Observation] = []
  ) throws -> (old: JSONValue, new: JSONValue) {
    let method = ReachabilityMethod()
    let old = try #require(method.findings(in: before).first).content
    let pure = try #require(method.findings(in: after + fresh).first).content
    let entries = after.map { _ in 0 } + fresh.map { _ in 1 }
    let new = try #require(
      method.next(
        after: pure, of: after + fresh, takenInBy: entries, versions: [1], recorded: old))
    return (old, new.content)
  }

  @Test func whatOneVolunteersMeasurementsWouldChangeStays() throws {
    let same = Self.rows(0..<24, .blocked)
    let (before, after) = (Made.observation(40, by: "p0"), Made.observation(41, by: "p0"))
    let changed = [before, after].map { row in
      var row = row
      row.state = .blocked
      row.mechanism = .dnsSinkhole
      row.hasArtefact = true
      return row
    }
    let (old, new) = try next(same + [before, after], same + changed)
    #expect(old["blocked"] == 24)
    for name in ["rows", "cells", "measurements", "judged", "blocked", "state"] {
      #expect(new[name] == old[name], "\(name)")
    }
    #expect(!new["note"].isNull && old["note"].isNull)
    // What came since is told.
    let (_, grown) = try next(
      same + [before, after], same + changed, fresh: Self.rows(50..<59, .blocked, day: 3))
    #expect(grown["blocked"] == 33 && grown["rows"].elements[0]["blocked"] == 33)
    #expect(grown["cells"].elements.contains { $0["on"] == "2026-01-04" && $0["blocked"] == 9 })
    #expect(grown["cells"].elements.contains { $0["on"] == "2026-01-01" && $0["blocked"] == 24 })
    #expect(grown["state"] == "blocked" && !grown["note"].isNull)
    #expect(SchemaCheck.faults(in: with(grown), of: .finding).isEmpty)
  }

  private func with(_ content: JSONValue) -> JSONValue {
    var object = content.object ?? JSONObject()
    object["inputs"] = ["digest": "d", "entries": 1, "exhibits": 1, "tables": "t"]
    return .object(object)
  }

  @Test func whatManyChangeIsCorrected() throws {
    let (old, new) = try next(Self.rows(0..<24, .ok), Self.rows(0..<24, .blocked))
    #expect(old["state"] == "ok" && old["blocked"] == 0)
    #expect(new["state"] == "blocked" && new["blocked"] == 24 && new["note"].isNull)
    // More than any two of them have measured.
    let few = Self.rows(0..<12, by: 6, .ok) + Self.rows(12..<18, by: 6, .blocked)
    let more = Self.rows(0..<18, by: 6, .blocked)
    #expect(try next(few, more).new["blocked"] == 18)
  }

  @Test func aNumberOfVantagePointsIsNotCorrectedByTwo() throws {
    // As of a messenger whose rows others make judgeable: two more are seen to have measured.
    let three = Self.rows(0..<3, .blocked)
    let two = (10..<12).map { Made.observation($0, by: "q\($0)", state: .insufficient, day: 2) }
    let judged = two.map { row in
      var row = row
      (row.state, row.mechanism, row.hasArtefact) = (.blocked, .dnsSinkhole, true)
      return row
    }
    let (old, new) = try next(three + two, three + judged)
    #expect(new["vantage_points"] == old["vantage_points"] && new["blocked"] == old["blocked"])
  }

  @Test func nothingChangesWhereNothingIsJudgedOtherwise() throws {
    let rows = Self.rows(0..<24, .blocked)
    let (old, new) = try next(rows, rows)
    #expect(old == new)
  }

  @Test func oneOddMeasurementHidesNoBlockThatManySaw() throws {
    // One of them fails in another way, as always some do: none was down before, so its number says no more
    // in the second version than it would in a first.
    let ordinary = Self.rows(0..<60, by: 6, .ok)
    var odd = Made.observation(120, by: "p0")
    odd.state = .down
    let (old, new) = try next(
      ordinary + Self.rows(60..<119, by: 6, .ok) + [Made.observation(120, by: "p0")],
      ordinary + Self.rows(60..<119, by: 6, .blocked) + [odd])
    #expect(old["blocked"] == 0)
    #expect(new["blocked"] == 59 && new["note"].isNull)
  }

  @Test func aDayThatComesAsAWholeHidesNoBlockThatManySaw() throws {
    // Ten days on which six measured; on the last of them what they saw could not be told before.
    func day(_ number: Int, _ state: LayerState) -> [Observation] {
      Self.rows(number * 12..<number * 12 + 12, by: 6, state, day: Int64(number))
    }
    var odd = day(9, .insufficient)
    odd[0].state = .down
    let ordinary = (0..<5).flatMap { day($0, .ok) }
    let before = ordinary + (5..<9).flatMap { day($0, .insufficient) } + odd
    let seenAnew = odd.map { row in
      var row = row
      if row.state == .insufficient {
        (row.state, row.mechanism, row.hasArtefact) = (.blocked, .dnsSinkhole, true)
      }
      return row
    }
    let after = ordinary + (5..<9).flatMap { day($0, .blocked) } + seenAnew
    let (old, new) = try next(before, after)
    #expect(old["blocked"].int ?? 0 == 0)
    // Told as a first version would be: that one was down is withheld, and with it how many were blocked.
    #expect(new["judged"] == 120 && new["state"] == "impaired" && new["note"].isNull)
  }
}
