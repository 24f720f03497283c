import Bytes
import Glibc
import Testing

@testable import Ledger

@Suite("A log's files")
struct LedgerFilesTests {
  @Test("the synthetic log has the published roots", arguments: TestLog.roots.map(\.size))
  func publishedRoots(size: Int) throws {
    let expected = try #require(TestLog.roots.first { $0.size == size }).root
    try TestFiles.withFolder { folder in
      let ledger = try TestLog.make(at: "\(folder)/log", size: size)
      #expect(Base64.text(ledger.checkpoint.root.bytes) == expected)
      #expect(Base64.text(try ledger.root(at: size).bytes) == expected)
      let report = try ledger.check()
      #expect(report.isSound)
      #expect(report.entries == size)
    }
  }

  @Test(
    "the log of 300 entries equals the handmade one byte for byte",
    .enabled(if: SharedEvidence.isThere), arguments: [Ledger.Durability.durable, .follower])
  func handmade(durability: Ledger.Durability) throws {
    try TestFiles.withFolder { folder in
      try TestLog.make(at: "\(folder)/log", size: 300, durability: durability)
      var files = try TestLog.files("\(folder)/log")
      var handmade = try TestLog.files("\(SharedEvidence.folder)/handmade/log300")
      let ours = String(decoding: files.removeValue(forKey: "checkpoint") ?? [], as: UTF8.self)
      let theirs = String(
        decoding: handmade.removeValue(forKey: "checkpoint") ?? [], as: UTF8.self)
      #expect(files == handmade)
      // The handmade one has a witness's line too.
      #expect(theirs.hasPrefix(ours))
    }
  }

  @Test(
    "batches of any size give the same files, but for partial tiles of earlier checkpoints",
    arguments: [[1], [7], [256], [255, 1, 300], [64, 192]], [Ledger.Durability.durable, .follower])
  func batches(sizes: [Int], durability: Ledger.Durability) throws {
    try TestFiles.withFolder { folder in
      try TestLog.make(at: "\(folder)/one", size: 700)
      var ledger = try TestLog.make(
        at: "\(folder)/many", size: 700, batches: sizes, durability: durability)
      try ledger.settle()
      let one = try TestLog.files("\(folder)/one")
      let many = try TestLog.files("\(folder)/many")
      for (path, bytes) in one { #expect(many[path] == bytes, "\(path)") }
      for path in many.keys where one[path] == nil {
        #expect(
          path.hasPrefix("tile/entries/002.p/") || path.hasPrefix("tile/0/002.p/")
            || path.hasPrefix("tile/1/000.p/"), "\(path)")
      }
      #expect(try ledger.check().isSound)
    }
  }

