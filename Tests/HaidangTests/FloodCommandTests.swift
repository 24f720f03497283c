import Foundation
import Testing

@Suite("Floods by command")
struct FloodCommandTests {
  private static let browsers = (118..<130).map {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/\($0).0.0.0 Safari/537.36"
  }

  private static func line(
    _ second: Int, _ address: String, _ path: String, _ referrer: String, _ agent: String
  ) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    return
      "\(address) - - [01/Mar/2026:\(clock) +0000] \"GET \(path) HTTP/1.1\" 200 5120 \"\(referrer)\" \"\(agent)\"\n"
  }

  /// Two hours of readers, one visit every two seconds, each with the furniture of its page and most with a second page;
  /// from 01:20 to 01:25 another twenty requests a second of one page from 400 addresses, where they are wanted.
  private static func log(flood: Bool) -> String {
    var text = ""
    for second in 0..<7200 {
      if second % 2 == 0 {
        let address = "240.\(second % 29).\(second / 2 % 251).\(1 + second % 200)"
        let agent = browsers[second * 7 % browsers.count]
        let page = "/bai-viet-\(100 + second * 13 % 200)/"
        text += line(second, address, page, "https://search.example/", agent)
        for asset in ["/style.css", "/app.js", "/anh-\(second * 17 % 300).jpg"] {
          text += line(second, address, asset, "https://toa-soan.example\(page)", agent)
        }
        if second % 6 != 0 {
          let next = "/bai-viet-\(100 + second * 11 % 200)/"
          text += line(second, address, next, "https://toa-soan.example\(page)", agent)
          text += line(second, address, "/style.css", "https://toa-soan.example\(next)", agent)
        }
      }
      guard flood, 4800..<5100 ~= second else { continue }
      for bot in 0..<20 {
        let number = (second * 20 + bot) % 400
        text += line(
          second, "241.7.\(number % 200).\(1 + number / 200)", "/?s=\(second * 31 + bot)", "-",
          "Mozilla/5.0 (Windows NT 6.1; rv:40.0) Gecko/20100101 Firefox/40.1")
      }
    }
    return text
  }

  @Test("An attack is told with what speaks for it, and without addresses") func attack() throws {
    try Bench.with { bench in
      let path = "\(bench.folder)/access.log"
      try Self.log(flood: true).write(toFile: path, atomically: true, encoding: .utf8)
      let done = try Program.run(["flood", "analyse", path])
      #expect(done.code == 1, "\(done.output) \(done.errors)")
      #expect(done.output.contains("1 attack;"), "\(done.output)")
      #expect(done.output.contains("Consistent with an attack: "))
      #expect(done.output.contains("2026-03-01 01:20:0"))
      #expect(done.errors.contains("(common), 0 not read"))
      #expect(!done.output.contains("241.7."))
      let vi = try Program.run(["flood", "analyse", path], environment: ["HAIDANG_LANG": "vi"])
      #expect(vi.output.contains("Phù hợp với một vụ tấn công: "))
      let one = try Program.run(["flood", "analyse", path, "--json", "--threads", "1"])
      let two = try Program.run(["flood", "analyse", path, "--json", "--threads", "2"])
      #expect(one.output == two.output && one.code == 1)
      let json = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
      #expect((json?["incidents"] as? [Any])?.count == 1)
    }
  }

  @Test("Logs in any order, packed, damaged") func files() throws {
    try Bench.with { bench in
      let lines = Self.log(flood: false).split(separator: "\n", omittingEmptySubsequences: true)
      let half = lines.count / 2
      let (first, second) = ("\(bench.folder)/access.log.1", "\(bench.folder)/access.log")
      try (lines[..<half].joined(separator: "\n") + "\n").write(
        toFile: first, atomically: true, encoding: .utf8)
      try (lines[half...].joined(separator: "\n") + "\nno line of a log\n").write(
        toFile: second, atomically: true, encoding: .utf8)
      let done = try Program.run(["flood", "analyse", second, first])
      #expect(done.code == 0, "\(done.output) \(done.errors)")
      #expect(done.output.contains("No attack"))
      #expect(done.output.contains("From 2026-03-01 00:00:00 to 2026-03-01 01:59:5"))
      #expect(done.errors.contains("1 not read") && done.errors.contains("the first is line"))
      let gone = try Program.run(["flood", "analyse", "\(bench.folder)/none.log"])
      #expect(gone.code != 0 && gone.errors.contains("none.log"))
      try "a\nb\n".write(toFile: first, atomically: true, encoding: .utf8)
      #expect(try Program.run(["flood", "analyse", first]).code == 3)
      try (lines[..<200].joined(separator: "\n") + "\n").write(
        toFile: first, atomically: true, encoding: .utf8)
      let short = try Program.run(["flood", "analyse", first])
      #expect(short.code == 5 && short.output.contains("Too little"), "\(short.output)")
    }
  }
}
