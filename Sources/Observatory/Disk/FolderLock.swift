import Glibc

/// The right to write to an observatory: held by one program at a time, given back when it ends,
/// however it ends.
struct FolderLock: ~Copyable {
  private let file: Int32

  /// - Throws: `ObservatoryError.busy` when another program holds it.
  init(folder: String) throws {
    let path = "\(folder)/.lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw DiskError("open", path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      throw ObservatoryError.busy(folder)
    }
  }

  deinit {
    // Closing alone would leave the lock to a child process that was forked meanwhile.
    flock(file, LOCK_UN)
    close(file)
  }
}
