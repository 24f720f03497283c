import Bytes
import Dossier
import Glibc
import Ledger
import Record

extension Observatory {
  /// Makes an empty observatory at `folder`.
  ///
  /// It grows beside its place and moves there whole, so that a failure leaves nothing behind.
  ///
  /// - Returns: its keys, unlocked.
  /// - Throws: `ObservatoryError.alreadyThere`, `DiskError`, `LedgerError`.
  @discardableResult
  public static func create(
    at folder: String, plan: ObservatoryPlan, protection: KeyProtection,
    surroundings: Surroundings = .system
  ) throws -> Keyring {
    let place = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    if Disk.exists(place), try !Disk.isFolder(place) || !Disk.names(in: place).isEmpty {
      throw ObservatoryError.alreadyThere(place)
    }
    let draft = place + ".new"
    if Disk.exists(draft) { try Disk.remove(draft) }
    try Disk.makeFolders(draft)
    do {
      let keys = try fill(draft, plan, protection, surroundings)
      if Disk.isFolder(place) { rmdir(place) }
      guard rename(draft, place) == 0 else { throw DiskError("make", place) }
      try Disk.syncFolder(of: place)
      return keys
    } catch {
      try? Disk.remove(draft)
      throw error
    }
  }

  private static func fill(
    _ folder: String, _ plan: ObservatoryPlan, _ protection: KeyProtection,
    _ surroundings: Surroundings
  ) throws -> Keyring {
    let keys = try Keyring.make(origin: plan.origin, random: surroundings.random)
    try keys.write(to: "\(folder)/keys", protection, random: surroundings.random)
    try Disk.makeFolders("\(folder)/journal")
    try Disk.makeFolders("\(folder)/exhibits")
    try Disk.write(Array(plan.settings.text.utf8), to: "\(folder)/haidang.yaml")
    _ = try Ledger.create(at: "\(folder)/ledger", signer: keys.log)
    try begin(folder, plan, keys, surroundings)
    return keys
  }

  /// Writes the first entry: the title and the keys, so that the ledger commits to them.
  private static func begin(
    _ folder: String, _ plan: ObservatoryPlan, _ keys: Keyring, _ surroundings: Surroundings
  ) throws {
    var content = JSONObject([
      ("ledger_key", .string(try keys.logKey.description)),
      ("origin", .string(plan.origin)),
      ("release_key", .string(keys.edition.publicKey.description)),
    ])
    var title = JSONObject()
    title["en"] = plan.settings.title.en.map { .string($0) }
    title["vi"] = plan.settings.title.vi.map { .string($0) }
    if !title.isEmpty { content["title"] = .object(title) }
    let time = surroundings.now()
    let entry = JournalEntry(
      index: 0, act: .begin, time: time, content: .object(content),
      seed: surroundings.random(32))
    let line = entry.line
    try Journal(folder: "\(folder)/journal").append(
      [line], to: "\("\(CivilDay(of: time))".prefix(7)).jsonl")
    var ledger = try Ledger.open(at: "\(folder)/ledger", vkey: try keys.logKey)
    try ledger.append(
      [try Commitment.entryText(of: entry, line: line, secret: keys.secret)], signer: keys.log)
  }
}
