import Record

/// Hides small counts in a table of numbers that add up, and as many others as it takes that nobody can work them out
/// (specification, section 5.5).
///
/// Counts from 1 to 4 are hidden. Then others are, until three things hold: no sum has a single hidden member; the
/// hidden parts of a sum whose whole is shown come to 5 or more; and no hidden number follows from all sums taken together
/// (Gaussian elimination over the hidden ones). What is hidden first and what is hidden to protect it look alike.
struct Suppression {
  /// One sum: the place of the whole, and of its parts.
  struct Sum: Hashable {
    var whole: Int
    var parts: [Int]

    var members: [Int] { [whole] + parts }
  }

  /// Counts below are hidden.
  static let floor = SmallCount.floor

  let values: [Int]
  let sums: [Sum]
  private(set) var isHidden: [Bool]

  /// - Complexity: O(k · s · h²) for s sums with h hidden numbers and k that are hidden on the way.
  init(_ values: [Int], sums: [Sum]) {
    self.values = values
    self.sums = sums
    isHidden = values.map { (1..<Self.floor).contains($0) }
    while hideMore() {}
  }

  private mutating func hideMore() -> Bool {
    var changed = false
    for sum in sums where !isSafe(sum) {
      if let place = next(in: sum) {
        isHidden[place] = true
        changed = true
      }
    }
    if changed { return true }
    for place in determined() {
      // Any sum that it is part of can give it company.
      for sum in sums where sum.members.contains(place) {
        guard let other = next(in: sum) else { continue }
        isHidden[other] = true
        changed = true
        break
      }
    }
    return changed
  }

  private func isSafe(_ sum: Sum) -> Bool {
    let hidden = sum.members.filter { isHidden[$0] }
    if hidden.isEmpty { return true }
    if hidden.count == 1 { return false }
    guard !isHidden[sum.whole] else { return true }
    return sum.parts.filter { isHidden[$0] }.map { values[$0] }.reduce(0, +) >= Self.floor
  }

  /// The smallest number of a sum that is shown and not zero: parts before the whole.
  private func next(in sum: Sum) -> Int? {
    let shown = sum.parts.filter { !isHidden[$0] && values[$0] > 0 }
    if let part = shown.min(by: { (values[$0], $0) < (values[$1], $1) }) { return part }
    if !isHidden[sum.whole], values[sum.whole] > 0 { return sum.whole }
    // Only zeros are left: one of them keeps the last one company.
    return sum.parts.first { !isHidden[$0] }
  }

  /// Hidden numbers that all sums together give away.
  private func determined() -> [Int] {
    let hidden = isHidden.indices.filter { isHidden[$0] }
    var column: [Int: Int] = [:]
    for (index, place) in hidden.enumerated() { column[place] = index }
    var rows: [[Int64]] = []
    for sum in sums {
      var row = [Int64](repeating: 0, count: hidden.count)
      var isEmpty = true
      for part in sum.parts {
        if let index = column[part] {
          row[index] = (row[index] + 1) % Self.prime
          isEmpty = false
        }
      }
      if let index = column[sum.whole] {
        row[index] = (row[index] + Self.prime - 1) % Self.prime
        isEmpty = false
      }
      if !isEmpty { rows.append(row) }
    }
    return Self.unitRows(of: &rows, width: hidden.count).map { hidden[$0] }
  }

  /// Arithmetic modulo a prime is exact; sums of ones do not vanish modulo one so large but by accident.
  private static let prime: Int64 = 2_147_483_647

  private static func unitRows(of rows: inout [[Int64]], width: Int) -> [Int] {
    var pivots: [Int] = []
    for column in 0..<width {
      let from = pivots.count
      guard let pivot = rows.indices.dropFirst(from).first(where: { rows[$0][column] != 0 }) else {
        continue
      }
      rows.swapAt(from, pivot)
      let inverse = power(rows[from][column], prime - 2)
      for index in column..<width { rows[from][index] = rows[from][index] * inverse % prime }
      for other in rows.indices where other != from && rows[other][column] != 0 {
        let factor = rows[other][column]
        for index in column..<width where rows[from][index] != 0 {
          let product = factor * rows[from][index] % prime
          rows[other][index] = (rows[other][index] + prime - product) % prime
        }
      }
      pivots.append(column)
    }
    return pivots.enumerated().filter { index, _ in rows[index].count { $0 != 0 } == 1 }
      .map(\.element)
  }

  private static func power(_ base: Int64, _ exponent: Int64) -> Int64 {
    var result: Int64 = 1
    var base = base
    var exponent = exponent
    while exponent > 0 {
      if exponent & 1 == 1 { result = result * base % prime }
      base = base * base % prime
      exponent >>= 1
    }
    return result
  }
}
