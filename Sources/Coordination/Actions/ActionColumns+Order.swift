extension ActionColumns {
  /// The same actions in an order that does not hang on how they were read: by time, then by the names of
  /// account, kind, target, reason, action and text. Of rows that say all the same one stays, so that files that
  /// overlap count nothing twice. Names that no row has are gone, and so are addresses and hashtags.
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
        return last.map { order.precedes($0, row) } ?? true
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

  init(_ columns: ActionColumns) {
    self.columns = columns
    accounts = columns.accounts.ranks()
    kinds = columns.kinds.ranks()
    targets = columns.targets.ranks()
    reasons = columns.reasons.ranks()
    actions = columns.actionNames.ranks()
  }

  func precedes(_ one: Int, _ other: Int) -> Bool {
    if columns.time[one] != columns.time[other] { return columns.time[one] < columns.time[other] }
    let (first, second) = (names(one), names(other))
    if first != second { return first < second }
    return rest(one) < rest(other)
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
