import Foundation
import Testing

/// Complaints of synthetic people: many who act at odd hours, and nine who come to old posts together.
private enum Complaints {
  static let map = "actor=reporter,target=post,owner=page,target_time=posted_at"

  static func csv(raids: Int = 12) -> String {
    var state: UInt64 = 12345
    func draw(_ most: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(most))
    }
    let start = 1_767_225_600
    var lines = ["reporter,action,post,page,posted_at,created_at,reason"]
    for _ in 0..<5000 {
      let post = min(draw(300), draw(300))
      let made = start + post * 7000
      lines.append(
        "Clearname \(min(draw(600), draw(600))),report,post \(post),page \(post % 50),\(made),\(made + draw(200_000)),spam"
      )
    }
    for raid in 0..<raids {
      let at = start + 300_000 + raid * 47_000
      for account in 0..<9 {
        lines.append(
          "Clearname Member \(account),report,aim \(raid),Clearname Victim \(raid % 3),\(at - 60_000 - raid * 30_000),\(at + draw(50)),hate"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

@Suite("Lockstep from import to edition")
struct LockstepCommandTests {
  @Test func importRunExplainExportReproducePublish() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("Clearname.csv", Complaints.csv() + "a broken row\n")
      let trial = try bench.run("import", "Clearname.csv", "--map", Complaints.map, "--dry-run")
      #expect(trial.isFine, "\(trial.errors)")
      #expect(trial.output.contains("Would take in 1 file"))
      #expect(trial.output.contains("1 row left out"))
      #expect(!FileManager.default.fileExists(atPath: "\(bench.observatory)/keys/accounts.key"))
      #expect(try bench.run("import", "Clearname.csv", "--map", Complaints.map).isFine)
      let again = try bench.run("import", "Clearname.csv", "--map", Complaints.map)
      #expect(again.output.contains("1 known already"))
      let run = try bench.run("coordination", "run")
      #expect(run.isFine, "\(run.errors)")
      #expect(run.output.contains("1 new finding"))
      let name = try #require(run.output.firstMatch(of: /lockstep-[0-9a-f]+/)).output
      #expect(try bench.run("coordination", "run").output.contains("1 as before"))
      let listed = try bench.run("list", "lockstep", "--csv")
      #expect(listed.output.contains(name))
      let hit = try bench.run("coordination", "victim", "--owner", "Clearname Victim 0")
      #expect(hit.output.contains("1 finding touches them"), "\(hit.errors)")
      let drawing = try bench.run("coordination", "export", String(name), "--gexf")
      #expect(drawing.output.contains("<gexf"))
      let explained = try bench.run("coordination", "explain", String(name))
      #expect(explained.output.contains("What this does not show"))
      #expect(explained.output.contains("9 accounts"))
      let evidence = try bench.run("coordination", "export", String(name), "--evidence")
      #expect(evidence.output.split(separator: "\n").count == 1 + 9 * 12)
      let reproduced = try bench.run("reproduce", String(name))
      #expect(reproduced.isFine)
      #expect(reproduced.output.contains("the same, byte for byte"))
      #expect(try bench.run("reproduce", "--all").isFine)
      #expect(try bench.run("show", "lockstep/\(name)").output.contains("level: high"))
      #expect(try bench.run("publish", "public").isFine)
      #expect(try Program.run(["verify", "\(bench.folder)/public"]).isFine)
      try bench.expectSound()
      for (file, bytes) in try bench.content() {
        #expect(bytes.range(of: Data("learname".utf8)) == nil, "\(file)")
      }
    }
  }

  @Test func whatOnlyFilesCanGiveIsRefusedWithoutFiles() throws {
    try Bench.with { bench in
      try bench.make()
      let refused = try bench.run("coordination", "run", "--alpha", "0.5")
      #expect(refused.code == 2)
      let empty = try bench.run("coordination", "run")
      #expect(empty.code != 0)
      #expect(empty.errors.contains("no actions were taken in"))
    }
  }

  @Test func aFileOfNoUseTakesNothingIn() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("empty.csv", "reporter,post,created_at\nsomebody,,\n")
      let outcome = try bench.run("import", "empty.csv", "--actions")
      #expect(outcome.code == 3, "\(outcome.errors)")
      #expect(try bench.run("exhibits", "--csv").output.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: ["observatory.exhibit", "observatory.before-ledger", "observatory.after-ledger"])
  func anImportThatWasKilledIsFinishedByTheNext(place: String) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("all.csv", Complaints.csv(raids: 4))
      let killed = try bench.run("import", "all.csv", "--map", Complaints.map, kill: place)
      #expect(!killed.isFine)
      #expect(try bench.run("import", "all.csv", "--map", Complaints.map).isFine)
      #expect(try bench.run("exhibits", "--csv").output.split(separator: "\n").count == 2)
      try bench.expectSound()
    }
  }

  @Test func aTableThatLooksLikeActionsIsTold() throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("a.csv", "actor,target,timestamp\nsomebody,something,2026-01-01T00:00:00Z\n")
      let outcome = try bench.run("import", "a.csv")
      #expect(!outcome.isFine)
      #expect(outcome.errors.contains("--actions"))
    }
  }
}
