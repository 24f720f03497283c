import Foundation
import Glibc
import Testing

@testable import Observatory

@Suite("The right to write")
struct FolderLockTests {
  @Test func aChildForkedMeanwhileDoesNotKeepIt() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("lock-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var copy: Int32 = -1
    do {
      let lock = try FolderLock(folder: folder)
      // A forked child holds the same open file until it becomes another program.
      copy = try #require(Self.open(folder + "/.lock").map { dup($0) })
      #expect(throws: ObservatoryError.self) { _ = try FolderLock(folder: folder) }
      _ = consume lock
    }
    defer { close(copy) }
    _ = try FolderLock(folder: folder)
  }

  /// The number under which this program has a file open.
  private static func open(_ path: String) -> Int32? {
    (3..<4096).first { number in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(number)")
      return target.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath() }
        == URL(fileURLWithPath: path).resolvingSymlinksInPath()
    }
  }
}
