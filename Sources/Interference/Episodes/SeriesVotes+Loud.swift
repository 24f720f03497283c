extension SeriesVotes {
  /// Witnesses beside which one can be too loud.
  private static let fewest = 5
  /// So many times the votes a day of the middle witness are loud, where they are also a quarter of all votes.
  private static let loud = 4.0
  /// So many times the votes a day of the middle witness, and two at the least, are heard of a loud one.
  private static let heard = 2.0

  /// The votes without most of those of a witness who votes far more often than all others: one program that runs
  /// every hour through a tunnel would hide a block that eleven people meet once a day, and one behind a filter would
  /// make one. Of each of its days some votes stay, at other hours each day, so that no rhythm comes of the choice.
  ///
  /// - Complexity: O(n log n) for n votes.
  func withoutMostOfTheLoud() -> SeriesVotes {
    guard witnesses >= Self.fewest, votes.contains(where: \.isBlocked) else { return self }
    var days = [Set<Int64>](repeating: [], count: witnesses)
    var counts = [Int](repeating: 0, count: witnesses)
    for vote in votes {
      days[Int(vote.witness)].insert(vote.hour / 24)
      counts[Int(vote.witness)] += 1
    }
    let rates = zip(counts, days).map { Double($0) / Double(max(1, $1.count)) }
    let middle = rates.sorted()[witnesses / 2]
    let isLoud = zip(rates, counts).map { rate, count in
      rate >= Self.loud * middle && count * 4 >= votes.count
    }
    guard isLoud.contains(true) else { return self }
    let most = max(2, Int((Self.heard * middle).rounded(.up)))
    return SeriesVotes(numbering: kept(isLoud, most))
  }

  private func kept(_ isLoud: [Bool], _ most: Int) -> [Vote] {
    var ofDay: [Int64: [Int]] = [:]
    for (place, vote) in votes.enumerated() where isLoud[Int(vote.witness)] {
      // Few witnesses can be a quarter of all votes each: a key for each and each day.
      ofDay[vote.hour / 24 * 4096 + Int64(vote.witness % 4096), default: []].append(place)
    }
    var dropped: Set<Int> = []
    for (key, places) in ofDay where places.count > most {
      let turn = Int((key / 4096) % Int64(places.count))
      let stay = Set((0..<most).map { ($0 * places.count / most + turn) % places.count })
      for (number, place) in places.enumerated() where !stay.contains(number) {
        dropped.insert(place)
      }
    }
    return votes.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
  }
}
