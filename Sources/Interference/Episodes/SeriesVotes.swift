import Signals

/// The votes of one series in the order of time: of one target, in one network or a whole country.
///
/// A vantage point has one vote an hour, whatever the number of its measurements: blocked when more
/// of them were blocked than came through. Five measurements of an hour are heard at the most.
struct SeriesVotes {
  struct Vote {
    var time: Int64
    var network: UInt32
    /// The vantage point's number within the series.
    var witness: Int32
    var says: EpisodeRow.Vote
    var marks: EpisodeRow.Marks
    var layer: Layer?
    var mechanism: Mechanism?

    var hour: Int64 { time / 3600 }
    var isBlocked: Bool { says == .blocked }
    var speaks: Bool { says != .down }
  }

  private(set) var votes: [Vote] = []
  private(set) var witnesses = 0

  static let heardAnHour = 5

  /// - Parameter votes: In the order of time.
  init(votes: [Vote], witnesses: Int) {
    self.votes = votes
    self.witnesses = witnesses
  }

  /// - Parameter rows: In the order of time.
  init(_ rows: ArraySlice<EpisodeRow>) {
    var numbers: [UInt64: Int32] = [:]
    var hour: [EpisodeRow] = []
    votes.reserveCapacity(rows.count)
    func number(_ vantagePoint: UInt64) -> Int32 {
      if let known = numbers[vantagePoint] { return known }
      let next = Int32(truncatingIfNeeded: numbers.count)
      numbers[vantagePoint] = next
      return next
    }
    func close() {
      defer { hour.removeAll(keepingCapacity: true) }
      if hour.count == 1 {
        votes.append(Vote(hour[0], witness: number(hour[0].vantagePoint)))
        return
      }
      let byWitness = hour.sorted {
        $0.vantagePoint != $1.vantagePoint
          ? $0.vantagePoint < $1.vantagePoint : EpisodeRow.precedes($0, $1)
      }
      var ballot: [Vote] = []
      var first = 0
      while first < byWitness.count {
        var end = first + 1
        while end < byWitness.count, byWitness[end].vantagePoint == byWitness[first].vantagePoint {
          end += 1
        }
        ballot.append(Self.vote(of: byWitness[first..<min(end, first + Self.heardAnHour)], number))
        first = end
      }
      votes += ballot.enumerated().sorted {
        ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
      }.map(\.element)
    }
    for row in rows where row.vote != .none {
      if let last = hour.last, last.start / 3600 != row.start / 3600 { close() }
      hour.append(row)
    }
    if !hour.isEmpty { close() }
    witnesses = numbers.count
  }

  private static func vote(
    of rows: ArraySlice<EpisodeRow>, _ number: (UInt64) -> Int32
  ) -> Vote {
    let blocked = rows.count { $0.vote == .blocked }
    let open = rows.count { $0.vote == .open }
    let says: EpisodeRow.Vote = blocked > open ? .blocked : open > 0 ? .open : .down
    let spoken = rows.filter { $0.vote == says }
    // The slice is not empty, and one of its rows says what most say.
    var vote = Vote(spoken[0], witness: number(spoken[0].vantagePoint))
    for row in spoken where row.marks.contains(.artefact) { vote.marks.insert(.artefact) }
    return vote
  }

  /// How many hours hold a vote: the number of cells, without making them. Rows in the order of time.
  static func cells(in rows: ArraySlice<EpisodeRow>) -> Int {
    var count = 0
    var last = Int64.min
    for row in rows where row.vote != .none {
      let hour = row.start / 3600
      if hour != last { count += 1 }
      last = hour
    }
    return count
  }
}

extension SeriesVotes.Vote {
  init(_ row: EpisodeRow, witness: Int32) {
    self.init(
      time: row.start, network: row.network, witness: witness, says: row.vote, marks: row.marks,
      layer: row.layer, mechanism: row.mechanism)
  }
}

extension VoteTally {
  /// Counts votes.
  init(_ votes: some Sequence<SeriesVotes.Vote>) {
    self.init()
    var heard: Set<Int32> = []
    var blocked: Set<Int32> = []
    var own = (hits: 0, all: 0)
    var control = (hits: 0, all: 0)
    for vote in votes {
      heard.insert(vote.witness)
      if vote.marks.contains(.controlKnown) {
        control.all += 1
        control.hits += vote.marks.contains(.controlCame) ? 1 : 0
      }
      guard vote.speaks else {
        d += 1
        continue
      }
      n += 1
      own.all += 1
      own.hits += vote.marks.contains(.ownResolver) ? 1 : 0
      guard vote.isBlocked else {
        o += 1
        continue
      }
      k += 1
      blocked.insert(vote.witness)
      artefacts += vote.marks.contains(.artefact) ? 1 : 0
    }
    vantagePoints = heard.count
    vantagePointsBlocked = blocked.count
    ownResolver = Proportion(own.hits, of: own.all)
    self.control = Proportion(control.hits, of: control.all)
  }

  /// Adds the votes of another series. Vantage points of two series are counted for each: a
  /// vantage point has a pseudonym for each network.
  mutating func add(_ other: VoteTally) {
    n += other.n
    k += other.k
    d += other.d
    o += other.o
    vantagePoints += other.vantagePoints
    vantagePointsBlocked += other.vantagePointsBlocked
    artefacts += other.artefacts
    ownResolver = Proportion(
      ownResolver.hits + other.ownResolver.hits, of: ownResolver.trials + other.ownResolver.trials)
    control = Proportion(
      control.hits + other.control.hits, of: control.trials + other.control.trials)
  }
}
