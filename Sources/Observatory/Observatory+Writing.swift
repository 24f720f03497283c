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

  /// What a killed program left is what this program writes: checked content, versions in their
  /// order. A line that is not was put there by somebody else, and must not be signed.
  private func refuseStrangeTail(from first: Int) throws {
    var references: [RecordReference] = []
    var newest: [RecordReference: Int] = [:]
    try journal.each(from: first) { entry, line in
      func refuse(_ why: String) -> ObservatoryError { .strangeEntry(entry.index, why) }
      guard entry.line == Array(line) else { throw refuse("it is not in canonical form") }
      guard let version = entry.version else { return }
      let faults = SchemaCheck.faults(in: version.content, of: version.reference.kind)
      if let fault = faults.first { throw refuse("\(version.reference): \(fault)") }
      let before =
        try newest[version.reference]
        ?? committedVersion(of: version.reference, before: entry.index)
      guard version.number == before + 1 else {
        throw refuse("\(version.reference): version \(version.number) follows \(before)")
      }
      newest[version.reference] = version.number
      references.append(version.reference)
    }
    repairs.append(.committed(entries: end.count - first, references: references))
  }

  /// The newest version of a record among the entries before `index`; 0 for none.
  private func committedVersion(of reference: RecordReference, before index: Int) throws -> Int {
    try holdings.history(of: reference).filter { $0.entry < index }.map(\.number).max() ?? 0
  }

  private func commitMissing(from first: Int, keys: Keyring) throws {
    var entries: [JournalEntry] = []
    var lines: [[UInt8]] = []
    try refuseStrangeTail(from: first)
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
