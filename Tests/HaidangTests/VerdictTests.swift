import Bytes
import Foundation
import Testing

@Suite("Verdicts on measurement files")
struct VerdictTests {
  private static func line(_ number: Int, answer: String) -> String {
    #"{"test_name":"web_connectivity","input":"http://news.example/","probe_cc":"XX","probe_asn":"AS64496","report_id":"r\#(number)","measurement_start_time":"2026-01-0\#(number) 00:00:00","test_keys":{"queries":[{"engine":"getaddrinfo","hostname":"news.example","query_type":"A","failure":null,"answers":[{"ipv4":"\#(answer)"}]}],"requests":[],"control_failure":null,"control":{"dns":{"failure":null,"addrs":["45.45.45.1"]},"http_request":{"failure":null,"status_code":200,"body_length":9}}}}"#
  }

  private static let report =
    (1...4).map { line($0, answer: $0 == 4 ? "45.45.45.1" : "10.0.0.1") }.joined(separator: "\n")
    + "\n{broken\n\n"

  @Test func aReportIsJudgedNetworkByNetwork() throws {
    try Bench.with { bench in
      let path = try bench.write("report.jsonl", Self.report)
      let outcome = try Program.run(["verdict", path, "--json"])
      #expect(outcome.isFine, "\(outcome.errors)")
      for part in [
        "\"state\": \"blocked\"", "\"network\": \"AS64496\"", "\"blocked\": 3",
        "\"measurements\": 4",
        "\"mechanisms\": \"dns.bogon 3\"", "\"first_blocked\": \"2026-01-01T00:00:00Z\"",
      ] { #expect(outcome.output.contains(part), "\(part) in \(outcome.output)") }
      #expect(outcome.errors.contains("report.jsonl: line 5: the line is not JSON"))
      #expect(
        outcome.errors.contains(
          "4 measurements read, 0 of them without an observation; 1 texts refused"))
    }
  }

  @Test func packedFoldersAndPrettyFilesSayTheSame() throws {
    try Bench.with { bench in
      let plain = try bench.write("plain.jsonl", Self.report)
      try bench.write("packed/note.txt", "not a measurement")
      let packed = try #require(Gzip.compress(Array(Self.report.utf8)))
      try Data(packed).write(to: URL(fileURLWithPath: "\(bench.folder)/packed/report.jsonl.gz"))
      let one = try Program.run(["verdict", plain, "--csv"]).output
      #expect(try Program.run(["verdict", "\(bench.folder)/packed", "--csv"]).output == one)
      let pretty = try bench.write(
        "pretty.json",
        Self.line(1, answer: "10.0.0.1").replacing("{\"test_name\"", with: "{\n\"test_name\""))
      let outcome = try Program.run(["verdict", pretty, "--explain"])
      #expect(outcome.output.contains("dns: blocked dns.bogon, rule dns.bogon-unlike-control"))
      #expect(outcome.output.contains("answered 10.0.0.1"))
    }
  }

