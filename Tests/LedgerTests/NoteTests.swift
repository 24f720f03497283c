import Bytes
import Testing

@testable import Ledger

@Suite("Signed notes and checkpoints")
struct NoteTests {
  static func log300() throws -> String {
    """
    observatory.example/log1
    300
    rrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=

    \u{2014} observatory.example/log1 YPDqrQ3LZ7AWqgEtiDrwkYuNQxQH26XcZVJP/TiGUvuyAKEP4L5/tPQX\
    cXjgkSH7+t1N98oxxJH6jwMmxJu7BUnwSAE=
    \u{2014} witness.example/w1 IDJKvgAAAABpVbkAqaJ4P+dTAoox90/FtDZqKOzF2mtgivOELDlBPsrWq/tSF3\
    Xx0BOofdpZau6WDcCjfrAusl48/3lax8onBQr2Dg==

    """
  }

  static func outcome(_ note: String) -> Result<SignedCheckpoint, SignedCheckpoint.Fault> {
    do {
      let key = try VerificationKey(TestLog.vkey)
      return .success(try SignedCheckpoint(parsing: Array(note.utf8), log: key))
    } catch let fault as SignedCheckpoint.Fault {
      return .failure(fault)
    } catch {
      Issue.record(error)
      return .failure(.checkpoint(.noOrigin))
    }
  }

  @Test("the test key has the published vkey, and its signatures the published bytes")
  func publishedBytes() throws {
    let signer = try TestLog.signer()
    #expect(try signer.verificationKey.description == TestLog.vkey)
    let expected = [
      (
        0,
        "YPDqrbbPpe7z84CCkopTmBuhH4xenLCz1GoUgqMkXBxTj9xvitwaILCgDoZK3w54c9ppJlgGKzKlTlAAAnsvS9ZfZAE="
      ),
      (
        1,
        "YPDqrXanrTwEmDqohUG4qOuJJj2/hGadMXFrKY6ElNXylPSbpN0NdSxfFjQ3urYde4C9VX5L3pedTcnd2Rmorw44EQE="
      ),
      (
        300,
        "YPDqrQ3LZ7AWqgEtiDrwkYuNQxQH26XcZVJP/TiGUvuyAKEP4L5/tPQXcXjgkSH7+t1N98oxxJH6jwMmxJu7BUnwSAE="
      ),
    ]
    for (size, line) in expected {
      let root = try #require(TestLog.roots.first { $0.size == size }).root
      let hash = try #require(Base64.bytes(root).flatMap { TreeHash($0) })
      let signed = try SignedCheckpoint(
        Checkpoint(origin: signer.name, size: size, root: hash), signer: signer)
      #expect(signed.note.signatures[0].line.hasSuffix(" \(line)"))
    }
  }

