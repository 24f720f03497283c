import Signals

/// Who was there, hour by hour: each vantage point once an hour in each network, over all targets.
struct Arrivals {
  struct Arrival {
    var hour: Int32
    var network: UInt32
    var vantagePoint: UInt64
  }

  /// The hour since 1970 of place 0.
  let firstHour: Int
  let hours: Int
  /// The networks that have arrivals, rising, each with its arrivals in the order of hours.
  private(set) var networks: [(number: UInt32, arrivals: [Arrival], targets: Int)] = []

  init(_ country: EpisodeGrid.Country, window: Range<Int64>) {
    firstHour = Int(window.lowerBound / 3600)
    hours = Int((window.upperBound + 3599) / 3600) - firstHour
    var lists: [UInt32: [Arrival]] = [:]
    var targets: [UInt32: Int] = [:]
    for target in country.targets {
      for (number, rows) in target.networks where number != 0 {
        targets[number, default: 0] += 1
        lists[number, default: []] += rows.map { row in
          Arrival(
            hour: Int32(truncatingIfNeeded: Int(row.start / 3600) - firstHour), network: number,
            vantagePoint: row.vantagePoint)
        }
      }
    }
    networks = lists.keys.sorted().map { number in
      let sorted = (lists[number] ?? []).sorted {
        ($0.hour, $0.vantagePoint) < ($1.hour, $1.vantagePoint)
      }
      var once: [Arrival] = []
      for arrival in sorted
      where once.last?.hour != arrival.hour || once.last?.vantagePoint != arrival.vantagePoint {
        once.append(arrival)
      }
      return (number, once, targets[number] ?? 0)
    }
  }

  /// How many there were in each hour.
  func counts(_ arrivals: [Arrival]) -> [Int] { Self.counts(arrivals, in: 0..<hours) }

  /// How many there were in each of some hours.
  static func counts(_ arrivals: [Arrival], in hours: Range<Int>) -> [Int] {
    var counts = [Int](repeating: 0, count: hours.count)
    var place = firstPlace(arrivals, from: hours.lowerBound)
    while place < arrivals.count, arrivals[place].hour < hours.upperBound {
      counts[Int(arrivals[place].hour) - hours.lowerBound] += 1
      place += 1
    }
    return counts
  }

  /// How many vantage points came in some hours, and the share of the one that came most often.
  static func breadth(_ arrivals: [Arrival], in hours: Range<Int>) -> (count: Int, largest: Double)
  {
    var seen: [UInt64: Int] = [:]
    var all = 0
    var place = firstPlace(arrivals, from: hours.lowerBound)
    while place < arrivals.count, arrivals[place].hour < hours.upperBound {
      seen[arrivals[place].vantagePoint, default: 0] += 1
      all += 1
      place += 1
    }
    return (seen.count, Double(seen.values.max() ?? 0) / Double(max(all, 1)))
  }

  private static func firstPlace(_ arrivals: [Arrival], from hour: Int) -> Int {
    var (low, high) = (0, arrivals.count)
    while low < high {
      let middle = (low + high) / 2
      if arrivals[middle].hour < hour { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
