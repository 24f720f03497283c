import Glibc
import Testing

@testable import Ledger

@Suite("A log on a full disk", .serialized)
struct FullDiskTests {
  /// Mounts a small file system in memory; `nil` where the test may not.
  static func mountSmall(_ path: String, kilobytes: Int) -> Bool {
    mkdir(path, 0o755)
    return mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
  }

  @Test(
    "an append that does not fit says so and leaves the log as it was, on disk and in memory",
    arguments: [Ledger.Durability.durable, .follower])
  func full(durability: Ledger.Durability) throws {
    try TestFiles.withFolder { folder in
      let disk = "\(folder)/disk"
      guard Self.mountSmall(disk, kilobytes: 256) else {
        print("skipped: mounting a file system in memory needs root")
        return
      }
      defer { umount2(disk, Int32(MNT_DETACH)) }
      let path = "\(disk)/log"
      var ledger = try TestLog.make(at: path, size: 100, durability: durability)
      let before = try TestLog.files(path)
      let large = (0..<600).map { _ in [UInt8](repeating: 7, count: 1000) }
      do {
        try ledger.append(large, signer: TestLog.signer(), durability: durability)
        Issue.record("a full disk took everything")
      } catch let error as LedgerError {
        #expect(error.isFull)
        #expect("\(error)".contains("free some space"))
      }
      #expect(ledger.size == 100)
      #expect(try TestLog.files(path) == before)
      #expect(try ledger.check().isSound)
      try ledger.append(
        TestLog.entries(100..<110), signer: TestLog.signer(), durability: durability)
      let opened = try Ledger.open(at: path, vkey: VerificationKey(TestLog.vkey))
      #expect(opened.size == 110)
      #expect(try opened.check().isSound)
    }
  }
}
