import Foundation
import Glibc
import Testing

@Suite("Forms and spans of verdicts")
struct VerdictFormTests {
  private static let report = Reports.twoNetworks(answer: "10.0.0.1").joined(separator: "\n")

  private func withReport(_ body: (Bench, String) throws -> Void) throws {
    try Bench.with { bench in
      try body(bench, try bench.write("report.jsonl", Self.report))
    }
  }

  @Test func aSpanOfDaysIsCounted() throws {
    try withReport { _, path in
      func count(_ span: String...) throws -> Int {
        let rows = try Program.run(["verdict", path, "--rows", "--csv"] + span)
        return rows.output.split(whereSeparator: \.isNewline).count - 1
      }
      let counts = [
        try count(), try count("--from", "2026-01-02", "--until", "2026-01-02"),
        try count("--until", "2026-01-02"),
        try count("--since", "2026-01-02", "--until", "2026-01-03"),
        try count("--from", "2026-01-04"),
      ]
      #expect(counts == [48, 16, 32, 32, 0])
      for wrong in [
        ["--from", "12h"], ["--until", "soon"], ["--from", "2026-01-02", "--since", "1d"],
        ["--from", "2026-01-03", "--until", "2026-01-02"], ["--rows", "--explain"],
      ] { #expect(try Program.run(["verdict", path] + wrong).code == 2, "\(wrong)") }
    }
  }

  @Test func rowsAreTheSameWhateverTheOrderAndShowNobody() throws {
    try withReport { bench, path in
      let one = try Program.run(["verdict", path, "--rows", "--csv"]).output
      let back = Self.report.split(separator: "\n").reversed().joined(separator: "\n")
      let other = try bench.write("back.jsonl", back)
      for threads in ["1", "2"] {
        let again = try Program.run(["verdict", other, "--rows", "--csv", "--threads", threads])
        #expect(again.output == one)
      }
      #expect(
        one.hasPrefix(
          "measurement,time,country,network,resolver_network,target,test,state,layer,mechanism,rule,"
            + "likelihood,ooni_blocking,"))
      #expect(one.contains("m0_news.example_VN,2026-01-01T00:00:00Z,VN,AS64496,,news.example,"))
      #expect(one.contains(",blocked,dns,dns.bogon,dns.bogon-unlike-control,0."), "\(one)")
      for person in (0..<8).map({ "p\($0)" }) { #expect(!one.contains(",\(person),")) }

      // What was imported gives the same rows as the file, and what OONI says with them.
      try bench.make()
      let says = Self.report.replacing(
        #""test_keys":{"#, with: #""test_keys":{"blocking":"dns","accessible":false,"#)
      try bench.write("said.jsonl", says)
      #expect(try bench.run("import", "said.jsonl").isFine)
      let imported = try bench.run("verdict", "NEWS.example.", "--rows", "--csv").output
      let file = try Program.run(["verdict", "\(bench.folder)/said.jsonl", "--rows", "--csv"])
      #expect(imported == file.output && imported.contains(",dns,false,,,"))
      let json = try bench.run("verdict", "news.example", "--rows", "--json").output
      #expect(json.contains("\"ooni_blocking\": \"dns\"") && json.contains("\"likelihood\": 0."))
    }
  }

  @Test func explanationsAreJSONAndCSVWhereThatIsAskedFor() throws {
    try withReport { _, path in
      let json = try Program.run(["verdict", path, "--explain", "--json"])
      let list = try #require(
        try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
      #expect(list.count == 48)
      let layers = try #require(list.first?["layers"] as? [[String: Any]])
      #expect(layers.contains { $0["rule"] as? String == "dns.bogon-unlike-control" })
      let csv = try Program.run(["verdict", path, "--explain", "--csv"]).output
      #expect(csv.hasPrefix("measurement,time,country,network,target,hop,layer,state,"))
      #expect(csv.contains("dns.bogon-unlike-control"))
      let none = try Program.run(["verdict", path, "--explain", "--json", "--cc", "XX"])
      #expect(none.output == "[]\n")
    }
  }

  @Test func whatIsNotThereIsSaidToBeNotThere() throws {
    try withReport { bench, path in
      let missing = try Program.run(["verdict", "NOSUCHDIR"], folder: bench.folder)
      #expect(missing.code == 3 && missing.errors.contains("NOSUCHDIR: no such file or folder"))
      let path404 = try Program.run(["verdict", "./none"], folder: bench.folder)
      #expect(path404.code == 4 && path404.errors.contains("./none: cannot read"))
      let mixed = try Program.run(["verdict", path, "news.example"])
      #expect(mixed.code == 2 && mixed.errors.contains("news.example: no such file"))
      try bench.make()
      #expect(try bench.run("verdict", "news.example", "--explain").code == 2)
    }
  }
}

@Suite("Imports of folders, and of several programs at one time")
struct ImportTests {
  @Test func whatGivesNoObservationIsCountedNamedAndListed() throws {
    try Bench.with { bench in
      try bench.make()
      let lines = (0..<4).map {
        Reports.line(
          $0, by: "p", network: 64496, answer: "45.45.45.1",
          host: $0 == 2 ? "=cmd|x" : "news.example")
      }
      try bench.write("reports/odd.jsonl", lines.joined(separator: "\n"))
      try bench.write("reports/readme.md", "# about")
      let told = try bench.run("import", "reports")
      #expect(told.output.contains("4 measurements read, 1 of them without an observation"))
      #expect(told.errors.contains("odd.jsonl: line 3: the measurement gives no observation:"))
      #expect(told.errors.contains("endings of their names: .md 1"), "\(told.errors)")
      let skipped = try bench.run("exhibits", "--skipped").output
      #expect(skipped.contains("line 3") && skipped.contains("\"=cmd|x\" is no name of a host"))
      #expect(try bench.run("exhibits", "--csv").output.contains(",4,3,1,0,0"))
    }
  }

  @Test func aBadNameIsReadAndWhatCannotBeOpenedEndsWithThree() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write(
        "reports/good.jsonl", Reports.line(1, by: "p", network: 64496, answer: "45.45.45.1"))
      let bad = Array("\(bench.folder)/reports/b".utf8CString.dropLast()) + [-1, 0x2E, 0x6A]
      let odd = bad + Array("sonl".utf8CString)
      let text = Reports.line(2, by: "q", network: 64496, answer: "45.45.45.1")
      let file = open(odd, O_WRONLY | O_CREAT, 0o644)
      try #require(file >= 0)
      #expect(write(file, text, text.utf8.count) == text.utf8.count)
      close(file)
      let fine = try bench.run("import", "reports")
      #expect(fine.isFine && fine.output.contains("2 exhibits added"), "\(fine.errors)")
      #expect(try bench.run("exhibits").output.contains("b\\xff.jsonl"))
      symlink("nowhere", "\(bench.folder)/reports/lost.jsonl")
      let lost = try bench.run("import", "reports", "--json")
      #expect(lost.code == 3 && lost.output.contains("leads nowhere"), "\(lost.output)")
      // Whoever called is told that nobody knows what the link was to lead to.
      #expect(try Program.run(["verdict", "\(bench.folder)/reports"]).code == 3)
    }
  }

