import Bytes
import Glibc
import Ledger

/// The folder of exhibits: files as received, each named by its SHA-256.
struct ExhibitShelf: Sendable {
  let folder: String

  func path(of digest: String) -> String { "\(folder)/exhibits/\(digest.prefix(2))/\(digest)" }

  /// Copies a file onto the shelf, hashing it on the way; a file that is there already is left, unless
  /// it is damaged.
  ///
  /// - Complexity: O(bytes of the file), memory of one block.
  /// - Throws: `DiskError`.
  func take(_ path: String) throws -> (digest: String, count: Int) {
    try Disk.makeFolders("\(folder)/exhibits")
    // One at a time: the caller holds the folder's lock.
    let draft = "\(folder)/exhibits/incoming.part"
    defer { unlink(draft) }
    let (digest, count) = try copy(path, to: draft)
    try place(draft, as: digest)
    return (digest, count)
  }

  /// Puts bytes that come piece by piece onto the shelf, hashing them on the way.
  /// What is there already is left, unless it is damaged.
  ///
  /// - Throws: `DiskError`, and what `write` throws.
  func take(
    _ write: (([UInt8]) throws -> Void) throws -> Void
  ) throws -> (digest: String, count: Int) {
    try Disk.makeFolders("\(folder)/exhibits")
    let draft = "\(folder)/exhibits/incoming.part"
    defer { unlink(draft) }
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
    guard file >= 0 else { throw DiskError("write", draft) }
    defer { close(file) }
    var stream = SHA256Stream()
    var count = 0
    try write { block in
      stream.update(block)
      try Disk.append(block, to: file, draft)
      count += block.count
    }
    guard fsync(file) == 0 else { throw DiskError("write", draft) }
    let digest = Hex.text(stream.digest())
    try place(draft, as: digest)
    return (digest, count)
  }

  private func place(_ draft: String, as digest: String) throws {
    let place = path(of: digest)
    if Disk.exists(place), try Hex.text(FileDigest.of(place)) == digest { return }
    try Disk.makeFolders(Disk.parent(of: place))
    try Disk.move(draft, to: place)
    FaultPoint.reached("observatory.exhibit")
  }

  private func copy(_ path: String, to draft: String) throws -> (digest: String, count: Int) {
    let source = try ReadableFile(path)
    unlink(draft)
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
    guard file >= 0 else { throw DiskError("write", draft) }
    defer { close(file) }
    var stream = SHA256Stream()
    var offset = 0
    while true {
      let block = try source.read(from: offset, count: 4 << 20)
      if block.isEmpty { break }
      stream.update(block)
      try Disk.append(block, to: file, draft)
      offset += block.count
    }
    guard fsync(file) == 0 else { throw DiskError("write", draft) }
    return (Hex.text(stream.digest()), offset)
  }
}
