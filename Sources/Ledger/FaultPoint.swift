#if DEBUG
  internal import Glibc
  internal import Synchronization
#endif

/// A place in the code after which a power cut or a kill must do no harm.
///
/// In debug builds a test can have the process killed at any such place; in release builds the
/// places compile to nothing.
public enum FaultPoint {
  #if DEBUG
    private struct Trap {
      var prefix: String
      var left: Int
    }

    private static let trap = Mutex<Trap?>(nil)
    private static let count = Mutex<Int>(0)

    /// Kills the process (SIGKILL) when a point whose name begins with `prefix` is reached for the
    /// `occurrence`-th time from now. An empty prefix counts every point.
    public static func arm(_ prefix: String, occurrence: Int = 1) {
      trap.withLock { $0 = Trap(prefix: prefix, left: occurrence) }
    }

    /// Disarms what `arm` set.
    public static func disarm() { trap.withLock { $0 = nil } }

    /// How many points this process has reached so far.
    public static var reachedCount: Int { count.withLock { $0 } }
  #endif

  /// Marks a place that a test may kill the process at.
  ///
  /// - Parameter name: dotted, such as `ledger.tile.write`.
  public static func reached(_ name: StaticString) {
    #if DEBUG
      count.withLock { $0 += 1 }
      let isDue = trap.withLock { trap in
        guard var armed = trap, "\(name)".hasPrefix(armed.prefix) else { return false }
        armed.left -= 1
        trap = armed
        return armed.left == 0
      }
      if isDue { kill(getpid(), SIGKILL) }
    #endif
  }
}
