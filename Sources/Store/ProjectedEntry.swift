public import Bytes
public import Record

/// One entry of the journal as the cache takes it in.
public struct ProjectedEntry: Sendable {
  /// What it does.
  public enum Act: Sendable {
    /// States a version of a record.
    case record(RecordVersion)
    /// Announces files.
    case announcement(JSONValue)
    /// States that an edition was published.
    case publication(JSONValue)
    /// Opens the journal.
    case beginning
  }

  /// Its position, from 0.
  public var index: Int
  /// The day it was written (UTC).
  public var day: CivilDay
  /// What it does.
  public var act: Act

  /// Makes an entry.
  public init(index: Int, day: CivilDay, act: Act) {
    self.index = index
    self.day = day
    self.act = act
  }
}
