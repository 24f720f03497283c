/// What a counter has in its tables: groups are numbers there, so that tallies are added up without their texts.
struct StatementTally: Sendable {
  var sink: GroupSink
  /// What is known of the files, without groups.
  var files: StatementCounts

  /// The groups by their texts, in order.
  var counts: StatementCounts { StatementCounts(sink, files) }

  /// Adds what was counted in a later piece of the same file, before which so many rows and lines stand.
  ///
  /// - Complexity: O(groups and values of the piece).
  mutating func add(_ later: StatementTally, rows: Int, lines: Int) {
    files = files.adding(later.files, rows: rows, lines: lines)
    sink.add(later.sink, rows: rows, lines: lines)
  }
}

extension GroupSink {
  /// Adds the groups of another sink with the same query.
  mutating func add(_ later: GroupSink, rows: Int, lines: Int) {
    self.rows += later.rows
    rowsWithoutCodes += later.rowsWithoutCodes
    unreadableLists.append(later.unreadableLists, rows: rows, lines: lines)
    let numbers = later.tables.indices.map { place in
      place == each
        ? later.lists.codes.eachValue { lists.number(ofCode: $0) }
        : later.tables[place].eachValue { UInt32(tables[place].id(of: $0)) }
    }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: numbers.count) { ids in
      for group in 0..<later.groups.count {
        for (place, id) in later.groups.members(of: group).enumerated() {
          ids[place] = numbers[place][Int(id)]
        }
        groups.add(ids, count: later.groups.counts[group])
      }
    }
    bound()
  }
}
