import Glibc
import Ledger

/// A derived file on its way: it bears a name of its own until all of it is written, and then takes
/// the place of what was there, so that no reader meets half of one.
struct DerivedDraft: ~Copyable {
  private static let blockSize = 1 << 20

  private let path: String
  private let draft: String
  private let file: Int32
  private let headSize: Int
  private var block: [UInt8]
  private var isDone = false

  /// Begins a file that is to be at `path`, with room for a first line of `headSize` bytes.
  ///
  /// - Throws: `DiskError`.
  init(for path: String, headSize: Int) throws(DiskError) {
    self.path = path
    self.headSize = headSize
    block = [UInt8](repeating: 0x20, count: headSize - 1) + [0x0A]
    Self.sweep(beside: path)
    (file, draft) = try Self.begun(path)
  }

  /// A file with a name that no other has, held as long as this program works on it: what nobody
  /// holds was left by one that was killed.
  private static func begun(_ path: String) throws(DiskError) -> (file: Int32, name: String) {
    while true {
      var template = Array("\(path).XXXXXX".utf8CString)
      let file = mkstemp(&template)
      guard file >= 0 else { throw DiskError("write", path) }
      _ = fcntl(file, F_SETFD, FD_CLOEXEC)
      while flock(file, LOCK_EX) != 0, errno == EINTR {}
      var status = stat()
      // One that sweeps may have come between.
      if fstat(file, &status) == 0, status.st_nlink > 0 {
        let name = template.dropLast().map { UInt8(bitPattern: $0) }
        return (file, String(decoding: name, as: UTF8.self))
      }
      close(file)
    }
  }

  deinit {
    if !isDone { unlink(draft) }
    // Closing alone would leave the lock to a child process that was forked meanwhile.
    flock(file, LOCK_UN)
    close(file)
  }

  /// Adds a line.
  ///
  /// - Throws: `DiskError`.
  mutating func put(_ line: [UInt8]) throws(DiskError) {
    block += line
    block.append(0x0A)
    guard block.count > Self.blockSize else { return }
    try flush()
  }

  private mutating func flush() throws(DiskError) {
    try Disk.append(block, to: file, draft)
    block.removeAll(keepingCapacity: true)
  }

  /// Writes the first line, and gives the file its name.
  ///
  /// - Precondition: `head` is shorter than the room for it.
  /// - Throws: `DiskError`.
  mutating func finish(head: [UInt8]) throws(DiskError) {
    precondition(head.count < headSize)
    try flush()
    guard pwrite(file, head, head.count, 0) == head.count else {
      throw DiskError("write", draft)
    }
    // After a loss of power the name must not stand for a file with holes.
    guard fsync(file) == 0 else { throw DiskError("write", draft) }
    FaultPoint.reached("observatory.observations")
    guard rename(draft, path) == 0 else { throw DiskError("rename", path) }
    isDone = true
  }

  /// Takes away what killed programs left.
  private static func sweep(beside path: String) {
    guard let names = try? Disk.names(in: Disk.parent(of: path)) else { return }
    let stem = (path.split(separator: "/").last ?? "") + "."
    for name in names where name.hasPrefix(stem) {
      let left = "\(Disk.parent(of: path))/\(name)"
      let file = open(left, O_RDONLY | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(left) }
      close(file)
    }
  }
}
