import Bytes
import Ledger
public import Record
import Store

extension Observatory {
  /// Records a draft as a new version.
  ///
  /// - Throws: `ObservatoryError.recordFaults` when it does not fit its schema or refers to
  ///   nothing; `.changedMeanwhile` when the record has moved on since the draft was made.
  public func record(_ draft: Draft, keys: Keyring) throws -> RecordVersion {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let holdings = try holdings
    let current = try holdings.version(of: draft.reference)
    guard current?.number ?? 0 == draft.base else {
      throw ObservatoryError.changedMeanwhile(draft.reference)
    }
    let faults =
      SchemaCheck.faults(in: draft.content, of: draft.reference.kind)
      + (try DanglingReferences.faults(in: draft, holdings: holdings))
    guard faults.isEmpty else { throw ObservatoryError.recordFaults(draft.reference, faults) }
    // Whatever way it was made, a record must be one that its own YAML can say: the same name, no
    // invisible characters, composed text.
    var draft = draft
    try draft.replace(from: draft.yaml, named: draft.reference.description)
    let entries = try write([.record(draft)], keys: keys)
    guard let version = entries.first?.version else {
      preconditionFailure("an entry that states a record has its version")
    }
    return version
  }

  /// An act before it has its place in the journal.
  enum Intention {
    case begin(JSONValue)
    case importing(JSONValue)
    case record(Draft)
    case publish(JSONValue)
  }

  /// Writes acts to the journal, commits them to the ledger and brings the cache up to them.
  ///
  /// The journal's write is the moment of truth: what is in it whole will be in the ledger and the
  /// cache, by this call or by the next opening.
  @discardableResult
  func write(_ intentions: [Intention], keys: Keyring) throws -> [JournalEntry] {
    let time = max(surroundings.now(), end.time)
    var entries: [JournalEntry] = []
    var lines: [[UInt8]] = []
    for intention in intentions {
      let entry = entry(for: intention, at: end.count + entries.count, time: time)
      entries.append(entry)
      lines.append(entry.line)
    }
    let segment = segment(for: time)
    try journal.append(lines, to: segment)
    end.count += entries.count
    end.time = time
    end.segment = segment
    try commit(entries, lines, keys: keys)
    try project(entries)
    return entries
  }

  private func entry(for intention: Intention, at index: Int, time: Int64) -> JournalEntry {
    let seed = surroundings.random(32)
    switch intention {
    case .begin(let content):
      return JournalEntry(index: index, act: .begin, time: time, content: content, seed: seed)
    case .importing(let content):
      return JournalEntry(index: index, act: .importing, time: time, content: content, seed: seed)
    case .publish(let content):
      return JournalEntry(index: index, act: .publish, time: time, content: content, seed: seed)
    case .record(let draft):
      return JournalEntry(
        index: index, act: .record, time: time, reference: draft.reference,
        number: draft.base + 1, content: draft.content, seed: seed)
    }
  }

  /// The segment of the month, but never one older than the newest.
  private func segment(for time: Int64) -> String {
    let month = "\(CivilDay(of: time))".prefix(7)
    let wanted = "\(month).jsonl"
    guard let newest = end.segment, newest > wanted else { return wanted }
    return newest
  }

  private func commit(_ entries: [JournalEntry], _ lines: [[UInt8]], keys: Keyring) throws {
    let commitments = try zip(entries, lines).map { entry, line in
      try Commitment.entryText(of: entry, line: line, secret: keys.secret)
    }
    FaultPoint.reached("observatory.before-ledger")
    // Kept open: it holds the log's right edge, which would otherwise be read anew each time.
    var ledger = try self.ledger ?? openLedger()
    self.ledger = nil
    _ = try ledger.append(commitments, signer: keys.log, durability: .follower)
    self.ledger = ledger
    FaultPoint.reached("observatory.after-ledger")
  }

  private func project(_ entries: [JournalEntry]) throws {
    try cache.take(entries.map(\.projected))
    FaultPoint.reached("observatory.after-cache")
  }

  /// Whether a program was killed between the journal and the ledger, so that writing has to be
  /// finished.
  public var isUnfinished: Bool {
    get throws { try end.tornBytes > 0 || openLedger().size < end.count }
  }

  /// Finishes what a killed program left.
  public func finish(keys: Keyring) throws {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
  }

  /// Brings ledger and cache up to the journal after a program was killed in between.
  ///
  /// - Precondition: the caller holds the folder's lock.
  func catchUp(keys: Keyring) throws {
    end = try journal.end()
    if end.tornBytes > 0 {
      try journal.dropTornTail(end)
      repairs.append(.tornEntry(bytes: end.tornBytes))
      end.tornBytes = 0
    }
    let covered = try openLedger().size
    guard covered <= end.count else {
      throw ObservatoryError.ledgerMismatch(
        "the journal ends after \(end.count) entries, the ledger covers \(covered)")
    }
    if covered < end.count { try commitMissing(from: covered, keys: keys) }
    let projected = try cache.position
    if projected < end.count { try cache.catchUp(with: journal, from: projected) }
  }

  private func commitMissing(from first: Int, keys: Keyring) throws {
    var entries: [JournalEntry] = []
    var lines: [[UInt8]] = []
    try journal.each(from: first) { entry, line in
      entries.append(entry)
      lines.append(Array(line))
      if entries.count == 4096 {
        try commit(entries, lines, keys: keys)
        entries = []
        lines = []
      }
    }
    if !entries.isEmpty { try commit(entries, lines, keys: keys) }
  }
}
