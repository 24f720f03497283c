import Signals

/// Looks for targets whose transfers become slow in one network.
///
/// Null model: the transfers of the last fortnight and those since the suspected onset are draws from
/// one distribution, whatever it is. A cumulative sum of rank weights says where to look; an alarm
/// needs five transfers from two vantage points with a median at half of the ordinary one or
/// less, and a chance in the one-sided test of Mann and Whitney of at most 0.01 / (transfers of the
/// country), so that the chance of a false alarm in a country's replay is at most 1 %. The other
/// targets of the network at the same hours tell whether the target was slow, or the network.
struct SlowdownSearch {
  struct Transfer {
    var time: Int64
    var witness: UInt64
    var goodput: Double
  }

  struct Found {
    var start: Int
    var heard: Int
    var alarm: Int64
    var decision: EpisodeDecision
    var ended: (start: Int, alarm: Int64)?
  }

  let settings: EpisodeSettings
  private let limit: Double

  init(_ settings: EpisodeSettings, transfers: Int) {
    self.settings = settings
    limit = settings.falseAlarmChance / Double(max(transfers, 1))
  }

  /// The transfers in rows that are in the order of time: one for each vantage point and hour, the median of several.
  static func transfers(_ rows: ArraySlice<EpisodeRow>) -> [Transfer] {
    var transfers: [Transfer] = []
    var hour: [EpisodeRow] = []
    func close() {
      let sorted = hour.sorted {
        ($0.vantagePoint, $0.goodput) < ($1.vantagePoint, $1.goodput)
      }
      var first = 0
      var ballot: [Transfer] = []
      while first < sorted.count {
        var end = first + 1
        while end < sorted.count, sorted[end].vantagePoint == sorted[first].vantagePoint {
          end += 1
        }
        let middle = sorted[(first + end) / 2]
        ballot.append(
          Transfer(
            time: sorted[first..<end].map(\.start).min() ?? middle.start,
            witness: middle.vantagePoint, goodput: middle.goodput))
        first = end
      }
      transfers += ballot.sorted { ($0.time, $0.witness) < ($1.time, $1.witness) }
      hour.removeAll(keepingCapacity: true)
    }
    for row in rows where row.goodput > 0 {
      if let last = hour.last, last.start / 3600 != row.start / 3600 { close() }
      hour.append(row)
    }
    if !hour.isEmpty { close() }
    return transfers
  }

  /// The changes of a series, in the order of time. Complexity: O(transfers · those of a fortnight).
  func changes(in transfers: [Transfer]) -> [Found] {
    var found: [Found] = []
    var sum = 0.0
    var start: Int?
    var oldest = 0
    var usual: [Double] = []
    var slow: [Double] = []
    var isSlow = false
    var weight = RankWeight(against: [])
    for place in transfers.indices {
      let value = transfers[place].goodput
      if start == nil, !isSlow {
        // The fortnight before, but not what lies before the end of the last slowdown.
        while transfers[oldest].time < transfers[place].time - settings.goodputMemory {
          oldest += 1
        }
        guard isUnusual(value, among: transfers[oldest..<place]) else { continue }
        usual = transfers[oldest..<place].map(\.goodput)
        weight = RankWeight(against: usual)
      } else if start == nil {
        weight = RankWeight(against: slow)
      }
      sum += isSlow ? weight.rise(value) : weight.fall(value)
      let first = start ?? place
      start = first
      guard sum > 0 else {
        if isSlow { slow += transfers[first...place].map(\.goodput) }
        sum = 0
        start = nil
        continue
      }
      let recent = transfers[first...place]
      guard recent.count >= settings.leastSlowTransfers, sum >= settings.leastEvidence / 2,
        Set(recent.map(\.witness)).count >= 2
      else { continue }
      let alarm = (transfers[place].time / 3600 + 1) * 3600
      if isSlow {
        guard isUsual(recent.suffix(2 * settings.leastSlowTransfers), usual) else { continue }
        found[found.count - 1].ended = (first, alarm)
        oldest = first
      } else {
        guard let decision = decision(recent, usual) else { continue }
        found.append(Found(start: first, heard: place + 1, alarm: alarm, decision: decision))
        slow = recent.map(\.goodput)
      }
      isSlow.toggle()
      sum = 0
      start = nil
    }
    return found
  }

  /// Whether a value ranks so low among enough others that it speaks for a slowdown at all.
  private func isUnusual(_ value: Double, among others: ArraySlice<Transfer>) -> Bool {
    guard others.count >= settings.leastTransfers else { return false }
    let below = others.count { $0.goodput <= value }
    guard RankWeight.weight(noBeyond: below, of: others.count) > 0 else { return false }
    return others.contains { $0.witness != others.first?.witness }
  }

  private func decision(_ recent: ArraySlice<Transfer>, _ usual: [Double]) -> EpisodeDecision? {
    let values = recent.map(\.goodput)
    guard let before = median(usual), let after = median(values),
      after <= settings.slowShare * before,
      let test = MannWhitney(values, below: usual), test.chance <= limit
    else { return nil }
    return EpisodeDecision(
      statistic: LogSpace.negated(test.chance), threshold: LogSpace.negated(limit),
      withoutOne: nil, before: before, after: after)
  }

  private func isUsual(_ recent: ArraySlice<Transfer>, _ usual: [Double]) -> Bool {
    guard let before = median(usual), let now = median(recent.map(\.goodput)) else { return false }
    return now >= settings.usualShare * before
  }

  /// The median of the ratios at which other targets of the network fared between two times; `nil`
  /// where they are too few.
  func control(
    _ series: [[Transfer]], without index: Int, from onset: Int64, to end: Int64
  ) -> Double? {
    var ratios: [Double] = []
    for (place, transfers) in series.enumerated() where place != index {
      let before = transfers.between(onset - settings.goodputMemory, onset)
      let during = transfers.between(onset, end)
      guard before.count >= settings.leastTransfers, during.count >= 3,
        let usual = median(before.map(\.goodput)), let now = median(during.map(\.goodput)),
        usual > 0
      else { continue }
      ratios.append(now / usual)
    }
    return ratios.count >= settings.leastControlTargets ? median(ratios) : nil
  }
}
