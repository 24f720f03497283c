import Foundation
import Glibc
import Testing

@Suite("What a person wrote or put there is not lost")
struct CareTests {
  private func script(_ bench: Bench, _ name: String, _ body: String) throws -> String {
    let path = try bench.write(name, "#!/bin/sh\n\(body)\n")
    chmod(path, 0o755)
    return path
  }

  private func edit(_ bench: Bench, _ environment: [String: String]) throws -> Program.Outcome {
    try Program.run(
      ["record", "event/2020-event-3", "--edit", "-C", bench.observatory],
      environment: environment)
  }

  @Test func aTextGivenUpWithAFaultInItIsKept() throws {
    try Bench.withRecord { bench in
      let editor = try script(
        bench, "editor.sh", #"sed -i 's/kind: throttling/kind: no-such-kind/' "$1""#)
      let outcome = try edit(bench, ["EDITOR": editor])
      #expect(!outcome.isFine)
      let kept = "\(bench.observatory)/drafts/event-2020-event-3.yaml"
      #expect(outcome.errors.contains("drafts/event-2020-event-3.yaml"), "\(outcome.errors)")
      #expect(try String(contentsOfFile: kept, encoding: .utf8).contains("kind: no-such-kind"))
      let again = try edit(bench, ["EDITOR": editor])
      #expect(again.errors.contains("drafts/event-2020-event-3-2.yaml"), "\(again.errors)")
    }
  }

  @Test func aTextThatTheEditorLeftWithAnErrorIsKept() throws {
    try Bench.withRecord { bench in
      let editor = try script(
        bench, "editor.sh", #"sed -i 's/kind: throttling/kind: blocking/' "$1"; exit 1"#)
      let outcome = try edit(bench, ["EDITOR": editor])
      #expect(!outcome.isFine && outcome.errors.contains("--from"), "\(outcome.errors)")
      let from = "\(bench.observatory)/drafts/event-2020-event-3.yaml"
      #expect(try bench.run("record", "event/2020-event-3", "--from", from).isFine)
      #expect(try bench.run("show", "event/2020-event-3").output.contains("kind: blocking"))
    }
  }

  @Test func leavingTheEditorWithoutAChangeKeepsNothing() throws {
    try Bench.withRecord { bench in
      let outcome = try edit(bench, ["EDITOR": "true"])
      #expect(!outcome.isFine)
      #expect(!FileManager.default.fileExists(atPath: "\(bench.observatory)/drafts"))
    }
  }

  @Test func anEmptyVisualFallsBackToTheEditor() throws {
    try Bench.withRecord { bench in
      let editor = try script(
        bench, "editor.sh", #"sed -i 's/kind: throttling/kind: blocking/' "$1""#)
      #expect(try edit(bench, ["VISUAL": "", "EDITOR": editor]).isFine)
    }
  }

  @Test func anEarlierVersionCanBeSaidAgain() throws {
    try Bench.withRecord { bench in
      let name = "event/2020-event-3"
      let first = try bench.run("show", name).output
      #expect(try bench.run("record", name, "--set", "kind=blocking").isFine)
      #expect(try bench.run("record", name, "--revert-to", "1").isFine)
      #expect(try bench.run("show", name).output == first)
      #expect(try bench.run("show", name, "--json").output.contains("\"version\": 3"))
      let beyond = try bench.run("record", name, "--revert-to", "9")
      #expect(beyond.code == 3 && beyond.errors.contains("its versions are 1 to 3"))
    }
  }

  @Test func publishingLeavesFilesThatSomebodyAddedToAnEdition() throws {
    try Bench.withRecord { bench in
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      let letter = try bench.write("edition/en/letter.txt", "dear")
      let outcome = try bench.run("publish", "\(bench.folder)/edition")
      #expect(outcome.code == 3 && outcome.errors.contains("en/letter.txt"), "\(outcome.errors)")
      #expect(FileManager.default.fileExists(atPath: letter))
      unlink(letter)
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
    }
  }

  @Test func ourOwnTimelineChangesNothingWhereItCameFrom() throws {
    try Bench.withRecord { bench in
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      let before = try bench.content()
      for language in ["en", "vi"] {
        let path = "\(bench.folder)/edition/\(language)/timeline/timeline.json"
        let outcome = try bench.run("import", path, "--language", language)
        #expect(outcome.isFine && outcome.output.contains("0 corrected"), "\(outcome.output)")
      }
      #expect(try bench.content() == before)
    }
  }

  @Test func aHeadlineChangedInATimelineChangesTheTitleAlone() throws {
    try Bench.withRecord { bench in
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      let path = "\(bench.folder)/edition/en/timeline/timeline.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
        .replacing("Event number 3", with: "Another headline")
      try bench.write("mine.json", text)
      let plan = try bench.run("import", "mine.json", "--dry-run")
      #expect(
        plan.output.contains("~ event/2020-event-3: /sources/1, /title/en"), "\(plan.output)")
      #expect(try bench.run("import", "mine.json").isFine)
      let shown = try bench.run("show", "event/2020-event-3").output
      for part in ["Another headline", "Sự kiện số 3", "example-press-2020", "import-mine-json"] {
        #expect(shown.contains(part), "\(part) in \(shown)")
      }
      #expect(
        try bench.run("show", "event/2020-event-4", "--json").output.contains("\"version\": 1"))
    }
  }

  @Test func aTimelineOfOthersDoesNotTakeOverAnEventByItsName() throws {
    try Bench.withRecord { bench in
      try bench.write(
        "theirs.json",
        """
        {"events":[{"start_date":{"year":1999},"text":{"headline":"Quite another thing"},
        "unique_id":"2020-event-3"}]}
        """)
      let outcome = try bench.run("import", "theirs.json")
      #expect(outcome.code == 3, "\(outcome.output)")
      #expect(outcome.errors.contains("row 1, unique_id: event/2020-event-3"), "\(outcome.errors)")
    }
  }

  @Test func aListingIsNotTakenForRecords() throws {
    try Bench.withRecord { bench in
      try bench.write("events.csv", try bench.run("list", "event", "--csv").output)
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      for path in ["events.csv", "\(bench.folder)/edition/en/events/index.csv"] {
        let outcome = try bench.run("import", path)
        #expect(outcome.code == 3 && outcome.errors.contains("a listing"), "\(outcome.errors)")
      }
      try bench.write(
        "renamed.csv",
        try String(contentsOfFile: "\(bench.folder)/edition/data/events.csv", encoding: .utf8))
      #expect(try bench.run("import", "renamed.csv").output.contains("0 corrected"))
    }
  }

  @Test func settingsBesideADossierAreCheckedAndNotTakenInSilence() throws {
    try Bench.withRecord { bench in
      try bench.write("all/observatory.yaml", "title: {en: \"Another\"}\n")
      let outcome = try bench.run("import", "all")
      #expect(outcome.isFine && outcome.errors.contains("observatory.yaml: settings were checked"))
      try bench.write("all/observatory.yaml", "titel: {en: \"Another\"}\n")
      let faulty = try bench.run("import", "all")
      #expect(faulty.code == 3 && faulty.errors.contains("titel"), "\(faulty.errors)")
    }
  }

  @Test func anObservatoryThatMayOnlyBeReadIsRead() throws {
    try Bench.withRecord { bench in
      guard getuid() == 0, access("/usr/bin/setpriv", X_OK) == 0 else {
        print("skipped: needs root and setpriv to read as somebody else")
        return
      }
      let open = Process()
      open.executableURL = URL(fileURLWithPath: "/bin/chmod")
      open.arguments = ["-R", "a+rX,a-w", bench.folder]
      try open.run()
      open.waitUntilExit()
      func asNobody(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments =
          ["--reuid=65534", "--regid=65534", "--clear-groups", Program.path] + arguments
          + ["-C", bench.observatory]
        process.environment = ["HAIDANG_LANG": "en"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let text = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return "\(process.terminationStatus) " + String(decoding: text, as: UTF8.self)
      }
      #expect(try asNobody("show", "event/2020-event-3").hasPrefix("0 id:"))
      let verified = try asNobody("verify")
      #expect(verified.hasPrefix("0 ") && verified.contains("✔ Cache"), "\(verified)")
      #expect(try asNobody("record", "event/2020-event-3", "--set", "kind=blocking").hasPrefix("4"))
    }
  }
}
