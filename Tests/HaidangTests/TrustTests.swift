import Foundation
import Glibc
import Testing

@Suite("Whose key was believed, and what lies in a proof")
struct TrustTests {
  private func proved(_ body: (Bench, String) throws -> Void) throws {
    try Bench.withRecord { bench in
      let proof = "\(bench.folder)/proof"
      #expect(try bench.run("prove", "event/2020-event-3", "--to", proof).isFine)
      try body(bench, proof)
    }
  }

  private func key(_ bench: Bench) throws -> String {
    try String(contentsOfFile: "\(bench.observatory)/keys/ledger.vkey", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test func withoutAKeyFromElsewhereTheReaderIsToldSo() throws {
    try proved { bench, proof in
      #expect(try bench.run("publish", "\(bench.folder)/edition").isFine)
      let key = try key(bench)
      for place in [bench.observatory, "\(bench.folder)/edition", proof] {
        let alone = try Program.run(["verify", place])
        #expect(alone.isFine)
        #expect(alone.output.contains("– Key: taken from this folder itself"), "\(alone.output)")
        #expect(alone.output.contains(key) && alone.output.contains("--vkey"))
        #expect(try Program.run(["verify", place, "--json"]).output.contains("\"trusted\": false"))
        let compared = try Program.run(["verify", place, "--vkey", key])
        #expect(compared.isFine && compared.output.contains("✔ Key"), "\(compared.output)")
      }
    }
  }

  @Test func aProofNamesWhatItShows() throws {
    try proved { _, proof in
      let outcome = try Program.run(["verify", proof])
      #expect(outcome.output.contains("/id = \"2020-event-3\""), "\(outcome.output)")
      #expect(outcome.output.contains("/title/en = \"Event number 3\""))
    }
  }

  static let changes: [(name: String, change: @Sendable (String) throws -> Void)] = [
    (
      "check.py", { try "print('VERIFIED')\n".write(toFile: $0, atomically: true, encoding: .utf8) }
    ),
    ("README.vi.md", { try "Tin đi.\n".write(toFile: $0, atomically: true, encoding: .utf8) }),
    ("entry.txt", { unlink($0) }), ("checkpoint", { unlink($0) }),
    ("entry.tlog-proof", { unlink($0) }),
    ("letter.txt", { try "x".write(toFile: $0, atomically: true, encoding: .utf8) }),
  ]

  @Test(arguments: changes.indices) func nothingInAProofCanBeChanged(index: Int) throws {
    let (name, change) = Self.changes[index]
    try proved { _, proof in
      try change("\(proof)/\(name)")
      let outcome = try Program.run(["verify", proof])
      #expect(outcome.code == 1 && outcome.output.contains("✖"), "\(outcome.output)")
      #expect(outcome.output.contains("\(name): "), "\(outcome.output)")
    }
  }

  @Test func allCanBeHiddenButOneField() throws {
    try Bench.withRecord { bench in
      let proof = "\(bench.folder)/proof"
      let outcome = try bench.run(
        "prove", "event/2020-event-3", "--to", proof, "--hide-all", "--show", "/kind")
      #expect(outcome.output.contains("1 field shown"), "\(outcome.output)\(outcome.errors)")
      let verified = try Program.run(["verify", proof])
      #expect(verified.isFine && verified.output.contains("/kind = \"throttling\""))
      #expect(!verified.output.contains("/title"))
    }
  }

  @Test func whatIsHiddenAndStillToldIsNamed() throws {
    try Bench.withRecord { bench in
      let outcome = try bench.run(
        "prove", "person/an-example", "--to", "\(bench.folder)/proof", "--hide", "/id")
      #expect(outcome.errors.contains("/@of"), "\(outcome.errors)\(outcome.output)")
      let whole = try bench.run(
        "prove", "person/an-example", "--to", "\(bench.folder)/whole", "--hide", "/id", "--hide",
        "/@of")
      #expect(whole.isFine && whole.errors.isEmpty, "\(whole.errors)")
    }
  }

  @Test func messagesNameTheMistake() throws {
    try Bench.withRecord { bench in
      let version = try bench.run("show", "event/2020-event-3", "--version", "99")
      #expect(version.code == 3 && version.errors.contains("has no version 99"))
      let empty = try bench.write("empty", "\n")
      let passphrase = try Program.run(
        ["init", "\(bench.folder)/new", "--passphrase-file", empty])
      #expect(passphrase.code == 3 && passphrase.errors.contains("no passphrase on its first line"))
      let origin = try Program.run(
        ["init", "\(bench.folder)/new", "--unprotected-key", "--origin", "two words"])
      #expect(origin.code == 3 && origin.errors.contains("cannot be the name of a ledger"))
      let device = try bench.run("import", "/dev/null")
      #expect(device.errors.contains("not a dossier folder"), "\(device.errors)")
    }
  }
}
