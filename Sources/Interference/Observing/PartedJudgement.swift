import Signals

/// Judges observations part by part, as if all were at hand at once: bursts and outages depend on all
/// rows of a target, and no more of them need be held than one part brings.
///
/// All rows of a target stand in one part. Of large parts without messengers no more is held than the
/// rows of some networks; the parts are read the more often.
public struct PartedJudgement {
  /// Some targets' observations.
  public struct Part: Sendable, Hashable {
    /// What it is loaded by.
    public var number: Int
    /// Whether it holds rows of messengers: these also tell of the lines in the other parts, and are
    /// compared across networks.
    public var hasMessengers: Bool

    /// Makes one.
    public init(number: Int, hasMessengers: Bool) {
      self.number = number
      self.hasMessengers = hasMessengers
    }
  }

  /// Two copies of one observation that say different things.
  public struct Twins: Sendable, Hashable {
    /// The one met first.
    public var first: PlacedObservation
    /// The other.
    public var second: PlacedObservation
  }

  /// How many copies differ.
  public private(set) var twinsMet = 0
  /// The first of the copies that differ, in the order of their places.
  public private(set) var twins: [Twins] = []
  /// So many of them are named.
  private static let mostTwins = 10

  private let parts: [Part]
  private let load: (Int, (PlacedObservation) throws -> Void) throws -> Void
  private let isSlim: Bool
  private let most: Int
  /// Which rows of each part count.
  private var kept: [Int: KeptRows] = [:]

  /// - Parameters:
  ///   - parts: all there are.
  ///   - isSlim: whether names of measurements may be left out, and evidence of what is not blocked.
  ///   - most: so many rows at a time, or runs, are held where it can be helped.
  ///   - load: reads a part, in the order in which its rows were met; called several times for each.
  public init(
    of parts: [Part], isSlim: Bool = false, most: Int = 100_000,
    load: @escaping (Int, (PlacedObservation) throws -> Void) throws -> Void
  ) {
    self.parts = parts
    self.isSlim = isSlim
    self.most = most
    self.load = load
  }

  /// Calls `body` with rows, without copies, with bursts and outages judged; all rows of a target and
  /// a network come in one call.
  ///
  /// Of copies that differ none counts: whoever can write one can write the other.
  public mutating func each(_ body: ([Observation]) throws -> Void) throws {
    for part in parts { try sieve(part) }
    let (runs, witnesses) = try survey()
    let marks = RunMarks(runs)
    var lines = LineHealth()
    for part in parts where part.hasMessengers {
      lines.add(BurstCheck().judged(marks.marked(try rows(of: part))))
    }
    for part in parts {
      let slices = part.hasMessengers ? 1 : slices(of: kept[part.number]?.count ?? 0)
      for slice in 0..<slices {
        let rows =
          slices == 1
          ? try rows(of: part)
          : try rows(of: part) { Self.slice(of: $0, slices) == slice }
        guard !rows.isEmpty else { continue }
        let voting = witnesses.judged(BurstCheck().judged(marks.marked(rows)))
        try body(OutageCheck().judged(voting, lines))
      }
    }
  }

  private func slices(of count: Int) -> Int { (count + most - 1) / most }

  private static func slice(of row: Observation, _ slices: Int) -> Int {
    var hasher = Hasher()
    hasher.combine(row.target)
    hasher.combine(row.country)
    hasher.combine(row.network)
    return Int(UInt(bitPattern: hasher.finalize()) % UInt(slices))
  }

  // MARK: Copies

