import Signals
import Testing

@testable import Coordination

@Suite("Pieces and order of a file mean nothing") struct ReadingOrderTests {
  private static let table =
    [
      "\u{FEFF}action_id,timestamp,actor,action,target,owner,target_time,text,urls",
      #"a1,1717200207,"an""a",report,p1,v,1717200180,"x"# + "\r\ny, z\",http://a.example/",
      "a2,1717200321,ben,comment,\"p\n2\"" + #",w,,"quá ""đi""","#, "",
      #"a2,1717200320,ben,comment,p3,w,,,"['http://b.example/', 'c']""#, "a3,x,y,z,,,,,",
      #"a4,1717200359,"open""x" y,share,p1,v,1717200180,,"#,
      "a5,2024-06-01T00:00:00Z,cy,share,p1,,,,", "a5,2024-06-01T00:00:00Z,cy,share,p1,,,,",
      #"a6,1717200359,dan,"share,p1,v,1717200180,,"#,
    ].joined(separator: "\r\n")

  private static let lines = """
    {"action_id":"a1","timestamp":1717200207,"actor":"an\\"a","action":"report","target":7,"x":[1]}
    {"id_str":"5","user":{"id_str":"u"},"created_at":"Wed Oct 10 20:19:24 +0000 2018","full_text":"\\u0111i"}

    not JSON
    [1]
    {"actor":null}
    {"timestamp":"1717200207.5","actor":"b","target":"p","hashtags":["Đi","b"]}
    """

  @Test("A file in pieces of any size is the same file", arguments: [table, lines])
  func pieces(text: String) throws {
    let bytes = Array(text.utf8)
    let whole = try readActions(bytes)
    #expect(whole.report.rowsKept >= 3)
    for size in 1...bytes.count {
      let result = try Self.smallStretches(bytes, size)
      #expect(result.words == whole.words, "pieces of \(size)")
      #expect(result.report == whole.report, "pieces of \(size)")
    }
  }

  /// As ``readActions(_:pieces:_:)``, with a reader that cuts as soon as it has a byte.
  static func smallStretches(
    _ bytes: [UInt8], _ size: Int
  ) throws(ActionReadingError) -> ActionReader.Result {
    var reader = ActionReader(ActionReadingOptions(), stretch: size)
    var fault: ActionReadingError?
    bytes.withUnsafeBytes { buffer in
      do throws(ActionReadingError) { try reader.read(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
    return try reader.finish()
  }

  @Test("Rows in another order are the same actions", arguments: [1, 2, 3] as [UInt64])
  func shuffled(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var rows: [String] = []
    for _ in 0..<400 {
      let id = random.below(5) == 0 ? "" : "a\(random.below(200))"
      let actor = ["ana", "Ana", "b\(random.below(30))", " c"][random.below(4)]
      rows.append(
        "\(id),\(1_717_200_000 + random.below(50)),\(actor),k\(random.below(3)),p\(random.below(20)),"
          + "o\(random.below(3)),\(1_717_100_000 + random.below(4)),r\(random.below(3)),t\(random.below(3))"
      )
    }
    for merges in [false, true] {
      var expected: ActionReader.Result?
      for _ in 0..<6 {
        let result = try readActions(ActionReaderTests.head + rows.joined(separator: "\n")) {
          $0.mergesSpellings = merges
        }
        if let expected {
          #expect(result.words == expected.words)
          // Where rows lie differs; nothing was refused, so that all else is equal, but for which of
          // several rows was called the duplicate.
          #expect(result.report.rowsKept == expected.report.rowsKept)
          #expect(result.report.spellings == expected.report.spellings)
          #expect(
            result.report.targetsWithSeveralOwners == expected.report.targetsWithSeveralOwners)
        }
        expected = expected ?? result
        for index in rows.indices { rows.swapAt(index, random.below(rows.count)) }
      }
    }
  }
}
