internal import Signals

/// A row that has been read and whose names have no numbers yet.
struct WaitingRow: Sendable {
  /// Hashes of the names, each behind its platform.
  struct Hashes: Sendable {
    var account: StableHash
    var target: StableHash
    var owner: StableHash
    var action: StableHash

    init() {
      // Any hash: it is looked up only where there is a name.
      account = StableHash(UnsafeRawBufferPointer(start: nil, count: 0))
      target = account
      owner = account
      action = account
    }

    static let none = Hashes()
  }

  var action: ActionRow
  var actor: RowCell
  var target = RowCell(start: 0, count: 0)
  var targetTime = ActionColumns.noTime
  var owner = RowCell(start: 0, count: 0)
  var id = RowCell(start: 0, count: 0)
  var text = RowCell(start: 0, count: 0)
  var platform = RowCell(start: 0, count: 0)
  var hashes = Hashes.none
}

extension ActionSink {
  /// So many rows wait for each other.
  static let mostWaiting = 256

  /// Gives numbers to the names of all rows that wait, and puts these into the columns.
  ///
  /// Tables of names are larger than the processor's cache, and a look into them takes longer than
  /// to read the row. So the places of all names are looked at first, one after the other and each
  /// without regard to the one before: that the processor does many at a time.
  mutating func settleWaiting(in base: UnsafeRawPointer) {
    guard !waiting.isEmpty else { return }
    var rows: [WaitingRow] = []
    swap(&rows, &waiting)
    var sum: UInt32 = 0
    for row in rows.indices { sum &+= accounts.touch(rows[row].hashes.account) }
    for row in rows.indices { sum &+= targets.touch(rows[row].hashes.target) }
    for row in rows.indices { sum &+= twins.actions.touch(rows[row].hashes.action) }
    let constant = meaning.constantPlatform
    constant.withUnsafeBytes { constant in
      for row in rows.indices { number(&rows[row], in: base, constant) }
      for row in rows.indices { sum &+= facts.touch(rows[row].action.target) }
      for row in rows.indices { settle(rows[row], in: base, constant) }
    }
    // Without a use the looks would not be taken.
    touched = sum
    rows.removeAll(keepingCapacity: true)
    swap(&rows, &waiting)
  }

  @inline(__always)
  private mutating func number(
    _ row: inout WaitingRow, in base: UnsafeRawPointer, _ constant: UnsafeRawBufferPointer
  ) {
    let own = row.platform.bytes(in: base)
    let platform = own.isEmpty ? constant : own
    row.action.account = accounts.number(
      of: row.hashes.account, row.actor.bytes(in: base), on: platform, &name)
    guard row.target.count > 0 else { return }
    row.action.target = targets.number(
      of: row.hashes.target, row.target.bytes(in: base), on: platform, &name)
    facts.makeRoom(for: row.action.target)
  }

  @inline(__always)
  private mutating func settle(
    _ row: WaitingRow, in base: UnsafeRawPointer, _ constant: UnsafeRawBufferPointer
  ) {
    let own = row.platform.bytes(in: base)
    let platform = own.isEmpty ? constant : own
    let text = row.text.bytes(in: base)
    if row.target.count > 0 {
      facts.note(row.action.target, time: row.targetTime)
      if row.owner.count > 0,
        !facts.confirm(row.action.target, ownerWith: row.hashes.owner)
      {
        let owner = owners.number(
          of: row.hashes.owner, row.owner.bytes(in: base), on: platform, &name)
        facts.note(row.action.target, owner: owner, with: row.hashes.owner)
      }
    }
    var action = row.action
    readCarried(text, &action)
    guard row.id.count > 0 else { return settleNameless(action, text) }
    let known = twins.actions.count
    let number = twins.actions.number(
      of: row.hashes.action, row.id.bytes(in: base), on: platform, &name)
    settle(action, text, number, isNew: Int(number) == known)
  }
}
