import func Glibc.log

/// A part of accounts and columns that hangs together more closely than any that greedy removal passes.
///
/// After FRAUDAR (Hooi and others, 2016): a row weighs 1 / ln(d + 5) in a column of d accounts, so that what
/// everybody does adds little; the density is the sum of weights inside by the number of accounts and columns.
/// Starting with all, what has the least weight goes first; the densest state on the way is at least half as
/// dense as the densest part there is.
struct DenseBlock: Sendable, Hashable {
  /// The accounts, in the order of their numbers.
  var accounts: [UInt32] = []
  /// Per column: whether it is in the block.
  var isInside: [Bool] = []
  /// The sum of weights by accounts and columns.
  var density = 0.0

  /// Weights are whole numbers of this part of one, so that sums are exact.
  private static let unit = 0x1p20

  /// The densest state that greedy removal passes.
  ///
  /// - Parameter isTaken: Per row, whether it is of an earlier block and weighs nothing.
  /// - Complexity: O(rows · log(accounts + columns)).
  init(in columns: BlockColumns, without isTaken: [Bool]) {
    let accounts = columns.accounts
    let count = accounts + columns.rows.count
    var weight = [UInt64](repeating: 0, count: columns.rows.count)
    var degree = [UInt64](repeating: 0, count: count)
    for (number, rows) in columns.rows.enumerated() {
      let present = rows.count { !isTaken[$0] }
      guard present >= 2 else { continue }
      weight[number] = UInt64((Self.unit / log(Double(present) + 5)).rounded())
      degree[accounts + number] = weight[number] * UInt64(present)
      for row in rows where !isTaken[row] {
        degree[Int(columns.account[row])] += weight[number]
      }
    }
    var total = degree[accounts...].reduce(0, +)
    let (starts, rowsOfAccounts) = columns.rowsByAccount()
    var queue = LeastFirst(degree.map { $0 == 0 ? .max : $0 })
    var left = degree.count { $0 > 0 }
    var best = (total: UInt64(0), left: 1, gone: 0)
    var gone: [Int] = []
    gone.reserveCapacity(left)
    while left > 0 {
      // Both products stay below 2^60 for a million rows.
      if total * UInt64(best.left) > best.total * UInt64(left) {
        best = (total, left, gone.count)
      }
      let node = queue.first
      total -= degree[node]
      queue.set(node, to: .max)
      func lighten(_ other: Int, by amount: UInt64) {
        guard amount > 0, queue[other] != .max else { return }
        degree[other] -= amount
        queue.set(other, to: degree[other])
      }
      if node < accounts {
        for place in starts[node]..<starts[node + 1] {
          let row = Int(rowsOfAccounts[place])
          if isTaken[row] { continue }
          let (one, other) = columns.column[row]
          if one != BlockColumns.none { lighten(accounts + Int(one), by: weight[Int(one)]) }
          if other != BlockColumns.none { lighten(accounts + Int(other), by: weight[Int(other)]) }
        }
      } else {
        for row in columns.rows[node - accounts] where !isTaken[row] {
          lighten(Int(columns.account[row]), by: weight[node - accounts])
        }
      }
      gone.append(node)
      left -= 1
    }
    isInside = [Bool](repeating: false, count: columns.rows.count)
    guard best.total > 0 else { return }
    density = Double(best.total) / Self.unit / Double(best.left)
    for node in gone[best.gone...].sorted() {
      if node < accounts {
        self.accounts.append(UInt32(node))
      } else {
        isInside[node - accounts] = true
      }
    }
  }
}

/// Numbers of which the smallest is known at any time: a tournament, the first of equals wins.
private struct LeastFirst {
  private var tree: [UInt64]
  private let width: Int

  init(_ values: [UInt64]) {
    var width = 1
    while width < max(1, values.count) { width *= 2 }
    self.width = width
    tree = [UInt64](repeating: .max, count: 2 * width)
    for (place, value) in values.enumerated() { tree[width + place] = value }
    for place in (1..<width).reversed() { tree[place] = min(tree[2 * place], tree[2 * place + 1]) }
  }

  subscript(_ place: Int) -> UInt64 { tree[width + place] }

  /// The place of the smallest.
  var first: Int {
    var place = 1
    while place < width { place = tree[2 * place] == tree[place] ? 2 * place : 2 * place + 1 }
    return place - width
  }

  mutating func set(_ place: Int, to value: UInt64) {
    var place = width + place
    tree[place] = value
    place /= 2
    while place > 0 {
      let least = min(tree[2 * place], tree[2 * place + 1])
      if tree[place] == least { return }
      tree[place] = least
      place /= 2
    }
  }
}
