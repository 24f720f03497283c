/// How dense a block is, against what chance gives.
public struct BlockEvidence: Sendable, Hashable {
  /// The sum of weights by accounts and columns.
  public var density: Double
  /// 99 % of the densest blocks in rearranged actions are no denser.
  public var byChance: Double

  /// Evidence of a block.
  public init(density: Double, byChance: Double) {
    self.density = density
    self.byChance = byChance
  }
}

/// Finds groups of accounts that come to the same objects within the same hours more densely than when the
/// accounts are dealt anew among the actions.
///
/// It needs no pair to stand out by itself, so it sees groups that take turns on a small pool of objects, and
/// those that make up so much of the actions that pairs look ordinary.
struct BlockSearch: Sendable {
  /// Blocks that are looked for, one after another.
  var most = 20
  /// Rearrangements that say what chance gives.
  var rewirings = 20
  /// Swaps for each row before the first.
  var swaps = 10
  /// Swaps for each row from one to the next.
  var swapsBetween = 3
  /// Accounts that a candidate needs.
  var leastMembers = 5
  /// Seed of the rearrangements.
  var seed: UInt64 = 1

  /// A candidate.
  struct Candidate: Sendable, Hashable {
    var members: [UInt32]
    var evidence: BlockEvidence
  }

  /// The blocks denser than chance gives, each cut into what hangs together.
  ///
  /// - Complexity: O(rearrangements · rows · log rows), and less where the actions are no denser than the first
  ///   rearrangements.
  func candidates(in incidence: Incidence) -> [Candidate] {
    let columns = BlockColumns(incidence)
    guard !columns.rows.isEmpty else { return [] }
    var isTaken = [Bool](repeating: false, count: columns.account.count)
    var block = DenseBlock(in: columns, without: isTaken)
    guard let limit = limit(in: columns, below: block.density) else { return [] }
    var found: [Candidate] = []
    for _ in 0..<most {
      guard block.density > limit else { break }
      let evidence = BlockEvidence(density: block.density, byChance: limit)
      let (pieces, rows) = pieces(of: block, in: columns, without: isTaken)
      found += pieces.filter { $0.count >= leastMembers }.map {
        Candidate(members: $0, evidence: evidence)
      }
      guard !rows.isEmpty else { break }
      for row in rows { isTaken[row] = true }
      block = DenseBlock(in: columns, without: isTaken)
    }
    return found
  }

  /// The density that the densest block of one in a hundred rearrangements reaches, or nil when one of them
  /// reaches what was seen.
  ///
  /// Twenty cannot show a hundredth: the greatest densities are taken as Gumbel's law has it for greatest
  /// values, fitted by mean and spread. No limit lies below the greatest seen.
  private func limit(in columns: BlockColumns, below seen: Double) -> Double? {
    var dealt = Rewiring(columns, seed: seed)
    dealt.deal(swaps: swaps)
    var greatest: [Double] = []
    let isTaken = [Bool](repeating: false, count: columns.account.count)
    for number in 0..<rewirings {
      // Each goes on from the one before: in three swaps for each row nearly all of it is dealt anew.
      if number > 0 { dealt.deal(swaps: swapsBetween) }
      let density = DenseBlock(in: dealt.columns, without: isTaken).density
      if density >= seen { return nil }
      greatest.append(density)
    }
    let count = Double(greatest.count)
    let mean = greatest.reduce(0, +) / count
    let variance = greatest.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
    // Gumbel: the scale is √6/π of the spread, the 99th percentile lies 4.600 − 0.577 scales above the mean.
    let quantile = mean + (4.600_149 - 0.577_216) * 0.779_697 * variance.squareRoot()
    return max(quantile, greatest.max() ?? 0)
  }

  /// The parts of a block that share no column, and its rows.
  private func pieces(
    of block: DenseBlock, in columns: BlockColumns, without isTaken: [Bool]
  ) -> (accounts: [[UInt32]], rows: [Int]) {
    var isMember = [Bool](repeating: false, count: columns.accounts)
    for one in block.accounts { isMember[Int(one)] = true }
    var leader = Array(0..<columns.accounts)
    func leading(_ one: Int) -> Int {
      var one = one
      while leader[one] != one {
        leader[one] = leader[leader[one]]
        one = leader[one]
      }
      return one
    }
    var rows: Set<Int> = []
    for (number, range) in columns.rows.enumerated() where block.isInside[number] {
      var first: Int?
      for row in range where !isTaken[row] && isMember[Int(columns.account[row])] {
        rows.insert(row)
        let one = leading(Int(columns.account[row]))
        if let other = first.map(leading) {
          leader[max(one, other)] = min(one, other)
        } else {
          first = one
        }
      }
    }
    let groups = Dictionary(grouping: block.accounts) { leading(Int($0)) }
    return (groups.sorted { $0.key < $1.key }.map(\.value), rows.sorted())
  }
}
