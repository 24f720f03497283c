import Crypto
internal import Glibc

/// Reads a write-ahead file record by record, up to the first that is not whole.
struct AheadReader {
  private let path: String
  private let file: OpenFile
  private let length: Int
  private var place = 0

  /// - Returns: `nil` when there is no such file.
  init?(in folder: LogFolder) throws(LedgerError) {
    path = folder.full(AheadFile.name)
    guard folder.exists(AheadFile.name) else { return nil }
    file = try OpenFile(path, O_RDONLY)
    length = Int(lseek(file.number, 0, SEEK_END))
  }

  mutating func next() throws(LedgerError) -> (mark: AheadFile.Mark, content: [UInt8])? {
    let head = try bytes(36)
    guard head.count == 36 else { return nil }
    let count = head[..<4].reduce(0) { $0 << 8 | Int($1) }
    guard count > 0, count <= length - place else { return nil }
    let payload = try bytes(count)
    var sha = SHA256()
    sha.update(data: payload)
    guard sha.finalize().elementsEqual(head[4...]), let first = payload.first,
      let mark = AheadFile.Mark(rawValue: first)
    else { return nil }
    return (mark, Array(payload.dropFirst()))
  }

  private mutating func bytes(_ count: Int) throws(LedgerError) -> [UInt8] {
    var failure: LedgerError?
    let start = place
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          file.number, buffer.baseAddress.map { $0 + filled }, count - filled, start + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = .system("read", path) }
        if got <= 0 { break }
        filled += got
      }
    }
    if let failure { throw failure }
    place += bytes.count
    return bytes
  }

  /// The base and the newest committed checkpoint in the file; `nil` when it holds no base.
  static func ends(
    in folder: LogFolder, log: VerificationKey
  ) throws(LedgerError) -> (base: SignedCheckpoint, last: SignedCheckpoint, commits: Int)? {
    guard var reader = try AheadReader(in: folder), let first = try reader.next(),
      first.mark == .base,
      let base = try? SignedCheckpoint(parsing: first.content, log: log)
    else { return nil }
    var last = base
    var commits = 0
    while let record = try reader.next() {
      guard record.mark == .commit else { continue }
      guard let commit = try? SignedCheckpoint(parsing: record.content, log: log) else { break }
      last = commit
      commits += 1
    }
    return (base, last, commits)
  }
}
