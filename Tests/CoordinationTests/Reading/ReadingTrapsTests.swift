import Record
import Signals
import Testing

@testable import Coordination

@Suite("What misleads a reader of actions is counted") struct ReadingTrapsTests {
  private static let head = ActionReaderTests.head

  @Test("Rows that an export repeats are left out and counted") func duplicatedExport() throws {
    let sample = ActionReaderTests.sample
    let again = sample + sample.dropFirst(Self.head.count)
    let result = try readActions(again)
    #expect(result.words == (try readActions(sample).words))
    #expect(result.report.exactDuplicates == 3 && result.report.duplicates == 0)
    #expect(result.report.rowsRead == 6 && result.report.rowsKept == 3)
    let all = try readActions(again) { $0.keepsDuplicates = true }
    #expect(all.report.rowsKept == 6 && all.report.exactDuplicates == 3)
    #expect(all.columns.action.count == 6 && all.columns.actionNames.count == 3)
  }

  @Test("Without names of actions, rows that say the same are one") func nameless() throws {
    let head = "timestamp,actor,action,target,text\n"
    let rows = ["1717200207,a,comment,p,x", "1717200207,a,comment,p,y", "1717200207,a,share,p,x"]
    let text = head + (rows + rows + [rows[0]]).joined(separator: "\n")
    let result = try readActions(text)
    #expect(result.report.rowsKept == 3 && result.report.exactDuplicates == 4)
    #expect(result.columns.action.isEmpty && result.columns.actionNames.count == 0)
    let kept = try readActions(text) { $0.keepsDuplicates = true }
    #expect(kept.report.rowsKept == 7)
  }

  @Test("Of two rows of one name the smallest stays, in whatever order") func contradictions()
    throws
  {
    let rows = [
      "a1,1717200300,ben,report,p1,,,,", "a1,1717200200,zoe,share,p9,,,x,t",
      "a1,1717200200,ana,share,p9,,,,u", "a1,1717200200,ana,report,p9,,,y,u",
      "a1,1717200200,ana,report,p9,,,x,w", "a1,1717200200,ana,report,p9,,,x,v",
    ]
    let expected = try readActions(Self.head + rows.joined(separator: "\n")).words
    #expect(expected == ["a1 ana report p9 1717200200000 - - x - -"])
    for start in rows.indices {
      let turned = rows[start...] + rows[..<start]
      let result = try readActions(Self.head + turned.joined(separator: "\n"))
      #expect(result.words == expected)
      #expect(result.report.duplicates == 5 && result.report.exactDuplicates == 0)
      let reversed = try readActions(Self.head + turned.reversed().joined(separator: "\n"))
      #expect(reversed.words == expected)
    }
  }

