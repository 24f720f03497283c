import Bytes
import Signals
import Testing

@testable import Coordination

@Suite("Actions that are kept")
struct KeptActionsTests {
  private static func bytes(_ columns: ActionColumns, key: String = "k") -> [UInt8] {
    var bytes: [UInt8] = []
    KeptActions.write(columns, key: key) { bytes += $0 }
    return bytes
  }

  private static func read(_ bytes: [UInt8], pieces: Int = 7) throws -> ActionColumns {
    var reader = KeptActionsReader()
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(max(1, bytes.count / pieces)))
      rest = rest.dropFirst(piece.count)
      try reader.read(piece)
    }
    return try reader.finish()
  }

  /// A crowd, a raid, and texts with marks, quotes and commas in the words of kinds and reasons.
  private static func made() -> MadeUpActions {
    var made = MadeUpActions(seed: 4)
    made.crowd(accounts: 400, posts: 200, actions: 3000)
    made.raid(accounts: 10, posts: 12, owners: 3, jitter: 20_000, age: 90_000_000...200_000_000)
    for row in 0..<made.columns.count where row % 3 == 0 {
      made.columns.text[row] =
        made.columns.texts.shelve("Xin chào các bạn, đây là lời thứ \(row % 40) của chúng tôi")
        ?? NameTable.none
      made.columns.reason[row] = UInt16(
        made.columns.reasons.number(of: row % 2 == 0 ? "hate, \"speech\"" : "spam"))
    }
    return made
  }

  @Test func whatIsReadIsWhatWasWritten() throws {
    let bytes = Self.bytes(Self.made().columns)
    #expect(Self.bytes(try Self.read(bytes)) == bytes)
    #expect(Self.bytes(try Self.read(bytes, pieces: 5000)) == bytes)
  }

  @Test func theOrderOfRowsAndNumbersLeavesNoTrace() {
    // Shuffling keeps no texts.
    var made = MadeUpActions(seed: 9)
    made.crowd(accounts: 300, posts: 100, actions: 2000)
    #expect(
      Self.bytes(made.shuffled(seed: 1).columns) == Self.bytes(made.shuffled(seed: 2).columns))
  }

  @Test func findingsAreThoseOfTheActionsThemselves() throws {
    let columns = Self.made().columns
    let own = LockstepSearch().told(in: columns).findings
    let kept = LockstepSearch().told(in: try Self.read(Self.bytes(columns))).findings
    #expect(!own.isEmpty)
    #expect(own.map(\.json.canonicalText) == kept.map(\.json.canonicalText))
  }

  @Test func filesThatOverlapCountNothingTwice() {
    let columns = Self.made().columns
    var twice = columns
    twice.append(columns)
    #expect(twice.count == 2 * columns.count)
    #expect(Self.bytes(twice) == Self.bytes(columns))
  }

  @Test(arguments: [
    ("", "cut short"), ("timestamp,actor\n", "does not begin"),
    ("#haidang-actions/1 key=k\n", "cut short"),
    ("#haidang-actions/1 key=k\na,b\n", "other columns"),
  ])
  func otherTextsAreRefused(text: String, why: String) {
    let error = #expect(throws: KeptActionsError.self) { try Self.read(Array(text.utf8)) }
    #expect(error?.description.contains(why) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("x,u,report,t,,,,,,,", "timestamp"), ("1,u,report,t,o,soon,,,,,", "target_time"),
    ("1,u,report,t", "4 cells"), ("1,u,report,t,,,,,zz,00,00", "wording"),
    ("1,u,report,t,,,,,0a,0b,", "shingles"),
  ])
  func rowsThatCannotBeAreNamed(row: String, why: String) {
    let text =
      "#haidang-actions/1 key=k\n" + KeptActions.columns.joined(separator: ",") + "\n\(row)\n"
    let error = #expect(throws: KeptActionsError.self) { try Self.read(Array(text.utf8)) }
    #expect(error?.row == 2)
    #expect(error?.description.contains(why) == true, "\(String(describing: error))")
  }

  @Test func aRecordSaysAllThatTheFindingSays() throws {
    var draw = SplitMix64(seed: 31)
    for _ in 0..<200 {
      let finding = MadeUpFindings.random(&draw)
      let content = try JSONValue(parsing: JSONValue.object(finding.content).canonicalBytes)
      let read = try LockstepFinding(record: content)
      #expect(read.targets.map(\.times) == finding.targets.map(\.times))
      #expect(read.targets.map(\.members) == finding.targets.map(\.members))
      #expect(read.accounts.map(\.raids) == finding.accounts.map(\.raids))
      #expect(read.tests.json(read.thresholds) == finding.tests.json(finding.thresholds))
      #expect(read.portrait.json == finding.portrait.json)
      #expect(read.content["targets"]?.canonicalText == content["targets"].canonicalText)
    }
  }

  @Test func aRecordHasRoomForSoManyActions() {
    let accounts = (0..<400).map { MadeUpFindings.account("u\($0)") }
    let targets = (0..<300).map {
      MadeUpFindings.target("t\($0)", members: Array(0..<400), at: Int64($0) * 86_400_000)
    }
    let content = MadeUpFindings.finding("lockstep-a", accounts: accounts, targets: targets).content
    #expect(content["targets_in_all"] == 300)
    #expect(content["targets"]?.elements.count == 250)
  }
}
