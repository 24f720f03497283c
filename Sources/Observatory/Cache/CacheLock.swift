import Glibc

/// The right to make or bring up a cache: programs that open an observatory at one moment have it one
/// after the other, however they end. It is held while the cache is opened, and not while it is used.
struct CacheLock: ~Copyable {
  private let file: Int32

  /// Waits until nobody else has it.
  ///
  /// - Parameter cache: where the cache lies.
  /// - Throws: `DiskError`.
  init(for cache: String) throws(DiskError) {
    let path = cache + "-lock"
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw DiskError("open", path) }
    while flock(file, LOCK_EX) != 0 {
      guard errno == EINTR else { throw DiskError("lock", path) }
    }
  }

  deinit { if file >= 0 { close(file) } }
}