  @Test(arguments: [2, 4]) func importsAtOneTimeEndWellOrSayWhoWrites(count: Int) throws {
    try Bench.with { bench in
      for number in 0..<count {
        let lines = (0..<40).map {
          Reports.line(
            number * 40 + $0, by: "p\($0 % 8)", network: 64496, answer: "10.0.0.1",
            day: 1 + $0 % 9)
        }
        try bench.write("\(number).jsonl", lines.joined(separator: "\n"))
      }
      for _ in 0..<3 {
        try? FileManager.default.removeItem(atPath: bench.observatory)
        try bench.make()
        let programs = try (0..<count).map { number in
          try bench.start(["import", "\(number).jsonl"])
        }
        for program in programs { program.process.waitUntilExit() }
        for (number, program) in programs.enumerated() {
          let errors = try String(contentsOfFile: program.errors, encoding: .utf8)
          let code = program.process.terminationStatus
          #expect(
            code == 0 || (code == 4 && errors.contains("another haidang is writing here")),
            "\(code): \(errors)")
          let again = try bench.run("import", "\(number).jsonl")
          #expect(again.isFine, "\(again.errors)")
        }
        try bench.expectSound()
        let listed = try bench.run("exhibits", "--csv").output
        #expect(listed.split(whereSeparator: \.isNewline).count == count + 1)
      }
    }
  }

  @Test func readersBesideAnImportMeetNoHalves() throws {
    try Bench.with { bench in
      try bench.make()
      let lines = (0..<2000).map {
        Reports.line($0, by: "p\($0 % 9)", network: 64496, answer: "10.0.0.1", day: 1 + $0 % 9)
      }
      for part in 0..<4 {
        try bench.write(
          "reports/\(part).jsonl", lines[part * 500..<part * 500 + 500].joined(separator: "\n"))
      }
      let writer = try bench.start(["import", "reports"])
      repeat {
        let read = try bench.run("verdict", "news.example", "--csv")
        // Nothing is known yet, or all that was announced.
        #expect(read.code == 0 || read.code == 3, "\(read.errors)")
        #expect(!read.errors.contains("cannot"), "\(read.errors)")
      } while writer.process.isRunning
      #expect(writer.process.terminationStatus == 0)
      #expect(try bench.run("verdict", "news.example", "--csv").output.contains(",2000,"))
    }
  }
}

extension Bench {
  /// Starts a command on the observatory, to run beside others.
  func start(_ arguments: [String]) throws -> (process: Process, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments + ["-C", observatory]
    process.environment = ["HAIDANG_LANG": "en", "PATH": "/usr/bin:/bin"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let errors = "\(folder)/\(UUID().uuidString).err"
    #expect(FileManager.default.createFile(atPath: errors, contents: nil))
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    return (process, errors)
  }
}
