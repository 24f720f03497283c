/// All actions by object and time, repeats and all: what methods that count co-actions look at.
struct SharedObjects {
  /// Rows of the columns, by object, then time, then what they say.
  private(set) var rows: [UInt32] = []
  /// Per object its first place in `rows`, and the end.
  private(set) var starts: [Int] = [0]
  /// Per object its number in the layer.
  private(set) var object: [UInt32] = []

  /// - Parameter isWanted: whether a row takes part.
  init(_ columns: ActionColumns, layer: LayerObjects, where isWanted: (Int) -> Bool = { _ in true })
  {
    var kept: [(object: UInt32, row: Int)] = []
    for (entry, object) in layer.object.enumerated() where object != NameTable.none {
      let row = layer.row(ofEntry: entry)
      if isWanted(row) { kept.append((object, row)) }
    }
    let rank = columns.accounts.ranks()
    kept.sort { first, second in
      if first.object != second.object { return first.object < second.object }
      let (one, other) = (first.row, second.row)
      if columns.time[one] != columns.time[other] { return columns.time[one] < columns.time[other] }
      if columns.account[one] != columns.account[other] {
        return rank[Int(columns.account[one])] < rank[Int(columns.account[other])]
      }
      return columns.comes(UInt32(one), before: UInt32(other))
    }
    rows = kept.map { UInt32($0.row) }
    for (place, one) in kept.enumerated() where object.last != one.object {
      if place > 0 { starts.append(place) }
      object.append(one.object)
    }
    if !kept.isEmpty { starts.append(kept.count) }
  }

  /// Calls for each two rows of one object that lie no further apart than a window, the earlier first.
  func eachPair(within window: Int64, in columns: ActionColumns, _ take: (Int, Int) -> Void) {
    for thing in object.indices {
      let range = starts[thing]..<starts[thing + 1]
      var first = range.lowerBound
      for place in range {
        let row = Int(rows[place])
        while columns.time[row] - columns.time[Int(rows[first])] > window { first += 1 }
        for earlier in first..<place { take(Int(rows[earlier]), row) }
      }
    }
  }
}
