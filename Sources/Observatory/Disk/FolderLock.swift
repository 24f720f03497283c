import Glibc

/// The right to write to an observatory: held by one program at a time, given back when it ends,
/// however it ends.
struct FolderLock: ~Copyable {
  private let file: Int32
  /// Milliseconds between two tries.
  private static let step = 20

  /// - Parameter patience: for how long to wait for a program that is about to finish, in milliseconds.
  /// - Throws: `ObservatoryError.busy` when another program holds it.
  init(folder: String, patience: Int = 0) throws {
    let path = "\(folder)/.lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw DiskError("open", path) }
    var waited = 0
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard waited < patience else {
        close(file)
        throw ObservatoryError.busy(folder)
      }
      usleep(UInt32(Self.step) * 1000)
      waited += Self.step
    }
  }

  deinit {
    // Closing alone would leave the lock to a child process that was forked meanwhile.
    flock(file, LOCK_UN)
    close(file)
  }
}
