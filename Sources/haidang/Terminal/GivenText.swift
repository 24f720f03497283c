import Glibc
import Messages
import Observatory

/// A text that the user hands in: a file, or what comes on standard input.
enum GivenText {
  /// No notice, letter or list of facts is longer.
  static let largest = 4 << 20

  /// The bytes of a file; `-` is standard input.
  ///
  /// - Throws: `DiskError`; `CommandError.tooLong` where there are more than ``largest``.
  static func bytes(of path: String) throws -> [UInt8] {
    guard path == "-" else {
      let bytes = try ReportFolder.read(path)
      guard bytes.count <= largest else { throw TooLong(path: path) }
      return bytes
    }
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(STDIN_FILENO, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return all }
      all += block[..<count]
      guard all.count <= largest else { throw TooLong(path: path) }
    }
  }

  /// The text of a file; bytes that are no UTF-8 become the replacement character.
  static func text(of path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  /// A file that is too long for what it should be.
  struct TooLong: Error, CustomStringConvertible {
    var path: String
    var description: String {
      say("given.too-long", ["path": .text(path), "most": .number(largest >> 20)])
    }
  }
}
