extension Incidence {
  /// The same rows without those of some accounts, and objects cut by time.
  ///
  /// Accounts keep their numbers, so what is found in the part can be told of the whole; nothing is pruned
  /// again, so all pairs of accounts still count as tested. Objects may be left with no row.
  ///
  /// - Parameters:
  ///   - isGone: Per account, whether its rows are left out.
  ///   - slot: The length of slots of time, in milliseconds since 1970: an object in one slot is an object of
  ///     its own. Nil leaves objects whole.
  /// - Complexity: O(rows).
  func part(without isGone: [Bool], slot: Int64? = nil) -> Incidence {
    var rows: [UInt32] = []
    var starts: [Int] = []
    var origin: [UInt32] = []
    for object in 0..<objects {
      var current: Int64?
      if slot == nil {
        starts.append(rows.count)
        origin.append(UInt32(object))
      }
      for row in self.rows(ofObject: object) where !isGone[Int(account[row])] {
        if let slot {
          let place = time[row].slot(of: slot)
          if place != current {
            current = place
            starts.append(rows.count)
            origin.append(UInt32(object))
          }
        }
        rows.append(UInt32(row))
      }
    }
    return Incidence(self, rows: rows, starts: starts + [rows.count], origin: origin)
  }
}

extension Int64 {
  /// The number of the slot of time that this moment lies in; slots before 1970 have negative numbers.
  func slot(of length: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: length)
    return rest < 0 ? quotient - 1 : quotient
  }
}
