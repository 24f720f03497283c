import Signals

/// One walk over the votes of a series, hour by hour, with the state they put it in.
struct BlockingWalk {
  private(set) var found: [BlockingSearch.Found] = []
  private let search: BlockingSearch
  private let threshold: Double
  private let votes: [SeriesVotes.Vote]
  private var ordinary: OrdinaryShare
  private var sum: WitnessedSum
  private var isBlocked = false
  /// What the votes of this hour weigh.
  private var shift = ShareShift(from: 0.02, to: 0.6)
  /// What was ordinary when the excursion began, and what its first vote for a change weighed.
  private var begun = (share: 0.0, step: 0.0)
  private var excursion = VoteCount()
  /// The votes of the present blocked state.
  private var whileBlocked = VoteCount()
  /// The highest number of a witness so far: they are numbered as they come.
  private var latestWitness: Int32 = 0

  init(_ search: BlockingSearch, _ series: SeriesVotes) {
    self.search = search
    threshold = search.threshold
    votes = series.votes
    ordinary = OrdinaryShare(search.settings)
    sum = WitnessedSum(witnesses: series.witnesses, cap: 1.5 * search.threshold)
  }

  /// Hears the votes of the next hour that has any.
  mutating func hear(_ cell: Range<Int>) {
    for place in cell { latestWitness = max(latestWitness, votes[place].witness) }
    if sum.start == nil, !isBlocked, !votes[cell].contains(where: \.isBlocked) {
      ordinary.add(votes[cell])
      return
    }
    weigh(before: cell)
    let begin = sum.start ?? cell.lowerBound
    for place in cell where votes[place].speaks {
      let vote = votes[place]
      sum.add(vote.isBlocked ? shift.yes : shift.no, from: Int(vote.witness), at: place)
      excursion.add(vote)
    }
    if sum.closeCell() {
      settle(votes[begin..<cell.upperBound])
    } else if let start = sum.start {
      consider(start..<cell.upperBound)
    }
  }

  /// Sets what the votes of a cell weigh, from what was heard before it.
  private mutating func weigh(before cell: Range<Int>) {
    let begins = sum.start == nil
    if begins { excursion = VoteCount() }
    if isBlocked {
      guard begins, let before = found.last?.decision.before else { return }
      shift = undoing(before: before)
      begun.step = shift.no
    } else {
      if begins { ordinary.forget(at: votes[cell.lowerBound].time) }
      let share = ordinary.share(with: excursion)
      shift = ShareShift(from: share, to: max(0.6, share + 0.4))
      if begins { begun = (share, shift.yes) }
    }
  }

  /// The mirror: from the share seen while blocked, drawn a little towards 90 %, to what is ordinary.
  private func undoing(before: Double) -> ShareShift {
    let share = (Double(whileBlocked.yes) + 1.8) / (Double(whileBlocked.all) + 2)
    return ShareShift(from: min(0.95, max(share, min(0.9, before + 0.2))), to: before)
  }

  /// Counts the votes of an excursion that came to nothing with those of the present state.
  private mutating func settle(_ heard: ArraySlice<SeriesVotes.Vote>) {
    if isBlocked { for vote in heard { whileBlocked.add(vote) } } else { ordinary.add(heard) }
  }

  /// Changes the state where the votes of the excursion suffice.
  private mutating func consider(_ places: Range<Int>) {
    let needed = isBlocked ? search.settings.leastEvidence : threshold
    guard sum.value >= needed else { return }
    let heard = votes[places]
    guard heard.count(where: \.speaks) >= search.settings.leastVotes, stands(needed, heard)
    else { return }
    guard isBlocked ? isQuiet(after: places.upperBound) : search.isLasting(heard) else {
      if isBlocked { goOn(heard) }
      return
    }
    let tally = VoteTally(heard)
    let decision = EpisodeDecision(
      statistic: sum.value, threshold: needed, withoutOne: sum.valueWithoutOne,
      before: isBlocked ? whileBlocked.share : begun.share,
      after: Proportion(tally.k, of: tally.n).share ?? 0)
    let alarm = ((heard.last?.hour ?? 0) + 1) * 3600
    if isBlocked, let last = found.indices.last {
      found[last].ended = (places.lowerBound, places.upperBound, alarm, decision)
      ordinary.add(heard)
    } else {
      found.append(
        BlockingSearch.Found(
          start: places.lowerBound, heard: places.upperBound, alarm: alarm, decision: decision))
      whileBlocked = VoteCount()
      for vote in heard { whileBlocked.add(vote) }
    }
    isBlocked.toggle()
    sum.restart()
  }

  /// Whether the votes after a lull say that it was the end, as far as there are any: a block that comes and goes
  /// every few hours is over when it stays away, and not with its first pause.
  private func isQuiet(after place: Int) -> Bool {
    guard search.band == nil, let last = votes[..<place].last else { return true }
    var after = VoteCount()
    var blockedBy: Set<Int32> = []
    for vote in votes[place...].prefix(while: { $0.time < last.time + search.settings.reach }) {
      after.add(vote)
      if vote.isBlocked { blockedBy.insert(vote.witness) }
    }
    guard blockedBy.count > (latestWitness == 0 ? 0 : 1),
      let before = found.last?.decision.before
    else { return true }
    return Proportion(after.yes, of: after.all).wilson().lowerBound
      <= max(search.settings.pausedShare, 2 * before)
  }

  /// A pause is a part of the blocked state, whose votes tell what share of them is blocked in it.
  private mutating func goOn(_ heard: ArraySlice<SeriesVotes.Vote>) {
    for vote in heard { whileBlocked.add(vote) }
    sum.restart()
  }

  /// Whether the change does not hang on one vantage point. Where a series has had only one so far, it
  /// is believed when it found what only interference leaves.
  private func stands(_ needed: Double, _ heard: ArraySlice<SeriesVotes.Vote>) -> Bool {
    if latestWitness == 0 {
      return heard.allSatisfy { !$0.isBlocked || $0.marks.contains(.artefact) }
    }
    return sum.supporters >= 2 && sum.valueWithoutOne >= needed - begun.step
  }
}

/// Votes that say something, and those of them that say blocked.
struct VoteCount {
  var yes = 0
  var all = 0

  mutating func add(_ vote: SeriesVotes.Vote) {
    guard vote.speaks else { return }
    all += 1
    yes += vote.isBlocked ? 1 : 0
  }

  /// The share of blocked votes; 0 of none.
  var share: Double { all == 0 ? 0 : Double(yes) / Double(all) }
}
