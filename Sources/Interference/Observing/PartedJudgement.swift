/// Judges observations part by part, as if all were at hand at once: bursts and outages depend on all
/// rows of a target, and no more of them need be held than one part brings.
///
/// All rows of a target stand in one part.
public struct PartedJudgement {
  /// Some targets' observations.
  public struct Part: Sendable, Hashable {
    /// What it is loaded by.
    public var number: Int
    /// Whether it holds rows of messengers: these also tell of the lines in the other parts.
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
  private let load: (Int) throws -> [PlacedObservation]

  /// - Parameters:
  ///   - parts: all there are.
  ///   - load: reads a part, in the order in which its rows were met; called up to three times for
  ///     each.
  public init(of parts: [Part], load: @escaping (Int) throws -> [PlacedObservation]) {
    self.parts = parts
    self.load = load
  }

  /// Calls `body` with the rows of each part, without copies, with bursts and outages judged.
  ///
  /// Of copies that differ none counts: whoever can write one can write the other.
  public mutating func each(_ body: ([Observation]) throws -> Void) throws {
    var runs = RunSpans()
    for part in parts {
      for row in try sieved(part, isFirst: true) { runs.add(row) }
    }
    let marks = RunMarks(runs)
    var lines = LineHealth()
    for part in parts where part.hasMessengers {
      lines.add(BurstCheck().judged(marks.marked(try sieved(part))))
    }
    for part in parts {
      let voting = BurstCheck().judged(marks.marked(try sieved(part)))
      try body(OutageCheck().judged(voting, lines))
    }
  }

  private mutating func sieved(_ part: Part, isFirst: Bool = false) throws -> [Observation] {
    var sieve = CopySieve()
    var kept: [PlacedObservation] = []
    for row in try load(part.number) {
      switch sieve.meets(row.observation) {
      case .new: kept.append(row)
      case .copy: break
      case .twin(of: let first):
        guard isFirst else { break }
        note(Twins(first: kept[first], second: row))
      }
    }
    return kept.indices.filter { !sieve.isContested($0) }.map { kept[$0].observation }
  }

  private mutating func note(_ found: Twins) {
    twinsMet += 1
    let place = twins.firstIndex { found.second.isBefore($0.second) } ?? twins.endIndex
    guard place < Self.mostTwins else { return }
    twins.insert(found, at: place)
    if twins.count > Self.mostTwins { twins.removeLast() }
  }
}

extension PlacedObservation {
  fileprivate func isBefore(_ other: PlacedObservation) -> Bool {
    (file, line, column ?? 0) < (other.file, other.line, other.column ?? 0)
  }
}
