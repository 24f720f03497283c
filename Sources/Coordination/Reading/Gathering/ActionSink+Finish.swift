extension ActionSink {
  /// Ends the reading: what is left is columns and the report.
  mutating func finish() -> (columns: ActionColumns, report: ActionReadingReport) {
    report.rowsKept = columns.count
    report.spellings = accounts.spellingCounts
    report.targetsWithSeveralOwners = facts.disputedOwners
    report.targetsWithSeveralTimes = facts.disputedTimes
    columns.actionNames = twins.actions.takeTable()
    columns.accounts = accounts.takeTable()
    columns.targets = targets.takeTable()
    columns.owners = owners.takeTable()
    columns.links = links.take()
    columns.hashtags = hashtags.take()
    columns.images = images.take()
    columns.reasons = reasons.table
    columns.targetOwner = facts.owners(named: columns.owners)
    columns.targetTime = facts.times
    facts = TargetFacts()
    fillColumns()
    if columns.actionNames.count == 0 { columns.action = [] }
    keepKindsInUse()
    count()
    var taken = ActionColumns()
    swap(&taken, &columns)
    return (taken, report)
  }

  /// Kinds that the reader knows without the file are not in the table unless a row has them.
  private mutating func keepKindsInUse() {
    var rows = [Int](repeating: 0, count: 256)
    for kind in columns.kind { rows[Int(kind)] += 1 }
    var renumbered = [UInt8](repeating: 0, count: 256)
    var kept = NameTable()
    for kind in 0..<kinds.table.count where rows[kind] > 0 {
      let name = kinds.table[UInt32(kind)]
      renumbered[kind] = UInt8(truncatingIfNeeded: kept.number(of: name))
      report.kinds[name] = rows[kind]
    }
    if kept.count < kinds.table.count {
      for row in columns.kind.indices { columns.kind[row] = renumbered[Int(columns.kind[row])] }
    }
    columns.kinds = kept
  }

  private mutating func count() {
    guard var first = columns.time.first else { return }
    var last = first
    var (onMinute, onHour, timed, before) = (0, 0, 0, 0)
    for row in columns.time.indices {
      let time = columns.time[row]
      first = min(first, time)
      last = max(last, time)
      if time % 60_000 == 0 {
        onMinute += 1
        if time % 3_600_000 == 0 { onHour += 1 }
      }
      let target = columns.target[row]
      guard target != NameTable.none, Int(target) < columns.targetTime.count else { continue }
      let made = columns.targetTime[Int(target)]
      guard made != ActionColumns.noTime else { continue }
      timed += 1
      if time < made { before += 1 }
    }
    report.rowsOnMinute = onMinute
    report.rowsOnHour = onHour
    report.rowsWithTargetTime = timed
    report.rowsBeforeTarget = before
    report.span = first...last
  }
}
