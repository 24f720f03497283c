#if DEBUG
  import Foundation
  import Testing

  @Suite("Killed with SIGKILL at every write step", .serialized)
  struct KillTests {
    /// Kills `command` at its first step, its second, and so on, each time on a fresh copy of the
    /// observatory, until it runs to its end; `check` looks at what each kill left.
    private func killEverywhere(
      _ bench: Bench, _ command: [String], _ check: (Int) throws -> Void
    ) throws -> Int {
      let start = bench.folder + "/start"
      try bench.copy(bench.observatory, to: start)
      var step = 1
      while true {
        try bench.copy(start, to: bench.observatory)
        let outcome = try Program.run(
          command + ["-C", bench.observatory], environment: ["HAIDANG_KILL_AT": "*:\(step)"],
          folder: bench.folder)
        if outcome.signal == 0 {
          #expect(outcome.isFine, "\(outcome.errors)")
          return step - 1
        }
        #expect(outcome.signal == SIGKILL)
        try check(step)
        step += 1
      }
    }

    @Test func anImportIsFinishedByASecondRunAndNothingIsLostOrDoubled() throws {
      try Bench.with { bench in
        try bench.make()
        try bench.write("dossier/sources.yaml", Dossier.sources)
        try bench.write("dossier/events.yaml", Dossier.events(12))
        try bench.write("dossier/people.yaml", Dossier.person)
        let kills = try killEverywhere(bench, ["import", "dossier"]) { step in
          let second = try bench.run("import", "dossier")
          #expect(second.isFine, "step \(step): \(second.errors)")
          try bench.expectSound("step \(step)")
          let listed = try bench.run("list", "event", "--csv")
          let rows = listed.output.split(whereSeparator: \.isNewline).count
          #expect(rows == 13, "step \(step): \(listed.output)")
          let third = try bench.run("import", "dossier", "--json")
          #expect(third.output.contains("\"unchanged\": 16"), "step \(step): \(third.output)")
          let versions = try bench.run("history", "event/2020-event-1", "--json")
          #expect(!versions.output.contains("\"version\": 2"), "step \(step)")
        }
        #expect(kills > 20)
      }
    }

    @Test func anImportOfMeasurementsIsFinishedByASecondRunAndNothingIsLostOrDoubled() throws {
      try Bench.with { bench in
        try bench.make()
        try bench.write(
          "r.jsonl", Reports.twoNetworks(answer: "10.0.0.1").joined(separator: "\n"))
        let kills = try killEverywhere(bench, ["import", "r.jsonl"]) { step in
          let second = try bench.run("import", "r.jsonl")
          #expect(second.isFine, "step \(step): \(second.errors)")
          try bench.expectSound("step \(step)")
          let listed = try bench.run("list", "finding", "--csv").output
          #expect(listed.contains("reach-vn-news.example-2026-01,1,"), "step \(step): \(listed)")
          let third = try bench.run("import", "r.jsonl", "--json").output
          for part in ["\"added\": 0", "\"new\": []", "\"changed\": []"] {
            #expect(third.contains(part), "step \(step): \(third)")
          }
          #expect(try bench.run("reproduce", "--all").isFine, "step \(step)")
        }
        #expect(kills > 8)
      }
    }

    @Test func aCorrectionIsWholeOrNotThere() throws {
      try Bench.with { bench in
        try bench.make()
        try bench.write("dossier/all.yaml", Dossier.sources + "\n" + Dossier.events(2))
        try bench.run("import", "dossier")
        let command = ["record", "event/2020-event-1", "--set", "title.en=Changed"]
        let kills = try killEverywhere(bench, command) { step in
          let between = try bench.run("verify")
          #expect(!between.output.contains("Something was changed"), "step \(step)")
          let second = try bench.run("record", "event/2020-event-1", "--set", "title.en=Changed")
          #expect(second.isFine, "step \(step): \(second.errors)")
          let shown = try bench.run("show", "event/2020-event-1", "--json")
          #expect(shown.output.contains("Changed"), "step \(step)")
          #expect(shown.output.contains("\"version\": 2"), "step \(step): \(shown.output)")
          try bench.expectSound("step \(step)")
        }
        #expect(kills > 5)
      }
    }

    @Test func readersAlwaysFindAWholeEdition() throws {
      try Bench.with { bench in
        try bench.make()
        try bench.write("dossier/all.yaml", Dossier.sources + "\n" + Dossier.events(3))
        try bench.run("import", "dossier")
        let edition = bench.folder + "/edition"
        #expect(try bench.run("publish", edition).isFine)
        try bench.copy(edition, to: bench.folder + "/old-edition")
        try bench.run("record", "event/2020-event-2", "--set", "title.en=Changed")
        let kills = try killEverywhere(bench, ["publish", edition]) { step in
          let check = try Program.run(["verify", edition])
          #expect(check.isFine, "step \(step): \(check.output)")
          let second = try bench.run("publish", edition)
          #expect(second.isFine, "step \(step): \(second.errors)")
          #expect(try Program.run(["verify", edition]).isFine, "step \(step)")
          try bench.expectSound("step \(step)")
          let left = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
          #expect(!left.contains("edition.next"), "step \(step)")
          try bench.copy(bench.folder + "/old-edition", to: edition)
        }
        #expect(kills > 3)
      }
    }
  }
#endif
