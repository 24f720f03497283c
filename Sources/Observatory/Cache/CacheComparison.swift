import Dossier
import Ledger
import Record
import Store

/// Compares the cache with one made anew from the journal, table by table.
struct CacheComparison {
  let folder: String

  struct Difference {
    var entries = 0
    var faults: [String] = []
  }

  func run() throws -> Difference {
    var difference = Difference()
    let path = CacheOpening.path(in: folder)
    guard Disk.exists(path) else { return difference }
    do {
      let settings = try ObservatorySettings.read("\(folder)/haidang.yaml")
      let standIn = try CacheOpening.StandIn.ifNeeded(for: folder)
      let cache = try RecordCache.open(at: standIn?.path ?? path, zone: settings.zone)
      let position = try cache.position
      let fresh = try PrivateFolder()
      let anew = try RecordCache.open(at: "\(fresh.path)/record.sqlite", zone: settings.zone)
      try Self.fill(anew, upTo: position, from: Journal(folder: "\(folder)/journal"))
      difference.entries = position
      let (found, expected) = (try Self.digests(of: cache), try Self.digests(of: anew))
      for (table, digest) in expected.sorted(by: { $0.key < $1.key }) where found[table] != digest {
        difference.faults.append(
          "record.sqlite: the table \(table) is not what the journal gives; run 'haidang rebuild'")
      }
    } catch let error as CacheError {
      difference.faults.append("record.sqlite: \(error)")
    }
    return difference
  }

  private static func fill(_ cache: RecordCache, upTo size: Int, from journal: Journal) throws {
    var entries: [ProjectedEntry] = []
    try journal.each { entry, _ in
      guard entry.index < size else { return }
      entries.append(entry.projected)
      if entries.count == 8192 {
        try cache.take(entries)
        entries.removeAll(keepingCapacity: true)
      }
    }
    try cache.take(entries)
  }

  /// The SHA-256 of each table's rows.
  static func digests(of cache: RecordCache) throws -> [String: [UInt8]] {
    var streams: [String: SHA256Stream] = [:]
    try cache.eachRow { table, values in
      streams[table, default: SHA256Stream()].update(Array("\(values)\n".utf8))
    }
    return streams.mapValues { $0.digest() }
  }
}
