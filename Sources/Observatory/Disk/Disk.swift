import Bytes
import Glibc
import Ledger

/// Files and folders, the way a record that must not be lost needs them.
package enum Disk {
  /// The whole of a file.
  ///
  /// A pipe or a terminal is read to its end, where a limit keeps that from being endless.
  ///
  /// - Throws: `DiskError`; a file above `limit` bytes is refused before it is read.
  package static func read(_ path: String, limit: Int = .max) throws(DiskError) -> [UInt8] {
    let file = open(PathText.bytes(of: path), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw DiskError("read", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw DiskError("read", path) }
    let form = status.st_mode & S_IFMT
    if form == S_IFIFO || form == S_IFCHR, limit < .max {
      return try stream(from: file, limit: limit, path)
    }
    guard form == S_IFREG else {
      throw DiskError("read", path, form == S_IFDIR ? EISDIR : EINVAL)
    }
    guard status.st_size <= limit else { throw DiskError("read", path, EFBIG) }
    return try bytes(of: file, count: Int(status.st_size), from: 0, path)
  }

  /// `count` bytes of a file from `offset`; fewer when it ends before.
  package static func read(
    _ path: String, from offset: Int, count: Int
  ) throws(DiskError) -> [UInt8] {
    try ReadableFile(path).read(from: offset, count: count)
  }

  static func bytes(
    of file: Int32, count: Int, from offset: Int, _ path: String
  ) throws(DiskError) -> [UInt8] {
    var failure: DiskError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(
          file, buffer.baseAddress.map { $0 + filled }, count - filled, offset + filled)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = DiskError("read", path) }
        if got <= 0 { break }
        filled += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// All of standard input, up to `limit` bytes.
  package static func standardInput(limit: Int) throws(DiskError) -> [UInt8] {
    try stream(from: STDIN_FILENO, limit: limit, "standard input")
  }

  private static func stream(
    from file: Int32, limit: Int, _ path: String
  ) throws(DiskError) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiskError("read", path) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw DiskError("read", path, EFBIG) }
      bytes.append(contentsOf: block.prefix(count))
    }
  }

  /// Puts `bytes` where `path` says, all or nothing, durable when this returns.
  package static func write(
    _ bytes: some Collection<UInt8>, to path: String, mode: UInt32 = 0o644, isDurable: Bool = true
  ) throws(DiskError) {
    let part = path + ".part"
    let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw DiskError("write", path) }
    do throws(DiskError) {
      defer { close(file) }
      try append(bytes, to: file, path)
      if isDurable, fsync(file) != 0 { throw DiskError("write", path) }
    } catch {
      unlink(part)
      throw error
    }
    FaultPoint.reached("disk.rename")
    guard rename(part, path) == 0 else { throw DiskError("rename", path) }
    if isDurable { try syncFolder(of: path) }
  }

  /// Writes all of `bytes` at the end of an open file.
  package static func append(
    _ bytes: some Collection<UInt8>, to file: Int32, _ path: String
  ) throws(DiskError) {
    var failure: DiskError?
    let whole = Array(bytes)
    whole.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count, failure == nil {
        let count = Glibc.write(
          file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = DiskError("write", path) } else { written += count }
      }
    }
    if let failure { throw failure }
  }

  /// Makes a renamed or new file's name durable.
  package static func syncFolder(of path: String) throws(DiskError) {
    let folder = parent(of: path)
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw DiskError("open", folder) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw DiskError("write", folder) }
  }

  /// The folder that holds `path`.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without links and dots; of one that is not there yet, as it is.
  package static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// Makes a folder and those above it.
  package static func makeFolders(_ path: String, mode: UInt32 = 0o755) throws(DiskError) {
    if mkdir(path, mode) == 0 || (errno == EEXIST && isFolder(path)) { return }
    guard errno == ENOENT, parent(of: path) != path else { throw DiskError("make", path) }
    try makeFolders(parent(of: path), mode: mode)
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw DiskError("make", path) }
  }

  /// Whether `path` is a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(PathText.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether `path` is a file or a link to one.
  package static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(PathText.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether `path` is a file, and no link to one.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(PathText.bytes(of: path), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether anything is at `path`.
  package static func exists(_ path: String) -> Bool {
    access(PathText.bytes(of: path), F_OK) == 0
  }

  /// Whether this user may write at `path`, and its disk lets anybody.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// The names in a folder, sorted by bytes, without `.` and `..`.
  package static func names(in folder: String) throws(DiskError) -> [String] {
    guard let stream = opendir(PathText.bytes(of: folder)) else { throw DiskError("read", folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        PathText.text(of: bytes.prefix { $0 != 0 })
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The files below `folder`, as paths relative to it, sorted by bytes. Symbolic links are not
  /// followed: an edition has none, and a loop must not hang a check.
  package static func files(below folder: String) throws(DiskError) -> [String] {
    var found: [String] = []
    try collect(folder, prefix: "", into: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func collect(
    _ folder: String, prefix: String, into found: inout [String]
  ) throws(DiskError) {
    for name in try names(in: folder) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(PathText.bytes(of: path), &status) == 0 else { throw DiskError("read", path) }
      if status.st_mode & S_IFMT == S_IFDIR {
        try collect(path, prefix: "\(prefix)\(name)/", into: &found)
      } else {
        found.append(prefix + name)
      }
    }
  }

  /// Gives a file another name, durable when this returns.
  package static func move(_ path: String, to other: String) throws(DiskError) {
    guard rename(path, other) == 0 else { throw DiskError("rename", path) }
    try syncFolder(of: other)
  }

  /// Removes a file, if it is there.
  package static func removeFile(_ path: String) throws(DiskError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw DiskError("remove", path) }
  }

  /// Removes a folder and all below it.
  package static func remove(_ folder: String) throws(DiskError) {
    for name in try names(in: folder) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(PathText.bytes(of: path), &status) == 0 else {
        throw DiskError("remove", path)
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        try remove(path)
      } else if unlink(PathText.bytes(of: path)) != 0 {
        throw DiskError("remove", path)
      }
    }
    guard rmdir(PathText.bytes(of: folder)) == 0 else { throw DiskError("remove", folder) }
  }
}
