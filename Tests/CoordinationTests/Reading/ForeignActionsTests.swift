import Testing

@testable import Coordination

#if canImport(Glibc)
  import Glibc
#endif

@Suite("Files of other tools are read without a map") struct ForeignActionsTests {
  /// The file beside the house, or nil with a line that says so.
  private static func file(_ name: String) -> [UInt8]? {
    guard let stream = fopen("../shared/data/coordination/" + name, "r") else {
      print("skipped: there is no ../shared/data/coordination/\(name)")
      return nil
    }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, stream), count > 0 {
      bytes += piece.prefix(count)
    }
    return bytes
  }

  @Test("The fixture of coordination-network-toolkit") func toolkitFixture() throws {
    guard let bytes = Self.file("cnt/coretweet_test_input.csv") else { return }
    // Its times begin with 1970: they are made up.
    for map in ["", "cnt"] {
      let result = try readActions(bytes) {
        if !map.isEmpty, let map = try? ColumnMap(parsing: map) { $0.map = map }
      }
      #expect(result.report.rowsRead == 15 && result.report.rowsKept == 15)
      #expect(result.words.contains("1 uid1 share rtid0 59000 - - - - -"))
      #expect(result.report.kinds["share"] ?? 0 > 10)
    }
    let refused = try readActions(bytes) { $0.plausible = 631_152_000_000...4_102_444_799_999 }
    #expect(refused.report.refused[.impossibleTime]?.count == 15)
  }

  @Test("The sample of coordination-network-toolkit") func toolkitSample() throws {
    guard let bytes = Self.file("cnt/sample_data.csv") else { return }
    let result = try readActions(bytes)
    #expect(result.report.rowsRefused == 0 && result.report.rowsKept > 50)
    #expect(result.report.kinds["post"] ?? 0 > 0)
    #expect(
      result.words.contains("1 4 post - 1606451170518 - - - example.com/2 -"))
    #expect(result.words.contains("2 1 share 1 1606451170518 - - - example.com/4+example.com/6 -"))
  }

  @Test("The Russian tweets of CooRTweet") func cooRTweet() throws {
    guard let bytes = Self.file("cooRTweet/russian_coord_tweets.csv") else { return }
    let result = try readActions(bytes)
    #expect(result.report.rowsRead == 35_125 && result.report.rowsRefused == 0)
    // coordination-network-toolkit keeps as many.
    #expect(result.report.rowsKept == 35_085)
    #expect(result.report.duplicates + result.report.exactDuplicates == 40)
    let all = try readActions(bytes) { $0.keepsDuplicates = true }
    #expect(all.report.rowsKept == 35_125)
    #expect(all.columns.targets.count == 7285 && all.columns.accounts.count == 9509)
  }

  @Test("Tweets as lines of JSON, of both interfaces") func tweets() throws {
    let lines = [
      #"{"id_str":"1","created_at":"Wed Oct 10 20:19:24 +0000 2018","full_text":"RT","user":{"id_str":"u","created_at":"x"},"retweeted_status":{"id_str":"9","created_at":"Wed Oct 10 20:00:00 +0000 2018","user":{"id_str":"w"}}}"#,
      #"{"id_str":"2","created_at":"Wed Oct 10 20:19:25 +0000 2018","text":"no","user":{"id_str":"u"},"in_reply_to_status_id_str":"9","in_reply_to_user_id_str":"w","entities":{"urls":[{"expanded_url":"http://a.example/"},{"expanded_url":"http://b.example/"}],"hashtags":[{"text":"Đi"}]}}"#,
      #"{"id_str":"3","created_at":"Wed Oct 10 20:19:26 +0000 2018","text":"alone","user":{"id_str":"u"},"in_reply_to_status_id_str":null}"#,
      #"{"id":"4","author_id":"u","created_at":"2018-10-10T20:19:27.000Z","text":"RT","referenced_tweets":[{"type":"quoted","id":"8"},{"type":"retweeted","id":"9"}],"conversation_id":"4"}"#,
      #"{"id":"5","author_id":"u","created_at":"2018-10-10T20:19:28.000Z","text":"x","conversation_id":"5"}"#,
    ]
    let result = try readActions(lines.joined(separator: "\n"))
    #expect(
      result.words == [
        "1 u share 9 1539202764000 w 1539201600000 - - -",
        "2 u comment 9 1539202765000 w 1539201600000 - a.example di",
        "3 u post - 1539202766000 - - - - -", "4 u share 9 1539202767000 w 1539201600000 - - -",
        "5 u post - 1539202768000 - - - - -",
      ])
    #expect(result.report.columns[.actor] == ["author_id", "user.id_str"])
  }

  @Test("Lines of JSON with the names of the table") func lines() throws {
    let lines = [
      #"{"action_id":1,"timestamp":1717200207,"actor":77,"action":"Report","target":"p","owner":null,"reason":"spam","note":true,"text":"\u0111\ud83d\ude00"}"#,
      "", #"{"timestamp":"1717200207","actor":"a\nb","target":"p","owner":"","ACTION":"share"}"#,
      #"{"timestamp":-1,"actor":"a","target":"p"}"#, #"[1]"#, #"{"#, #"{"actor":"x"}"#,
      #"{"timestamp":1717200207,"actor":"\ud800","target":"p"}"#,
    ]
    let result = try readActions("\u{FEFF}" + lines.joined(separator: "\r\n"))
    #expect(
      result.words == [
        "- a b share p 1717200207000 - - - - -", "1 77 report p 1717200207000 - - spam - -",
      ])
    #expect(
      result.report.refused.mapValues { $0.places.map(\.line) } == [
        .impossibleTime: [4], .notObject: [5], .notJSON: [6], .noTime: [7], .emptyActor: [8],
      ])
    #expect(result.report.unknownColumns == ["note"] && result.report.form == .lines)
    #expect(
      throws: ActionReadingError.missingColumns([.timestamp, .target], columns: ["actor", "x"])
    ) {
      try readActions(#"{"actor":"a","x":1}"#)
    }
    let map = try ColumnMap(parsing: "actor=by.name,target=x,timestamp=t,action=:like")
    let mapped = try readActions(#"{"by":{"Name":"a"},"x":1,"t":1717200207,"actor":"no"}"#) {
      $0.map = map
    }
    #expect(mapped.words == ["- a like 1 1717200207000 - - - - -"])
    let places = try ColumnMap(parsing: "actor=#1")
    #expect(throws: ActionReadingError.absentColumns(["#1"], columns: [])) {
      try readActions("{}") { $0.map = places }
    }
  }
}