  @Test func onlyWhatIsAskedForIsCounted() throws {
    try Bench.with { bench in
      let path = try bench.write("report.jsonl", Self.report)
      let later = try Program.run(["verdict", path, "--since", "2026-01-03", "--json"])
      #expect(later.output.contains("\"measurements\": 2"), "\(later.output)")
      #expect(later.output.contains("\"state\": \"insufficient\""))
      for wanted in [["--host", "example"], ["--host", "NEWS.example"], ["--cc", "xx"]] {
        #expect(
          try Program.run(["verdict", path, "--json"] + wanted).output.contains("news.example"))
      }
      for other in [["--host", "ews.example"], ["--cc", "YY"]] {
        let outcome = try Program.run(["verdict", path, "--json"] + other)
        #expect(outcome.output == "[]\n", "\(outcome.output)")
      }
      #expect(try Program.run(["verdict", path, "--since", "yesterday"]).code == 2)
    }
  }

  @Test func whatIsNoReportIsRefused() throws {
    try Bench.with { bench in
      let empty = try bench.write("empty.jsonl", "")
      #expect(try Program.run(["verdict", empty]).code == 3)
      let cut = try #require(Gzip.compress(Array(Self.report.utf8))).dropLast(20)
      let path = "\(bench.folder)/cut.jsonl.gz"
      try Data(cut).write(to: URL(fileURLWithPath: path))
      let outcome = try Program.run(["verdict", path])
      #expect(outcome.errors.contains("the compressed data end too early"), "\(outcome.errors)")
      #expect(try Program.run(["verdict", "\(bench.folder)/none.jsonl"]).code == 4)
    }
  }

  @Test func anyNumberOfThreadsSaysTheSame() throws {
    try Bench.with { bench in
      for name in ["a", "b", "c"] { try bench.write("reports/\(name).jsonl", Self.report) }
      let one = try Program.run(["verdict", "\(bench.folder)/reports", "--csv", "--threads", "1"])
      #expect(one.output.contains("news.example"))
      for threads in ["2", "7"] {
        let more = try Program.run(
          ["verdict", "\(bench.folder)/reports", "--csv", "--threads", threads])
        #expect(more.output == one.output && more.errors == one.errors)
      }
      for wrong in ["0", "257", "two"] {
        #expect(try Program.run(["verdict", bench.folder, "--threads", wrong]).code == 2)
      }
    }
  }

  @Test func whatIsBlankHasAPlaceInTheOrder() throws {
    try Bench.with { bench in
      var files: [String] = []
      for (place, country) in ["", "ZZ", "XX", "xx"].enumerated() {
        for network in ["AS0", "AS64496", ""] {
          let lines = Self.report.replacing(#""probe_cc":"XX""#, with: #""probe_cc":"\#(country)""#)
            .replacing("AS64496", with: network)
            .replacing(#""report_id":"r"#, with: "\"report_id\":\"\(place)\(network)r")
          files.append(try bench.write("reports/\(files.count).jsonl", lines))
        }
      }
      let first = try Program.run(["verdict"] + files + ["--csv", "--threads", "1"]).output
      // What is no country, and no network, is not known: two of each, and the heading.
      #expect(first.split(whereSeparator: \.isNewline).count == 5)
      for threads in ["1", "1", "2", "3"] {
        for order in [files, files.reversed()] {
          let again = try Program.run(["verdict"] + order + ["--csv", "--threads", threads])
          #expect(again.output == first)
        }
      }
    }
  }

  @Test func layersMechanismsAndRulesAreInTheReadersLanguage() throws {
    try Bench.with { bench in
      let path = try bench.write("report.jsonl", Self.report)
      let told = try Program.run(
        ["verdict", path, "--explain"], environment: ["HAIDANG_LANG": "vi"]
      ).output
      #expect(
        told.contains(
          "0 DNS (tên miền) [dns]: chỉ hỏng hoặc bị đổi ở đây [blocked]: DNS trả về địa chỉ không"
            + " trang công cộng nào có [dns.bogon]; quy tắc "), "\(told)")
    }
  }

  @Test func aTableOfNetworksTellsStrangersApart() throws {
    try Bench.with { bench in
      let report = (1...3).map { Self.line($0, answer: "45.45.46.1") }.joined(separator: "\n")
      let path = try bench.write("report.jsonl", report)
      let table = try bench.write(
        "table-2026-01-01.csv",
        "prefix,asn,country\n45.45.45.0/24,64501,XA\n45.45.46.0/24,64502,XB\nx,1,\n")
      let without = try Program.run(["verdict", path, "--json"])
      #expect(without.output.contains("\"state\": \"insufficient\""))
      let with = try Program.run(["verdict", path, "--json", "--networks", table])
      #expect(with.output.contains("dns.wrong-address 3"), "\(with.output)")
      #expect(with.output.contains("(AS64502 by table-2026-01-01.csv, 2026-01-01)"))
      #expect(with.errors.contains("table-2026-01-01.csv: line 4: \"x\" is not an address"))
    }
  }

  @Test func addressesAreLookedUp() throws {
    try Bench.with { bench in
      let table = try bench.write("table.csv", "prefix,asn,country\n203.0.113.0/24,AS64501,XA\n")
      let names = try bench.write("names.csv", "asn,name\n64501,Example network\n")
      let tables = ["networks", "--networks", table, "--networks", names]
      let found = try Program.run(tables + ["203.0.113.9", "2001:db8::1", "--csv"])
      #expect(
        found.output.contains("203.0.113.9,203.0.113.0/24,AS64501,XA,Example network\n"),
        "\(found.output)")
      #expect(found.output.contains("2001:db8::1,,,,"))
      #expect(try Program.run(tables).errors.contains("1 prefix, 1 network with names"))
      #expect(try Program.run(tables + ["203.0.113"]).code == 2)
      #expect(try Program.run(["networks"]).code == 2)
      let rubbish = try bench.write("rubbish.csv", "a,b\n1,2\n")
      let refused = try Program.run(["networks", "--networks", rubbish, "203.0.113.9"])
      #expect(refused.code == 3 && refused.errors.contains("rubbish.csv: line 1: the first row"))
      #expect(
        try Program.run(["networks", "--networks", "\(bench.folder)/none", "203.0.113.9"]).code == 4
      )
    }
  }
}
