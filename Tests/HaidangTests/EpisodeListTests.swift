import Testing

@Suite("What is told of episodes, and what is withheld or set aside")
struct EpisodeListTests {
  @Test func whatTooFewMeasuredIsToldToBeWithheld() throws {
    try Bench.with { bench in
      try bench.make()
      let empty = try bench.run("episodes")
      #expect(empty.errors.contains("Episodes are found when measurements are imported"))
      // Two volunteers, one network: the site worked for twenty days and was blocked for ten.
      let lines = (0..<30 * 8).map { number in
        Reports.line(
          number, by: "p\(number % 2)", network: 64496,
          answer: number / 8 < 20 ? "45.45.45.1" : "10.0.0.1", day: 1 + number / 8,
          hour: number % 8 * 3)
      }
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let imported = try bench.run("import", "r.jsonl")
      let told = imported.output + imported.errors
      #expect(imported.isFine && told.contains("1 target was tried by fewer than 3"), "\(told)")
      let outcome = try bench.run("episodes")
      #expect(outcome.isFine && outcome.output.isEmpty)
      #expect(!outcome.errors.contains("Episodes are found when measurements are imported"))
      for word in ["64496", "news.example", "bogon"] {
        #expect(!outcome.errors.contains(word) && !told.contains(word))
      }
    }
  }

  @Test func aBurstOfReportsIsToldAndIsNoBlock() throws {
    let lines = (0..<6).map { number in
      Reports.line(number, by: "p\(number)", network: 64496, answer: "45.45.45.9")
        .replacing(/2026-01-01 00:..:00/, with: "2026-01-01 00:00:0\(number)")
        .replacing(
          #""failure":null,"answers":[{"ipv4":"45.45.45.9"}]"#,
          with:
            #""failure":"dns_nxdomain_error","answers":null"#)
    }
    try Bench.with { bench in
      try bench.make()
      let path = try bench.write("r.jsonl", lines.joined(separator: "\n"))
      let verdict = try Program.run(["verdict", path, "--csv"])
      #expect(verdict.output.contains("news.example,VN,AS64496,insufficient,1,1,6,1,"))
      #expect(
        verdict.errors.contains("5 measurements began within half a minute of another"),
        "\(verdict.errors)")
      let imported = try bench.run("import", "r.jsonl")
      #expect(
        imported.errors.contains("5 observations began within half a minute of another"),
        "\(imported.errors)")
      #expect(
        try !bench.run("show", "finding/reach-vn-news.example-2026-01").output.contains("blocked"))
      let asked = try bench.run("verdict", "news.example")
      #expect(asked.output.contains("interference in 0 of 0 networks"), "\(asked.output)")
      #expect(asked.errors.contains("5 measurements began within half a minute of another"))
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }

  @Test func whatAnotherCauseExplainsIsListedWithIt() throws {
    // The site goes for all at once, in five countries.
    let lines = ["VN", "TH", "LA", "KH", "MM"].enumerated().flatMap { place, country in
      (0..<24 * 8).map { number in
        Reports.line(
          place * 1000 + number, by: "\(country)\(number % 5)", network: 64496 + number % 2,
          answer: number / 8 < 18 ? "45.45.45.1" : "dead", day: 1 + number / 8,
          hour: number % 8 * 3, country: country
        ).replacing(
          #""failure":null,"answers":[{"ipv4":"dead"}]"#,
          with:
            #""failure":"dns_nxdomain_error","answers":null"#)
      }
    }
    try Bench.with { bench in
      try bench.make()
      try bench.write("r.jsonl", lines.joined(separator: "\n"))
      #expect(try bench.run("import", "r.jsonl").isFine)
      for command in [["episodes", "--cc", "VN"], ["verdict", "news.example", "--cc", "VN"]] {
        let told = try Program.run(command + ["-C", bench.observatory]).output
        #expect(told.contains("  ! The same target changed in most other countries"), "\(told)")
      }
      let alarms = try bench.run("episodes", "--cc", "VN", "--alarms")
      #expect(alarms.output.isEmpty)
      #expect(alarms.errors.contains("1 that another cause explains is listed without --alarms"))
      #expect(!alarms.errors.contains("nothing that fits"), "\(alarms.errors)")
      // The month says so too, and lays nothing at the network's door.
      let month = try bench.run("explain", "reach-vn-news.example-2026-01").output
      #expect(month.contains("Reservation: What failed while the same target failed"), "\(month)")
      #expect(!month.contains("Likely blocked") && !month.contains("Consistent with"), "\(month)")
      #expect(try bench.run("reproduce", "--all").isFine)
    }
  }
}
