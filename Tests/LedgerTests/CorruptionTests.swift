import Bytes
import Glibc
import Testing

@testable import Ledger

/// One way of damaging the log of 70,000 entries, or of 300, and where the check must point.
struct Corruption: Sendable, CustomTestStringConvertible {
  var name: String
  var size = 300
  /// The file and the first byte that the check has to name.
  var path: String
  var offset = 0
  var change: @Sendable (inout [UInt8]?) -> Void

  var testDescription: String { name }

  static func flip(_ place: Int) -> @Sendable (inout [UInt8]?) -> Void {
    { $0?[place] ^= 1 }
  }

  static func replace(_ from: String, _ to: String) -> @Sendable (inout [UInt8]?) -> Void {
    { bytes in
      bytes = bytes.map {
        Array(String(decoding: $0, as: UTF8.self).replacing(from, with: to).utf8)
      }
    }
  }

  static let all: [Corruption] = [
    Corruption(
      name: "a bit in a full level-0 tile", path: "tile/0/000", offset: 3200,
      change: flip(3207)),
    Corruption(
      name: "a bit in a partial level-0 tile", path: "tile/0/001.p/44", offset: 32,
      change: flip(40)),
    Corruption(
      name: "a bit in a level-1 tile", size: 70_000, path: "tile/1/000", offset: 64,
      change: flip(64)),
    Corruption(name: "a bit in a partial level-1 tile", path: "tile/1/000.p/1", change: flip(9)),
    Corruption(
      name: "a bit in a level-2 tile", size: 70_000, path: "tile/2/000.p/1",
      change: flip(31)),
    Corruption(name: "a bit in an entry", path: "tile/entries/000", offset: 11, change: flip(15)),
    Corruption(
      name: "a bit in a length", path: "tile/entries/000", offset: 2695,
      change: flip(2696)),
    Corruption(
      name: "a bit in a length in the middle", path: "tile/entries/000", offset: 990,
      change: flip(991)),
    Corruption(
      name: "a bit in an entry of a partial bundle", path: "tile/entries/001.p/44",
      offset: 2, change: flip(5)),
    Corruption(
      name: "a truncated bundle", path: "tile/entries/001.p/44", offset: 473,
      change: { $0?.removeLast(5) }),
    Corruption(
      name: "a lengthened bundle", path: "tile/entries/001.p/44", offset: 484,
      change: { $0?.append(0) }),
    Corruption(name: "a missing bundle", path: "tile/entries/000", change: { $0 = nil }),
    Corruption(name: "a missing partial tile", path: "tile/0/001.p/44", change: { $0 = nil }),
    Corruption(
      name: "a partial tile 32 bytes short", path: "tile/0/001.p/44", offset: 1376,
      change: { $0?.removeLast(32) }),
    Corruption(name: "an empty tile", path: "tile/0/000", change: { $0 = [] }),
    Corruption(name: "a missing full tile", size: 70_000, path: "tile/0/100", change: { $0 = nil }),
    Corruption(name: "a tile of a larger log", path: "tile/0/001.p/45", change: { $0 = [1] }),
    Corruption(name: "a stranger's file", path: "tile/0/readme", change: { $0 = [1] }),
    Corruption(
      name: "a wrong older partial tile", path: "tile/0/000.p/3", offset: 0,
      change: { $0 = [UInt8](repeating: 1, count: 96) }),
    Corruption(name: "size", path: "checkpoint", change: replace("\n300\n", "\n301\n")),
    Corruption(name: "root", path: "checkpoint", change: replace("rrsCfV", "rrsCfW")),
    Corruption(name: "origin", path: "checkpoint", change: replace("log1\n", "log2\n")),
    Corruption(name: "no final line feed", path: "checkpoint", change: { $0?.removeLast() }),
    Corruption(name: "CRLF", path: "checkpoint", change: replace("\n", "\r\n")),
    Corruption(name: "hyphens", path: "checkpoint", change: replace("\u{2014}", "--")),
    Corruption(name: "an empty checkpoint", path: "checkpoint", change: { $0 = [] }),
  ]
}

@Suite("Damage to a log")
struct CorruptionTests {
  static func withLog(_ size: Int, _ body: (String) throws -> Void) throws {
    try TestFiles.withFolder { folder in
      try TestLog.make(at: "\(folder)/log", size: size)
      try body("\(folder)/log")
    }
  }

