#if DEBUG
  import Glibc
  import Testing

  @testable import Ledger

  /// Runs `body` in a child process; returns the signal that ended it, or 0.
  ///
  /// A fork rather than a new program: it starts in a millisecond, so that every point can be
  /// tried. The child does nothing but file work and leaves without running exit handlers.
  func signalEnding(_ body: () throws -> Void) -> Int32 {
    let child = fork()
    if child == 0 {
      do { try body() } catch { _exit(3) }
      _exit(0)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? (status >> 8 == 0 ? 0 : -1) : status & 0x7F
  }

  @Suite("A log whose writer is killed", .serialized)
  struct KillTests {
    static let vkey = TestLog.vkey

    /// The work that is killed: three appends across tile borders, one of which settles.
    static func work(_ path: String, _ durability: Ledger.Durability) throws {
      var ledger = try Ledger.open(at: path, vkey: VerificationKey(vkey))
      for end in [250, 530, 531] where ledger.size < end {
        try ledger.append(
          TestLog.entries(ledger.size..<end), signer: TestLog.signer(), durability: durability)
      }
      try ledger.settle()
    }

    /// The published files without partial tiles that a full one has superseded: a killed writer
    /// may leave those behind, and nobody reads them.
    static func lastingFiles(_ path: String) throws -> [String: [UInt8]] {
      let files = try TestLog.files(path)
      return files.filter { file, _ in
        let parts = file.split(separator: ".")
        return parts.count < 2 || files[String(parts[0])] == nil
      }
    }

    @Test(
      "opens with a signed state that passes the full check, and a second run finishes",
      arguments: [Ledger.Durability.durable, .follower])
    func everyPoint(durability: Ledger.Durability) throws {
      try TestFiles.withFolder { folder in
        try TestLog.make(at: "\(folder)/start", size: 200, batches: [120])
        try TestFiles.copy("\(folder)/start", to: "\(folder)/whole")
        try Self.work("\(folder)/whole", durability)
        let whole = try Self.lastingFiles("\(folder)/whole")
        var kills = 0
        while true {
          let path = "\(folder)/killed"
          TestFiles.remove(path)
          try TestFiles.copy("\(folder)/start", to: path)
          let signal = signalEnding {
            FaultPoint.arm("ledger.", occurrence: kills + 1)
            try Self.work(path, durability)
          }
          guard signal == SIGKILL else {
            #expect(signal == 0)
            break
          }
          kills += 1
          try expectSound(path, after: kills)
          try Self.work(path, durability)
          #expect(try Self.lastingFiles(path) == whole, "killed at point \(kills)")
        }
        #expect(kills > 40)
      }
    }

    func expectSound(_ path: String, after kills: Int) throws {
      let ledger = try Ledger.open(at: path, vkey: VerificationKey(Self.vkey))
      #expect([200, 250, 530, 531].contains(ledger.size), "killed at point \(kills)")
      let report = try ledger.check()
      #expect(report.isSound, "killed at point \(kills): \(report.findings)")
      #expect(report.entries == ledger.size)
    }

    @Test("a kill during the repair is repaired too")
    func killedRepair() throws {
      try TestFiles.withFolder { folder in
        try TestLog.make(at: "\(folder)/start", size: 200)
        let path = "\(folder)/log"
        for first in [3, 9, 15, 22] {
          for second in 1...12 {
            TestFiles.remove(path)
            try TestFiles.copy("\(folder)/start", to: path)
            for occurrence in [first, second] {
              _ = signalEnding {
                FaultPoint.arm("ledger.", occurrence: occurrence)
                try Self.work(path, .durable)
              }
            }
            try expectSound(path, after: first * 100 + second)
          }
        }
      }
    }

    @Test("durable entries survive the loss of every file that was not synced")
    func powerCut() throws {
      try TestFiles.withFolder { folder in
        let path = "\(folder)/log"
        try TestLog.make(at: path, size: 200)
        do {
          var ledger = try Ledger.open(at: path, vkey: VerificationKey(Self.vkey))
          try ledger.append(TestLog.entries(200..<250), signer: TestLog.signer())
        }
        let before = Set(TestFiles.list(path))
        do {
          var ledger = try Ledger.open(at: path, vkey: VerificationKey(Self.vkey))
          try ledger.append(TestLog.entries(250..<700), signer: TestLog.signer())
          try ledger.append(TestLog.entries(700..<701), signer: TestLog.signer())
        }
        // What a disk may do to files without fsync: some gone, some empty, some old.
        for (turn, file) in TestFiles.list(path).enumerated() where !before.contains(file) {
          if turn % 2 == 0 {
            TestFiles.remove("\(path)/\(file)")
          } else {
            try TestFiles.write([], to: "\(path)/\(file)")
          }
        }
        try TestFiles.write([], to: "\(path)/checkpoint")
        let ledger = try Ledger.open(at: path, vkey: VerificationKey(Self.vkey))
        #expect(ledger.size == 701)
        #expect(try ledger.check().isSound)
      }
    }
  }
#endif
