import Foundation
import Glibc
import Testing

@Suite("What somebody else put into an observatory is not signed")
struct ForgeryTests {
  private func journal(_ bench: Bench) throws -> String {
    let folder = "\(bench.observatory)/journal"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return "\(folder)/\(try #require(names.last { $0.hasSuffix(".jsonl") }))"
  }

  private func sqlite(_ bench: Bench, _ statement: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); base.execute(sys.argv[2]); base.commit()",
      "\(bench.observatory)/record.sqlite", statement,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func aChangedCacheIsNotPublished() throws {
    try Bench.withRecord { bench in
      guard access("/usr/bin/python3", X_OK) == 0 else {
        print("skipped: needs python3 to change the database")
        return
      }
      try sqlite(bench, "UPDATE events SET en = 'FORGED'")
      let edition = "\(bench.folder)/edition"
      let outcome = try bench.run("publish", edition)
      #expect(outcome.code == 1 && outcome.errors.contains("haidang rebuild"), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: edition))
      #expect(!FileManager.default.fileExists(atPath: edition + ".next"))
      #expect(try bench.run("rebuild").isFine)
      #expect(try bench.run("publish", edition).isFine)
    }
  }

  @Test(arguments: [
    (#""confidence":"#, 2, #""bogus":1,"confidence":"#, "bogus"),
    (#""kind":"throttling""#, 7, #""kind":"blocking""#, "version 7 follows 1"),
  ])
  func aLineThatNoProgramWroteIsNotSigned(
    old: String, version: Int, new: String, why: String
  ) throws {
    try Bench.withRecord { bench in
      let path = try journal(bench)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n")
      let line = try #require(lines.last { $0.contains("2020-event-3") })
      let last = try #require(lines.last?.firstMatch(of: /"entry":([0-9]+)/)?.1)
      let next = (Int(last) ?? 0) + 1
      let forged = line.replacing(/"entry":[0-9]+/, with: "\"entry\":\(next)")
        .replacing(old, with: new).replacing(#""version":1"#, with: #""version":\#(version)"#)
      try (text + forged + "\n").write(toFile: path, atomically: true, encoding: .utf8)
      for arguments in [
        ["record", "event/2020-event-4", "--set", "kind=blocking"],
        ["publish", "\(bench.folder)/edition"],
      ] {
        let outcome = try Program.run(arguments + ["-C", bench.observatory])
        #expect(outcome.code == 1, "\(outcome.output)\(outcome.errors)")
        #expect(
          outcome.errors.contains("entry \(next) of the journal") && outcome.errors.contains(why),
          "\(outcome.errors)")
      }
    }
  }

  @Test func aChangedLineIsNotPublished() throws {
    try Bench.withRecord { bench in
      let path = try journal(bench)
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("Event number 3", with: "Event number 9")
        .write(toFile: path, atomically: true, encoding: .utf8)
      let outcome = try bench.run("publish", "\(bench.folder)/edition")
      #expect(outcome.code == 1 && outcome.errors.contains("does not fit"), "\(outcome.errors)")
    }
  }

  @Test func aMissingExhibitIsFound() throws {
    try Bench.withRecord { bench in
      let folder = "\(bench.observatory)/exhibits"
      try FileManager.default.removeItem(atPath: folder)
      let outcome = try bench.run("verify")
      #expect(outcome.code == 1 && outcome.output.contains("is missing; restore"))
    }
  }

  @Test func aMissingCheckpointIsAFaultAndNotTheEnd() throws {
    try Bench.withRecord { bench in
      unlink("\(bench.observatory)/ledger/checkpoint")
      let outcome = try bench.run("verify")
      #expect(outcome.code == 1 && outcome.output.contains("✔ Journal"), "\(outcome.output)")
      #expect(outcome.output.contains("✖ Checkpoint: not as it was signed"))
    }
  }

  @Test func aLinkInAnEditionIsFound() throws {
    try Bench.withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      let page = "\(edition)/en/events/2020-event-3.html"
      #expect(rename(page, "\(bench.folder)/elsewhere.html") == 0)
      #expect(symlink("\(bench.folder)/elsewhere.html", page) == 0)
      let outcome = try Program.run(["verify", edition])
      #expect(outcome.code == 1 && outcome.output.contains("is not a file but a link"))
    }
  }

  @Test(arguments: [
    "/", "", ".", "..", "OBSERVATORY", "OBSERVATORY/keys/x", "OBSERVATORY/journal/",
  ])
  func placesThatAreNotForEditions(place: String) throws {
    try Bench.withRecord { bench in
      let path = place.replacing("OBSERVATORY", with: bench.observatory)
      let before = try bench.content()
      let outcome = try Program.run(
        ["publish", path, "-C", bench.observatory], folder: bench.folder)
      #expect(outcome.code == 3, "\(outcome.output)\(outcome.errors)")
      #expect(try bench.content() == before)
      let names = try FileManager.default.contentsOfDirectory(atPath: bench.folder)
      #expect(Set(names) == ["observatory", "all"], "\(names)")
    }
  }

  @Test func aRetractionIsSeenWhereARecordIsListedOrCited() throws {
    try Bench.withRecord { bench in
      #expect(try bench.run("record", "source/example-press-2020", "--retract", "Made up").isFine)
      #expect(try bench.run("record", "person/an-example", "--retract", "Another person").isFine)
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      for (page, part) in [
        ("en/sources/example-press-2020.html", "Made up"),
        ("en/events/2020-event-3.html", "retracted"), ("en/cases/index.html", "retracted"),
        ("en/sources/index.html", "retracted"),
      ] {
        let text = try String(contentsOfFile: "\(edition)/\(page)", encoding: .utf8).lowercased()
        #expect(text.contains(part.lowercased()), "\(page)")
      }
      #expect(try bench.run("list", "person").output.contains("retracted"))
    }
  }

  @Test func aProgramInThePlaceOfAnEditorEnds() throws {
    try Bench.withRecord { bench in
      let editor = try bench.write("editor.sh", "#!/bin/sh\nsed -i 's/kind: /kind: x/' \"$1\"\n")
      chmod(editor, 0o755)
      let outcome = try Program.run(
        ["record", "event/2020-event-3", "--edit", "-C", bench.observatory],
        environment: ["EDITOR": editor])
      #expect(!outcome.isFine && outcome.errors.contains("drafts/"), "\(outcome.errors)")
    }
  }

  @Test func anEmptyValueRemovesALanguageAndThenTheField() throws {
    try Bench.withRecord { bench in
      let name = "event/2020-event-3"
      #expect(try bench.run("record", name, "--set", "summary.en=Short").isFine)
      let outcome = try bench.run("record", name, "--set", "summary.en=")
      #expect(outcome.isFine, "\(outcome.errors)")
      #expect(try !bench.run("show", name).output.contains("summary"))
    }
  }

  @Test func aTimelineInTheOtherLanguageIsNotTakenForThisOne() throws {
    try Bench.withRecord { bench in
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      let path = "\(bench.folder)/edition/vi/timeline/timeline.json"
      let outcome = try bench.run("import", path)
      #expect(outcome.code == 3 && outcome.errors.contains("--language"), "\(outcome.errors)")
    }
  }

  @Test func aFolderWithNothingInItIsSaidToHaveNothing() throws {
    try Bench.withRecord { bench in
      try bench.write("papers/note.txt", "x")
      let outcome = try bench.run("import", "papers")
      #expect(outcome.code == 3 && outcome.errors.contains("no YAML file"), "\(outcome.errors)")
      #expect(mkfifo("\(bench.folder)/pipe.json", 0o600) == 0)
      #expect(try bench.run("import", "pipe.json").code == 3)
    }
  }

  @Test func wrongUseIsSaidSo() throws {
    try Bench.withRecord { bench in
      let both = try Program.run([
        "init", "\(bench.folder)/new", "--unprotected-key", "--passphrase-file", "x",
      ])
      #expect(both.code == 2)
      #expect(try bench.run("verify", "--vkey", "xxx").code == 2)
      #expect(try bench.run("serve", "--port", "99999").code == 2)
    }
  }
}
