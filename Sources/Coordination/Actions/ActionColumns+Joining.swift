extension ActionColumns {
  /// Puts the actions of another file behind these; names that are equal become one.
  ///
  /// Both must have been read with the same key. A target whose two files disagree keeps
  /// the owner whose name comes first and the earliest time.
  public mutating func append(_ other: ActionColumns) {
    let before = count
    links.append(0..<other.count, of: other.links, behind: before)
    hashtags.append(0..<other.count, of: other.hashtags, behind: before)
    images.append(0..<other.count, of: other.images, behind: before)
    let accounts = Self.joined(&accounts, other.accounts)
    let owners = Self.joined(&owners, other.owners)
    let kinds = Self.joined(&kinds, other.kinds)
    let reasons = Self.joined(&reasons, other.reasons)
    let targets = Self.joined(&targets, other.targets)
    takeTargets(of: other, targets: targets, owners: owners)
    account += other.account.map { accounts[Int($0)] }
    kind += other.kind.map { UInt8(truncatingIfNeeded: kinds[Int($0)]) }
    target += other.target.map { $0 == NameTable.none ? $0 : targets[Int($0)] }
    time += other.time
    reason += other.reason.map { $0 == .max ? $0 : UInt16(truncatingIfNeeded: reasons[Int($0)]) }
    text += other.text.map { $0 == NameTable.none ? $0 : texts.adopt($0, of: other.texts) }
    takeActions(of: other)
  }

  /// The rows that are wanted, with the names that they use and no others.
  public func filtered(_ isWanted: (Int) -> Bool) -> ActionColumns {
    picked((0..<count).lazy.filter(isWanted))
  }

  /// Rows in the order given, with the names that they use, numbered in the order of their use, and no others.
  func picked(_ rows: some Sequence<Int>) -> ActionColumns {
    var some = ActionColumns()
    some.texts = TextShelf(key: texts.key)
    var renumbered = Renumbering(self)
    let rows = Array(rows)
    some.links.append(rows, of: links, behind: 0)
    some.hashtags.append(rows, of: hashtags, behind: 0)
    some.images.append(rows, of: images, behind: 0)
    for row in rows {
      some.account.append(renumbered.account(account[row], self, &some))
      some.kind.append(renumbered.kind(kind[row], self, &some))
      some.target.append(renumbered.target(target[row], self, &some))
      some.time.append(time[row])
      some.reason.append(renumbered.reason(reason[row], self, &some))
      let text = text[row]
      some.text.append(text == NameTable.none ? text : some.texts.adopt(text, of: texts))
      if !action.isEmpty {
        let name = action[row]
        some.action.append(
          name == NameTable.none
            ? name : actionNames.withBytes(of: name) { some.actionNames.number(of: $0) })
      }
    }
    return some
  }

  private mutating func takeTargets(of other: ActionColumns, targets: [UInt32], owners: [UInt32]) {
    let gained = self.targets.count - targetOwner.count
    targetOwner += Array(repeating: NameTable.none, count: max(0, gained))
    targetTime += Array(repeating: Self.noTime, count: max(0, gained))
    for (number, place) in targets.enumerated() {
      let owner = other.targetOwner[number]
      if owner != NameTable.none {
        let new = owners[Int(owner)]
        let old = targetOwner[Int(place)]
        if old == NameTable.none || self.owners.precedes(new, old) { targetOwner[Int(place)] = new }
      }
      let made = other.targetTime[number]
      let old = targetTime[Int(place)]
      if made != Self.noTime, old == Self.noTime || made < old { targetTime[Int(place)] = made }
    }
  }

  private mutating func takeActions(of other: ActionColumns) {
    if action.isEmpty, other.action.isEmpty { return }
    let before = account.count - other.count
    if action.isEmpty { action = Array(repeating: NameTable.none, count: before) }
    if other.action.isEmpty {
      action += Array(repeating: NameTable.none, count: other.count)
    } else {
      let names = Self.joined(&actionNames, other.actionNames)
      action += other.action.map { $0 == NameTable.none ? $0 : names[Int($0)] }
    }
  }

  private static func joined(_ table: inout NameTable, _ other: NameTable) -> [UInt32] {
    (0..<UInt32(other.count)).map { number in
      other.withBytes(of: number) { table.number(of: $0) }
    }
  }
}

/// Numbers of names in one set of columns and in another that holds some of its rows.
private struct Renumbering {
  private var accounts: [UInt32]
  private var kinds: [UInt8?]
  private var targets: [UInt32]
  private var reasons: [UInt16]

  init(_ columns: ActionColumns) {
    accounts = Array(repeating: NameTable.none, count: columns.accounts.count)
    kinds = Array(repeating: nil, count: columns.kinds.count)
    targets = Array(repeating: NameTable.none, count: columns.targets.count)
    reasons = Array(repeating: .max, count: columns.reasons.count)
  }

  mutating func account(
    _ number: UInt32, _ all: ActionColumns, _ some: inout ActionColumns
  ) -> UInt32 {
    if accounts[Int(number)] == NameTable.none {
      accounts[Int(number)] = all.accounts.withBytes(of: number) { some.accounts.number(of: $0) }
    }
    return accounts[Int(number)]
  }

  mutating func kind(_ number: UInt8, _ all: ActionColumns, _ some: inout ActionColumns) -> UInt8 {
    if let known = kinds[Int(number)] { return known }
    let new = all.kinds.withBytes(of: UInt32(number)) { some.kinds.number(of: $0) }
    kinds[Int(number)] = UInt8(truncatingIfNeeded: new)
    return UInt8(truncatingIfNeeded: new)
  }

  mutating func reason(
    _ number: UInt16, _ all: ActionColumns, _ some: inout ActionColumns
  ) -> UInt16 {
    guard number != .max else { return number }
    if reasons[Int(number)] == .max {
      let new = all.reasons.withBytes(of: UInt32(number)) { some.reasons.number(of: $0) }
      reasons[Int(number)] = UInt16(truncatingIfNeeded: new)
    }
    return reasons[Int(number)]
  }

  mutating func target(
    _ number: UInt32, _ all: ActionColumns, _ some: inout ActionColumns
  ) -> UInt32 {
    guard number != NameTable.none else { return number }
    if targets[Int(number)] == NameTable.none {
      targets[Int(number)] = all.targets.withBytes(of: number) { some.targets.number(of: $0) }
      let owner = all.targetOwner[Int(number)]
      some.targetOwner.append(
        owner == NameTable.none
          ? owner : all.owners.withBytes(of: owner) { some.owners.number(of: $0) })
      some.targetTime.append(all.targetTime[Int(number)])
    }
    return targets[Int(number)]
  }
}
