import Foundation
import Testing

/// Measurements of synthetic volunteers.
enum Reports {
  /// A measurement of http://news.example/ (or another host) that gets `answer` from DNS; the page
  /// comes where the answer is the site's own.
  static func line(
    _ number: Int, by person: String, network: Int, answer: String, day: Int = 1, hour: Int = 0,
    host: String = "news.example", country: String = "VN"
  ) -> String {
    let time = "2026-01-\(two(day)) \(two(hour)):\(two(number % 60)):00"
    let page =
      answer == "45.45.45.1"
      ? #"{"request":{"url":"http://\#(host)/"},"response":{"code":200,"body":"<title>Local news today</title>","headers_list":[["X-Own","1"]]}}"#
      : ""
    return
      #"{"test_name":"web_connectivity","measurement_uid":"m\#(number)_\#(host)_\#(country)","input":"http://\#(host)/","probe_cc":"\#(country)","probe_asn":"AS\#(network)","probe_id":"\#(person)","report_id":"r\#(number)","measurement_start_time":"\#(time)","test_keys":{"queries":[{"engine":"getaddrinfo","hostname":"\#(host)","query_type":"A","failure":null,"answers":[{"ipv4":"\#(answer)"}]}],"requests":[\#(page)],"control_failure":null,"control":{"dns":{"failure":null,"addrs":["45.45.45.1"]},"http_request":{"failure":null,"status_code":200,"body_length":38,"title":"Local news today","headers":{"X-Own":"1"}}}}}"#
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Two networks with four volunteers each; the first answers `answer`.
  static func twoNetworks(answer: String) -> [String] {
    (0..<48).map { number in
      let isFirst = number % 2 == 0
      return line(
        number, by: "p\(number % 8)", network: isFirst ? 64496 : 64497,
        answer: isFirst ? answer : "45.45.45.1", day: 1 + number / 16)
    }
  }
}

extension Reports {
  /// A site that two networks block from 20 to 25 January, eight measurements a day in each.
  static let blockedForSixDays: [String] = (0..<31 * 16).map { number in
    let day = 1 + number / 16
    return line(
      number, by: "p\(number % 22)", network: number % 2 == 0 ? 64496 : 64497,
      answer: (20..<26).contains(day) ? "10.0.0.1" : "45.45.45.1", day: day,
      hour: number % 16 / 2 * 3)
  }
}

@Suite("Findings from imported measurements")
struct FindingsTests {
  private static let finding = "reach-vn-news.example-2026-01"

