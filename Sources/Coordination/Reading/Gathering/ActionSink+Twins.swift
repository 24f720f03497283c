internal import Signals

extension ActionSink {
  /// Puts a row into the columns, unless it is the twin of one that is there.
  @inline(__always)
  mutating func settle(
    _ action: ActionRow, text: UnsafeRawBufferPointer, id: UnsafeRawBufferPointer,
    on platform: UnsafeRawBufferPointer
  ) {
    var action = action
    var textHash: UInt64 = 0
    if !text.isEmpty {
      textHash = StableHash(text, key: options.key).low
      action.textKey = UInt32(truncatingIfNeeded: textHash) | 1
    }
    guard meaning.has(.actionID), !id.isEmpty else {
      if !twins.isNew(action, textHash) {
        report.exactDuplicates += 1
        if !options.keepsDuplicates { return }
      }
      if meaning.has(.actionID) { twins.namelessRow(at: twins.actions.count) }
      return append(action, text, NameTable.none)
    }
    let known = twins.actions.count
    let number = Self.number(of: id, on: platform, in: &twins.actions, &name)
    if Int(number) == known {
      twins.newAction(at: columns.count)
      return append(action, text, number)
    }
    let row = twins.row(of: number)
    let other = self.row(row)
    if other == action {
      report.exactDuplicates += 1
    } else {
      report.duplicates += 1
    }
    if options.keepsDuplicates { return append(action, text, number) }
    if precedes(action, other) { replace(row, by: action, text) }
  }

  private mutating func append(
    _ action: ActionRow, _ text: UnsafeRawBufferPointer, _ number: UInt32
  ) {
    columns.account.append(action.account)
    columns.kind.append(action.kind)
    columns.target.append(action.target)
    columns.time.append(action.time)
    columns.reason.append(action.reason)
    columns.text.append(
      text.isEmpty ? NameTable.none : columns.texts.shelve(text) ?? NameTable.none)
    if meaning.has(.actionID) {
      columns.action.append(number)
      twins.noteText(action.textKey, row: columns.count - 1)
    }
    if meaning.has(.url) { columns.address.append(action.address) }
    if meaning.has(.hashtag) { columns.hashtag.append(action.hashtag) }
  }

  private func row(_ index: Int) -> ActionRow {
    ActionRow(
      account: columns.account[index], kind: columns.kind[index], target: columns.target[index],
      time: columns.time[index], reason: columns.reason[index],
      address: meaning.has(.url) ? columns.address[index] : NameTable.none,
      hashtag: meaning.has(.hashtag) ? columns.hashtag[index] : NameTable.none,
      textKey: twins.textKey(index))
  }

  private mutating func replace(
    _ index: Int, by action: ActionRow, _ text: UnsafeRawBufferPointer
  ) {
    if twins.textKey(index) != action.textKey {
      columns.text[index] =
        text.isEmpty ? NameTable.none : columns.texts.shelve(text) ?? NameTable.none
      twins.noteText(action.textKey, row: index)
    }
    columns.account[index] = action.account
    columns.kind[index] = action.kind
    columns.target[index] = action.target
    columns.time[index] = action.time
    columns.reason[index] = action.reason
    if meaning.has(.url) { columns.address[index] = action.address }
    if meaning.has(.hashtag) { columns.hashtag[index] = action.hashtag }
  }

  /// Which of two rows of one name stays. Names decide, never numbers: these hang on the order of
  /// reading.
  private func precedes(_ one: ActionRow, _ other: ActionRow) -> Bool {
    if one.time != other.time { return one.time < other.time }
    if let order = accounts.table.order(one.account, other.account) { return order }
    let kinds = kinds.table
    if let order = kinds.order(UInt32(one.kind), UInt32(other.kind)) { return order }
    if let order = targets.table.order(one.target, other.target) { return order }
    let reasons = reasons.table
    if one.reason != other.reason {
      return reasons.order(NameTable.number(one.reason), NameTable.number(other.reason)) ?? false
    }
    if one.textKey != other.textKey { return one.textKey < other.textKey }
    if let order = addresses.table.order(one.address, other.address) { return order }
    return hashtags.table.order(one.hashtag, other.hashtag) ?? false
  }
}

extension NameTable {
  /// Whether one name comes before another; `nil` when they are one. No name comes last.
  fileprivate func order(_ one: UInt32, _ other: UInt32) -> Bool? {
    if one == other { return nil }
    if one == Self.none || other == Self.none { return other == Self.none }
    return precedes(one, other)
  }

  /// The number of a reason.
  fileprivate static func number(_ reason: UInt16) -> UInt32 {
    reason == .max ? none : UInt32(reason)
  }
}
