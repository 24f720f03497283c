import Crypto
internal import Glibc

/// The write-ahead file of durable appends: what is in it survives a power cut, whatever became of
/// the tiles.
///
/// Its first record names the checkpoint up to which every file of the log is durable by itself;
/// then come entries, and after each batch the checkpoint that covers it. A record is its length
/// (32 bits, big-endian), the SHA-256 of its payload, and the payload: a letter and the content.
struct AheadFile: Sendable {
  static let name = ".state/ahead"
  /// Longer than this, the file is started anew after the tiles were made durable.
  static let longest = 32 << 20

  enum Mark: UInt8 {
    case base = 0x42
    case entries = 0x45
    case commit = 0x43
  }

  private let path: String
  private let file: OpenFile
  private(set) var length: Int
  /// The size of the log up to which every file is durable by itself.
  let baseSize: Int

  static func record(_ mark: Mark, _ content: [UInt8]) -> [UInt8] {
    var sha = SHA256()
    sha.update(data: [mark.rawValue])
    sha.update(data: content)
    let length = UInt32(content.count + 1)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * UInt32($0))) }
    return head + Array(sha.finalize()) + [mark.rawValue] + content
  }

  /// Starts the file anew: everything up to `base` must be durable by now.
  static func start(
    in folder: LogFolder, base: SignedCheckpoint
  ) throws(LedgerError) -> AheadFile {
    try folder.write(record(.base, base.bytes), to: name, isDurable: true)
    return try AheadFile(in: folder, baseSize: base.size)
  }

  private init(in folder: LogFolder, baseSize: Int) throws(LedgerError) {
    self.baseSize = baseSize
    path = folder.full(Self.name)
    file = try OpenFile(path, O_RDWR | O_APPEND)
    length = Int(lseek(file.number, 0, SEEK_END))
  }

  mutating func append(_ mark: Mark, _ content: [UInt8]) throws(LedgerError) {
    let record = Self.record(mark, content)
    try LogFolder.write(record, to: file.number, path, point: "ledger.ahead.half")
    length += record.count
  }

  /// Makes what was appended survive a power cut.
  func sync() throws(LedgerError) {
    guard fdatasync(file.number) == 0 else { throw .system("write", path) }
  }

  /// Whether the file at the path is still this one, and as long as this value left it.
  var isInPlace: Bool {
    var here = stat()
    var there = stat()
    return fstat(file.number, &here) == 0 && stat(path, &there) == 0
      && here.st_ino == there.st_ino && here.st_dev == there.st_dev && there.st_size == length
  }

  /// Takes back what was appended after the file had `length` bytes.
  func cut(to length: Int) {
    // Best effort after another failure: an uncommitted tail is passed over on opening anyway.
    if ftruncate(file.number, off_t(length)) == 0 { fsync(file.number) }
  }
}

/// An open file that closes itself.
final class OpenFile: Sendable {
  let number: Int32

  init(_ path: String, _ flags: Int32) throws(LedgerError) {
    number = open(path, flags | O_CLOEXEC, 0o644)
    guard number >= 0 else { throw .system("open", path) }
  }

  deinit { close(number) }
}
