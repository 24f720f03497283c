import Testing

@Suite("Names as somebody types them, and the command that helps on")
struct NamesAndHintsTests {
  @Test func theNameOfAFindingAloneIsEnough() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write(
        "report.jsonl", Reports.twoNetworks(answer: "10.0.0.1").joined(separator: "\n"))
      #expect(try bench.run("import", "report.jsonl").isFine)
      let name = "reach-vn-news.example-2026-01"
      for command in ["history", "show"] {
        let whole = try bench.run(command, "finding/\(name)", "--json")
        let alone = try bench.run(command, name, "--json")
        #expect(whole.isFine && alone.isFine && alone.output == whole.output, "\(alone.errors)")
        for wrong in ["reach-vn-news.example-2026-02", "evnt/2020", "No Name"] {
          let refused = try bench.run(command, wrong)
          #expect(refused.code == 2, "\(refused)")
          #expect(refused.errors.contains("no record has this name; write kind/id"))
        }
      }
      let verdict = try bench.run("verdict", "news.example")
      #expect(verdict.errors.contains("haidang episodes --target news.example"))
      #expect(try !bench.run("verdict", "news.example", "--csv").errors.contains("episodes"))
    }
  }

  /// A resolver in another network than the volunteer's may be the operator's or one that was chosen.
  @Test func aTableOfNetworksIsNamedWhereItWouldHelp() throws {
    let line = Reports.line(1, by: "p", network: 64496, answer: "10.0.0.1")
      .replacing(#""probe_asn""#, with: #""resolver_asn":"AS64511","probe_asn""#)
      .replacing(
        #""queries":["#,
        with: #""queries":[{"engine":"udp","hostname":"news.example","query_type":"A","#
          + #""failure":null,"resolver_address":"8.8.8.8:53","answers":[{"ipv4":"45.45.45.1"}]},"#)
    try Bench.with { bench in
      let path = try bench.write("report.jsonl", line)
      let table = try bench.write("networks.csv", "prefix,asn,country\n45.45.45.0/24,64500,US\n")
      let bare = try Program.run(["verdict", path])
      #expect(bare.output.contains("insufficient"), "\(bare.output)")
      #expect(
        bare.errors.contains("1 measurement is undecided") && bare.errors.contains("--networks"))
      #expect(bare.errors.contains("haidang import"))
      let told = try Program.run(["verdict", path, "--networks", table])
      #expect(told.isFine && !told.errors.contains("undecided"), "\(told.errors)")
    }
  }
}
