extension SeriesTrack {
  /// Puts a bin where it belongs, and goes through all that came after it again.
  mutating func revise(_ bin: SeriesBin) -> [(ChangeEvent.Kind, ChangeAlarm)] {
    guard let copy = copies.lastIndex(where: { $0.time <= bin.time }) else {
      tooLate += 1
      return []
    }
    let place = bins.firstIndex { $0.time >= bin.time } ?? bins.endIndex
    let isThere = place < bins.endIndex && bins[place].time == bin.time
    guard !isThere || bins[place] != bin else { return [] }
    if isThere { bins.remove(at: place) }
    if bin.isKnown { bins.insert(bin, at: place) }

    let start = copies[copy]
    let again = bins.filter { $0.time >= start.time }
    let before = alarms.filter { $0.raised >= start.time }
    let count = raisedCount
    bins.removeAll { $0.time >= start.time }
    copies.removeSubrange((copy + 1)...)
    watch = start.watch
    // An alarm that was on at the copy goes on from there; what ended since may end otherwise.
    alarms.removeAll { $0.raised >= start.time }
    if let open = watch.open, let place = alarms.lastIndex(where: { $0.raised == open.raised }) {
      alarms[place].ended = nil
    }
    for bin in again { _ = advance(bin) }
    raisedCount = count
    return settle(before, from: start.time)
  }

  /// Gives alarms that were told before their numbers back, and says what is new and what is gone.
  private mutating func settle(
    _ before: [ChangeAlarm], from start: Int64
  ) -> [(ChangeEvent.Kind, ChangeAlarm)] {
    var left = before
    var events: [(ChangeEvent.Kind, ChangeAlarm)] = []
    for place in alarms.indices where alarms[place].raised >= start {
      if let match = left.firstIndex(where: { $0.isSame(as: alarms[place]) }) {
        let old = left.remove(at: match)
        alarms[place].number = old.number
        if old.ended == nil, alarms[place].ended != nil { events.append((.ended, alarms[place])) }
      } else {
        raisedCount += 1
        alarms[place].number = raisedCount
        events.append((.raised, alarms[place]))
        if alarms[place].ended != nil { events.append((.ended, alarms[place])) }
      }
    }
    return left.map { (.withdrawn, $0) } + events
  }
}

extension ChangeAlarm {
  /// Whether both tell of one change: in one direction, and each was raised after the other's change.
  func isSame(as other: ChangeAlarm) -> Bool {
    isRise == other.isRise && raised >= other.change.earliest && other.raised >= change.earliest
  }
}
