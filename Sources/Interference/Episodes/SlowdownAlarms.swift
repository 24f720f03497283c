import Signals

extension SlowdownSearch {
  /// The slowdowns of one country.
  static func alarms(
    in country: EpisodeGrid.Country, at place: Int, _ settings: EpisodeSettings
  ) -> [EpisodeAlarm] {
    var networks: Set<UInt32> = []
    var count = 0
    for target in country.targets {
      for (number, rows) in target.networks where number != 0 {
        let transfers = rows.count { $0.goodput > 0 }
        count += transfers
        if transfers > 0 { networks.insert(number) }
      }
    }
    guard count > 0 else { return [] }
    let search = SlowdownSearch(settings, transfers: count)
    return networks.sorted().flatMap { network in
      let series = country.targets.map { target in
        transfers(target.networks.first { $0.number == network }?.rows ?? [])
      }
      return series.indices.flatMap { target in
        search.alarms(series, of: target, country, at: place, network: network)
      }
    }
  }

  private func alarms(
    _ series: [[Transfer]], of target: Int, _ country: EpisodeGrid.Country, at place: Int,
    network: UInt32
  ) -> [EpisodeAlarm] {
    let transfers = series[target]
    return changes(in: transfers).map { found in
      let onset = onset(in: transfers, found)
      let end = found.ended.map { self.end(in: transfers, found, since: onset.firstSeen, $0) }
      let part = EpisodePart(
        target: country.targets[target].name, network: network, onset: onset, alarm: found.alarm,
        end: end, endAlarm: found.ended?.alarm, isStanding: false, decision: found.decision)
      let during = transfers.between(onset.firstSeen, end?.firstSeen ?? .max)
      let slow = settings.slowShare * found.decision.before
      var tally = VoteTally()
      tally.n = during.count
      tally.k = during.count { $0.goodput <= slow }
      tally.o = tally.n - tally.k
      tally.vantagePoints = Set(during.map(\.witness)).count
      tally.vantagePointsBlocked = Set(during.filter { $0.goodput <= slow }.map(\.witness)).count
      var alarm = EpisodeAlarm(
        kind: .slowdown, country: place, target: target, part: part,
        firstOnset: transfers[found.start].time,
        lastSeen: during.last { $0.goodput <= slow }?.time ?? onset.firstSeen, votes: [],
        cells: cells(transfers, part, slow: slow), networks: [network], tally: tally)
      let control = control(
        series, without: target, from: transfers[found.start].time, to: found.alarm)
      let ratio = found.decision.after / found.decision.before
      if let control {
        if control <= settings.generalShare || ratio > settings.slowShare * control {
          alarm.labels.insert(.general)
        }
      } else {
        alarm.labels.insert(.uncontrolled)
      }
      return alarm
    }
  }

  /// The place before which and after which slow transfers differ most in share.
  private func onset(in transfers: [Transfer], _ found: Found) -> ChangeTime {
    let slow = (found.decision.before * found.decision.after).squareRoot()
    let since = transfers[found.start].time - settings.goodputMemory
    let until = found.ended.map { transfers[$0.start].time } ?? .max
    let votes = transfers.between(since, min(until, found.alarm + settings.reach)).map {
      TimedVote(time: $0.time, isYes: $0.goodput <= slow)
    }
    let first = transfers[found.start].time
    return ChangeTime(ofShareIn: votes, isRise: true).flatMap {
      $0.firstSeen < found.alarm ? $0 : nil
    }
      ?? ChangeTime(estimate: first, earliest: first, latest: first)
  }

  private func end(
    in transfers: [Transfer], _ found: Found, since: Int64, _ ended: (start: Int, alarm: Int64)
  ) -> ChangeTime {
    let slow = (found.decision.before * found.decision.after).squareRoot()
    let votes = transfers.between(since, ended.alarm + settings.reach).map {
      TimedVote(time: $0.time, isYes: $0.goodput <= slow)
    }
    let first = transfers[ended.start].time
    return ChangeTime(ofShareIn: votes, isRise: false)
      ?? ChangeTime(estimate: first, earliest: since, latest: first)
  }

  private func cells(_ transfers: [Transfer], _ part: EpisodePart, slow: Double) -> [EpisodeCell] {
    var cells: [EpisodeCell] = []
    for transfer in transfers.between(part.onset.earliest - 86_400, part.alarm) {
      let hour = transfer.time / 3600 * 3600
      if cells.last?.hour != hour {
        cells.append(
          EpisodeCell(
            target: part.target, network: part.network, hour: hour, n: 0, k: 0, d: 0, o: 0))
      }
      cells[cells.count - 1].n += 1
      if transfer.goodput <= slow {
        cells[cells.count - 1].k += 1
      } else {
        cells[cells.count - 1].o += 1
      }
    }
    return cells
  }
}

extension [SlowdownSearch.Transfer] {
  /// The transfers from a time on and before another. Complexity: O(log n).
  func between(_ from: Int64, _ end: Int64) -> ArraySlice<SlowdownSearch.Transfer> {
    let first = place(from)
    return self[first..<Swift.max(first, place(end))]
  }

  private func place(_ time: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].time < time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
