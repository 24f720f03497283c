/// How far long work has come.
public struct Progress: Sendable, Hashable {
  /// What is being done. The catalogue has a line for each under `command.phase.<name>`.
  public enum Phase: String, Sendable, CaseIterable {
    case reading, comparing, recording, committing, projecting, rendering, hashing, copying
    case detecting
    case checkingJournal = "checking-journal"
    case checkingLedger = "checking-ledger"
    case checkingFiles = "checking-files"
    case checkingRecords = "checking-records"
  }

  /// What is being done.
  public var phase: Phase
  /// How many pieces are done.
  public var done: Int
  /// How many there are, if that is known.
  public var total: Int?

  /// Makes a report.
  public init(_ phase: Phase, _ done: Int, of total: Int? = nil) {
    self.phase = phase
    self.done = done
    self.total = total
  }

  /// Takes reports; called from whatever task does the work.
  public typealias Listener = @Sendable (Progress) -> Void
}