  @Test("every entry and every proof comes back, at every size up to 600 in steps")
  func proofs() throws {
    try TestFiles.withFolder { folder in
      let ledger = try TestLog.make(at: "\(folder)/log", size: 600, batches: [37])
      for size in stride(from: 1, through: 600, by: 29) {
        let root = try ledger.root(at: size)
        for index in stride(from: 0, to: size, by: 31) {
          let leaf = TreeHash.leaf(try ledger.entry(at: index))
          try ledger.inclusionProof(of: index, in: size).verify(leaf: leaf, root: root)
        }
        try ledger.consistencyProof(from: size)
          .verify(earlier: root, later: ledger.checkpoint.root)
      }
      var seen = 0
      try ledger.eachEntry(from: 250) { index, entry in
        #expect(entry.elementsEqual("entry-\(index)".utf8))
        seen += 1
      }
      #expect(seen == 350)
      #expect(throws: LedgerError.beyondSize(asked: 600, size: 600)) {
        try ledger.entry(at: 600)
      }
      #expect(throws: LedgerError.beyondSize(asked: 601, size: 600)) { try ledger.root(at: 601) }
      #expect(throws: LedgerError.beyondSize(asked: -1, size: 600)) {
        try ledger.inclusionProof(of: -1)
      }
    }
  }

  @Test(
    "a copy at an earlier size equals the log that stopped there",
    arguments: [0, 1, 255, 256, 257, 300, 511, 512, 513, 700])
  func copies(size: Int) throws {
    try TestFiles.withFolder { folder in
      let ledger = try TestLog.make(at: "\(folder)/log", size: 700, batches: [90])
      let signed = try ledger.signedCheckpoint(at: size, signer: TestLog.signer())
      try ledger.copyFiles(of: signed, to: "\(folder)/copy")
      try TestLog.make(at: "\(folder)/short", size: size)
      #expect(try TestLog.files("\(folder)/copy") == TestLog.files("\(folder)/short"))
      #expect(throws: LedgerError.alreadyThere("\(folder)/copy")) {
        try ledger.copyFiles(of: signed, to: "\(folder)/copy")
      }
    }
  }

  @Test("entries of 0 and 65,535 bytes are kept, one byte more is refused")
  func extremes() throws {
    try TestFiles.withFolder { folder in
      var ledger = try Ledger.create(at: "\(folder)/log", signer: TestLog.signer())
      let largest = [UInt8](repeating: 7, count: 65_535)
      try ledger.append([[], largest], signer: TestLog.signer())
      #expect(throws: LedgerError.entryTooLong(index: 1, bytes: 65_536)) {
        try ledger.append([[1], largest + [1]], signer: TestLog.signer())
      }
      #expect(try ledger.entry(at: 0) == [])
      #expect(try ledger.entry(at: 1) == largest)
      #expect(ledger.size == 2)
      #expect(try ledger.check().isSound)
    }
  }

  @Test("another key cannot append, and another's log is not opened")
  func foreignKeys() throws {
    try TestFiles.withFolder { folder in
      var ledger = try TestLog.make(at: "\(folder)/log", size: 3)
      let other = try SigningKey(name: "observatory.example/log1", seed: Array(1...32))
      #expect(throws: LedgerError.self) { try ledger.append([[1]], signer: other) }
      let vkey = try other.verificationKey
      #expect(throws: LedgerError.self) { try Ledger.open(at: "\(folder)/log", vkey: vkey) }
      #expect(try Ledger.check(at: "\(folder)/log", vkey: vkey).isSound == false)
      #expect(throws: LedgerError.notALedger("\(folder)/none")) {
        try Ledger.open(at: "\(folder)/none", vkey: vkey)
      }
      #expect(throws: LedgerError.alreadyThere("\(folder)/log")) {
        try Ledger.create(at: "\(folder)/log", signer: other)
      }
    }
  }

  @Test(
    "two values append in turn, each after what the other has added",
    arguments: [Ledger.Durability.durable, .follower], [Ledger.Durability.durable, .follower])
  func twoWriters(one: Ledger.Durability, other: Ledger.Durability) throws {
    try TestFiles.withFolder { folder in
      var first = try TestLog.make(at: "\(folder)/log", size: 3)
      let vkey = try VerificationKey(TestLog.vkey)
      var second = try Ledger.open(at: "\(folder)/log", vkey: vkey)
      for size in stride(from: 3, to: 600, by: 60) {
        try first.append(
          TestLog.entries(size..<size + 29), signer: TestLog.signer(), durability: one)
        try second.append(
          TestLog.entries(size + 29..<size + 60), signer: TestLog.signer(), durability: other)
      }
      try first.settle()
      #expect(second.size == 603)
      #expect(try second.check().isSound)
      try TestLog.make(at: "\(folder)/other", size: 603)
      #expect(
        try second.root(at: 603)
          == Ledger.open(at: "\(folder)/other", vkey: vkey).checkpoint.root)
    }
  }

  @Test("appends from several tasks at once wait for each other")
  func atOnce() async throws {
    try await TestFiles.withFolder { folder in
      let path = "\(folder)/log"
      try TestLog.make(at: path, size: 1)
      let vkey = try VerificationKey(TestLog.vkey)
      try await withThrowingTaskGroup { group in
        for task in 0..<3 {
          group.addTask {
            var ledger = try Ledger.open(at: path, vkey: vkey)
            for step in 0..<15 {
              try ledger.append(
                [Array("\(task) \(step)".utf8)], signer: TestLog.signer(),
                durability: task == 0 ? .durable : .follower)
            }
          }
        }
        try await group.waitForAll()
      }
      let ledger = try Ledger.open(at: path, vkey: vkey)
      #expect(ledger.size == 46)
      #expect(try ledger.check().isSound)
    }
  }

  @Test("an append is refused while another lasts too long, and works afterwards")
  func busy() throws {
    try TestFiles.withFolder { folder in
      var ledger = try TestLog.make(at: "\(folder)/log", size: 3)
      do {
        let lock = try WriterLock(LogFolder(path: "\(folder)/log"))
        defer { withExtendedLifetime(lock) {} }
        #expect(throws: LedgerError.busy("\(folder)/log")) {
          try ledger.append(TestLog.entries(3..<4), signer: TestLog.signer())
        }
      }
      try ledger.append(TestLog.entries(3..<4), signer: TestLog.signer())
      #expect(ledger.size == 4)
    }
  }

  @Test("durable and follower appends may take turns, across openings")
  func mixedDurability() throws {
    try TestFiles.withFolder { folder in
      let path = "\(folder)/log"
      try TestLog.make(at: path, size: 10)
      let vkey = try VerificationKey(TestLog.vkey)
      var size = 10
      for turn in 0..<12 {
        var ledger = try Ledger.open(at: path, vkey: vkey)
        #expect(ledger.size == size)
        for step in 0..<2 {
          let next = size + 100 + turn
          try ledger.append(
            TestLog.entries(size..<next), signer: TestLog.signer(),
            durability: (turn / 2 + step) % 2 == 0 ? .durable : .follower)
          size = next
        }
        #expect(try ledger.check().isSound)
      }
    }
  }
}
