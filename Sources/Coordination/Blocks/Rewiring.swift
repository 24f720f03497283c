import Signals

/// The same columns with accounts dealt anew: two rows swap their accounts, again and again.
///
/// Every account keeps how much it does and every column how many came; both grids keep their rows, so that an
/// action counts in both as before. An account meets an object once at most.
struct Rewiring {
  /// The columns as they are dealt now.
  private(set) var columns: BlockColumns
  private var draw: SplitMix64
  /// Rows by account: a swap exchanges two of them, so each account's stay together.
  private let starts: [Int]
  private var rows: [UInt32]
  private let owner: [UInt32]

  /// Begins with the columns as they are.
  init(_ columns: BlockColumns, seed: UInt64) {
    self.columns = columns
    draw = SplitMix64(seed: seed)
    (starts, rows) = columns.rowsByAccount()
    owner = rows.map { columns.account[Int($0)] }
  }

  /// Deals on: so many swaps for each row, or twice as many tries.
  ///
  /// - Complexity: O(swaps · rows · rows of an account).
  mutating func deal(swaps: Int) {
    let count = rows.count
    guard count >= 2 else { return }
    var (done, tried) = (0, 0)
    while done < swaps * count, tried < 2 * swaps * count {
      tried += 1
      let (one, other) = (draw.below(count), draw.below(count))
      let (first, second) = (Int(owner[one]), Int(owner[other]))
      let (object, otherObject) = (
        columns.object[Int(rows[one])], columns.object[Int(rows[other])]
      )
      guard first != second, object != otherObject, !acted(first, on: otherObject),
        !acted(second, on: object)
      else { continue }
      rows.swapAt(one, other)
      columns.account[Int(rows[one])] = owner[one]
      columns.account[Int(rows[other])] = owner[other]
      done += 1
    }
  }

  private func acted(_ account: Int, on object: UInt32) -> Bool {
    for place in starts[account]..<starts[account + 1]
    where columns.object[Int(rows[place])] == object {
      return true
    }
    return false
  }
}
