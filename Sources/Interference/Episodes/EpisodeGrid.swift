import Signals

/// The observations of a fold in their one order: countries by name, targets by name, networks by number,
/// rows by time, each measurement once. Hours without rows are not held: they say nothing about blocking, and the
/// search for collapse makes them when it counts.
struct EpisodeGrid {
  struct Target {
    var name: String
    /// The rows of each network in the order of time; number 0 where it is not known.
    var networks: [(number: UInt32, rows: ArraySlice<EpisodeRow>)] = []

    /// - Parameter rows: In any order; they are put in that of network and time.
    init(name: String, rows: [EpisodeRow]) {
      self.name = name
      let rows = rows.sorted {
        $0.network != $1.network ? $0.network < $1.network : EpisodeRow.precedes($0, $1)
      }
      var first = 0
      while first < rows.count {
        var end = first + 1
        while end < rows.count, rows[end].network == rows[first].network { end += 1 }
        networks.append((rows[first].network, rows[first..<end]))
        first = end
      }
    }

    /// The rows of all networks in the order of time.
    var together: [EpisodeRow] { networks.flatMap(\.rows).sorted(by: EpisodeRow.precedes) }
  }

  struct Country {
    var name: String
    var targets: [Target]
  }

  var countries: [Country]
  var window: Range<Int64>
  var duplicates = 0
  var outsideWindow = 0

  init(_ fold: EpisodeFold, window asked: Range<Int64>?, longest: Int64) {
    let dropped = Self.repeated(in: fold)
    let held = asked?.clamped(to: Self.times) ?? Self.times
    window =
      held.upperBound - held.lowerBound <= longest
      ? held : Self.densest(fold.rows, in: held, longest: longest)
    var lists = [[EpisodeRow]](repeating: [], count: fold.subjects.count)
    for (place, row) in fold.rows.enumerated() {
      if dropped[place] {
        duplicates += 1
      } else if window.contains(row.start) {
        lists[Int(row.series)].append(row)
      } else {
        outsideWindow += 1
      }
    }
    let order = fold.subjects.indices.filter { !lists[$0].isEmpty }.sorted {
      (fold.subjects[$0].country, fold.subjects[$0].target)
        < (fold.subjects[$1].country, fold.subjects[$1].target)
    }
    countries = []
    for place in order {
      let subject = fold.subjects[place]
      if countries.last?.name != subject.country {
        countries.append(Country(name: subject.country, targets: []))
      }
      countries[countries.count - 1].targets.append(
        Target(name: subject.target, rows: lists[place]))
      lists[place] = []
    }
  }

  /// The years 1970 to 9999: nothing outside is a time at which somebody measured.
  private static let times: Range<Int64> = 0..<253_402_300_800

  /// Which rows tell of a measurement and target that another row tells of already. Of rows that
  /// differ, the first in the order of country and row stays, whichever was read first.
  private static func repeated(in fold: EpisodeFold) -> [Bool] {
    var dropped = [Bool](repeating: false, count: fold.rows.count)
    let keys = fold.rows.enumerated().map { (key: $1.measurement.low, place: $0) }
      .sorted { $0.key < $1.key }
    var first = 0
    while first < keys.count {
      var end = first + 1
      while end < keys.count, keys[end].key == keys[first].key { end += 1 }
      if end - first > 1 {
        let group = keys[first..<end].map(\.place).sorted {
          let (one, other) = (fold.rows[$0], fold.rows[$1])
          let (subject, second) = (fold.subjects[Int(one.series)], fold.subjects[Int(other.series)])
          if one.measurement != other.measurement { return one.measurement < other.measurement }
          if subject.target != second.target { return subject.target < second.target }
          if subject.country != second.country { return subject.country < second.country }
          return EpisodeRow.precedes(one, other)
        }
        for (kept, place) in zip(group, group.dropFirst())
        where fold.rows[kept].measurement == fold.rows[place].measurement
          && fold.subjects[Int(fold.rows[kept].series)].target
            == fold.subjects[Int(fold.rows[place].series)].target
        { dropped[place] = true }
      }
      first = end
    }
    return dropped
  }

  /// The span of at most `longest` seconds that holds the most rows, the earliest of equal ones, in
  /// whole hours: a few rows with a wrong clock must not stretch the search over centuries.
  private static func densest(
    _ rows: [EpisodeRow], in held: Range<Int64>, longest: Int64
  ) -> Range<Int64> {
    let times = rows.map(\.start).filter { held.contains($0) }.sorted()
    guard !times.isEmpty else { return 0..<0 }
    var best = (count: 0, first: 0, last: 0)
    var first = 0
    for last in times.indices {
      while times[last] - times[first] >= longest { first += 1 }
      if last - first + 1 > best.count { best = (last - first + 1, first, last) }
    }
    let begin = times[best.first] / 3600 * 3600
    return begin..<(times[best.last] / 3600 + 1) * 3600
  }
}