  @Test("is found and named with file and byte", arguments: Corruption.all)
  func found(_ corruption: Corruption) throws {
    let vkey = try VerificationKey(TestLog.vkey)
    try Self.withLog(corruption.size) { log in
      let path = "\(log)/\(corruption.path)"
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      mkdir("/\(folder)", 0o755)
      var bytes = try? TestFiles.read(path)
      corruption.change(&bytes)
      if let bytes { try TestFiles.write(bytes, to: path) } else { TestFiles.remove(path) }
      let report = try Ledger.check(at: log, vkey: vkey)
      #expect(!report.isSound)
      let first = try #require(report.findings.first)
      #expect(report.findings.count == 1, "\(report.findings)")
      #expect(first.path == corruption.path)
      #expect(first.offset == corruption.offset)
    }
  }

  @Test(
    "at the right edge is found on opening, and nothing is changed",
    arguments: ["tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/001.p/44", "checkpoint"])
  func foundOnOpening(path: String) throws {
    try Self.withLog(300) { log in
      var bytes = try TestFiles.read("\(log)/\(path)")
      bytes[bytes.count / 2] ^= 1
      try TestFiles.write(bytes, to: "\(log)/\(path)")
      let before = try TestLog.files(log)
      #expect(throws: LedgerError.self) {
        try Ledger.open(at: log, vkey: VerificationKey(TestLog.vkey))
      }
      #expect(try TestLog.files(log) == before)
    }
  }

  @Test("a foreign checkpoint, signed by the right key for another history, is refused")
  func forkedHistory() throws {
    try TestFiles.withFolder { folder in
      let one = "\(folder)/one"
      let two = "\(folder)/two"
      try TestLog.make(at: one, size: 300)
      var other = try Ledger.create(at: two, signer: TestLog.signer())
      try other.append(TestLog.entries(1..<301), signer: TestLog.signer())
      try TestFiles.write(other.checkpoint.bytes, to: "\(one)/checkpoint")
      // As in a copy from elsewhere, which does not remember what was signed before.
      TestFiles.remove("\(one)/.state/signed")
      let vkey = try VerificationKey(TestLog.vkey)
      #expect(throws: LedgerError.damaged(DamagedFile(path: "checkpoint", fault: .otherRoot))) {
        try Ledger.open(at: one, vkey: vkey)
      }
      #expect(
        try Ledger.check(at: one, vkey: vkey).findings
          == [DamagedFile(path: "checkpoint", fault: .otherRoot)])
    }
  }

  @Test("an older checkpoint put back is brought forward, and two histories are told apart")
  func rollback() throws {
    try Self.withLog(200) { log in
      let vkey = try VerificationKey(TestLog.vkey)
      let old = try TestFiles.read("\(log)/checkpoint")
      do {
        var ledger = try Ledger.open(at: log, vkey: vkey)
        try ledger.append(
          TestLog.entries(200..<300), signer: TestLog.signer(), durability: .follower)
      }
      try TestFiles.write(old, to: "\(log)/checkpoint")
      #expect(try Ledger.open(at: log, vkey: vkey).size == 300)
      #expect(try TestFiles.read("\(log)/checkpoint") != old)
      try TestFiles.withFolder { folder in
        var other = try Ledger.create(at: "\(folder)/other", signer: TestLog.signer())
        try other.append(TestLog.entries(1..<301), signer: TestLog.signer())
        try TestFiles.write(other.checkpoint.bytes, to: "\(log)/checkpoint")
      }
      #expect(throws: LedgerError.forked(size: 300)) { try Ledger.open(at: log, vkey: vkey) }
    }
  }

  @Test("bytes drawn at random in place of any file never crash anything", arguments: 1...30)
  func randomBytes(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    try Self.withLog(300) { log in
      let files = TestFiles.list(log).filter { !$0.hasPrefix(".state/lock") }
      let path = try #require(files.randomElement(using: &random))
      let length = Int.random(in: 0...9000, using: &random)
      try TestFiles.write(
        (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }, to: "\(log)/\(path)")
      let vkey = try VerificationKey(TestLog.vkey)
      let report = try Ledger.check(at: log, vkey: vkey)
      #expect(report.isSound == path.hasPrefix(".state/"))
      if var ledger = try? Ledger.open(at: log, vkey: vkey) {
        _ = try? ledger.append([[1]], signer: TestLog.signer())
      }
    }
  }

  @Test("folders and links in place of files are findings, not crashes")
  func strangeFiles() throws {
    try Self.withLog(300) { log in
      let vkey = try VerificationKey(TestLog.vkey)
      TestFiles.remove("\(log)/tile/0/000")
      symlink("000", "\(log)/tile/0/000")
      TestFiles.remove("\(log)/tile/entries/000")
      mkdir("\(log)/tile/entries/000", 0o755)
      let report = try Ledger.check(at: log, vkey: vkey)
      #expect(report.findings.map(\.path) == ["tile/entries/000", "tile/0/000"])
    }
  }
}
