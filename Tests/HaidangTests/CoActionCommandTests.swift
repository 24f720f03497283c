import Foundation
import Testing

@Suite("Methods of other programs by command")
struct CoActionCommandTests {
  private static let sample = "../shared/data/coordination/cooRTweet"

  /// The rows of a CSV without quotes.
  private func rows(_ path: String) throws -> [[Substring]] {
    try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
      .map {
        $0.split(separator: ",", omittingEmptySubsequences: false)
      }
  }

  @Test("CooRTweet's network on the Russian sample, with names") func pairedContents() throws {
    let file = URL(fileURLWithPath: "\(Self.sample)/russian_coord_tweets.csv").path
    guard FileManager.default.fileExists(atPath: file) else {
      print("skipped: russian_coord_tweets.csv is not at hand")
      return
    }
    try Bench.with { bench in
      let done = try bench.run(
        "coordination", "run", file, "--method", "paired-contents", "--window", "60", "--key",
        "accounts.key", "--out", "out", "--reveal", "--because", "a comparison")
      #expect(done.isFine, "\(done.errors)")
      #expect(done.errors.contains("60 edges"), "\(done.errors)")
      #expect(try rows("\(bench.folder)/out/pairs.csv").count == 3791)
      let named = Dictionary(
        uniqueKeysWithValues: try rows("\(bench.folder)/out/revealed.csv").map { ($0[1], $0[0]) })
      let found = try rows("\(bench.folder)/out/edges.csv").map { row in
        ([named[row[0]] ?? "", named[row[1]] ?? ""].sorted() + [row[2]]).joined(separator: " ")
      }
      let wanted = try rows("\(Self.sample)/coortweet_russian_tw60_mp2_ew0.5_edges.csv").map {
        ([$0[0], $0[1]].sorted() + [$0[2]]).joined(separator: " ")
      }
      #expect(found.sorted() == wanted.sorted())
    }
  }

  @Test("Options of one method are refused with another") func misused() throws {
    try Bench.with { bench in
      try bench.write("a.csv", "actor,action,target,timestamp\na,share,t,2026-01-01T00:00:00Z\n")
      let refused = try bench.run("coordination", "run", "a.csv", "--participation", "3")
      #expect(!refused.isFine)
      #expect(refused.errors.contains("--participation"))
      let outside = try bench.run(
        "coordination", "run", "a.csv", "--method", "paired-contents", "--quantile", "2")
      #expect(outside.errors.contains("0 to 1"))
    }
  }
}
