import Bytes
import Crypto
import Testing

@testable import Ledger

@Suite("Field commitments")
struct CommitmentTests {
  static let values = [
    ("/event/0/date", "\"2021-03\""), ("/event/0/type", "\"arrest\""),
    ("/person/name", "\"Nguyễn Văn A\""), ("/person/province", "\"VN-48\""),
  ]

  static func leaves() throws -> [FieldLeaf] {
    try values.enumerated().map { place, field in
      try FieldLeaf(
        path: field.0, value: Array(field.1.utf8),
        salt: [UInt8](repeating: UInt8(place), count: 32))
    }
  }

  static func commitment(seed: UInt8 = 9) throws -> RecordCommitment {
    try RecordCommitment(
      fields: values.reversed().map { ($0.0, Array($0.1.utf8)) },
      seed: [UInt8](repeating: seed, count: 32))
  }

  @Test("explicit salts give the published leaves and root")
  func publishedLeaves() throws {
    let record = try RecordCommitment(leaves: Self.leaves().reversed())
    #expect(
      record.leaves.map { Hex.text($0.bytes) } == [
        "5cfc6ff43e5f1c39244e934e21df4b250e2a070940b179db34fe6a5f0a4f2d53",
        "9af0d11f58079de0deacba117853658f18d4b4df153c2a49d4c8088d26ce8854",
        "a6a83e0bac9ca33ee7b9f57a68c80694748b54553fdc407835e49ffb03426de8",
        "67bb02155c7120afbeb393754d7a1a850548ed403eb5f9b2f6b922544da2c681",
      ])
    #expect(
      Hex.text(record.root.bytes)
        == "35ba34fd49f7206b1ae876c069d6df676a7f10a1aa94bbdb10dbcf840d7ee6a1")
  }

  @Test("the entry's text has the published length, reference and leaf hash")
  func publishedEntry() throws {
    let ref = EntryText.reference(
      secret: [UInt8](repeating: 0, count: 32), record: "rec-0001", version: 1)
    #expect(Hex.text(ref) == "cbf58dd70f597f6948e076e9a80aa355")
    let record = try RecordCommitment(leaves: Self.leaves())
    var sha = SHA256()
    sha.update(data: Array("ciphertext".utf8))
    let entry = try EntryText(
      kind: "record", ref: ref, fields: record.leafCount, root: record.root,
      ct: Array(sha.finalize()), day: "2026-11-21")
    #expect(entry.bytes.count == 210)
    #expect(
      Hex.text(TreeHash.leaf(entry.bytes).bytes)
        == "9073f6489bae98e74a9ddb60221c36589e12051be7611a3015512db456d21a70")
    #expect(try EntryText(parsing: entry.bytes) == entry)
  }

  @Test(
    "an entry's text is read strictly, naming the line",
    arguments: [
      ("obs-entry/1", "obs-entry/2", 1), ("kind record", "kind Record", 2),
      ("ref cbf5", "ref CBF5", 3), ("ref cbf5", "ref cb", 3), ("fields 4", "fields 04", 4),
      ("root Nbo", "root Nb", 5), ("ct sha256:", "ct sha512:", 6), ("day 2026", "day 26", 7),
      ("2026-11-21\n", "2026-11-21\n\n", 8), ("2026-11-21\n", "2026-11-21", 8),
    ])
  func strictEntry(_ from: String, _ to: String, line: Int) throws {
    let record = try RecordCommitment(leaves: Self.leaves())
    let ref = EntryText.reference(
      secret: [UInt8](repeating: 0, count: 32), record: "rec-0001", version: 1)
    let entry = try EntryText(
      kind: "record", ref: ref, fields: 4, root: record.root,
      ct: [UInt8](repeating: 1, count: 32), day: "2026-11-21")
    let text = String(decoding: entry.bytes, as: UTF8.self)
    #expect(text.contains(from))
    #expect(throws: EntryText.Fault(line: line)) {
      try EntryText(parsing: Array(text.replacing(from, with: to).utf8))
    }
  }

  @Test(
    "the number of leaves is padded to a multiple of 16",
    arguments: [(0, 16), (1, 16), (16, 16), (17, 32), (100, 112)])
  func padding(fields: Int, leaves: Int) throws {
    let record = try RecordCommitment(
      fields: (0..<fields).map { ("/f/\($0)", [0x31]) }, seed: [UInt8](repeating: 1, count: 32))
    #expect(record.leafCount == leaves)
    #expect(Set(record.leaves).count == leaves)
  }

  @Test("one seed gives one root, whatever the order; another seed gives another")
  func seeds() throws {
    let forward = try RecordCommitment(
      fields: Self.values.map { ($0.0, Array($0.1.utf8)) }, seed: [UInt8](repeating: 9, count: 32))
    #expect(try forward == Self.commitment())
    #expect(try forward.root != Self.commitment(seed: 8).root)
    #expect(Set(forward.fields.map(\.salt)).count == 4)
    #expect(throws: CommitmentFault.duplicatePath("/a")) {
      try RecordCommitment(
        fields: [("/a", []), ("/a", [1])], seed: [UInt8](repeating: 9, count: 32))
    }
    #expect(throws: CommitmentFault.badSeed) { try RecordCommitment(fields: [], seed: [1]) }
    #expect(throws: CommitmentFault.badPath("a")) {
      try RecordCommitment(fields: [("a", [])], seed: [UInt8](repeating: 9, count: 32))
    }
  }

  /// A log with one entry for the record, and a disclosure of two of its fields.
  static func disclosure(in folder: String) throws -> Disclosure {
    let record = try commitment()
    let entry = try EntryText(
      kind: "record", ref: [UInt8](repeating: 3, count: 16), fields: record.leafCount,
      root: record.root, ct: [UInt8](repeating: 1, count: 32), day: "2026-W47")
    var ledger = try TestLog.make(at: "\(folder)/log", size: 20)
    try ledger.append([entry.bytes], signer: TestLog.signer(), durability: .follower)
    return try Disclosure(
      of: record, paths: ["/person/province", "/event/0/date"], entry: entry,
      proof: ledger.proof(of: 20))
  }

  @Test("a disclosure shows the chosen fields, verifies, and holds no trace of the others")
  func disclosure() throws {
    try TestFiles.withFolder { folder in
      let disclosure = try Self.disclosure(in: folder)
      let parsed = try Disclosure(parsing: disclosure.bytes)
      #expect(parsed == disclosure)
      #expect(parsed.fields.map(\.leaf.path) == ["/event/0/date", "/person/province"])
      let signed = try parsed.verify(log: VerificationKey(TestLog.vkey))
      #expect(signed.size == 21)
      let text = String(decoding: disclosure.bytes, as: UTF8.self)
      for hidden in ["Nguyễn", "arrest", "/person/name"] { #expect(!text.contains(hidden)) }
      for field in try Self.commitment().fields {
        let isShown = ["/event/0/date", "/person/province"].contains(field.path)
        #expect(text.contains(Hex.text(field.salt)) == isShown)
      }
      #expect(throws: CommitmentFault.noSuchField("/x")) {
        try Disclosure(
          of: Self.commitment(), paths: ["/x"], entry: parsed.entry, proof: parsed.proof)
      }
    }
  }

  @Test(
    "a changed disclosure is refused",
    arguments: [
      ("2021-03", "2021-04"), ("VN-48", "VN-49"), ("/event/0/date", "/event/1/date"),
      ("obs-disclosure/1", "obs-disclosure/2"), ("\"index\":0", "\"index\":1"),
      ("\"index\":4", "\"index\":99"), ("fields 16", "fields 17"), ("index 20", "index 19"),
      ("\"others\":[{", "\"others\":[7,{"), ("\"salt\":\"", "\"salt\":\"zz"),
    ])
  func changed(_ from: String, _ to: String) throws {
    try TestFiles.withFolder { folder in
      let text = String(decoding: try Self.disclosure(in: folder).bytes, as: UTF8.self)
      #expect(text.contains(from))
      let changed = text.replacing(from, with: to)
      #expect(throws: Disclosure.Fault.self) {
        try Disclosure(parsing: Array(changed.utf8)).verify(log: VerificationKey(TestLog.vkey))
      }
    }
  }
}
