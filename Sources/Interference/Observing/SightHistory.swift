/// In which hours a role worked and failed, country by country.
struct SightHistory {
  private struct People {
    var works: Set<Int> = []
    var fails: Set<Int> = []
  }

  /// Hours that were looked at, and those of them in which it failed for most, rising.
  private let countries: [String: (seen: [Int64], failing: [Int64])]
  private static let week: Int64 = 24 * 7

  init(_ sights: [Sight]) {
    var hours: [String: [Int64: People]] = [:]
    for sight in sights where sight.hasFailed || sight.hasWorked {
      guard let country = sight.country else { continue }
      if sight.hasWorked {
        hours[country, default: [:]][sight.hour, default: People()].works.insert(sight.person)
      } else {
        hours[country, default: [:]][sight.hour, default: People()].fails.insert(sight.person)
      }
    }
    countries = hours.mapValues { hours in
      (
        hours.keys.sorted(),
        hours.filter { $0.value.fails.count > $0.value.works.count }.keys.sorted()
      )
    }
  }

  /// Whether it failed a day and more before `hour`, and in more than half of the hours of the week
  /// before that were looked at: now and then somebody gets through by a detour.
  func hasFailedMostOfTheWeek(_ country: String, before hour: Int64) -> Bool {
    guard let known = countries[country] else { return false }
    let start = hour - Self.week
    return Self.count(known.failing, in: start..<(hour - 24)) > 0
      && Self.count(known.failing, in: start..<hour) * 2 > Self.count(known.seen, in: start..<hour)
  }

  private static func count(_ hours: [Int64], in range: Range<Int64>) -> Int {
    firstPlace(hours, from: range.upperBound) - firstPlace(hours, from: range.lowerBound)
  }

  private static func firstPlace(_ hours: [Int64], from hour: Int64) -> Int {
    var (low, high) = (0, hours.count)
    while low < high {
      let middle = (low + high) / 2
      if hours[middle] < hour { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
