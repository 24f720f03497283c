import Signals

import func Glibc.log

/// Looks for crowds that came back: targets of many accounts that share more of them than the targets' popularity and
/// the accounts' activity explain.
///
/// The search by pairs asks which accounts share targets. Where hundreds act on a few targets, any two of them share
/// too little to stand out, the targets are set aside as popular, and the crowd itself is most of what chance is
/// learned from. Seen from the other side the evidence is plain: two targets of two hundred accounts each have a
/// hundred in common. So the same null model is asked about pairs of targets, with accounts in the place of targets:
/// sharing an account that does little counts for more than sharing one that is everywhere.
struct CrowdSearch: Sendable {
  /// Accounts that a target needs.
  var leastUsers = 20
  /// Accounts that two targets must share.
  var leastShared = 5
  /// Targets on which a crowd must meet, and on which each of its accounts must have been.
  var leastObjects = 3
  /// Accounts of a crowd.
  var leastAccounts = 20
  /// The chance of one wrong pair of targets in the whole run.
  var alpha = 0.01
  /// The chance with which an account whose activity alone brings it there is taken for one of the crowd, before
  /// anything is tested.
  var chance = 0.001
  /// Seed of the cut.
  var seed: UInt64 = 1

  /// Targets that hang together, and who came to three or more of them.
  struct Candidate: Sendable, Hashable {
    /// The targets, in the order of their numbers.
    var objects: [UInt32]
    /// The accounts, in the order of their numbers.
    var accounts: [UInt32]
    /// What two of the targets share.
    var evidence: CrowdEvidence
    /// Accounts that popularity and activity would bring to as many of the targets.
    var byChance: Double
  }

  /// The crowds among accounts that are not gone, the largest first.
  ///
  /// - Complexity: O(pairs of targets that an account meets on, of accounts with at most 600 targets), whatever
  ///   the number of accounts on one target.
  func candidates(in incidence: Incidence, without isGone: [Bool]) -> [Candidate] {
    let chosen = (0..<UInt32(incidence.objects)).filter { object in
      let rows = incidence.rows(ofObject: Int(object))
      guard rows.count >= leastUsers else { return false }
      return rows.count { !isGone[Int(incidence.account[$0])] } >= leastUsers
    }
    guard chosen.count >= leastObjects else { return [] }
    let turned = Incidence(turning: incidence, objects: chosen, without: isGone)
    guard turned.count > 0 else { return [] }
    let null = PairNull(turned, window: 0)
    var search = PairSearch()
    search.alpha = alpha
    search.least = leastShared
    var counts = PairSearch.Counts()
    let pairs = search.pairs(in: turned, null: null, counts: &counts)
    var visitors = Visitors(incidence, without: isGone)
    return GroupCut(seed: seed).groups(of: pairs).compactMap { group in
      let objects = group.members.map { chosen[Int($0)] }
      let came = visitors.came(to: objects, least: leastObjects, chance: chance)
      guard came.accounts.count >= leastAccounts else { return nil }
      let tied = group.pairs.map { pairs[$0] }
      return Candidate(
        objects: objects, accounts: came.accounts,
        evidence: CrowdEvidence(
          shared: Self.median(tied.map { Double($0.coActions) }),
          byChance: Self.median(
            tied.map { null.expected(turned.degree(Int($0.first)), turned.degree(Int($0.second))) }
          )), byChance: came.byChance)
    }.sorted { one, other in
      one.accounts.count != other.accounts.count
        ? one.accounts.count > other.accounts.count
        : one.objects.lexicographicallyPrecedes(other.objects)
    }
  }

  private static func median(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.sorted()[(values.count - 1) / 2]
  }
}

/// How many accounts two targets of a crowd share.
public struct CrowdEvidence: Sendable, Hashable {
  /// The median over pairs of targets.
  public var shared: Double
  /// As many by chance: the median of what popularity and activity give.
  public var byChance: Double

  /// Both numbers.
  public init(shared: Double, byChance: Double) {
    self.shared = shared
    self.byChance = byChance
  }
}

/// Counts how often accounts were on some objects, with one row of counters that is used again.
private struct Visitors {
  private let incidence: Incidence
  private let isGone: [Bool]
  private var counts: [UInt32]
  private let rows: Int
  /// Accounts by how many objects they acted on.
  private let byDegree: [(degree: Int, accounts: Int)]

  init(_ incidence: Incidence, without isGone: [Bool]) {
    self.incidence = incidence
    self.isGone = isGone
    counts = [UInt32](repeating: 0, count: incidence.accounts)
    var rows = 0
    var accounts: [Int: Int] = [:]
    for one in 0..<incidence.accounts where !isGone[one] {
      rows += incidence.degree(one)
      accounts[incidence.degree(one), default: 0] += 1
    }
    self.rows = rows
    byDegree = accounts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The accounts that came to enough of the objects, more often than those who came less often do, and how many
  /// would come by chance.
  mutating func came(
    to objects: [UInt32], least: Int, chance: Double
  ) -> (accounts: [UInt32], byChance: Double) {
    var touched: [UInt32] = []
    var visits = 0
    for object in objects {
      for row in incidence.rows(ofObject: Int(object)) {
        let one = incidence.account[row]
        if isGone[Int(one)] { continue }
        if counts[Int(one)] == 0 { touched.append(one) }
        counts[Int(one)] += 1
        visits += 1
      }
    }
    touched.sort()
    var often: [(account: UInt32, count: Int)] = []
    var (seldom, restRows) = (0, rows)
    for one in touched {
      let count = Int(counts[Int(one)])
      counts[Int(one)] = 0
      if count >= least {
        often.append((one, count))
        restRows -= incidence.degree(Int(one))
      } else {
        seldom += count
      }
    }
    // The crowd must not be held against itself: what is ordinary is how often the others come.
    let rate = Double(max(1, seldom)) / Double(max(1, restRows))
    let accounts = often.filter { one in
      let mean = Double(incidence.degree(Int(one.account))) * rate
      return LogTail.poisson(atLeast: one.count, mean: mean) < log(chance)
    }.map(\.account)
    let share = Double(visits) / Double(max(1, rows))
    let byChance = byDegree.reduce(0.0) { sum, class_ in
      sum + Double(class_.accounts)
        * LogSpace.power(LogTail.poisson(atLeast: least, mean: Double(class_.degree) * share))
    }
    return (accounts, byChance)
  }
}
