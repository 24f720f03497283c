import Foundation
import Glibc
import Testing

@Suite("The commands")
struct CommandTests {
  static let commands = [
    "demo", "init", "import", "list", "show", "record", "history", "census", "search", "fields",
    "publish", "serve", "verify", "prove", "rebuild", "doctor", "verdict",
    "networks",
  ]

  private func withRecord(_ body: (Bench) throws -> Void) throws { try Bench.withRecord(body) }

  @Test(arguments: commands) func helpIsALessonWithExamples(command: String) throws {
    for language in ["en", "vi"] {
      let outcome = try Program.run(
        [command, "--help"], environment: ["HAIDANG_LANG": language])
      #expect(outcome.isFine)
      #expect(outcome.output.contains("  haidang \(command)"), "\(outcome.output)")
    }
  }

  @Test func theVersionIsShort() throws {
    #expect(try Program.run(["--version"]).output == "0.1.0\n")
  }

  @Test func wrongUseEndsWithTwoAndSaysHow() throws {
    let outcome = try Program.run(["list", "evnets"])
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("event"))
  }

  @Test func importTwiceRecordsOnce() throws {
    try withRecord { bench in
      let before = try bench.content()
      let again = try bench.run("import", "all", "--json")
      #expect(again.output.contains("\"unchanged\": 9"), "\(again.output)")
      #expect(try bench.content() == before)
    }
  }

  @Test func aDryRunWritesNothing() throws {
    try withRecord { bench in
      try bench.write("more.yaml", Dossier.events(9))
      let before = try bench.content()
      let outcome = try bench.run("import", "more.yaml", "--dry-run", "--json")
      #expect(outcome.output.contains("\"created\": 4"), "\(outcome.output)")
      #expect(try bench.content() == before)
    }
  }

  @Test func listsAsTextJSONAndCSV() throws {
    try withRecord { bench in
      let csv = try bench.run("list", "event", "--csv").output
      #expect(csv.hasPrefix("id,when,kind,standing,sources,title"), "\(csv)")
      let json = try bench.run("list", "person", "--json").output
      let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
      #expect(parsed?.first?["id"] as? String == "an-example", "\(json)")
      let narrowed = try bench.run("list", "event", "--where", "from=2020-06", "--csv").output
      #expect(narrowed.split(whereSeparator: \.isNewline).count == 2, "\(narrowed)")
    }
  }

  @Test func correctsFromFlagsAndKeepsTheHistory() throws {
    try withRecord { bench in
      let outcome = try bench.run(
        "record", "event/2020-event-1", "--set", "when=2020-02-03", "--set", "summary.en=More")
      #expect(outcome.isFine, "\(outcome.errors)")
      let history = try bench.run("history", "event/2020-event-1").output
      #expect(history.contains("/when") && history.contains("2020-02-03"), "\(history)")
      let first = try bench.run("show", "event/2020-event-1", "--version", "1").output
      #expect(first.contains("2020-02\""), "\(first)")
    }
  }

  @Test(arguments: ["id=other", "title.en=a\u{1B}]0;b", "title.en=a\u{202E}b"])
  func aFlagCannotSayWhatYAMLCannot(assignment: String) throws {
    try withRecord { bench in
      let outcome = try bench.run("record", "event/2020-event-1", "--set", assignment)
      #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
      let history = try bench.run("history", "event/2020-event-1", "--json").output
      #expect(!history.contains("\"version\": 2"))
    }
  }

  @Test func addsFromYAMLThatShowWrote() throws {
    try withRecord { bench in
      let yaml = try bench.run("show", "event/2020-event-2").output
      try bench.write(
        "new.yaml", yaml.replacing("2020-event-2", with: "2020-event-new"))
      let outcome = try bench.run("record", "event/2020-event-new", "--from", "new.yaml")
      #expect(outcome.isFine, "\(outcome.errors)")
      #expect(try bench.run("show", "event/2020-event-new").isFine)
    }
  }

  @Test func anEditorIsOpenedUntilTheTextIsRight() throws {
    try withRecord { bench in
      let editor = try bench.write(
        "editor.sh",
        """
        #!/bin/sh
        if [ -e "\(bench.folder)/seen" ]; then
          sed -i 's/wrong-kind/blocking/' "$1"
        else
          sed -i 's/kind: throttling/kind: wrong-kind/' "$1"
          touch "\(bench.folder)/seen"
        fi
        """)
      chmod(editor, 0o755)
      let outcome = try Program.run(
        ["record", "event/2020-event-3", "--edit", "-C", bench.observatory],
        environment: ["EDITOR": editor])
      #expect(outcome.isFine, "\(outcome.errors)")
      #expect(try bench.run("show", "event/2020-event-3").output.contains("kind: blocking"))
    }
  }

  @Test func aRecordIsTakenBackAndStays() throws {
    try withRecord { bench in
      #expect(try bench.run("record", "event/2020-event-4", "--retract", "Was a test").isFine)
      let shown = try bench.run("show", "event/2020-event-4").output
      #expect(shown.contains("retracted:") && shown.contains("Was a test"))
    }
  }

  @Test func offersTheNearestCommand() throws {
    for (arguments, told) in [
      (["verdit", "x"], "There is no command 'verdit'. Did you mean 'verdict'?"),
      (["coordination", "explian", "a"], "There is no command 'explian'. Did you mean 'explain'?"),
      (["xyzzy"], "There is no command 'xyzzy'."),
    ] {
      let outcome = try Program.run(arguments)
      #expect(outcome.code == 2 && outcome.errors.hasPrefix(told), "\(outcome.errors)")
      #expect(outcome.errors.contains("Usage: haidang"), "\(outcome.errors)")
    }
    #expect(try Program.run(["help"]).code == 0)
    #expect(try Program.run(["verdict", "--no-such"]).errors.hasPrefix("Error:"))
  }

  @Test func offersTheNearestNames() throws {
    try withRecord { bench in
      let outcome = try bench.run("show", "event/2020-evnt-1")
      #expect(outcome.code == 3)
      #expect(outcome.errors.contains("did you mean event/2020-event-1"), "\(outcome.errors)")
    }
  }

  @Test func searchFoldsDiacriticsAndPutsExactSpellingsFirst() throws {
    try withRecord { bench in
      try bench.write(
        "places.yaml",
        """
        places:
          - id: a-dak-lak
            name: {en: "dak lak without marks"}
            level: province
          - id: b-dak-lak
            name: {vi: "Đắk Lắk"}
            level: province
        """)
      #expect(try bench.run("import", "places.yaml").isFine)
      for words in ["dak lak", "đak lak", "Đắk Lắk", "DAK LAK"] {
        let found = try bench.run("search", words, "--csv").output
        #expect(found.contains("place/a-dak-lak") && found.contains("place/b-dak-lak"), "\(words)")
      }
      let exact = try bench.run("search", "Đắk Lắk", "--csv").output
      let rows = exact.split(whereSeparator: \.isNewline)
      #expect(rows.dropFirst().first?.hasPrefix("place/b-dak-lak") == true, "\(exact)")
    }
  }

  @Test func theCensusIsComputed() throws {
    try withRecord { bench in
      let expected = [
        ("2019-11-30", ",no,not-yet-arrested"), ("2019-12-15", ",maybe,arrest-imprecise"),
        ("2020-01-01", ",yes,held"), ("2026-01-01", ",maybe,term-over"),
      ]
      for (day, answer) in expected {
        let found = try bench.run("census", "--on", day, "--csv").output
        #expect(found.contains(answer), "\(found)")
      }
      #expect(try bench.run("census", "--on", "2020-13-01").code == 2)
    }
  }

  @Test func provesWithoutTheHiddenFields() throws {
    try withRecord { bench in
      let proof = "\(bench.folder)/proof"
      let outcome = try bench.run(
        "prove", "person/an-example", "--to", proof, "--hide", "/name")
      #expect(outcome.isFine, "\(outcome.errors)")
      let files = try FileManager.default.contentsOfDirectory(atPath: proof)
      for file in files {
        let text = try String(contentsOfFile: "\(proof)/\(file)", encoding: .utf8)
        #expect(!text.contains("Nguyễn Ví Dụ"), "\(file)")
      }
      #expect(try Program.run(["verify", proof]).isFine)
      let disclosure = "\(proof)/disclosure.json"
      let text = try String(contentsOfFile: disclosure, encoding: .utf8)
      try text.replacing("reported", with: "alleged").write(
        toFile: disclosure, atomically: true, encoding: .utf8)
      #expect(try Program.run(["verify", proof]).code == 1)
    }
  }

  @Test func aProtectedKeyNeedsItsPassphrase() throws {
    try Bench.with { bench in
      try bench.write("passphrase", "correct horse battery\n")
      let made = try Program.run([
        "init", bench.observatory, "--title-en", "Example", "--passphrase-file",
        "\(bench.folder)/passphrase",
      ])
      #expect(made.isFine, "\(made.errors)")
      try bench.write("all.yaml", Dossier.sources)
      let without = try bench.run("import", "all.yaml")
      #expect(without.code == 4)
      #expect(without.errors.contains("--passphrase-file"), "\(without.errors)")
      try bench.write("wrong", "incorrect horse\n")
      #expect(try bench.run("import", "all.yaml", "--passphrase-file", "wrong").code == 4)
      let with = try bench.run("import", "all.yaml", "--passphrase-file", "passphrase")
      #expect(with.isFine, "\(with.errors)")
      try bench.expectSound()
      let content = try bench.content().filter { $0.key != "keys/ledger.vkey" }
      for (name, data) in content {
        #expect(data.range(of: Data("PRIVATE+KEY".utf8)) == nil, "\(name)")
        #expect(data.range(of: Data("correct horse".utf8)) == nil, "\(name)")
      }
    }
  }

  @Test func twoEditionsOfOneRecordAreEqual() throws {
    try withRecord { bench in
      for name in ["one", "two"] {
        #expect(try bench.run("publish", "\(bench.folder)/\(name)").isFine)
      }
      let diff = Process()
      diff.executableURL = URL(fileURLWithPath: "/usr/bin/diff")
      diff.arguments = ["-r", "\(bench.folder)/one", "\(bench.folder)/two"]
      try diff.run()
      diff.waitUntilExit()
      #expect(diff.terminationStatus == 0)
    }
  }

  @Test func publishingOverSomethingElseIsRefused() throws {
    try withRecord { bench in
      try bench.write("home/letter.txt", "dear")
      let outcome = try bench.run("publish", "\(bench.folder)/home")
      #expect(outcome.code == 3 && outcome.errors.contains("choose an empty folder"))
      #expect(FileManager.default.fileExists(atPath: "\(bench.folder)/home/letter.txt"))
    }
  }

  @Test func theDoctorSaysWhatIsWrong() throws {
    try withRecord { bench in
      let outcome = try bench.run("doctor", "--json")
      #expect(outcome.output.contains("\"name\": \"sqlite\""), "\(outcome.output)")
      #expect(outcome.code == 1 && outcome.output.contains("demonstrations"))
    }
  }

  @Test func ourOwnTableComesBackUnchanged() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      for kind in ["events", "persons", "proceedings", "sources"] {
        let again = try bench.run("import", "\(edition)/data/\(kind).csv", "--json")
        #expect(
          again.output.contains("\"corrected\": 0"), "\(kind): \(again.output)\(again.errors)")
        #expect(again.output.contains("\"created\": 0"), "\(kind)")
      }
    }
  }

  @Test func aTimelineForOtherProgramsComesBackAsEvents() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      try Bench.with { other in
        try other.make()
        let path = "\(edition)/en/timeline/timeline.json"
        let outcome = try other.run("import", path, "--json")
        #expect(outcome.isFine, "\(outcome.errors)")
        #expect(outcome.output.contains("\"created\": 6"), "\(outcome.output)")
        try other.expectSound()
      }
    }
  }
}
