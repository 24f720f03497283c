internal import Glibc

/// The folder of a log, by paths below it.
struct LogFolder: Sendable, Hashable {
  let path: String

  func full(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }

  /// The bytes of a file; `nil` when there is none.
  ///
  /// - Parameter limit: the most bytes that are read; a longer file gives one byte more.
  func read(_ relative: String, limit: Int) throws(LedgerError) -> [UInt8]? {
    let file = open(full(relative), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
    guard file >= 0 else { throw .system("read", full(relative)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system("read", full(relative)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .system("read", full(relative), code: EISDIR)
    }
    var failure: LedgerError?
    let capacity = max(0, min(limit + 1, Int(status.st_size)))
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
      while filled < capacity {
        let count = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, capacity - filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = .system("read", full(relative)) }
        if count <= 0 { break }
        filled += count
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Puts a file in place, whole or not at all: written beside and renamed.
  func write(
    _ bytes: some Collection<UInt8>, to relative: String, isDurable: Bool = false
  ) throws(LedgerError) {
    let part = full(".state/part")
    let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .system("write", part) }
    do throws(LedgerError) {
      defer { close(file) }
      try Self.write(bytes, to: file, full(relative), point: "ledger.file.half")
      if isDurable, fsync(file) != 0 { throw .system("write", full(relative)) }
    } catch {
      unlink(part)
      throw error
    }
    FaultPoint.reached("ledger.file.written")
    if rename(part, full(relative)) != 0 {
      guard errno == ENOENT else { throw .system("write", full(relative)) }
      try makeFolders(above: relative)
      guard rename(part, full(relative)) == 0 else { throw .system("write", full(relative)) }
    }
    if isDurable { try syncFolder(above: relative) }
    FaultPoint.reached("ledger.file.renamed")
  }

  /// A folder that is made, or is there and empty.
  static func empty(at path: String) throws(LedgerError) -> LogFolder {
    let folder = LogFolder(path: path)
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system("make", path) }
    guard try folder.names(in: "").isEmpty else { throw .alreadyThere(path) }
    return folder
  }

  /// Writes a new file of a copy in the making, which nobody reads yet.
  func put(_ bytes: [UInt8], at relative: String) throws(LedgerError) {
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    if access(full(Self.parent(of: relative)), F_OK) != 0 { try makeFolders(above: relative) }
    let file = try OpenFile(full(relative), flags)
    try Self.write(bytes, to: file.number, full(relative), point: "ledger.copy.half")
  }

  /// Writes all bytes at the end of an open file, with a fault point half-way.
  static func write(
    _ bytes: some Collection<UInt8>, to file: Int32, _ path: String, point: StaticString
  ) throws(LedgerError) {
    var failure: LedgerError?
    let whole = Array(bytes)
    whole.withUnsafeBytes { buffer in
      var written = 0
      // In two halves, so that a test can see what a kill between them leaves behind.
      for end in [buffer.count / 2, buffer.count] where failure == nil {
        while written < end, failure == nil {
          let count = Glibc.write(
            file, buffer.baseAddress.map { $0 + written }, end - written)
          if count < 0, errno == EINTR { continue }
          if count < 0 { failure = .system("write", path) } else { written += count }
        }
        FaultPoint.reached(point)
      }
    }
    if let failure { throw failure }
  }

  func makeFolders(above relative: String) throws(LedgerError) {
    var place = ""
    for part in relative.split(separator: "/").dropLast() {
      place += place.isEmpty ? String(part) : "/\(part)"
      guard mkdir(full(place), 0o755) == 0 || errno == EEXIST else {
        throw .system("make", full(place))
      }
    }
  }

  private static func parent(of relative: String) -> String {
    relative.lastIndex(of: "/").map { String(relative[..<$0]) } ?? ""
  }

  /// Makes the name of a new or renamed file durable.
  func syncFolder(above relative: String) throws(LedgerError) {
    let folder = full(Self.parent(of: relative))
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw .system("write", folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .system("write", folder) }
  }

  /// Makes a file's content durable.
  func sync(_ relative: String) throws(LedgerError) {
    let file = try OpenFile(full(relative), O_RDONLY)
    guard fsync(file.number) == 0 else { throw .system("write", full(relative)) }
  }

  func exists(_ relative: String) -> Bool { access(full(relative), F_OK) == 0 }

  /// The names in a folder in byte order; none when it is not there. Says which are folders;
  /// symbolic links are not followed.
  func names(in relative: String) throws(LedgerError) -> [(name: String, isFolder: Bool)] {
    guard let stream = opendir(full(relative)) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw .system("read", full(relative))
    }
    defer { closedir(stream) }
    var names: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      names.append((name, isFolder("\(relative)/\(name)", type: entry.pointee.d_type)))
    }
    return names.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private func isFolder(_ relative: String, type: UInt8) -> Bool {
    guard type == UInt8(DT_UNKNOWN) else { return type == UInt8(DT_DIR) }
    var status = stat()
    return lstat(full(relative), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a file, or a folder with all below it; nothing happens when there is none.
  func remove(_ relative: String) throws(LedgerError) {
    FaultPoint.reached("ledger.remove")
    if unlink(full(relative)) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw .system("remove", full(relative)) }
    for (name, _) in try names(in: relative) { try remove("\(relative)/\(name)") }
    guard rmdir(full(relative)) == 0 || errno == ENOENT else {
      throw .system("remove", full(relative))
    }
  }
}