  private mutating func sieve(_ part: Part) throws {
    var sieve = CopySieve()
    var rows = KeptRows()
    /// Which row each new one is.
    var places: [Int32] = []
    var differing: [(first: Int, second: PlacedObservation)] = []
    var near = NearCopies()
    var number = 0
    try load(part.number) { row in
      switch sieve.meets(row.observation) {
      case .new:
        rows.insert(number)
        places.append(Int32(truncatingIfNeeded: number))
        near.add(row.observation, number: number)
      case .copy: break
      case .twin(of: let first):
        differing.append((Int(places[first]), row))
        rows.remove(Int(places[first]))
      }
      number += 1
    }
    let settled = near.settled()
    for number in settled.dropped { rows.remove(number) }
    kept[part.number] = rows
    guard !differing.isEmpty || !settled.contradictions.isEmpty else { return }
    var placed: [Int: PlacedObservation] = [:]
    let wanted = Set(
      differing.map(\.first) + settled.contradictions.flatMap { [$0.first, $0.second] })
    number = 0
    try load(part.number) { row in
      if wanted.contains(number) { placed[number] = row }
      number += 1
    }
    for (first, second) in differing {
      if let first = placed[first] { note(Twins(first: first, second: second)) }
    }
    for pair in settled.contradictions {
      guard let first = placed[pair.first], let second = placed[pair.second] else { continue }
      note(Twins(first: first, second: second))
    }
  }

  private mutating func note(_ found: Twins) {
    twinsMet += 1
    let place = twins.firstIndex { found.second.isBefore($0.second) } ?? twins.endIndex
    guard place < Self.mostTwins else { return }
    twins.insert(found, at: place)
    if twins.count > Self.mostTwins { twins.removeLast() }
  }

  // MARK: Rows

  private func each(of part: Part, _ body: (Observation) throws -> Void) throws {
    guard let rows = kept[part.number] else { return }
    var number = 0
    try load(part.number) { row in
      if rows.contains(number) { try body(row.observation) }
      number += 1
    }
  }

  private func rows(
    of part: Part, where isWanted: ((Observation) -> Bool)? = nil
  ) throws -> [Observation] {
    // Rows that grow by doubling would need twice the room.
    var count = kept[part.number]?.count ?? 0
    if let isWanted {
      count = 0
      try each(of: part) { row in count += isWanted(row) ? 1 : 0 }
    }
    var rows: [Observation] = []
    rows.reserveCapacity(count)
    try each(of: part) { row in
      guard isWanted?(row) ?? true else { return }
      rows.append(isSlim ? row.slim : row)
    }
    return rows
  }

  /// All runs that are long enough to tell something, and how all vantage points fared.
  ///
  /// Programs that make a report for each measurement make as many runs: they are looked at in turn,
  /// by their names' hashes.
  private func survey() throws -> (runs: RunSpans, witnesses: WitnessHealth) {
    // A run takes less room than a row.
    let turns = UInt64(max(1, slices(of: kept.values.reduce(0) { $0 + $1.count } / 4)))
    var long = RunSpans()
    var witnesses = WitnessHealth()
    for turn in 0..<turns {
      var some = RunSpans()
      for part in parts {
        try each(of: part) { row in
          if turn == 0 { witnesses.add(row) }
          guard let run = row.run, turns == 1 || StableHash(run).high % turns == turn else {
            return
          }
          some.add(row)
        }
      }
      some.dropShort()
      long.add(some)
    }
    witnesses.settle()
    return (long, witnesses)
  }
}

/// A set of row numbers.
private struct KeptRows {
  private var words: [UInt64] = []
  private(set) var count = 0

  func contains(_ number: Int) -> Bool {
    number / 64 < words.count && words[number / 64] & (1 << UInt64(number % 64)) != 0
  }

  mutating func insert(_ number: Int) {
    while words.count <= number / 64 { words.append(0) }
    guard !contains(number) else { return }
    words[number / 64] |= 1 << UInt64(number % 64)
    count += 1
  }

  mutating func remove(_ number: Int) {
    guard contains(number) else { return }
    words[number / 64] &= ~(1 << UInt64(number % 64))
    count -= 1
  }
}

extension Observation {
  /// Without what counts do not need.
  fileprivate var slim: Observation {
    var slim = self
    slim.measurement = ""
    slim.uid = nil
    if state != .blocked, !isOfMessenger { slim.evidence = [] }
    if !isOfStrangeAddress { slim.addresses = [] }
    return slim
  }
}

extension PlacedObservation {
  fileprivate func isBefore(_ other: PlacedObservation) -> Bool {
    (file, line, column ?? 0) < (other.file, other.line, other.column ?? 0)
  }
}
