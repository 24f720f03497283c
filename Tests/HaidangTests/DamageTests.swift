import Bytes
import Foundation
import Ledger
import Glibc
import Testing

@Suite("Damage to an observatory is found and named")
struct DamageTests {
  private func withRecord(_ body: (Bench) throws -> Void) throws {
    try Bench.with { bench in
      try bench.make()
      try bench.write("all.yaml", Dossier.sources + "\n" + Dossier.events(300))
      #expect(try bench.run("import", "all.yaml").isFine)
      try bench.expectSound()
      try body(bench)
    }
  }

  private func change(_ path: String, _ body: (inout Data) -> Void) throws {
    let place = URL(fileURLWithPath: path)
    chmod(path, 0o644)
    var data = try Data(contentsOf: place)
    body(&data)
    try data.write(to: place)
  }

  private func journal(_ bench: Bench) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(bench.observatory)/journal")
    return "\(bench.observatory)/journal/\(try #require(names.first))"
  }

  private func expectFound(_ bench: Bench, _ says: String...) throws {
    let outcome = try bench.run("verify")
    #expect(outcome.code == 1, "\(outcome.output)\(outcome.errors)")
    let all = outcome.output + outcome.errors
    for part in says { #expect(all.contains(part), "\(part) in: \(all)") }
  }

  @Test func aChangedLetterInTheJournal() throws {
    try withRecord { bench in
      try change(try journal(bench)) { data in
        let place = data.range(of: Data("Event number 7\"".utf8))
        if let place { data[place.lowerBound] = UInt8(ascii: "e") }
      }
      try expectFound(bench, "ledger is not what the journal says")
    }
  }

  @Test func aLineTakenOutOfTheJournal() throws {
    try withRecord { bench in
      try change(try journal(bench)) { data in
        let lines = data.split(separator: 0x0A)
        let kept = lines.enumerated().filter { $0.offset != 40 }.map(\.element)
        data = Data(kept.joined(separator: [0x0A])) + [0x0A]
      }
      try expectFound(bench, ":41:", "a line was removed, added or moved", "restore")
    }
  }

  @Test func aTornLineAtTheEndIsNoDamage() throws {
    try withRecord { bench in
      try change(try journal(bench)) { $0.append(Data("{\"act\":\"rec".utf8)) }
      let outcome = try bench.run(
        "record", "event/2020-event-1", "--set", "title.en=After the cut")
      #expect(outcome.isFine, "\(outcome.errors)")
      try bench.expectSound()
    }
  }

  @Test func aTruncatedTile() throws {
    try withRecord { bench in
      let tile = "\(bench.observatory)/ledger/tile/0/000"
      truncate(tile, 1000)
      try expectFound(bench, "tile/0/000")
    }
  }

  @Test func anEntryChangedInItsBundle() throws {
    try withRecord { bench in
      try change("\(bench.observatory)/ledger/tile/entries/000") { $0[500] ^= 1 }
      try expectFound(bench, "tile/entries/000")
    }
  }

  @Test func theCheckpointOfAnotherLog() throws {
    try withRecord { bench in
      try Bench.with { other in
        try other.make()
        try other.write("all.yaml", Dossier.sources)
        try other.run("import", "all.yaml")
        try bench.copy(
          "\(other.observatory)/ledger/checkpoint", to: "\(bench.observatory)/ledger/checkpoint")
        let outcome = try bench.run("verify")
        #expect(outcome.code == 1, "\(outcome.output)\(outcome.errors)")
        #expect((outcome.output + outcome.errors).contains("checkpoint"))
      }
    }
  }

  @Test func aChangedExhibit() throws {
    try withRecord { bench in
      let found = try bench.content().keys.first { $0.hasPrefix("exhibits/") }
      let exhibit = try #require(found)
      try change("\(bench.observatory)/\(exhibit)") { $0[3] ^= 1 }
      try expectFound(bench, exhibit)
    }
  }

  @Test func aChangedCacheIsFoundAndRebuilt() throws {
    try withRecord { bench in
      let cache = "\(bench.observatory)/record.sqlite"
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [
        "sqlite3", cache, "UPDATE events SET kind = 'blocking' WHERE id = '2020-event-5'",
      ]
      guard (try? process.run()) != nil else { return }
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        print("skipped: there is no sqlite3 program here")
        return
      }
      try expectFound(bench, "the table events is not what the journal gives", "haidang rebuild")
      #expect(try bench.run("rebuild").isFine)
      try bench.expectSound()
    }
  }

  @Test func aCacheThatIsNoDatabaseIsMadeAnew() throws {
    try withRecord { bench in
      for suffix in ["", "-wal", "-shm"] { unlink("\(bench.observatory)/record.sqlite\(suffix)") }
      try Data("no database".utf8).write(
        to: URL(fileURLWithPath: "\(bench.observatory)/record.sqlite"))
      let listed = try bench.run("list", "event", "--csv")
      #expect(listed.isFine, "\(listed.errors)")
      #expect(listed.output.split(whereSeparator: \.isNewline).count == 301)
      try bench.expectSound()
    }
  }

  @Test func aChangedPageOfAnEdition() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      #expect(try Program.run(["verify", edition]).isFine)
      try change("\(edition)/en/events/2020-event-3.html") { $0[900] ^= 1 }
      try Data().write(to: URL(fileURLWithPath: "\(edition)/added.html"))
      unlink("\(edition)/vi/events/2020-event-4.html")
      let outcome = try Program.run(["verify", edition])
      #expect(outcome.code == 1)
      for part in [
        "en/events/2020-event-3.html: was changed", "added.html: is not listed",
        "vi/events/2020-event-4.html",
      ] {
        #expect(outcome.output.contains(part), "\(part) in \(outcome.output)")
      }
    }
  }

  @Test func aManifestSignedWithAnotherKey() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      try change("\(edition)/manifest.sha256") { $0[0] = $0[0] == 0x61 ? 0x62 : 0x61 }
      let outcome = try Program.run(["verify", edition])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("manifest.sha256.minisig"))
    }
  }

  @Test func aManifestSignedAnewByAStranger() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      let stranger = try EditionKey(seed: Array(1...32))
      let key = URL(fileURLWithPath: "\(edition)/keys/release.pub")
      let old = Hex.text(SHA256Digest.of([UInt8](try Data(contentsOf: key))))
      let file = stranger.publicKey.file
      try Data(file).write(to: key)
      let list = "\(edition)/manifest.sha256"
      let manifest = try String(contentsOfFile: list, encoding: .utf8)
        .replacing(old, with: Hex.text(SHA256Digest.of(file)))
      try manifest.write(toFile: list, atomically: true, encoding: .utf8)
      let signature = try stranger.signature(of: Array(manifest.utf8), trustedComment: "mine")
      try Data(signature).write(to: URL(fileURLWithPath: list + ".minisig"))
      let outcome = try Program.run(["verify", edition])
      #expect(outcome.code == 1, "\(outcome.output)")
      #expect(outcome.output.contains("is not the key that the ledger names"))
    }
  }

  @Test func aKeyThatIsNotTheOneFromElsewhere() throws {
    try withRecord { bench in
      let edition = "\(bench.folder)/edition"
      #expect(try bench.run("publish", edition).isFine)
      let other = "example.org/log+9b1f5f2e+AZQc97XoMo81wbs4p67KkIuweqU4+Ylh+/Sa7rNbKn0Z"
      let outcome = try Program.run(["verify", edition, "--vkey", other])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("the key you gave"))
    }
  }

  @Test func aFullDiskLeavesTheOldStateAndSaysSo() throws {
    try Bench.with { bench in
      let disk = "\(bench.folder)/disk"
      mkdir(disk, 0o755)
      guard mount("tmpfs", disk, "tmpfs", 0, "size=3m") == 0 else {
        print("skipped: mounting a file system in memory needs root")
        return
      }
      defer { umount2(disk, Int32(MNT_DETACH)) }
      let place = Bench(folder: disk)
      try place.make()
      try place.write("small.yaml", Dossier.sources + "\n" + Dossier.events(5))
      #expect(try place.run("import", "small.yaml").isFine)
      let large = try bench.write(
        "large.yaml", Dossier.events(4000).replacing("2020-event", with: "2021-event"))
      let outcome = try place.run("import", large)
      #expect(outcome.code != 0)
      #expect(outcome.errors.contains("free some space"), "\(outcome.errors)")
      #expect(mount("tmpfs", disk, "tmpfs", UInt(MS_REMOUNT), "size=64m") == 0)
      let again = try place.run("import", large)
      #expect(again.isFine, "\(again.errors)")
      try place.expectSound()
      let count = try place.run("list", "event", "--csv").output
        .split(whereSeparator: \.isNewline).count
      #expect(count == 4006)
    }
  }
}