  @Test("Some rows without a name among others") func halfNamed() throws {
    let rows = [
      "a1,1717200300,ben,report,p1,,,,", ",1717200301,cy,report,p1,,,,",
      "a2,1717200302,dan,report,p1,,,,", ",1717200301,cy,report,p1,,,,",
      "a1,1717200299,eve,report,p1,,,,", "a3,1717200303,fay,report,p1,,,,",
      "a3,1717200300,gus,report,p1,,,,",
    ]
    let result = try readActions(Self.head + rows.joined(separator: "\n"))
    #expect(
      result.words.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "- cy", "a1 eve", "a2 dan", "a3 gus",
      ])
    #expect(result.report.duplicates == 2 && result.report.exactDuplicates == 1)
  }

  @Test("A clock that is rounded shows in the shares") func roundedClock() throws {
    var text = "timestamp,actor,target\n"
    for row in 0..<120 { text += "\(1_717_200_000 + row * 60),a\(row),p\n" }
    let report = try readActions(text).report
    #expect(report.shareOnMinute == 1 && report.rowsOnHour == 2)
    let ordinary = try readActions(
      "timestamp,actor,target\n"
        + (0..<120).map { "\(1_717_200_000 + $0),a,p\($0)\n" }.joined())
    #expect(ordinary.report.rowsOnMinute == 2)
  }

  private static func reversed(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    return lines[0] + "\n" + lines.dropFirst().reversed().joined(separator: "\n")
  }

  @Test("Half of the target times are missing") func halfTimed() throws {
    var text = "timestamp,actor,target,target_time\n"
    for row in 0..<100 {
      text += "1717200207,a,p\(row),\(row.isMultiple(of: 2) ? "1717200000" : "")\n"
    }
    text += "1717200207,b,p0,soon\n1717199999,b,p2,\n"
    let report = try readActions(text).report
    #expect(report.rowsWithTargetTime == 52 && report.rowsKept == 102)
    #expect(report.unreadableTargetTimes == 1 && report.rowsBeforeTarget == 1)
  }

  @Test("Owners and times on which rows disagree are settled by votes, not by order")
  func disputes() throws {
    let rows = [
      "1717200207,a,p,x,1717200100", "1717200208,b,p,y,1717200050", "1717200209,c,p,y,",
      "1717200210,d,p,z,1717200100", "1717200211,e,p,z,", "1717200212,f,q,z,1717200100",
      "1717200213,g,q,,1717200100",
    ]
    for rows in [rows, rows.reversed()] {
      let result = try readActions(
        "timestamp,actor,target,owner,target_time\n" + rows.joined(separator: "\n"))
      #expect(result.words.first == "- a act p 1717200207000 y 1717200050000 - - -")
      #expect(result.words.last == "- g act q 1717200213000 z 1717200100000 - - -")
      #expect(result.report.targetsWithSeveralOwners == 1)
      #expect(result.report.targetsWithSeveralTimes == 1)
    }
  }

  @Test("Rows of the hour that a clock shows twice are marked") func daylightSaving() throws {
    let clock = LocalClock(changes: [1_616_893_200, 1_635_642_000], offsets: [3600, 7200, 3600])
    let text =
      "action_id,timestamp,actor,target\na,2021-10-31 02:30:00,x,p\n"
      + "b,2021-10-31 03:30:00,y,p\na,2021-10-31 02:30:00,x,p\n"
    let result = try readActions(text) { $0.clock = clock }
    #expect(result.report.ambiguousTimes == 2 && result.report.exactDuplicates == 1)
    #expect(result.columns.time == [1_635_640_200_000, 1_635_647_400_000])
  }

  @Test("Times without a zone are refused row by row, and all of them with the remedy")
  func zoneless() throws {
    let text = "timestamp,actor,target\n2024-06-01 00:00:00,a,p\n"
    let error = #expect(throws: ActionReadingError.self) { try readActions(text) }
    #expect(error == .noZone(rows: 1, first: RowPlace(row: 2, line: 2, offset: 23)))
    #expect(error?.description.contains("--tz") == true)
    let mixed = try readActions(text + "1717200207,b,p\n")
    #expect(mixed.report.refused[.timeWithoutZone]?.count == 1 && mixed.report.rowsKept == 1)
    let east = try #require(TimeZoneOffset(minutesEast: 420))
    let told = try readActions(text) { $0.clock = LocalClock(east) }
    #expect(told.columns.time == [1_717_174_800_000])
  }

  @Test("With pseudonyms no raw name stays") func pseudonyms() throws {
    let text = ActionReaderTests.sample.replacing("victim", with: "ben")
    let result = try readActions(text) {
      $0.key = (1, 2)
      $0.pseudonyms = Pseudonyms { domain, name in
        StableHash(name, key: (7, UInt64(domain.rawValue))).low
      }
    }
    for table in [
      result.columns.accounts, result.columns.owners, result.columns.targets,
      result.columns.actionNames,
    ] {
      for number in 0..<UInt32(table.count) {
        #expect(table[number].wholeMatch(of: /[uta][a-z2-7]{10}/) != nil)
        for name in ["ana", "ben", "other", "p1", "a1"] { #expect(!table[number].contains(name)) }
      }
    }
    // Ben acts, and owns what is acted upon: one pseudonym.
    #expect(result.columns.owners.find(result.columns.accounts[1]) != nil)
  }
}
