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
    read(row, actor, hasTarget ? target : nil, into: &action)
  }

  /// Takes the names of a row that is one of those wanted.
  @inline(__always)
  private mutating func read(
    _ row: RowCells, _ actor: UnsafeRawBufferPointer, _ target: UnsafeRawBufferPointer?,
    into action: inout ActionRow
  ) {
    guard meaning.has(.platform) || !meaning.constantPlatform.isEmpty else {
      return name(row, actor, target, on: UnsafeRawBufferPointer(start: nil, count: 0), &action)
    }
    let platform = row.trimmed(ActionField.platform.slot)
    if !platform.isEmpty { return name(row, actor, target, on: platform, &action) }
    let constant = meaning.constantPlatform
    constant.withUnsafeBytes { name(row, actor, target, on: $0, &action) }
  }

  @inline(__always)
  private mutating func name(
    _ row: RowCells, _ actor: UnsafeRawBufferPointer, _ target: UnsafeRawBufferPointer?,
    on platform: UnsafeRawBufferPointer, _ action: inout ActionRow
  ) {
    action.account = Self.number(of: actor, on: platform, in: &accounts, &name)
    if let target {
      action.target = Self.number(of: target, on: platform, in: &targets, &name)
      noteFacts(row, action.target, platform)
    }
    if meaning.has(.reason) {
      let cell = row.trimmed(ActionField.reason.slot)
      if !cell.isEmpty { action.reason = UInt16(truncatingIfNeeded: reasons.number(of: cell)) }
    } else {
      action.reason = meaning.constantReason
    }
    if meaning.has(.url) {
      let url = FirstItem.address(in: row[ActionField.url.slot])
      if !url.isEmpty { action.address = addresses.number(of: url) }
    }
    if meaning.has(.hashtag) {
      let tag = FirstItem.hashtag(in: row[ActionField.hashtag.slot])
      if !tag.isEmpty { action.hashtag = tag.withUnsafeBytes { hashtags.number(of: $0) } }
    }
    var text = UnsafeRawBufferPointer(start: nil, count: 0)
    if meaning.has(.text) {
      text = row[ActionField.text.slot]
      if RowCells.isBlank(text) { text = UnsafeRawBufferPointer(start: nil, count: 0) }
    }
    let id = row.trimmed(ActionField.actionID.slot)
    settle(action, text: text, id: id, on: platform)
  }

  /// What the row says about its target.
  @inline(__always)
  private mutating func noteFacts(
    _ row: RowCells, _ target: UInt32, _ platform: UnsafeRawBufferPointer
  ) {
    var owner = NameTable.none
    if meaning.has(.owner) {
      let cell = row[ActionField.owner.slot]
      if !RowCells.isBlank(cell) {
        owner = Self.number(of: cell, on: platform, in: &owners, &name)
      }
    }
    var time = ActionColumns.noTime
    if meaning.has(.targetTime) {
      let cell = row.trimmed(ActionField.targetTime.slot)
      if !cell.isEmpty {
        if case .time(let said, _) = times.read(cell) {
          time = rounded(said)
        } else {
          report.unreadableTargetTimes += 1
        }
      }
    }
    facts.note(target: target, owner: owner, time: time)
  }

  @inline(__always)
  private func rounded(_ time: Int64) -> Int64 {
    guard options.roundedTo > 1 else { return time }
    let step = options.roundedTo &* 1000
    let rest = time % step
    return time - (rest < 0 ? rest + step : rest)
  }

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
