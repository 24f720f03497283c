public import Bytes
public import Record

/// What was read of a dossier: its records, and everything that is wrong with it.
public struct DossierReading: Sendable {
  /// A record with its place.
  public struct Found: Sendable {
    /// Which record.
    public var reference: RecordReference
    /// Its fields, without those that are null.
    public var content: JSONValue
    /// Its file.
    public var file: String
    /// The line on which it begins.
    public var line: Int
  }

  /// A file that was read.
  public struct File: Sendable {
    /// Its path below the folder that was read.
    public var name: String
    /// Its bytes.
    public var bytes: [UInt8]
  }

  /// The records, file by file.
  public internal(set) var records: [Found] = []
  /// What is wrong; nothing may be recorded while there is anything.
  public internal(set) var faults: [DossierFault] = []
  /// The files that were read.
  public internal(set) var files: [File] = []
}