  private func withReports(
    _ lines: [String] = Reports.twoNetworks(answer: "10.0.0.1"), _ body: (Bench) throws -> Void
  ) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("reports/one.jsonl", lines.joined(separator: "\n") + "\n{broken\n")
      let outcome = try bench.run("import", "reports")
      #expect(outcome.isFine, "\(outcome.errors)")
      #expect(outcome.output.contains("1 exhibit added, 0 known before; 48 measurements read"))
      try body(bench)
    }
  }

  /// Vantage points whose measurements could not be judged are not among those that a block is said by.
  @Test func aBlockIsSaidByThoseWhoCouldBeJudged() throws {
    let lines = (0..<3).map { number in
      let line = Reports.line(number, by: "p\(number)", network: 64496, answer: "10.0.0.1")
      return number == 0
        ? line
        : line.replacing(
          #""failure":null,"answers":[{"ipv4":"10.0.0.1"}]"#,
          with: #""failure":"interrupted","answers":null"#)
    }
    try Bench.with { bench in
      try bench.make()
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      #expect(try bench.run("import", "r.jsonl").isFine)
      let verdict = try bench.run("verdict", "news.example", "--cc", "vn")
      #expect(
        verdict.output.contains("1 of 1 measurement by at least 1 vantage point;"),
        "\(verdict.output)")
    }
  }

  @Test func areRecordedExplainedAndRunAgain() throws {
    try withReports { bench in
      let verdict = try bench.run("verdict", "news.example", "--cc", "vn")
      #expect(verdict.output.contains("interference in 1 of 2 networks"), "\(verdict.output)")
      #expect(verdict.output.contains("24 of 24 measurements by at least 4 vantage points"))
      let shown = try bench.run("show", "finding/\(Self.finding)", "--json").output
      for part in ["\"state\": \"blocked\"", "\"mechanism\": \"dns.bogon\"", "\"judged\": 48"] {
        #expect(shown.contains(part), "\(part) in \(shown)")
      }
      let explained = try bench.run("explain", Self.finding).output
      for part in ["✔ dns.bogon-unlike-control", "answered 10.0.0.1", "✖ tcp.fails-here-only"] {
        #expect(explained.contains(part), "\(part) in \(explained)")
      }
      #expect(!explained.contains("service."))
      for threads in ["1", "2"] {
        let again = try bench.run("reproduce", "--all", "--threads", threads)
        #expect(
          again.isFine && again.output.contains("\(Self.finding): the same"), "\(again.output)")
      }
      try bench.expectSound("after findings")
    }
  }

  @Test func whatIsImportedAgainAddsNothing() throws {
    try withReports { bench in
      let before = try bench.run("list", "finding", "--csv").output
      let size = try bench.run("exhibits", "--json").output
      let again = try bench.run("import", "reports", "--json")
      #expect(again.output.contains("\"added\": 0") && again.output.contains("\"known\": 1"))
      #expect(again.output.contains("\"new\": []"), "\(again.output)")
      #expect(try bench.run("list", "finding", "--csv").output == before)
      #expect(try bench.run("exhibits", "--json").output == size)
      let skipped = try bench.run("exhibits", "--skipped").output
      #expect(skipped.contains("line 49: the line is not JSON"), "\(skipped)")
    }
  }

  @Test func theOrderAndTheFilesOfMeasurementsDoNotMatter() throws {
    let lines = Reports.twoNetworks(answer: "10.0.0.1")
    func content(_ write: (Bench) throws -> Void) throws -> String {
      try Bench.with { bench in
        try bench.make()
        try write(bench)
        #expect(try bench.run("import", "reports").isFine)
        let shown = try bench.run("show", "finding/\(Self.finding)", "--json").output
        return shown.replacing(/"inputs": \{[^}]*\}/, with: "")
      }
    }
    let one = try content { bench in
      try bench.write("reports/a.jsonl", lines.joined(separator: "\n"))
    }
    let other = try content { bench in
      let shuffled = lines.reversed().map(\.self)
      try bench.write("reports/x.jsonl", shuffled[..<20].joined(separator: "\n"))
      try bench.write("reports/b.jsonl", shuffled[20...].joined(separator: "\n"))
      try bench.write("reports/c.jsonl", shuffled[..<9].joined(separator: "\n"))
    }
    #expect(one == other && one.contains("dns.bogon"))
  }

  @Test func otherFingerprintsGiveAnotherVersionAndKeepTheFirst() throws {
    try withReports(Reports.twoNetworks(answer: "45.45.45.9")) { bench in
      #expect(try !bench.run("show", "finding/\(Self.finding)").output.contains("dns.sinkhole"))
      try bench.write(
        "marks.csv",
        """
        name,scope,location_found,pattern_type,pattern,confidence_no_fp,expected_countries
        made_up,isp,dns,full,45.45.45.9,9,VN

        """)
      let imported = try bench.run("import", "marks.csv")
      #expect(imported.output.contains("1 changed"), "\(imported.output)\(imported.errors)")
      let shown = try bench.run("show", "finding/\(Self.finding)", "--json").output
      #expect(shown.contains("dns.sinkhole") && shown.contains("\"state\": \"blocked\""))
      for number in ["1", "2"] {
        let again = try bench.run("reproduce", Self.finding, "--version", number)
        #expect(again.isFine && again.output.contains("byte for byte"), "\(again.output)")
      }
    }
  }

  @Test func anExhibitThatWasChangedIsToldAndNotBelieved() throws {
    try withReports { bench in
      let digest = try #require(
        try bench.run("exhibits", "--csv").output.split(separator: "\n").dropFirst().first?
          .split(separator: ",").first.map(String.init))
      let path = "\(bench.observatory)/exhibits/\(digest.prefix(2))/\(digest)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
      try text.replacing("10.0.0.1", with: "45.45.45.1").write(
        toFile: path, atomically: true, encoding: .utf8)
      let again = try bench.run("reproduce", Self.finding)
      #expect(again.code == 1 && again.output.contains("not those it was made from"))
      #expect(try bench.run("verify").code == 1)
    }
  }

  @Test func fewVantagePointsAreWithheld() throws {
    let lines = (0..<48).map {
      Reports.line($0, by: "p\($0 % 2)", network: 64496, answer: "10.0.0.1")
    }
    try withReports(lines) { bench in
      // The name of what hardly anybody tried could point at who tried it.
      #expect(try !bench.run("show", "finding/\(Self.finding)", "--json").isFine)
      #expect(try bench.run("list", "finding", "--json").output == "[]\n")
      #expect(try bench.run("publish", "edition").isFine)
      let journal = try String(
        contentsOfFile: "\(bench.folder)/edition/data/journal.jsonl", encoding: .utf8)
      for word in ["news.example", "64496", "bogon"] { #expect(!journal.contains(word)) }
    }
  }

  @Test func aBlockIsOneEpisodeWithItsEndAndReadersAreTold() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("r.jsonl", Reports.blockedForSixDays.joined(separator: "\n"))
      #expect(try bench.run("import", "r.jsonl").isFine)
      let episodes = try bench.run("episodes", "--cc", "VN", "--csv").output
        .split(whereSeparator: \.isNewline)
      #expect(episodes.count == 2, "\(episodes)")
      let episode = try #require(episodes.last)
      for part in [
        "news.example", "AS64496 AS64497", ",2026-01-19,", ",2026-01-25,",
        "dns.bogon 80",
      ] {
        #expect(episode.contains(part), "\(part) in \(episode)")
      }
      #expect(try bench.run("episodes", "--ongoing").output.isEmpty)
      #expect(try bench.run("reproduce", "--all").isFine)
      #expect(try bench.run("publish", "edition").isFine)
      let edition = "\(bench.folder)/edition"
      for (path, parts) in [
        (
          "en/reach/country-vn.html",
          ["target-news.example.html", "network-64496.html", "96 of 496"]
        ),
        ("vi/reach/target-news.example.html", ["Phép đo về news.example"]),
        (
          "en/reach/target-news.example.csv",
          ["news.example,VN,2026-01-22,AS64496,1,,8,8,0,0,0,8,dns.bogon"]
        ),
        ("en/reach/country-vn.atom", ["<category term=\"unblocked\"/>", "Ended: "]),
      ] {
        let text = try String(contentsOfFile: "\(edition)/\(path)", encoding: .utf8)
        for part in parts {
          #expect(text.contains(part), "\(part) in \(path): \(text.prefix(4000))")
        }
      }
      #expect(try bench.run("verify", "edition").isFine)
    }
  }

  @Test func everythingThatCouldNotBeReadIsFound() throws {
    try Bench.with { bench in
      try bench.make()
      let broken = (1...120).map { "{\"test_name\":\($0)" }
      let sound = Reports.line(1, by: "p", network: 64496, answer: "45.45.45.1")
      try bench.write("r.jsonl", (broken + [sound]).joined(separator: "\n"))
      #expect(
        try bench.run("import", "r.jsonl").output.contains(
          "1 measurement read, 0 of them without an observation; 120 texts"))
      let skipped = try bench.run("exhibits", "--skipped", "--csv").output
      #expect(skipped.split(whereSeparator: \.isNewline).count == 121)
      #expect(skipped.contains("r.jsonl: line 120: "))
    }
  }

  @Test func noNameStopsAnEdition() throws {
    let long = (0..<4).map { _ in String(repeating: "c", count: 60) }.joined(separator: ".") + ".vn"
    let hosts = [long, ".", "<script>alert(1)<", "a b.example", "=cmd.example", "-x.example"]
    try Bench.with { bench in
      try bench.make()
      // A long label may be somebody's own: three have to have tried it.
      let lines = (hosts + [long, long]).enumerated().map {
        Reports.line($0, by: "p\($0)", network: 64496, answer: "45.45.45.1", host: $1)
      }
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let outcome = try bench.run("import", "r.jsonl")
      #expect(outcome.output.contains("3 observations: 1 new finding"), "\(outcome.output)")
      #expect(try bench.run("publish", "edition").isFine)
      #expect(try bench.run("verify", "edition").isFine)
    }
  }

  @Test func ofCopiesThatDifferTheOneTakenInFirstCounts() throws {
    func lines(_ answer: String) -> String {
      (0..<12).map { Reports.line($0, by: "p\($0 % 4)", network: 64496, answer: answer) }
        .joined(separator: "\n")
    }
    for (first, second, state) in [
      ("10.0.0.1", "45.45.45.1", "blocked"), ("45.45.45.1", "10.0.0.1", "ok"),
    ] {
      try Bench.with { bench in
        try bench.make()
        try bench.write("first.jsonl", lines(first))
        #expect(try bench.run("import", "first.jsonl").output.contains("12 observations: "))
        try bench.write("second.jsonl", lines(second))
        let outcome = try bench.run("import", "second.jsonl")
        #expect(outcome.output.contains("12 observations: "), "\(outcome.output)")
        #expect(outcome.errors.contains("12 that are copies of others"), "\(outcome.errors)")
        let shown = try bench.run("show", "finding/\(Self.finding)", "--json").output
        #expect(shown.contains("\"state\": \"\(state)\""))
      }
    }
  }

  @Test func ofCopiesThatDifferInOneImportNoneCounts() throws {
    for names in [["a.jsonl", "b.jsonl"], ["b.jsonl", "a.jsonl"]] {
      try Bench.with { bench in
        try bench.make()
        for (name, answer) in zip(names, ["10.0.0.1", "45.45.45.1"]) {
          let lines = (0..<12).map {
            Reports.line($0, by: "p\($0 % 4)", network: 64496, answer: answer)
          }
          try bench.write(name, lines.joined(separator: "\n"))
        }
        let outcome = try bench.run("import", "a.jsonl", "b.jsonl")
        #expect(outcome.output.contains("0 observations: "), "\(outcome.output)")
        #expect(outcome.errors.contains("12 that are copies of others"), "\(outcome.errors)")
      }
    }
  }

  @Test func timesAndCountriesThatCannotBeAreLeftOutAndCounted() throws {
    var lines = Reports.twoNetworks(answer: "10.0.0.1")
    lines[0] = lines[0].replacing("2026-01-01", with: "2099-01-01")
    lines[1] = lines[1].replacing("2026-01-01", with: "1970-01-01")
    lines[2] = lines[2].replacing("\"VN\"", with: "\"VNM\"")
    lines[3] = lines[3].replacing("\"VN\"", with: "\"vn\"")
    try Bench.with { bench in
      try bench.make()
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let outcome = try bench.run("import", "r.jsonl")
      #expect(outcome.output.contains("45 observations: "), "\(outcome.output)")
      #expect(outcome.errors.contains("1 observation without a country, 2 with a clock"))
    }
  }

  @Test func aTableThatIsImportedAgainIsInUseAgain() throws {
    try withReports(Reports.twoNetworks(answer: "45.45.45.9")) { bench in
      let head =
        "name,scope,location_found,pattern_type,pattern,confidence_no_fp,expected_countries\n"
      for (address, isKnown) in [("45.45.45.9", true), ("9.9.9.9", false), ("45.45.45.9", true)] {
        try bench.write("marks.csv", head + "made_up,isp,dns,full,\(address),9,VN\n")
        #expect(try bench.run("import", "marks.csv").output.contains("1 exhibit added"))
        let shown = try bench.run("show", "finding/\(Self.finding)").output
        #expect(shown.contains("dns.sinkhole") == isKnown, "\(address)")
      }
      #expect(try bench.run("reproduce", "--all").isFine)
      try bench.expectSound("after three tables")
    }
  }

  @Test func aTableThatCannotBeReadIsRefused() throws {
    try withReports { bench in
      try bench.write("bad.csv", "name,scope,location_found,pattern_type,pattern\nx,y\n")
      let outcome = try bench.run("import", "bad.csv")
      #expect(outcome.code == 3 && outcome.errors.contains("not one row of this table"))
    }
  }

  private static let endings: [([String], Int32)] = [
    (["reproduce"], 2), (["reproduce", "reach-none"], 3), (["explain", "Nothing!"], 2),
    (["verdict", "nowhere.example"], 3), (["verdict", "a.example", "--since", "later"], 2),
    (["episodes", "--cc", "VN"], 0), (["detect"], 0),
  ]

  @Test(arguments: endings)
  func commandsEndAsTheySay(command: [String], code: Int32) throws {
    try Bench.with { bench in
      try bench.make()
      let outcome = try Program.run(command + ["-C", bench.observatory], folder: bench.folder)
      #expect(outcome.code == code, "\(command): \(outcome.errors)")
    }
  }
}
