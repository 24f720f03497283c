import Signals

import func Glibc.log

/// Two accounts that met more often than chance explains.
public struct AccountPair: Sendable, Hashable {
  /// The account with the smaller number.
  public var first: UInt32
  /// The other.
  public var second: UInt32
  /// Objects on which both acted within the window.
  public var coActions: UInt32
  /// The natural logarithm of the bound on the chance.
  public var logChance: Float
  /// The window in which they stand out most, by its place in the settings.
  public var window: UInt8
}

/// Finds pairs beyond chance without ever listing all pairs of an object.
///
/// For each account its co-actions with all others are summed up in one row of counters that is used
/// again, so memory is O(accounts) whatever the number of pairs, and each pair costs two additions.
public struct PairSearch: Sendable {
  /// The chance of one wrong pair in the whole run.
  public var alpha = 0.01
  /// Co-actions that a pair needs.
  public var least = 3
  /// Benjamini and Hochberg's rate of false discoveries in place of Bonferroni's bound.
  public var isRate = false

  /// The usual search.
  public init() {}

  /// Pairs that were visited, looked at and taken.
  public struct Counts: Sendable, Hashable {
    /// Co-actions within the window.
    public var visits = 0
    /// Pairs with enough co-actions to be tested.
    public var candidates = 0
    /// Pairs beyond chance.
    public var accepted = 0
  }

  /// The pairs beyond chance in one window, ordered by their accounts.
  ///
  /// - Parameters:
  ///   - windows: How many windows are tried in all; each adds to the number of tests.
  ///   - accounts: The accounts whose pairs with later ones are wanted.
  /// - Complexity: O(co-actions).
  public func pairs(
    in incidence: Incidence, null: PairNull, windows: Int = 1, window place: Int = 0,
    accounts: Range<Int>? = nil, counts: inout Counts
  ) -> [AccountPair] {
    let limit = log(alpha) - log(null.testable * Double(windows))
    var found: [AccountPair] = []
    var counters = CoActionCounters(accounts: incidence.accounts)
    let weights = null.classOfObject.map { number in
      number == 255 ? 0 : CoActionCounters.weight(of: null.surprise[Int(number)])
    }
    for one in accounts ?? 0..<incidence.accounts {
      counters.collect(one, in: incidence, weights: weights, window: null.window)
      let degree = incidence.degreeByChance(one)
      counters.harvest(least: least) { other, met, sum in
        counts.candidates += 1
        let activity = null.activity(degree, incidence.degreeByChance(other))
        let chance = null.logChance(reaching: sum, activity: activity)
        guard chance <= (isRate ? log(alpha) : limit) else { return }
        found.append(
          AccountPair(
            first: UInt32(one), second: UInt32(other), coActions: UInt32(met),
            logChance: Float(chance), window: UInt8(place)))
      }
    }
    if accounts == nil {
      counts.visits = Int(null.visits)
      if isRate { found = discoveries(found, tests: null.testable * Double(windows)) }
      counts.accepted = found.count
    }
    return found
  }

  /// Benjamini and Hochberg (1995): the largest k with p(k) ≤ αk/T; pairs never seen have p = 1.
  func discoveries(_ pairs: [AccountPair], tests: Double) -> [AccountPair] {
    let sorted = pairs.map(\.logChance).sorted()
    var limit = -Float.infinity
    for (place, chance) in sorted.enumerated()
    where Double(chance) <= log(alpha * Double(place + 1) / tests) {
      limit = chance
    }
    return pairs.filter { $0.logChance <= limit }
  }
}

/// A row of counters over all accounts: how often, and with how much surprise, one account met each.
///
/// The upper 24 bits of a counter count, the lower 40 sum the surprise in steps of 2⁻²⁰ nats, so one
/// addition does both and sums do not hang on their order.
private struct CoActionCounters: ~Copyable {
  private var counters: [UInt64]
  private var touched: [UInt32]
  private var used = 0

  init(accounts: Int) {
    counters = Array(repeating: 0, count: accounts)
    touched = Array(repeating: 0, count: accounts + 1)
  }

  static func weight(of surprise: Double) -> UInt64 {
    1 << 40 | UInt64((surprise * 0x1p20).rounded())
  }

  /// Sums up what one account shares with later ones.
  mutating func collect(
    _ one: Int, in incidence: Incidence, weights: [UInt64], window: Int64
  ) {
    let places = incidence.accountStarts[one]..<incidence.accountStarts[one + 1]
    var used = 0
    // Unsafe for speed: every number in an incidence is below the number of accounts, rows or objects.
    incidence.account.withUnsafeBufferPointer { account in
      incidence.time.withUnsafeBufferPointer { time in
        counters.withUnsafeMutableBufferPointer { counters in
          touched.withUnsafeMutableBufferPointer { touched in
            func meet(_ row: Int, _ weight: UInt64) {
              let other = Int(account[row])
              // Half of all rows are of earlier accounts. They go to a counter that is at hand and
              // stays zero, which is cheaper than a branch and than to wait for theirs.
              let isLater = other > one
              let place = isLater ? other : one
              let before = counters[place]
              touched[used] = UInt32(truncatingIfNeeded: other)
              used += before == 0 && isLater ? 1 : 0
              counters[place] = before &+ (isLater ? weight : 0)
            }
            for place in places {
              let row = Int(incidence.rowsOfAccounts[place])
              let object = Int(incidence.objectOfRow[row])
              let weight = weights[object]
              if weight == 0 { continue }
              let range = incidence.rows(ofObject: object)
              let (earliest, latest) = (time[row] - window, time[row] + window)
              var near = row - 1
              while near >= range.lowerBound, time[near] >= earliest {
                meet(near, weight)
                near -= 1
              }
              near = row + 1
              while near < range.upperBound, time[near] <= latest {
                meet(near, weight)
                near += 1
              }
            }
          }
        }
      }
    }
    self.used = used
  }

  /// Gives what was summed up, by account, and clears the row.
  mutating func harvest(least: Int, _ take: (Int, Int, Double) -> Void) {
    var kept = 0
    for place in 0..<used {
      let other = touched[place]
      if counters[Int(other)] >> 40 >= UInt64(least) {
        touched[kept] = other
        kept += 1
      } else {
        counters[Int(other)] = 0
      }
    }
    // In place: a slice of an array would be sorted in a copy.
    if kept > 1 {
      touched.withUnsafeMutableBufferPointer {
        var found = UnsafeMutableBufferPointer(rebasing: $0[..<kept])
        found.sort()
      }
    }
    for place in 0..<kept {
      let other = Int(touched[place])
      let counter = counters[other]
      counters[other] = 0
      take(other, Int(counter >> 40), Double(counter & (1 << 40 - 1)) * 0x1p-20)
    }
    used = 0
  }
}
