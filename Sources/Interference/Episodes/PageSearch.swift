import Signals

/// Looks for single pages of a site that are blocked while others of it are open: a share of the site's votes that
/// stays too small for ``BlockingSearch`` to see where the page is one of many.
///
/// The votes of each page in each network, and over the country, are a series by themselves, searched in the same way
/// and with the same threshold, which counts their hours too. What it finds is told where enough of the site's
/// other pages was open in the same time; where it was not, the site is what is blocked.
struct PageSearch {
  private let settings: EpisodeSettings
  private let blocking: BlockingSearch
  /// The names of the pages, by their numbers.
  private let names: [String]

  init(_ blocking: BlockingSearch, names: [String]) {
    settings = blocking.settings
    self.blocking = blocking
    self.names = names
  }

  /// The rows of each page; none where there are not two pages at least.
  static func pages(of rows: ArraySlice<EpisodeRow>) -> [UInt32: [EpisodeRow]] {
    guard let first = rows.first?.page, rows.contains(where: { $0.page != first }) else {
      return [:]
    }
    return Dictionary(grouping: rows, by: \.page)
  }

  /// How many hours of the pages' series hold a vote.
  static func cells(in rows: ArraySlice<EpisodeRow>) -> Int {
    pages(of: rows).reduce(0) { $0 + ($1.key == 0 ? 0 : SeriesVotes.cells(in: $1.value[...])) }
  }

  /// The changes of a series: those of pages, and of the others those that these do not explain.
  ///
  /// - Parameter plain: what was found in the votes of the site.
  func alarms(
    in rows: ArraySlice<EpisodeRow>, beside plain: [EpisodeAlarm], country: Int, target: Int,
    name: String, network: UInt32?
  ) -> [EpisodeAlarm] {
    var found: [(page: UInt32, alarm: EpisodeAlarm)] = []
    for (page, own) in Self.pages(of: rows).sorted(by: { $0.key < $1.key })
    where page != 0 && own.contains(where: { $0.vote == .blocked }) {
      let alarms = blocking.alarms(
        in: SeriesVotes(own[...]), country: country, target: target, name: name, network: network)
      for var alarm in alarms {
        alarm.part.page = names[Int(page)]
        found.append((page, alarm))
      }
    }
    guard !found.isEmpty else { return plain }
    let single = found.filter { one in
      let span = Self.span(of: one.alarm)
      let struck = found.filter { Self.span(of: $0.alarm).overlaps(span) }.map(\.page)
      return isOpen(rows, besides: Set(struck), in: span)
    }
    let others = plain.filter { alarm in
      let span = Self.span(of: alarm)
      let struck = single.filter { Self.span(of: $0.alarm).overlaps(span) }.map(\.page)
      return struck.isEmpty || !isOpen(rows, besides: Set(struck), in: span)
    }
    return others + single.map(\.alarm)
  }

  private static func span(of alarm: EpisodeAlarm) -> ClosedRange<Int64> {
    let begin = alarm.part.onset.earliest
    return begin...max(begin, alarm.part.end?.latest ?? .max)
  }

  /// Whether two vantage points or more saw the rest of a site mostly open.
  private func isOpen(
    _ rows: ArraySlice<EpisodeRow>, besides pages: Set<UInt32>, in span: ClosedRange<Int64>
  ) -> Bool {
    let rest = rows.filter { !pages.contains($0.page) && span.contains($0.start) }
    let open = rest.filter { $0.vote == .open }
    let blocked = rest.count { $0.vote == .blocked }
    return open.count >= settings.leastVotes && Set(open.map(\.vantagePoint)).count > 1
      && Double(blocked) <= settings.quietHoursShare * Double(blocked + open.count)
  }
}
