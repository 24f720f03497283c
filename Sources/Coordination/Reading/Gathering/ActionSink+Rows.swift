internal import Signals

extension ActionSink {
  /// Takes one row.
  mutating func take(_ row: RowCells, at place: RowPlace) {
    let timeCell = row.trimmed(ActionField.timestamp.slot)
    guard !timeCell.isEmpty else { return refuse(.noTime, at: place) }
    var action = ActionRow()
    switch times.read(timeCell) {
    case .time(let time, let isAmbiguous):
      action.time = rounded(time)
      if isAmbiguous { report.ambiguousTimes += 1 }
    case .noZone: return refuse(.timeWithoutZone, at: place)
    case .unreadable: return refuse(.unreadableTime, at: place)
    case .impossible: return refuse(.impossibleTime, at: place)
    }
    let actor = row[ActionField.actor.slot]
    guard !RowCells.isBlank(actor) else { return refuse(.emptyActor, at: place) }
    var target = UnsafeRawBufferPointer(start: nil, count: 0)
    var kind = meaning.constantKind
    for source in meaning.targets {
      target = row[source.slot]
      if RowCells.isBlank(target) { continue }
      if kind == WordGatherer.none { kind = source.kind }
      break
    }
    let hasTarget = !RowCells.isBlank(target)
    if meaning.has(.action), meaning.constantKind == WordGatherer.none {
      let cell = row.trimmed(ActionField.action.slot)
      if !cell.isEmpty {
        kind = kinds.number(of: cell)
        guard kind != WordGatherer.none else { return refuse(.tooManyKinds, at: place) }
      } else if meaning.needsAction {
        return refuse(.emptyAction, at: place)
      }
    }
    if kind == WordGatherer.none {
      let isPost = !hasTarget && row[ColumnPlan.markSlot].count > 0
      kind = isPost ? meaning.post : meaning.kind
    }
    guard hasTarget || kind == meaning.post else { return refuse(.emptyTarget, at: place) }
    report.rowsRead += 1
    action.kind = UInt8(truncatingIfNeeded: kind)
    guard isWanted(action.kind) else {
      report.rowsOfOtherKinds += 1
      return
    }
    wait(row, actor, hasTarget ? target : nil, action)
  }

  /// Puts a row that is one of those wanted among those that wait.
  @inline(__always)
  private mutating func wait(
    _ row: RowCells, _ actor: UnsafeRawBufferPointer, _ target: UnsafeRawBufferPointer?,
    _ action: ActionRow
  ) {
    var waiting = WaitingRow(action: action, actor: row.cell(of: actor))
    if meaning.has(.reason) {
      let cell = row.trimmed(ActionField.reason.slot)
      if !cell.isEmpty {
        waiting.action.reason = UInt16(truncatingIfNeeded: reasons.number(of: cell))
      }
    } else {
      waiting.action.reason = meaning.constantReason
    }
    if meaning.has & Self.rareFields != 0 { readRareFields(row, &waiting) }
    if meaning.has(.text) {
      let text = row[ActionField.text.slot]
      if !RowCells.isBlank(text) { waiting.text = row.cell(of: text) }
    }
    let id = row.trimmed(ActionField.actionID.slot)
    waiting.id = row.cell(of: id)
    var owner = UnsafeRawBufferPointer(start: nil, count: 0)
    if let target {
      waiting.target = row.cell(of: target)
      waiting.targetTime = targetTime(row)
      let cell = row[ActionField.owner.slot]
      if !RowCells.isBlank(cell) {
        owner = cell
        waiting.owner = row.cell(of: cell)
      }
    }
    if waiting.platform.count == 0, meaning.constantPlatform.isEmpty {
      let key = options.key
      waiting.hashes.account = StableHash(actor, key: key)
      if let target { waiting.hashes.target = StableHash(target, key: key) }
      if !owner.isEmpty { waiting.hashes.owner = StableHash(owner, key: key) }
      if !id.isEmpty { waiting.hashes.action = StableHash(id, key: key) }
    } else {
      hashOnPlatform(row, &waiting)
    }
    self.waiting.append(waiting)
    if self.waiting.count == Self.mostWaiting { settleWaiting(in: row.base) }
  }

  private static let rareFields: UInt32 =
    1 << UInt32(ActionField.url.slot) | 1 << UInt32(ActionField.hashtag.slot)
    | 1 << UInt32(ActionField.image.slot) | 1 << UInt32(ActionField.platform.slot)

  private mutating func readRareFields(_ row: RowCells, _ waiting: inout WaitingRow) {
    waiting.platform = row.cell(of: row.trimmed(ActionField.platform.slot))
    readCarried(row, &waiting)
  }

  private mutating func hashOnPlatform(_ row: RowCells, _ waiting: inout WaitingRow) {
    let constant = meaning.constantPlatform
    let key = options.key
    constant.withUnsafeBytes { constant in
      let own = waiting.platform.bytes(in: row.base)
      let platform = own.isEmpty ? constant : own
      func hash(_ cell: RowCell) -> StableHash {
        PlatformName.compose(cell.bytes(in: row.base), on: platform, &name) {
          StableHash($0, key: key)
        }
      }
      waiting.hashes.account = hash(waiting.actor)
      if waiting.target.count > 0 { waiting.hashes.target = hash(waiting.target) }
      if waiting.owner.count > 0 { waiting.hashes.owner = hash(waiting.owner) }
      if waiting.id.count > 0 { waiting.hashes.action = hash(waiting.id) }
    }
  }

  /// When the row says that its target was made.
  @inline(__always)
  private mutating func targetTime(_ row: RowCells) -> Int64 {
    guard meaning.has(.targetTime) else { return ActionColumns.noTime }
    let cell = row.trimmed(ActionField.targetTime.slot)
    guard !cell.isEmpty else { return ActionColumns.noTime }
    if case .time(let said, _) = times.read(cell) { return rounded(said) }
    report.unreadableTargetTimes += 1
    return ActionColumns.noTime
  }

  @inline(__always)
  private func rounded(_ time: Int64) -> Int64 {
    guard options.roundedTo > 1 else { return time }
    let step = options.roundedTo &* 1000
    let rest = time % step
    return time - (rest < 0 ? rest + step : rest)
  }

  @inline(__always)
  private mutating func isWanted(_ kind: UInt8) -> Bool {
    if options.kinds.isEmpty { return true }
    switch wanted[Int(kind)] {
    case .some(let answer): return answer
    case nil:
      let answer = options.kinds.contains(kinds.table[UInt32(kind)])
      wanted[Int(kind)] = answer
      return answer
    }
  }
}
