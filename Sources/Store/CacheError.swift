import GRDB

/// Why the cache cannot be used, and what to do.
public enum CacheError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The cache is damaged, or was made by another version or with another zone.
  case mustRebuild(String)
  /// The disk is full; the old state stands.
  case full(String)
  /// The disk would not do what SQLite asked.
  case disk(String)
  /// Entries are missing between what the cache has and what it was given.
  case gap(expected: Int, found: Int)
  /// A record in the journal cannot be read.
  case unreadable(String)
  /// SQLite refused.
  case refused(String)

  /// Whether the surroundings are at fault and not the input.
  public var isOfDisk: Bool {
    switch self {
    case .full, .disk: true
    default: false
    }
  }

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .mustRebuild(let why): "the cache must be made anew (\(why)); run 'haidang rebuild'"
    case .full(let path):
      "\(path): the disk is full; free some space and run the command again"
    case .disk(let why): "the cache's disk refused: \(why); see whether it is full or read-only"
    case .gap(let expected, let found):
      "the cache expects entry \(expected) and was given \(found); run 'haidang rebuild'"
    case .unreadable(let why): "a record cannot be read: \(why); run 'haidang verify'"
    case .refused(let why): "the cache refused: \(why)"
    }
  }

  static func rethrowing<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws(CacheError) -> Value {
    do { return try body() } catch let error as CacheError { throw error } catch {
      throw CacheError(error, path)
    }
  }

  private init(_ error: any Error, _ path: String) {
    guard let error = error as? DatabaseError else {
      self = .unreadable("\(error)")
      return
    }
    switch error.resultCode {
    case .SQLITE_FULL: self = .full(path)
    // What SQLite calls an error of input or output is the disk's: full, away, or broken.
    case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = .disk("\(path): \(error.message ?? "no access")")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self = .mustRebuild("\(path): \(error.message ?? "damaged")")
    default: self = .refused("\(path): \(error.message ?? error.description)")
    }
  }
}
