import Mutation
import Testing

@testable import Coordination

@Suite("Damaged files of actions are survived") struct ReadingDamageTests {
  static let corpus: [[UInt8]] = [
    ActionReaderTests.sample,
    "source;target;timestamp\na;b;1717200207\n\"c\";\"d\"\"e\";2024-06-01T00:00:00+07:00\n",
    "message_id,user_id,username,repost_id,reply_id,message,timestamp,urls\r\n"
      + "1,u,n,r,,\"x, y\",1717200207.5,\"['http://a.example/']\"\r\n2,v,n,,,z,1717200208,[]\r\n",
    #"{"id_str":"2","created_at":"Wed Oct 10 20:19:25 +0000 2018","text":"no","user":{"id_str":"u"},"in_reply_to_status_id_str":"9","entities":{"urls":[{"expanded_url":"http://a.example/"}],"hashtags":[{"text":"Đi"}]}}"#
      + "\n" + #"{"timestamp":1717200207,"actor":"a","target":"p","platform":"X"}"# + "\n",
  ].map { Array($0.utf8) }

  @Test(
    "Nothing crashes, every row is accounted for, in one piece or many", arguments: [1, 2, 3, 4])
  func nothingCrashes(seed: UInt64) {
    var mutator = Mutator(corpus: Self.corpus, seed: seed)
    var counts = (read: 0, kept: 0)
    for round in 0..<1500 {
      let input = mutator.next()
      guard let whole = try? ActionReader.read(input) else {
        #expect((try? ReadingOrderTests.smallStretches(input, 7)) == nil)
        continue
      }
      let report = whole.report
      counts.read += 1
      counts.kept += report.rowsKept
      #expect(
        report.rowsRead == report.rowsKept + report.rowsRefused + report.duplicates
          + report.exactDuplicates + report.rowsOfOtherKinds, "seed \(seed), round \(round)")
      let parts = try? ReadingOrderTests.smallStretches(input, 1 + round % 40)
      #expect(
        parts?.report == report && parts?.words == whole.words, "seed \(seed), round \(round)")
    }
    // Damage that nothing survives would test the first line only.
    #expect(counts.read > 500 && counts.kept > 500, "\(counts)")
  }
}
