import Signals

/// Whether a silence is what missing hour files look like.
///
/// Archives are cut by hours (UTC). Of an hour whose file was not taken in nothing is there, and of the hours
/// beside it everything, up to the boundary and from it on. Null model: arrivals (each vantage point
/// once an hour) are independent, at the rate of the hour of the day in the week before. Then the arrivals
/// that would have been due between a boundary and the nearest measurement are exponential with mean 1, and
/// those of all edges together have a gamma distribution (where people come in clusters, of the greater mean that
/// the hours of that week had at their edges); and hours that are there at all bring what was due.
/// Only what contradicts that, by 1 %, shows that people stopped and not files: a real silence that was
/// ordered for the hour looks the same.
struct HourGap {
  private static let hour: Int64 = 3600
  /// The logarithm of the chance below which missing files are not believed: ln 0.01.
  private static let leastChance = -4.605_170_185_988_091
  /// Hours that bring less than this share of what was due are in decline (as `CollapseSearch` ends).
  private static let usual = 0.6
  /// What share of what was due may be there although files are missing: measurements that were sent late
  /// stand in files of later hours.
  private static let late = 0.05
  /// An hour that holds more than this share of what was due is there by itself.
  private static let few = 0.2
  /// How far beyond the silence an empty stretch is followed, in hours.
  private static let reach: Int64 = 48

  private let hours: ClosedRange<Int64>
  /// The first and the last measurement of the country in each hour.
  private var edges: [Int64: (first: Int64, last: Int64)] = [:]
  /// What is due by the hour of the day: of the country, and of what is silent.
  private var ordinary = Rates()
  private var own = Rates()
  /// What came of what is silent, and of the country, hour by hour.
  private var came: [Int64: Int] = [:]
  private var cameAtAll: [Int64: Int] = [:]
  private let last: Int64

  /// - Parameters:
  ///   - silence: when it was silent.
  ///   - memory: how much before it tells what is ordinary, in seconds.
  ///   - observations: of all countries: the last of them ends what was taken in.
  init?(
    _ silence: Range<Int64>, of episode: Episode, memory: Int64, in observations: [Observation]
  ) {
    let (first, isTooEarly) = silence.lowerBound.subtractingReportingOverflow(memory)
    guard !isTooEarly, first >= 0, silence.upperBound < .max - memory else { return nil }
    hours = silence.lowerBound / Self.hour...(silence.upperBound - 1) / Self.hour
    let after = silence.upperBound + Self.reach * Self.hour
    let silent = Set(episode.networks)
    var seen: Set<Arrival> = []
    var end = silence.upperBound
    var since = silence.lowerBound
    for row in observations {
      end = max(end, min(row.start, after))
      guard row.country == episode.country, (first..<after).contains(row.start) else { continue }
      let hour = row.start / Self.hour
      let edge = edges[hour] ?? (row.start, row.start)
      edges[hour] = (min(edge.first, row.start), max(edge.last, row.start))
      since = min(since, row.start)
      let arrival = Arrival(vantagePoint: row.vantagePoint, network: row.network, hour: hour)
      guard seen.insert(arrival).inserted else { continue }
      let isSilent = episode.scope == .country || row.network.map(silent.contains) ?? false
      if hour < hours.lowerBound {
        ordinary.add(hour)
        if isSilent { own.add(hour) }
      } else {
        cameAtAll[hour, default: 0] += 1
        if isSilent { came[hour, default: 0] += 1 }
      }
    }
    last = end / Self.hour
    let days = max(1, Double(silence.lowerBound - since) / 86_400)
    ordinary.days = days
    own.days = days
    leaveOutLate()
  }

  /// Takes hours that hold nothing but what may have come late for empty ones: a single measurement is no
  /// witness that the file of its hour is here.
  private mutating func leaveOutLate() {
    let inner = hours.dropFirst().dropLast().filter {
      Double(cameAtAll[$0] ?? 0) <= Self.few * ordinary.mean($0)
    }
    let due = inner.reduce(0) { $0 + ordinary.mean($1) }
    let there = inner.reduce(0) { $0 + (cameAtAll[$1] ?? 0) }
    guard Double(there) <= Self.late * due else { return }
    for hour in inner {
      edges[hour] = nil
      came[hour] = nil
    }
  }

  /// Whether missing files explain it.
  var isLikely: Bool {
    var (missing, due, dueThere) = (0.0, 0.0, 0.0)
    var there = 0
    for hour in hours {
      let mean = own.mean(hour)
      due += mean
      if edges[hour] == nil {
        missing += mean
      } else {
        dueThere += mean
        there += came[hour] ?? 0
      }
    }
    guard missing > 0, missing * 2 >= due else { return false }
    if Double(there) < Self.usual * dueThere,
      LogTail.poisson(atMost: there, mean: dueThere) <= Self.leastChance
    {
      return false
    }
    let gaps = dueAtEdges
    guard !gaps.isEmpty else { return false }
    let sum = gaps.reduce(0, +) / max(1, ordinaryGap)
    return sum <= 0 || LogTail.poisson(atMost: gaps.count - 1, mean: sum) > Self.leastChance
  }

  /// What would have been due between each end of the empty hours and the measurement next to it.
  private var dueAtEdges: [Double] {
    var gaps: [Double] = []
    var hour = hours.lowerBound
    while hour <= hours.upperBound {
      guard edges[hour] == nil else {
        hour += 1
        continue
      }
      let begin = stretch(from: hour, by: -1)
      let end = stretch(from: hour, by: 1)
      if let edge = edges[begin - 1] {
        gaps.append(ordinary.mean(begin - 1) * share(begin * Self.hour - edge.last))
      }
      if let edge = edges[end + 1] {
        gaps.append(ordinary.mean(end + 1) * share(edge.first - (end + 1) * Self.hour))
      }
      hour = end + 1
    }
    return gaps
  }

  /// What was due, on average, between the edges of the hours before and the measurements next to them.
  private var ordinaryGap: Double {
    var (sum, count) = (0.0, 0.0)
    for (hour, edge) in edges where hour < hours.lowerBound - 1 {
      let (begin, end) = (hour * Self.hour, (hour + 1) * Self.hour)
      sum += ordinary.mean(hour) * (share(edge.first - begin) + share(end - edge.last))
      count += 2
    }
    return count > 0 ? sum / count : 1
  }

  private func share(_ seconds: Int64) -> Double { Double(seconds) / Double(Self.hour) }

  /// The last empty hour in a direction.
  private func stretch(from hour: Int64, by step: Int64) -> Int64 {
    var place = hour
    let bounds = (hours.lowerBound - Self.reach)...min(hours.upperBound + Self.reach, last)
    while bounds.contains(place + step), edges[place + step] == nil { place += step }
    return place
  }

  private struct Arrival: Hashable {
    var vantagePoint: String
    var network: UInt32?
    var hour: Int64
  }

  /// Arrivals by the hour of the day, with the hours beside it.
  private struct Rates {
    private var counts = [Double](repeating: 0, count: 24)
    var days = 1.0

    mutating func add(_ hour: Int64) { counts[Int(hour % 24)] += 1 }

    func mean(_ hour: Int64) -> Double {
      let place = Int(hour % 24)
      return (counts[(place + 23) % 24] + counts[place] + counts[(place + 1) % 24]) / (3 * days)
    }
  }
}
