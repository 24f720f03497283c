public import Dossier
import Bytes
import Ledger
public import Record
import Store

/// One open record: settings, journal, ledger, exhibits, keys and cache in one folder.
///
/// The journal is the truth. The ledger and the cache follow it: whatever moment a program is
/// killed at, opening again brings both up to the journal's last whole entry.
public actor Observatory {
  /// The folder.
  public nonisolated let folder: String
  /// What a person set in `haidang.yaml`.
  public nonisolated let settings: ObservatorySettings
  /// The public keys that others check the ledger and editions with.
  public nonisolated let publicKeys: PublicKeys
  /// What was repaired on opening, for the user to know.
  public internal(set) var repairs: [Repair] = []

  let surroundings: Surroundings
  let journal: Journal
  let cache: RecordCache
  private let standIn: CacheOpening.StandIn?
  var end: Journal.End
  var ledger: Ledger?

  /// Something that opening put in order.
  public enum Repair: Sendable, Hashable {
    /// Bytes of an entry that was never finished, cut off the journal.
    case tornEntry(bytes: Int)
    /// Entries that the cache had not yet taken in.
    case cacheCaughtUp(entries: Int)
    /// The cache was unreadable or of another version and was made anew.
    case cacheRebuilt
    /// Entries that a killed program had written and not yet signed: signed now.
    case committed(entries: Int, references: [RecordReference])
    /// The system's clock is behind the journal's last entry.
    case clockBehind(seconds: Int64)
  }

  /// Opens the observatory at `folder`, for reading or writing.
  ///
  /// - Throws: `ObservatoryError`, `JournalFault`, `DiskError` or `CacheError`.
  public init(
    at folder: String, surroundings: Surroundings = .system,
    progress: Progress.Listener? = nil
  ) throws {
    guard Self.isOne(folder) else {
      throw ObservatoryError.notFound(folder)
    }
    self.folder = folder
    self.surroundings = surroundings
    settings = try ObservatorySettings.read("\(folder)/haidang.yaml")
    publicKeys = try PublicKeys(folder: "\(folder)/keys")
    journal = Journal(folder: "\(folder)/journal")
    let opening = try CacheOpening(
      folder: folder, journal: journal, zone: settings.zone, progress: progress)
    end = opening.end
    cache = opening.cache
    standIn = opening.standIn
    repairs = opening.repairs
    let behind = end.time - surroundings.now()
    if end.count > 0, behind > 0 { repairs.append(.clockBehind(seconds: behind)) }
  }

  /// What the observatory holds, for pages and commands to read.
  public nonisolated var holdings: any Holdings {
    get throws { try cache.holdings(in: state(atSize: nil)) }
  }

  /// How many entries the journal holds.
  public var size: Int { end.count }

  /// The state that editions and pages are about: up to the last entry that is not itself about a
  /// publication, so that publishing twice gives the same bytes.
  nonisolated func state(atSize size: Int?) throws -> HoldingsState {
    let ledger = try openLedger()
    // After a kill the ledger is behind until somebody with the keys writes again: pages are about
    // what it covers.
    let covered = try size ?? min(cache.publishableSize, ledger.size)
    return HoldingsState(
      title: settings.title, origin: publicKeys.origin, size: covered,
      root: Base64.text(try ledger.root(at: covered).bytes), day: try cache.day(ofSize: covered),
      zone: settings.zone, address: settings.address)
  }

  nonisolated func openLedger() throws -> Ledger {
    try Ledger.open(at: "\(folder)/ledger", vkey: publicKeys.log)
  }
}

extension Observatory {
  /// Whether a folder is an observatory.
  public static func isOne(_ folder: String) -> Bool {
    Disk.exists("\(folder)/haidang.yaml") && Disk.isFolder("\(folder)/journal")
  }
}
