import Dossier
import Record
import Store

/// Opens the cache of an observatory and brings it up to the journal.
struct CacheOpening {
  private(set) var cache: RecordCache
  /// Where the cache stands in when the observatory's own folder cannot be written.
  private(set) var standIn: StandIn?
  private(set) var repairs: [Observatory.Repair] = []
  /// Where the journal ended when the cache was brought up to it.
  private(set) var end: Journal.End

  static func path(in folder: String) -> String { "\(folder)/record.sqlite" }

  init(
    folder: String, journal: Journal, zone: TimeZoneOffset, progress: Progress.Listener?
  ) throws {
    standIn = try StandIn.ifNeeded(for: folder)
    let path = standIn?.path ?? Self.path(in: folder)
    // A second program waits here, and finds the cache made.
    let lock = try CacheLock(for: path)
    defer { _ = lock }
    var opened: RecordCache
    var position: Int
    do {
      opened = try RecordCache.open(at: path, zone: zone)
      // Looked at before the journal: a program that writes meanwhile writes there first.
      position = try opened.position
      end = try journal.end()
      guard position <= end.count else {
        throw CacheError.mustRebuild("it is ahead of the journal")
      }
    } catch CacheError.mustRebuild {
      try Self.remove(path)
      opened = try RecordCache.open(at: path, zone: zone)
      position = try opened.position
      end = try journal.end()
      repairs.append(.cacheRebuilt)
    }
    cache = opened
    guard position < end.count else { return }
    try cache.catchUp(with: journal, from: position, progress: progress)
    if repairs.isEmpty, position > 0 {
      repairs.append(.cacheCaughtUp(entries: end.count - position))
    }
  }

  /// A copy of the cache for an observatory that may be read but not written, such as one on a
  /// read-only disk: SQLite cannot read the log of a database without writing beside it.
  ///
  /// It lies where only this user can see it and goes when the observatory does.
  final class StandIn: Sendable {
    let path: String
    private let place: PrivateFolder

    private init(copyOf original: String) throws {
      place = try PrivateFolder()
      path = "\(place.path)/record.sqlite"
      for (from, to) in zip(RecordCache.files(at: original), RecordCache.files(at: path)).prefix(2)
      where Disk.exists(from) {
        try Disk.write(try Disk.read(from), to: to, mode: 0o600, isDurable: false)
      }
    }

    /// A stand-in, or `nil` where the cache can be used in its place.
    static func ifNeeded(for folder: String) throws -> StandIn? {
      let path = CacheOpening.path(in: folder)
      let isWritable =
        Disk.isWritable(folder)
        && RecordCache.files(at: path).allSatisfy { !Disk.exists($0) || Disk.isWritable($0) }
      return isWritable ? nil : try StandIn(copyOf: path)
    }
  }

  /// Removes the cache's files.
  static func remove(_ path: String) throws {
    for file in RecordCache.files(at: path) { try Disk.removeFile(file) }
  }
}

extension RecordCache {
  /// Takes in the journal's entries from `first` on, some thousand in one transaction.
  func catchUp(
    with journal: Journal, from first: Int, progress: Progress.Listener? = nil
  ) throws {
    var entries: [ProjectedEntry] = []
    var done = first
    func flush() throws {
      try take(entries)
      done += entries.count
      entries.removeAll(keepingCapacity: true)
      progress?(Progress(.projecting, done))
    }
    try journal.each(from: first) { entry, _ in
      entries.append(entry.projected)
      if entries.count == 8192 { try flush() }
    }
    if !entries.isEmpty { try flush() }
  }
}

extension JournalEntry {
  /// The entry as the cache takes it in.
  var projected: ProjectedEntry {
    let act: ProjectedEntry.Act =
      switch self.act {
      case .begin: .beginning
      case .importing: .announcement(content)
      case .publish: .publication(content)
      case .record: version.map { .record($0) } ?? .beginning
      }
    return ProjectedEntry(index: index, day: day, act: act)
  }
}

extension Observatory {
  /// Drops the cache and makes it anew from the journal.
  ///
  /// - Returns: how many entries were taken in.
  public static func rebuild(
    at folder: String, progress: Progress.Listener? = nil
  ) throws -> Int {
    guard Disk.exists("\(folder)/haidang.yaml") else { throw ObservatoryError.notFound(folder) }
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    let settings = try ObservatorySettings.read("\(folder)/haidang.yaml")
    let journal = Journal(folder: "\(folder)/journal")
    // Read whole before anything is dropped: a journal that cannot be read must not cost the cache.
    var count = 0
    try journal.each { _, _ in count += 1 }
    let path = CacheOpening.path(in: folder)
    let draft = path + ".new"
    try CacheOpening.remove(draft)
    do {
      let cache = try RecordCache.open(at: draft, zone: settings.zone)
      try cache.catchUp(with: journal, from: 0, progress: progress)
      try cache.close()
    } catch {
      // The old cache stands; what was begun must not fill the disk.
      try? CacheOpening.remove(draft)
      throw error
    }
    // Whoever opens the cache in between would make an empty one.
    let opening = try CacheLock(for: path)
    defer { _ = opening }
    try CacheOpening.remove(path)
    try Disk.move(draft, to: path)
    try CacheOpening.remove(draft)
    return count
  }
}
