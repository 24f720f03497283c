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
    guard let position = try position() else { return Difference() }
    return difference(position, try digests(), try digestsAnew(upTo: position))
  }

  /// The same, with the cache that is there and the one made anew read at the same time.
  func runOnTwoCores() async throws -> Difference {
    guard let position = try position() else { return Difference() }
    return try await withThrowingTaskGroup(of: (isNew: Bool, Outcome).self) { group in
      group.addTask { (false, try digests()) }
      group.addTask { (true, try digestsAnew(upTo: position)) }
      var outcomes: [Bool: Outcome] = [:]
      for try await (isNew, outcome) in group { outcomes[isNew] = outcome }
      return difference(position, outcomes[false] ?? .fault(""), outcomes[true] ?? .fault(""))
    }
  }

  /// What reading a cache gave.
  enum Outcome: Sendable {
    case tables([String: [UInt8]])
    case fault(String)
  }

  private func difference(_ position: Int, _ found: Outcome, _ expected: Outcome) -> Difference {
    switch (found, expected) {
    case (.tables(let found), .tables(let expected)):
      let faults = expected.sorted { $0.key < $1.key }.filter { found[$0.key] != $0.value }.map {
        "record.sqlite: the table \($0.key) is not what the journal gives; run 'haidang rebuild'"
      }
      return Difference(entries: position, faults: faults)
    case (.fault(let why), _), (_, .fault(let why)):
      return Difference(entries: position, faults: ["record.sqlite: \(why)"])
    }
  }

  /// How many entries the cache has taken in; `nil` when there is no cache.
  private func position() throws -> Int? {
    guard Disk.exists(CacheOpening.path(in: folder)) else { return nil }
    do { return try withCache { try $0.position } } catch is CacheError { return 0 }
  }

  private func withCache<Value>(_ body: (RecordCache) throws -> Value) throws -> Value {
    let settings = try ObservatorySettings.read("\(folder)/haidang.yaml")
    let standIn = try CacheOpening.StandIn.ifNeeded(for: folder)
    let path = standIn?.path ?? CacheOpening.path(in: folder)
    return try body(try RecordCache.open(at: path, zone: settings.zone))
  }

  private func digests() throws -> Outcome {
    do { return .tables(try withCache(Self.digests)) } catch let error as CacheError {
      return .fault("\(error)")
    }
  }

  private func digestsAnew(upTo position: Int) throws -> Outcome {
    do {
      let settings = try ObservatorySettings.read("\(folder)/haidang.yaml")
      let fresh = try PrivateFolder()
      let anew = try RecordCache.open(at: "\(fresh.path)/record.sqlite", zone: settings.zone)
      try Self.fill(anew, upTo: position, from: Journal(folder: "\(folder)/journal"))
      return .tables(try Self.digests(of: anew))
    } catch let error as CacheError {
      return .fault("\(error)")
    }
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
