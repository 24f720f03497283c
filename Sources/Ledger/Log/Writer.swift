internal import Glibc

/// What a program keeps from one append to the next: the right edge, the write-ahead file.
struct Writer: Sendable {
  var edge: GrowingEdge
  /// `nil` until the first durable append.
  var ahead: AheadFile?
  /// The size up to which superseded partial tiles have been removed.
  var tidySize: Int
}

/// The right to append to a log, given back when the value goes away, however the program ends.
final class WriterLock: Sendable {
  private let file: OpenFile

  /// How often an append asks for the lock, five milliseconds apart: two seconds in all, since
  /// others hold it only while they append or put the log in order.
  static let patience = 400

  /// - Throws: `LedgerError.busy` when another holds it still after so many attempts.
  init(_ folder: LogFolder, attempts: Int = patience) throws(LedgerError) {
    try folder.makeFolders(above: Ledger.lockFile)
    file = try OpenFile(folder.full(Ledger.lockFile), O_RDWR | O_CREAT)
    var left = attempts
    while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
      left -= 1
      guard left > 0 else { throw .busy(folder.path) }
      usleep(5000)
    }
  }

  // Closing alone would leave the lock to a child process that was forked meanwhile.
  deinit { flock(file.number, LOCK_UN) }
}
