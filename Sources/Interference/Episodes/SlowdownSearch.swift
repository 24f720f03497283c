import func Signals.median
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

  /// The transfers of one series: one for each vantage point and hour, the median of several.
  static func transfers(_ rows: [EpisodeRow], network: UInt32) -> [Transfer] {
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
    for row in rows where row.goodput > 0 && row.network == network {
      if let last = hour.last, last.start / 3600 != row.start / 3600 { close() }
      hour.append(row)
    }
    if !hour.isEmpty { close() }
    return transfers
  }

  func changes(in transfers: [Transfer]) -> [Found] {
    var found: [Found] = []
    var sum = 0.0
    var start: Int?
    var isSlow = false
    var weight: RankWeight?
    var ordinary: [Double] = []
    var slow: [Double] = []
    for place in transfers.indices {
      let transfer = transfers[place]
      if start == nil {
        if isSlow {
          weight = slow.isEmpty ? nil : RankWeight(against: slow)
        } else {
          ordinary = self.ordinary(transfers, before: place, after: found.last?.ended?.start)
          weight = ordinary.isEmpty ? nil : RankWeight(against: ordinary)
        }
      }
      guard let weight else { continue }
      sum += isSlow ? weight.rise(transfer.goodput) : weight.fall(transfer.goodput)
      if start == nil { start = place }
      guard sum > 0, let first = start else {
        if isSlow, let first = start { slow += transfers[first...place].map(\.goodput) }
        sum = 0
        start = nil
        continue
      }
      let recent = transfers[first...place]
      guard recent.count >= settings.leastSlowTransfers, sum >= settings.leastEvidence / 2,
        Set(recent.map(\.witness)).count >= 2
      else { continue }
      let values = recent.map(\.goodput)
      let usual = median(ordinary) ?? 0
      let now = median(values) ?? 0
      let alarm = (transfer.time / 3600 + 1) * 3600
      if isSlow {
        guard now >= 0.8 * usual, sum >= settings.leastEvidence else { continue }
        found[found.count - 1].ended = (first, alarm)
      } else {
        guard now <= settings.slowShare * usual,
          let test = MannWhitney(values, below: ordinary), test.chance <= limit
        else { continue }
        found.append(
          Found(
            start: first, heard: place + 1, alarm: alarm,
            decision: EpisodeDecision(
              statistic: LogSpace.negated(test.chance), threshold: LogSpace.negated(limit),
              withoutOne: nil, before: usual, after: now)))
        slow = values
      }
      isSlow.toggle()
      sum = 0
      start = nil
    }
    return found
  }

  /// The transfers of the fortnight before a place; none where they are too few to tell.
  private func ordinary(_ transfers: [Transfer], before place: Int, after: Int?) -> [Double] {
    let since = transfers[place].time - settings.goodputMemory
    var first = place
    let floor = after ?? 0
    while first > floor, transfers[first - 1].time >= since { first -= 1 }
    let recent = transfers[first..<place]
    guard recent.count >= settings.leastTransfers, Set(recent.map(\.witness)).count >= 2 else {
      return []
    }
    return recent.map(\.goodput)
  }

  /// The median of the ratios at which other targets of the network fared between two times; `nil`
  /// where they are too few.
  func control(
    _ series: [[Transfer]], without index: Int, from onset: Int64, to end: Int64
  ) -> Double? {
    var ratios: [Double] = []
    for (place, transfers) in series.enumerated() where place != index {
      let before = transfers.filter {
        $0.time >= onset - settings.goodputMemory && $0.time < onset
      }
      let during = transfers.filter { $0.time >= onset && $0.time < end }
      guard before.count >= settings.leastTransfers, during.count >= 3,
        let usual = median(before.map(\.goodput)), let now = median(during.map(\.goodput)),
        usual > 0
      else { continue }
      ratios.append(now / usual)
    }
    return ratios.count >= settings.leastControlTargets ? median(ratios) : nil
  }
}
