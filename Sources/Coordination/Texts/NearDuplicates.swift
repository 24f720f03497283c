/// Texts that are nearly the same: clusters by the exact Jaccard similarity of their shingles.
///
/// Candidates come from bands of MinHash and are verified. A cluster has a representative, of which
/// every member has at least half the shingles in common, counted on both sets together, so that no
/// chain of small changes leads from one text to quite another. Linear in the number of texts,
/// whatever they are: in a bucket a text is compared with few representatives only.
///
/// The clusters hang on the set of texts, how often each was shelved, and the shelf's key; not on the
/// order of reading.
public struct NearDuplicates: Sendable {
  /// The cluster of a text that was left out.
  public static let none = UInt32.max
  /// With how many representatives a text is compared in one bucket at most.
  static let mostCompared = 16

  private let shelf: TextShelf
  private let signatures = MinHash()

  /// Looks for near-duplicates among the texts of a shelf.
  public init(_ shelf: TextShelf) { self.shelf = shelf }

  /// Per text, the number of its cluster, from zero without gaps; `none` for texts that are `common`,
  /// which count for nothing. A text that is like no other is a cluster of its own.
  public func clusters(ignoring common: (UInt32) -> Bool = { _ in false }) -> [UInt32] {
    let order = ranks(ignoring: common)
    let leaders = shelf.withShingles { shingles, ends in
      var stars = Stars(shingles: shingles, ends: ends, forms: order.forms)
      var words = [UInt64](repeating: 0, count: order.forms.count)
      var spare = words
      for band in 0..<MinHash.bands {
        // In the order of the shelf, whose shingles stand one after the other: in the order of ranks
        // nearly all of the time goes into waiting for memory.
        var next = 0
        for (form, rank) in order.ranks.enumerated() where rank != Self.none {
          let key = signatures.key(of: stars.shingles(ofForm: form), band: band)
          words[next] = UInt64(key) << 32 | UInt64(rank)
          next += 1
        }
        RadixOrder.sort(&words, spare: &spare)
        stars.meet(&words)
      }
      return stars.leaders
    }
    return numbers(leaders, order)
  }

  /// Forms that count, first those used most and then by hash: what everybody copies makes the best
  /// representative.
  private func ranks(
    ignoring common: (UInt32) -> Bool
  ) -> Order {
    var uses = [Int](repeating: 0, count: shelf.formCount)
    var isIgnored = [Bool](repeating: false, count: shelf.count)
    for text in 0..<shelf.count {
      if common(UInt32(text)) {
        isIgnored[text] = true
      } else {
        uses[shelf.form(of: text)] += shelf.uses(of: UInt32(text))
      }
    }
    let counted = uses.indices.filter { uses[$0] > 0 }.map { UInt32($0) }
    let forms = counted.sorted { one, other in
      let (mine, others) = (uses[Int(one)], uses[Int(other)])
      if mine != others { return mine > others }
      return shelf.hash(ofForm: Int(one)) < shelf.hash(ofForm: Int(other))
    }
    var ranks = [UInt32](repeating: Self.none, count: shelf.formCount)
    for (rank, form) in forms.enumerated() { ranks[Int(form)] = UInt32(rank) }
    return Order(forms: forms, ranks: ranks, isIgnored: isIgnored)
  }

  private struct Order {
    /// The forms that count, by their ranks.
    var forms: [UInt32]
    /// Per form, its rank; `none` for those that do not count.
    var ranks: [UInt32]
    /// Per text, whether it is left out.
    var isIgnored: [Bool]
  }

  private func numbers(_ leaders: [UInt32], _ order: Order) -> [UInt32] {
    var numbers = [UInt32](repeating: Self.none, count: leaders.count)
    var ofForm = [UInt32](repeating: Self.none, count: shelf.formCount)
    var next: UInt32 = 0
    // A representative stands before its members, so its number is there when they come.
    for (rank, leader) in leaders.enumerated() {
      if Int(leader) == rank {
        numbers[rank] = next
        next += 1
      } else {
        numbers[rank] = numbers[Int(leader)]
      }
      ofForm[Int(order.forms[rank])] = numbers[rank]
    }
    return (0..<shelf.count).map { text in
      order.isIgnored[text] ? Self.none : ofForm[shelf.form(of: text)]
    }
  }
}