  @Test("a secret key survives its text form, and Go's form of it is read")
  func secretText() throws {
    let signer = try TestLog.signer()
    let text = try signer.secretText
    #expect(
      text
        == "PRIVATE+KEY+observatory.example/log1+60f0eaad+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
    )
    #expect(try SigningKey(text).verificationKey.description == TestLog.vkey)
    #expect(throws: KeyFault.otherID) {
      try SigningKey(text.replacing("60f0eaad", with: "60f0eaae"))
    }
    #expect(throws: KeyFault.malformed) { try SigningKey("PRIVATE+KEY+a") }
  }

  @Test("the published example verifies")
  func publishedExample() throws {
    let key = try VerificationKey(
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
    let note = try SignedNote(
      parsing: Array(
        """
        This is an example message.

        \u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZX\
        sYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """.utf8))
    try note.verify(log: key)
    #expect(throws: NoteFault.notSigned(by: TestLog.vkey)) {
      try note.verify(log: VerificationKey(TestLog.vkey))
    }
  }

  @Test("a witness's cosignature is read with its time, and never stands in for the log's")
  func witness() throws {
    let log = try VerificationKey(TestLog.vkey)
    let witness = try VerificationKey(TestLog.witness)
    let note = try SignedNote(parsing: Array(Self.log300().utf8))
    let expected = Cosignature(witness: "witness.example/w1", time: 1_767_225_600)
    #expect(try note.verify(log: log, witnesses: [witness]) == [expected])
    let swapped = SignedNote(text: note.text, signatures: note.signatures.reversed())
    #expect(try swapped.verify(log: log, witnesses: [witness]) == [expected])
    let doubled = SignedNote(text: note.text, signatures: note.signatures + note.signatures)
    #expect(try doubled.verify(log: log, witnesses: [witness]) == [expected])
    let alone = SignedNote(text: note.text, signatures: [note.signatures[1]])
    #expect(throws: NoteFault.notSigned(by: TestLog.vkey)) {
      try alone.verify(log: log, witnesses: [witness])
    }
    var forged = note.signatures[1]
    forged.bytes[7] ^= 1
    #expect(throws: NoteFault.wrongSignature(name: "witness.example/w1")) {
      try SignedNote(text: note.text, signatures: [note.signatures[0], forged])
        .verify(log: log, witnesses: [witness])
    }
    // Without the witness's key its line is nobody's.
    try SignedNote(text: note.text, signatures: [note.signatures[0], forged]).verify(log: log)
  }

  @Test("a signature with the right name and another key ID, or the reverse, is passed over")
  func unknownHalves() throws {
    let log = try VerificationKey(TestLog.vkey)
    let note = try SignedNote(parsing: Array(Self.log300().utf8))
    var otherName = note.signatures[0]
    otherName.name = "other.example"
    var otherID = note.signatures[0]
    otherID.keyID = [1, 2, 3, 4]
    try SignedNote(text: note.text, signatures: [otherName, otherID, note.signatures[0]])
      .verify(log: log)
    #expect(throws: NoteFault.notSigned(by: TestLog.vkey)) {
      try SignedNote(text: note.text, signatures: [otherName, otherID]).verify(log: log)
    }
  }

  @Test(
    "changed checkpoints are refused",
    arguments: [
      ("size", "\n300\n", "\n301\n"), ("origin", "log1\n300", "log2\n300"),
      ("root", "rrsCfVw9", "rrsCfVw8"), ("CRLF", "\n300\n", "\r\n300\r\n"),
      ("two hyphens", "\u{2014}", "--"), ("leading zero", "\n300\n", "\n0300\n"),
      ("sign", "\n300\n", "\n+300\n"), ("non-canonical root", "aUM=", "aUN="),
      ("no padding", "SAE=\n", "SAE\n"), ("no empty line", "aUM=\n\n", "aUM=\n"),
      ("NUL", "300", "30\0"), ("two spaces", "log1 YPDq", "log1  YPDq"),
    ])
  func changed(_ what: String, _ from: String, _ to: String) throws {
    let note = try Self.log300()
    #expect(note.contains(from))
    guard case .failure = Self.outcome(note.replacing(from, with: to)) else {
      Issue.record("\(what) was accepted")
      return
    }
  }

  @Test("a missing line feed at the end, an empty file and one that is not UTF-8 are refused")
  func malformed() throws {
    let note = try Self.log300()
    guard case .success = Self.outcome(note) else {
      Issue.record("the intact note was refused")
      return
    }
    for text in [String(note.dropLast()), "", "\n", "\n\n", "\n\n\n", "a\n\n"] {
      guard case .failure = Self.outcome(text) else {
        Issue.record("accepted: \(text)")
        return
      }
    }
    #expect(throws: NoteFault.badByte(offset: 0)) {
      try SignedNote(parsing: [0xFF] + Array(note.utf8))
    }
    let long = [UInt8](repeating: 0x61, count: SignedNote.longest + 1)
    #expect(throws: NoteFault.tooLong(bytes: long.count)) { try SignedNote(parsing: long) }
    for cut in 0..<note.utf8.count {
      _ = Self.outcome(String(decoding: Array(note.utf8)[..<cut], as: UTF8.self))
    }
  }

  @Test("up to 100 signatures are read, 101 are refused")
  func manySignatures() throws {
    let log = try VerificationKey(TestLog.vkey)
    let note = try SignedNote(parsing: Array(Self.log300().utf8))
    let strangers = (0..<99).map {
      SignedNote.Signature(name: "w\($0)", keyID: [0, 0, 0, 1], bytes: [1])
    }
    let full = SignedNote(text: note.text, signatures: strangers + [note.signatures[0]])
    try SignedNote(parsing: full.bytes).verify(log: log)
    let over = SignedNote(text: note.text, signatures: strangers + note.signatures)
    #expect(throws: NoteFault.tooManySignatures) { try SignedNote(parsing: over.bytes) }
  }

  @Test(
    "malformed vkeys are refused",
    arguments: [
      "", "a", "a+b+c",
      "observatory.example/log1+60f0eaae+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "two words+60f0eaad+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "observatory.example/log1+60f0eaad+BgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "observatory.example/log1+60f0eaad+AQOhB7/z", "+60f0eaad+AQOhB7/z",
    ])
  func badKeys(text: String) {
    #expect(throws: KeyFault.self) { try VerificationKey(text) }
  }

  @Test(
    "proof files equal the handmade ones byte for byte and verify",
    .enabled(if: SharedEvidence.isThere), arguments: [0, 150, 299])
  func proofFiles(index: Int) throws {
    try TestFiles.withFolder { folder in
      let ledger = try TestLog.make(at: "\(folder)/log", size: 300)
      let handmade = try SharedEvidence.bytes("handmade/log300.tlog-proof.\(index)")
      let parsed = try LogProof(parsing: handmade)
      #expect(parsed.bytes == handmade)
      let ours = LogProof(
        inclusion: try ledger.inclusionProof(of: index), checkpoint: parsed.checkpoint)
      #expect(ours.bytes == handmade)
      let log = try VerificationKey(TestLog.vkey)
      let leaf = TreeHash.leaf(Array("entry-\(index)".utf8))
      try ours.verify(leaf: leaf, log: log)
      try ledger.proof(of: index).verify(leaf: leaf, log: log)
      let other = TreeHash.leaf(Array("entry-1".utf8))
      #expect(throws: LogProof.Fault.proof(.otherRoot)) { try ours.verify(leaf: other, log: log) }
      var beyond = ours
      beyond.inclusion.index = 300
      #expect(throws: LogProof.Fault.proof(.indexBeyondSize)) {
        try beyond.verify(leaf: leaf, log: log)
      }
    }
  }

  @Test("a proof file cut anywhere or with a changed line is refused, never a crash")
  func brokenProofFiles() throws {
    try TestFiles.withFolder { folder in
      let ledger = try TestLog.make(at: "\(folder)/log", size: 5)
      let log = try VerificationKey(TestLog.vkey)
      var proof = try ledger.proof(of: 3)
      proof.extra = [1, 2, 3]
      let bytes = proof.bytes
      #expect(try LogProof(parsing: bytes) == proof)
      let leaf = TreeHash.leaf(Array("entry-3".utf8))
      for cut in 0..<bytes.count {
        let parsed = try? LogProof(parsing: Array(bytes[..<cut]))
        #expect((try? parsed?.verify(leaf: leaf, log: log)) == nil)
      }
      for (from, to) in [("@v1", "@v2"), ("index 3", "index 03"), ("extra ", "extra  ")] {
        let text = String(decoding: bytes, as: UTF8.self).replacing(from, with: to)
        #expect(throws: LogProof.Fault.self) { try LogProof(parsing: Array(text.utf8)) }
      }
    }
  }
}
