import Bytes
import Foundation
import Testing

@testable import Coordination

@Suite("Methods that count co-actions give what their programs give") struct CoActionTests {
  private static let data = "../shared/data/coordination"

  private func file(_ name: String) -> [UInt8]? {
    guard let data = FileManager.default.contents(atPath: "\(Self.data)/\(name)") else {
      print("skipped: \(name) is not at hand")
      return nil
    }
    return Array(data)
  }

  private func rows(_ name: String) throws -> [[String]]? {
    guard let bytes = file(name) else { return nil }
    return try CSVReader.rows(of: bytes).dropFirst().map { row in
      (0..<row.count).map { String(decoding: row.bytes($0), as: UTF8.self) }
    }
  }

  @Test("The toolkit's fifteen rows") func toolkit() throws {
    guard let bytes = file("cnt/coretweet_test_input.csv") else { return }
    let columns = try ActionReader.read(bytes).columns
    func told(_ seconds: Int64, _ least: Int) -> Set<String> {
      Set(
        DirectedCoAction(window: seconds * 1000, leastWeight: least).edges(in: columns).map {
          "\($0.from)>\($0.to) \($0.weight)"
        })
    }
    #expect(
      told(60, 1) == [
        "uid0>uid1 2", "uid1>uid0 1", "uid2>uid3 1", "uid3>uid2 1", "uid4>uid5 2", "uid5>uid4 2",
      ])
    #expect(told(1, 1) == ["uid4>uid5 1", "uid5>uid4 1"])
    #expect(told(60, 2) == ["uid0>uid1 2", "uid4>uid5 2", "uid5>uid4 2"])
    #expect(told(1, 2).isEmpty)
  }

  @Test("CooRTweet's pairs on the Russian sample, row by row") func pairs() throws {
    guard let bytes = file("cooRTweet/russian_coord_tweets.csv"),
      let wanted = try rows("cooRTweet/coortweet_russian_tw60_mp2_detect_groups.csv")
    else { return }
    let columns = try ActionReader.read(bytes).columns
    let rule = PairedContents(window: 60_000)
    let pairs = rule.pairs(in: columns)
    func key(_ parts: [String]) -> String { parts.sorted().joined(separator: " ") }
    let found = pairs.map {
      key([$0.object, $0.content, $0.laterContent, "\($0.gap / 1000)", $0.account, $0.laterAccount])
    }
    #expect(found.count == 3791)
    #expect(found.sorted() == wanted.map(key).sorted())
    for (quantile, name, count) in [(0.5, "0.5", 60), (0.9, "0.9", 60), (0.99, "0.99", 9)] {
      var rule = rule
      rule.quantile = quantile
      let edges = rule.edges(of: pairs)
      #expect(edges.count == 3721)
      let kept = edges.filter(\.isAbove).map { "\(key([$0.one, $0.other])) \($0.weight)" }
      #expect(kept.count == count)
      let expected = try rows("cooRTweet/coortweet_russian_tw60_mp2_ew\(name)_edges.csv") ?? []
      #expect(kept.sorted() == expected.map { "\(key([$0[0], $0[1]])) \($0[2])" }.sorted())
    }
  }

  @Test("Twenty actions beside one are one co-action of ours, twenty of theirs") func repeats() {
    var actions = MadeUpActions(seed: 1)
    for step in 0..<20 {
      actions.act("A", "share", on: "thing", of: "x", made: nil, at: Int64(step) * 1000)
    }
    actions.act("B", "share", on: "thing", of: "x", made: nil, at: 5000)
    let edges = DirectedCoAction(window: 60_000, leastWeight: 1).edges(in: actions.columns)
    #expect(edges.map { "\($0.from)\($0.to)\($0.weight)" } == ["AB20", "BA1"])
    let incidence = Incidence(actions.columns, leastObjects: 1)
    #expect(incidence.count == 2)
    #expect(incidence.counts.repeats == 19)
  }
}
