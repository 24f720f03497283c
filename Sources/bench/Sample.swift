import Glibc
import Ledger

/// What the samples are made of: the same keys and entries every time, so that a failure can be
/// looked at again.
enum Sample {
  static let passphrase = Array("correct horse".utf8)
  static let message = Array("hello observatory\n".utf8)

  /// The key of the sample logs, with the bytes 0 to 31 as its seed.
  static func signer() throws -> SigningKey {
    try SigningKey(name: "observatory.example/log1", seed: Array(0..<32))
  }

  static func entries(_ range: Range<Int>, padding: Int = 0) -> [[UInt8]] {
    let tail = [UInt8](repeating: UInt8(ascii: "."), count: padding)
    return range.map { Array("entry-\($0)".utf8) + tail }
  }

  /// A log of `count` entries, appended in two batches so that there is something to be
  /// consistent with.
  static func log(at directory: String, count: Int) throws -> Ledger {
    let signer = try signer()
    var ledger = try Ledger.create(at: directory, signer: signer, durability: .follower)
    for end in [count / 2, count] where end > ledger.size {
      try ledger.append(entries(ledger.size..<end), signer: signer, durability: .follower)
    }
    return ledger
  }
}

/// Whole files, for the samples.
enum File {
  /// A file that cannot be read or written.
  struct Fault: Error, CustomStringConvertible {
    var path: String
    var code = errno
    var description: String { "\(path): \(String(cString: strerror(code)))" }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw Fault(path: path) }
    let written = fwrite(bytes, 1, bytes.count, file)
    guard fclose(file) == 0, written == bytes.count else { throw Fault(path: path) }
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Fault(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      bytes += piece.prefix(count)
      if count == 0 { break }
    }
    guard ferror(file) == 0 else { throw Fault(path: path) }
    return bytes
  }
}
