import Bytes
import Ledger

/// A file of lines, read in blocks: it may be larger than memory.
struct LineFile {
  let path: String

  /// Calls `body` with each line, without its line feed, and its number from 1.
  ///
  /// - Throws: `DiskError`, `JournalFault` for a line that is longer than an entry may be, or what
  ///   `body` throws.
  func each(_ body: (ArraySlice<UInt8>, Int) throws -> Void) throws {
    try Self.each(of: ReadableFile(path), path, body)
  }

  /// The same of a file that is open already.
  static func each(
    of file: borrowing ReadableFile, _ path: String,
    _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) throws {
    var held: [UInt8] = []
    var offset = 0
    var number = 0
    while true {
      let block = try file.read(from: offset, count: 4 << 20)
      offset += block.count
      held.append(contentsOf: block)
      var start = 0
      while let end = held[start...].firstIndex(of: 0x0A) {
        number += 1
        try body(held[start..<end], number)
        start = end + 1
      }
      held.removeFirst(start)
      guard held.count < Journal.longestLine else {
        throw JournalFault(file: path, line: number + 1, reason: .tooLong)
      }
      if block.isEmpty { break }
    }
    guard held.isEmpty else { throw JournalFault(file: path, line: number + 1, reason: .torn) }
  }
}

/// The SHA-256 of files of any size.
enum FileDigest {
  static func of(_ path: String) throws(DiskError) -> [UInt8] {
    let file = try ReadableFile(path)
    var hash = SHA256Stream()
    var offset = 0
    while true {
      let block = try file.read(from: offset, count: 1 << 20)
      if block.isEmpty { return hash.digest() }
      hash.update(block)
      offset += block.count
    }
  }
}
