/// Accounts against columns: a column is an object within one hour.
///
/// Two grids of hours, the second half an hour later than the first, so that what falls on the edge of one lies
/// in the middle of the other. Rows lie by object and time, so a column is a run of rows; who acted in a row can
/// be dealt anew without a change of columns.
struct BlockColumns: Sendable {
  /// An hour, in milliseconds.
  static let hour: Int64 = 3_600_000
  /// No column: one in which only one account acted says nothing of anybody else.
  static let none = UInt32.max

  /// Per row: the account.
  var account: [UInt32]
  /// Per row: the object.
  let object: [UInt32]
  /// Per row and grid: the column, or `none`.
  private(set) var column: [(UInt32, UInt32)]
  /// Per column: its rows.
  private(set) var rows: [Range<Int>] = []
  /// Accounts, those without rows as well.
  let accounts: Int

  /// Lays the rows of an incidence out.
  ///
  /// - Complexity: O(rows).
  init(_ incidence: Incidence) {
    account = incidence.account
    object = incidence.objectOfRow
    accounts = incidence.accounts
    column = Array(repeating: (Self.none, Self.none), count: incidence.count)
    for grid in 0..<2 {
      let shift = Int64(grid) * Self.hour / 2
      for object in 0..<incidence.objects {
        let range = incidence.rows(ofObject: object)
        var start = range.lowerBound
        while start < range.upperBound {
          let slot = (incidence.time[start] + shift).slot(of: Self.hour)
          var end = start + 1
          while end < range.upperBound,
            (incidence.time[end] + shift).slot(of: Self.hour) == slot
          { end += 1 }
          if end - start >= 2 {
            let number = UInt32(rows.count)
            for row in start..<end {
              if grid == 0 { column[row].0 = number } else { column[row].1 = number }
            }
            rows.append(start..<end)
          }
          start = end
        }
      }
    }
  }

  /// Per account its first place in a list of rows by account, and the end; and that list.
  func rowsByAccount() -> (starts: [Int], rows: [UInt32]) {
    var starts = [Int](repeating: 0, count: accounts + 1)
    for one in account { starts[Int(one) + 1] += 1 }
    for one in 0..<accounts { starts[one + 1] += starts[one] }
    var places = starts
    var list = [UInt32](repeating: 0, count: account.count)
    for (row, one) in account.enumerated() {
      list[places[Int(one)]] = UInt32(row)
      places[Int(one)] += 1
    }
    return (starts, list)
  }
}
