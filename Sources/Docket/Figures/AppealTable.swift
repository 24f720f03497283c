import Record

/// The table of one half-year and stage: platforms by countries, with totals.
struct AppealTable {
  typealias Measure = AppealCounts.Measure

  let rows: [AppealFigures.Row]

  init(_ facts: [AppealFact], half: HalfYear, stage: AppealStage) {
    let platforms = Self.names(facts.map(\.platform))
    let countries = Self.names(facts.map(\.country))
    var keys: [(String?, String?)] = []
    for platform in platforms.map(Optional.some) + [nil] {
      for country in countries.map(Optional.some) + [nil] { keys.append((platform, country)) }
    }
    let width = countries.count + 1
    var counts = [AppealCounts](repeating: AppealCounts(), count: keys.count)
    var members = [[AppealFact]](repeating: [], count: keys.count)
    let platformPlace = Self.places(platforms)
    let countryPlace = Self.places(countries)
    for fact in facts {
      let row = platformPlace[fact.platform] ?? 0
      let column = countryPlace[fact.country] ?? 0
      members[row * width + column].append(fact)
      for place in [
        row * width + column, row * width + width - 1, platforms.count * width + column,
        platforms.count * width + width - 1,
      ] {
        counts[place].add(fact)
      }
    }
    let shown = Self.shown(counts, width: width)
    rows = keys.indices.compactMap { place in
      let isEmpty = counts[place].counts.isEmpty
      return isEmpty
        ? nil
        : Self.row(
          AppealFigures.Key(
            half: half, stage: stage, platform: keys[place].0, country: keys[place].1),
          shown[place], members[place])
    }
  }

  private static func names(_ names: [String]) -> [String] {
    Set(names).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func places(_ names: [String]) -> [String: Int] {
    var places: [String: Int] = [:]
    for (index, name) in names.enumerated() { places[name] = index }
    return places
  }

  // MARK: Hiding

  /// What is shown of each place.
  private static func shown(_ counts: [AppealCounts], width: Int) -> [[Measure: Int]] {
    let measures = Measure.allCases
    let height = counts.count / width
    func index(_ place: Int, _ measure: Int) -> Int { place * measures.count + measure }
    var sums: [Suppression.Sum] = []
    for place in counts.indices {
      for sum in AppealCounts.sums {
        sums.append(
          Suppression.Sum(
            whole: index(place, measures.firstIndex(of: sum.whole) ?? 0),
            parts: sum.parts.map { index(place, measures.firstIndex(of: $0) ?? 0) }))
      }
    }
    for measure in measures.indices {
      for row in 0..<height where width > 1 {
        sums.append(
          Suppression.Sum(
            whole: index(row * width + width - 1, measure),
            parts: (0..<width - 1).map { index(row * width + $0, measure) }))
      }
      for column in 0..<width where height > 1 {
        sums.append(
          Suppression.Sum(
            whole: index((height - 1) * width + column, measure),
            parts: (0..<height - 1).map { index($0 * width + column, measure) }))
      }
    }
    let values = counts.flatMap { count in measures.map { count[$0] } }
    let suppression = Suppression(values, sums: sums)
    return counts.indices.map { place in
      var shown: [Measure: Int] = [:]
      for (number, measure) in measures.enumerated()
      where !suppression.isHidden[index(place, number)] {
        shown[measure] = counts[place][measure]
      }
      return shown
    }
  }

  // MARK: Rows

  private static func row(
    _ key: AppealFigures.Key, _ shown: [Measure: Int], _ facts: [AppealFact]
  ) -> AppealFigures.Row {
    var reversals: Int?
    if let whole = shown[.reversed], let part = shown[.partlyReversed] { reversals = whole + part }
    let decided = facts.filter(\.outcome.isDecision)
    let days = shown[.decided] == nil ? [] : decided.compactMap(\.days)
    let again = facts.filter(\.outcome.isReversal)
    let delays = again.compactMap(\.daysToRestoration)
    // Totals of these are not told: nothing can then be worked out by taking one from the other.
    return AppealFigures.Row(
      key: key, counts: shown,
      reversedOfDecided: AppealFigures.Share(reversals, of: shown[.decided]),
      reversedOfFiled: AppealFigures.Share(reversals, of: shown[.filed]),
      medianDays: rank(days, 50), ninetiethDays: rank(days, 90),
      withReasons: shown[.decided] == nil
        ? nil : share(decided.count { $0.hasReasons }, of: decided.count),
      stateNamed: share(
        facts.count { $0.namesState == true }, of: facts.count { $0.namesState != nil }),
      restored: reversals == nil ? nil : share(delays.count, of: again.count),
      medianDaysToRestoration: reversals == nil ? nil : rank(delays, 50),
      elements: elements(facts))
  }

  /// Only where neither those who have it nor those who have not are few.
  private static func share(_ hits: Int, of all: Int) -> AppealFigures.Share? {
    guard isLarge(hits), isLarge(all - hits) else { return nil }
    return AppealFigures.Share(hits, of: all)
  }

  private static func isLarge(_ count: Int) -> Bool { count == 0 || count >= Suppression.floor }

  /// The nearest rank; of fewer than five nothing.
  private static func rank(_ days: [Int], _ percent: Int) -> Int? {
    guard days.count >= Suppression.floor else { return nil }
    let sorted = days.sorted()
    return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
  }

  private static func elements(_ facts: [AppealFact]) -> [AppealFigures.ElementCount] {
    NoticeElement.allCases.compactMap { element in
      let notes = facts.flatMap(\.elements).filter {
        $0.element == element && $0.applicability == .applicable
      }
      let count = AppealFigures.ElementCount(
        element: element, present: notes.count { $0.state == .present },
        unclear: notes.count { $0.state == .unclear }, absent: notes.count { $0.state == .absent })
      let isSafe = [count.present, count.unclear, count.absent].allSatisfy(isLarge)
      return notes.count >= Suppression.floor && isSafe ? count : nil
    }
  }
}
