/// Clusters while they grow: each a representative and texts that have been compared with it.
///
/// Texts go by their ranks; a representative has the lowest rank of its cluster.
struct Stars {
  /// Per text, its representative; itself if it is one.
  private(set) var leaders: [UInt32]

  private let shingles: UnsafeBufferPointer<UInt32>
  private let ends: UnsafeBufferPointer<Int>
  private let forms: [UInt32]
  /// Representatives that gave way to another in this band point to it; the others to themselves.
  private var links: [UInt32]
  private var isMoved = false
  private var met: [UInt32] = []

  init(
    shingles: UnsafeBufferPointer<UInt32>, ends: UnsafeBufferPointer<Int>, forms: [UInt32]
  ) {
    (self.shingles, self.ends, self.forms) = (shingles, ends, forms)
    leaders = forms.indices.map { UInt32($0) }
    links = leaders
  }

  /// The shingles of a form, sorted.
  func shingles(ofForm form: Int) -> UnsafeBufferPointer<UInt32> {
    let start = form == 0 ? 0 : ends[form - 1]
    return UnsafeBufferPointer(rebasing: shingles[start..<ends[form]])
  }

  /// Compares texts that agree in a band: words of a key above and a rank below, sorted by the key.
  mutating func meet(_ words: inout [UInt64]) {
    var start = 0
    while start < words.count {
      var end = start + 1
      while end < words.count, words[end] >> 32 == words[start] >> 32 { end += 1 }
      if end - start > 1 {
        // In place: a slice of an array would be sorted in a copy.
        words.withUnsafeMutableBufferPointer {
          var bucket = UnsafeMutableBufferPointer(rebasing: $0[start..<end])
          bucket.sort()
        }
        meet(words[start..<end])
      }
      start = end
    }
    settle()
  }

  private mutating func meet(_ bucket: ArraySlice<UInt64>) {
    met.removeAll(keepingCapacity: true)
    for word in bucket {
      let rank = UInt32(truncatingIfNeeded: word)
      let leader = end(of: leaders[Int(rank)])
      var isKnown = false
      for place in met.indices {
        let other = end(of: met[place])
        met[place] = other
        if other == leader || join(leader, other) {
          isKnown = true
          break
        }
      }
      if !isKnown, met.count < NearDuplicates.mostCompared { met.append(leader) }
    }
  }

  /// Lets the one of higher rank give way if the two are near-duplicates.
  private mutating func join(_ one: UInt32, _ other: UInt32) -> Bool {
    guard areAlike(one, other) else { return false }
    links[Int(max(one, other))] = min(one, other)
    isMoved = true
    return true
  }

  private mutating func end(of leader: UInt32) -> UInt32 {
    var last = leader
    while links[Int(last)] != last {
      links[Int(last)] = links[Int(links[Int(last)])]
      last = links[Int(last)]
    }
    return last
  }

  /// Gives the members of those that gave way to the new representative, if they are like it; the
  /// others stay together if their own still is one, or are alone again.
  private mutating func settle() {
    guard isMoved else { return }
    for rank in leaders.indices {
      let before = leaders[rank]
      let after = end(of: before)
      guard after != before else { continue }
      if areAlike(UInt32(rank), after) {
        leaders[rank] = after
      } else if leaders[Int(before)] != before {
        leaders[rank] = UInt32(rank)
      }
    }
    for rank in links.indices { links[rank] = UInt32(rank) }
    isMoved = false
  }

  /// Whether two texts have at least half of their shingles in common.
  func areAlike(_ one: UInt32, _ other: UInt32) -> Bool {
    Jaccard.isHalf(
      shingles(ofForm: Int(forms[Int(one)])), shingles(ofForm: Int(forms[Int(other)])))
  }
}

/// The similarity of sets: what both hold, of what either holds.
enum Jaccard {
  /// Whether it is at least a half, for sorted sets.
  static func isHalf(
    _ one: UnsafeBufferPointer<UInt32>, _ other: UnsafeBufferPointer<UInt32>
  ) -> Bool {
    let both = one.count + other.count
    // |A ∩ B| ≥ |A ∪ B| / 2 is 3 |A ∩ B| ≥ |A| + |B|.
    guard both > 0, 3 * min(one.count, other.count) >= both else { return false }
    var (left, right, common) = (0, 0, 0)
    while left < one.count, right < other.count {
      let (mine, others) = (one[left], other[right])
      if mine == others { common += 1 }
      if mine <= others { left += 1 }
      if others <= mine { right += 1 }
    }
    return 3 * common >= both
  }
}
