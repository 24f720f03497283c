import Glibc

/// What the machine has.
enum Cores {
  /// How many threads can run at one time.
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
