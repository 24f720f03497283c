extension ActionColumns {
  /// The same actions in an order that does not hang on how they were read: by time, then by the names of
  /// account, kind, target, reason, action and text, and by what they carry. Of rows that say all the same one stays, so
  /// that files that overlap count nothing twice; of two that differ only in that one carries nothing, the other. Names
  /// that no row has are gone.
  ///
  /// - Complexity: O(n log n).
  public func arranged() -> ActionColumns {
    let order = RowOrder(self)
    var rows = Array(0..<count)
    rows.sort { order.precedes($0, $1) }
    var last: Int?
    return picked(
      rows.filter { row in
        defer { last = row }
        return last.map { !order.isRepeated($0, by: row) } ?? true
      })
  }
}

/// Compares rows by what they say, whatever numbers their names have.
private struct RowOrder {
  private let columns: ActionColumns
  private let accounts: [UInt32]
  private let kinds: [UInt32]
  private let targets: [UInt32]
  private let reasons: [UInt32]
  private let actions: [UInt32]
  private let carried: [(CarriedNames, ranks: [UInt32])]

  init(_ columns: ActionColumns) {
    self.columns = columns
    accounts = columns.accounts.ranks()
    kinds = columns.kinds.ranks()
    targets = columns.targets.ranks()
    reasons = columns.reasons.ranks()
    actions = columns.actionNames.ranks()
    carried = [columns.links, columns.hashtags, columns.images].filter { !$0.isEmpty }
      .map { ($0, $0.ranks()) }
  }

  func precedes(_ one: Int, _ other: Int) -> Bool {
    if columns.time[one] != columns.time[other] { return columns.time[one] < columns.time[other] }
    let (first, second) = (names(one), names(other))
    if first != second { return first < second }
    let (rest, otherRest) = (rest(one), rest(other))
    if rest != otherRest { return rest < otherRest }
    return things(one).lexicographicallyPrecedes(things(other))
  }

  /// Whether a later row says no more than an earlier one. Who carries nothing comes last.
  func isRepeated(_ one: Int, by later: Int) -> Bool {
    guard columns.time[one] == columns.time[later], names(one) == names(later),
      rest(one) == rest(later)
    else { return false }
    let things = things(later)
    return things.allSatisfy { $0 == .max } || things == self.things(one)
  }

  private func things(_ row: Int) -> [UInt32] {
    carried.map { rank($0.list(ofRow: row), in: $1) }
  }

  private func names(_ row: Int) -> (UInt32, UInt32, UInt32) {
    (
      accounts[Int(columns.account[row])], kinds[Int(columns.kind[row])],
      rank(columns.target[row], in: targets)
    )
  }

  private func rest(_ row: Int) -> (UInt32, UInt32, UInt64) {
    let reason = columns.reason[row]
    let text = columns.text[row]
    return (
      reason == .max ? .max : reasons[Int(reason)],
      columns.action.isEmpty ? .max : rank(columns.action[row], in: actions),
      text == NameTable.none ? .max : columns.texts.exactHash(of: text)
    )
  }

  private func rank(_ number: UInt32, in ranks: [UInt32]) -> UInt32 {
    number == NameTable.none ? .max : ranks[Int(number)]
  }
}
