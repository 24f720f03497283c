internal import Signals

extension ActionSink {
  /// Puts a row without a name into the columns, unless another says all the same.
  mutating func settleNameless(_ action: ActionRow, _ text: UnsafeRawBufferPointer) {
    var action = action
    let hash = text.isEmpty ? 0 : StableHash(text, key: options.key).low
    if !twins.isNew(action, hash) {
      report.exactDuplicates += 1
      if !options.keepsDuplicates { return }
    }
    if meaning.has(.actionID) {
      leavePlain()
      action.textKey = TextKey.key(text)
    }
    append(action, text, NameTable.none)
  }

  /// Puts a row with a name into the columns, unless it is the twin of one that is there and stays.
  @inline(__always)
  mutating func settle(
    _ action: ActionRow, _ text: UnsafeRawBufferPointer, _ number: UInt32, isNew: Bool
  ) {
    var action = action
    if !text.isEmpty { action.textKey = TextKey.key(text) }
    if isNew {
      twins.newAction(at: columns.count)
      return append(action, text, number)
    }
    settleTwin(action, text, number)
  }

  private mutating func settleTwin(
    _ action: ActionRow, _ text: UnsafeRawBufferPointer, _ number: UInt32
  ) {
    let row = twins.row(of: number)
    let other = self.row(row)
    if other == action {
      report.exactDuplicates += 1
    } else {
      report.duplicates += 1
    }
    if options.keepsDuplicates {
      leavePlain()
      return append(action, text, number)
    }
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
    // Columns that say nothing yet take no memory: see ``fillColumns()``.
    if !text.isEmpty || !columns.text.isEmpty {
      while columns.text.count < columns.count - 1 { columns.text.append(NameTable.none) }
      columns.text.append(
        text.isEmpty ? NameTable.none : columns.texts.shelve(text) ?? NameTable.none)
    }
    if meaning.has(.actionID) {
      if !twins.isPlain { columns.action.append(number) }
      twins.noteText(action.textKey, row: columns.count - 1)
    }
    setCarried(action, columns.count - 1)
  }

  /// From here on the numbers of names must be written down for each row.
  private mutating func leavePlain() {
    guard twins.isPlain else { return }
    twins.leavePlain()
    columns.action = (0..<UInt32(truncatingIfNeeded: columns.count)).map { $0 }
  }

  /// Writes out the columns that could be left empty so far.
  mutating func fillColumns() {
    while columns.text.count < columns.count { columns.text.append(NameTable.none) }
    guard columns.actionNames.count > 0, twins.isPlain else { return }
    columns.action = (0..<UInt32(truncatingIfNeeded: columns.count)).map { $0 }
  }

  private func row(_ index: Int) -> ActionRow {
    ActionRow(
      account: columns.account[index], kind: columns.kind[index], target: columns.target[index],
      time: columns.time[index], reason: columns.reason[index],
      links: links.list(ofRow: index), hashtags: hashtags.list(ofRow: index),
      images: images.list(ofRow: index),
      textKey: twins.textKey(index))
  }

  private mutating func replace(
    _ index: Int, by action: ActionRow, _ text: UnsafeRawBufferPointer
  ) {
    if twins.textKey(index) != action.textKey {
      while columns.text.count <= index { columns.text.append(NameTable.none) }
      columns.text[index] =
        text.isEmpty ? NameTable.none : columns.texts.shelve(text) ?? NameTable.none
      twins.noteText(action.textKey, row: index)
    }
    columns.account[index] = action.account
    columns.kind[index] = action.kind
    columns.target[index] = action.target
    columns.time[index] = action.time
    columns.reason[index] = action.reason
    setCarried(action, index)
  }

  private mutating func setCarried(_ action: ActionRow, _ index: Int) {
    links.set(action.links, ofRow: index)
    hashtags.set(action.hashtags, ofRow: index)
    images.set(action.images, ofRow: index)
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
    if let order = links.order(one.links, other.links) { return order }
    if let order = hashtags.order(one.hashtags, other.hashtags) { return order }
    return images.order(one.images, other.images) ?? false
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

/// Tells texts of one action apart, quickly: only who wants to deceive himself finds two with one key.
private enum TextKey {
  /// Zero stands for no text, and is no text's key.
  static func key(_ text: UnsafeRawBufferPointer) -> UInt32 {
    if text.isEmpty { return 0 }
    var state = UInt64(truncatingIfNeeded: text.count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    while place + 8 <= text.count {
      mix(&state, text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var last: UInt64 = 0
    while place < text.count {
      last = last << 8 | UInt64(text[place])
      place += 1
    }
    mix(&state, last)
    return UInt32(truncatingIfNeeded: state >> 32 ^ state) | 1
  }

  @inline(__always)
  private static func mix(_ state: inout UInt64, _ word: UInt64) {
    let product = (state ^ word ^ 0xA076_1D64_78BD_642F)
      .multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    state = product.high ^ product.low
  }
}
