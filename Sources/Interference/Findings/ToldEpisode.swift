import Bytes
import Record
import Signals

/// What an episode may tell: sums of what the months tell, and nothing else.
///
/// A target that was never measured in a network, or was reachable in it, is not told of together with
/// that network. Networks with too few volunteers stand together as they do in the month.
struct ToldEpisode {
  struct Pair: Hashable, Comparable {
    var target: String
    /// `nil` for several networks together.
    var network: UInt32?

    static func < (one: Pair, other: Pair) -> Bool {
      (one.target, one.network ?? .max) < (other.target, other.network ?? .max)
    }
  }

  struct Row {
    let pair: Pair
    let together: Int?
    let name: String?
    let state: FindingState
    let count: ToldCount
    let span: (first: String, last: String)?
  }

  /// The pairs that are told, by target and network; of a collapse every pair of its networks.
  let pairs: [Pair]
  /// What is counted of them; empty where no month counts what the episode is about.
  let rows: [Row]
  /// The days about the episode, all pairs together.
  let cells: [JSONValue]
  /// As the months have them.
  let witnesses: [JSONValue]
  /// When it began and ended may be told by these.
  let turns: ToldTurns
  /// What came back before the others.
  let returns: [ToldReturns.Return]

  private static let margin = 2
  private static let mostWitnesses = 8
  private static let interfered: Set<FindingState> = [.blocked, .likelyBlocked, .impaired]

  var targets: [String] { Array(Set(pairs.map(\.target))).sorted() }
  var networks: [UInt32] { Array(Set(pairs.compactMap(\.network))).sorted() }
  var total: ToldCount { rows.reduce(into: ToldCount()) { $0.add($1.count) } }

  /// The strongest of what its rows say.
  var state: FindingState {
    let states = rows.map(\.state)
    return [.blocked, .likelyBlocked, .impaired].first(where: states.contains) ?? .insufficient
  }

  /// - Parameter months: those of the episode's country and, but for a collapse, targets.
  init(of episode: Episode, months: [ToldMonth]) {
    let days = Self.days(of: episode, until: episode.end)
    var found = Self.pairs(of: episode, months.filter { $0.days.overlaps(days) })
    let early = ToldReturns(of: episode, pairs: found.keys)
    var rows: [Row] = []
    // Of what an outage everywhere explains months count nothing as interference.
    if episode.kind == .blocking, !episode.labels.contains(.global) {
      rows = found.sorted { $0.key < $1.key }.compactMap { pair, parts in
        // What came back is counted until then.
        let end = early.time(of: pair) ?? episode.end
        let days = Self.days(of: episode, until: end)
        return Self.row(
          pair, parts.filter { $0.month.days.overlaps(days) }, days,
          Self.inner(of: episode, days, until: end))
      }
      let told = Set(rows.map(\.pair))
      found = found.filter { told.contains($0.key) }
    }
    self.rows = rows
    pairs = found.keys.sorted()
    let all = Self.parts(of: Set(pairs), in: months)
    turns = ToldTurns(
      days: Set(all.flatMap(\.row.days.keys)), months: Set(all.map(\.month.name)))
    returns = early.told(of: pairs) { pairs in
      let own = all.filter {
        pairs.contains(Pair(target: $0.month.target, network: $0.row.network))
      }
      return ToldTurns(
        days: Set(own.flatMap(\.row.days.keys)), months: Set(own.map(\.month.name)))
    }
    cells = rows.isEmpty ? [] : Self.cells(all.map(\.row), about: days)
    witnesses =
      rows.isEmpty
      ? [] : Self.witnesses(of: Set(pairs), in: months.filter { $0.days.overlaps(days) }, days)
  }

  /// From the day of its onset to that of its end; what was so from the first measurements on, from the
  /// beginning of its month.
  private static func days(
    of episode: Episode, until end: ChangeTime?
  ) -> ClosedRange<CivilDay> {
    var first = CivilDay(of: episode.onset.estimate)
    if episode.labels.contains(.standing) { first = first.adding(days: 1 - first.day) }
    let last = end.map { CivilDay(of: $0.estimate) } ?? CivilDay(sinceEpoch: .max)
    return first...max(first, last)
  }

  /// The days on which it surely lasted; those of its turns hold what was before and after as well.
  private static func inner(
    of episode: Episode, _ days: ClosedRange<CivilDay>, until end: ChangeTime?
  ) -> ClosedRange<CivilDay>? {
    var first = CivilDay(of: episode.onset.latest).adding(days: 1)
    if episode.labels.contains(.standing) { first = days.lowerBound }
    let last = end.map { CivilDay(of: $0.earliest).adding(days: -1) } ?? days.upperBound
    return first <= last ? first...last : nil
  }

  private struct Part {
    let month: ToldMonth
    let row: ToldMonth.Row
  }

  /// The pairs of the episode that months tell of, with the rows that do.
  private static func pairs(of episode: Episode, _ months: [ToldMonth]) -> [Pair: [Part]] {
    let networks = Set(episode.networks)
    let targets = Set(episode.targets)
    var found: [Pair: [Part]] = [:]
    for month in months where episode.kind == .collapse || targets.contains(month.target) {
      let named = Set(month.rows.compactMap(\.network))
      for row in month.rows {
        let isOfIt =
          row.network.map(networks.contains)
          ?? (episode.kind == .blocking && !networks.isSubset(of: named))
        guard isOfIt else { continue }
        found[Pair(target: month.target, network: row.network), default: []].append(
          Part(month: month, row: row))
      }
    }
    return found
  }

  private static func parts(of pairs: Set<Pair>, in months: [ToldMonth]) -> [Part] {
    months.flatMap { month in
      month.rows.filter { pairs.contains(Pair(target: month.target, network: $0.network)) }
        .map { Part(month: month, row: $0) }
    }
  }

  /// What the months count of a pair in that time, where it was interfered with: whole months that lie in
  /// it and told days of others; and whole months alone, where days do not say so.
  private static func row(
    _ pair: Pair, _ parts: [Part], _ days: ClosedRange<CivilDay>, _ inner: ClosedRange<CivilDay>?
  ) -> Row? {
    let choices = [pieces(parts, days, inner), parts.map { Piece(whole: $0.row) }]
    for pieces in choices where !pieces.isEmpty {
      let count = pieces.reduce(into: ToldCount()) { $0.add($1.count) }
      let state = pieces.count == 1 ? pieces[0].state ?? count.state : count.state
      guard interfered.contains(state) else { continue }
      let firsts = pieces.compactMap { $0.span?.first }
      let lasts = pieces.compactMap { $0.span?.last }
      let span = firsts.min().flatMap { first in lasts.max().map { (first, $0) } }
      return Row(
        pair: pair, together: parts.compactMap(\.row.together).max(),
        name: parts.last?.row.name, state: state, count: count, span: span)
    }
    return nil
  }

  /// What is added up: a month's row, or a day.
  private struct Piece {
    let count: ToldCount
    var state: FindingState?
    let span: (first: String, last: String)?

    init(whole row: ToldMonth.Row) {
      (count, state, span) = (row.count, row.state, row.span)
    }

    init(day: CivilDay, _ count: ToldCount) {
      self.count = count
      span = ("\(day)", "\(day)")
    }
  }

  private static func pieces(
    _ parts: [Part], _ days: ClosedRange<CivilDay>, _ inner: ClosedRange<CivilDay>?
  ) -> [Piece] {
    let isWhole = parts.map {
      days.contains($0.month.days.lowerBound) && days.contains($0.month.days.upperBound)
    }
    let cut = zip(parts, isWhole).filter { !$0.1 }.flatMap { part, _ in
      part.row.days.filter { days.contains($0.key) }.sorted { $0.key < $1.key }
    }
    let inside = cut.filter { inner?.contains($0.key) ?? false }
    let whole = zip(parts, isWhole).filter(\.1).map { Piece(whole: $0.0.row) }
    // The days of its turns count where there are no others.
    let chosen = inside.isEmpty && whole.isEmpty ? cut : inside
    return whole + chosen.map { Piece(day: $0.key, $0.value) }
  }

  private static func cells(
    _ rows: [ToldMonth.Row], about days: ClosedRange<CivilDay>
  ) -> [JSONValue] {
    let near =
      days.lowerBound.adding(days: -margin)...days.upperBound.adding(days: margin)
    var sums: [CivilDay: ToldCount] = [:]
    for row in rows {
      for (day, count) in row.days where near.contains(day) {
        sums[day, default: ToldCount()].add(count)
      }
    }
    return sums.sorted { $0.key < $1.key }.compactMap { $0.value.cell(on: $0.key) }
  }

  private static func witnesses(
    of pairs: Set<Pair>, in months: [ToldMonth], _ days: ClosedRange<CivilDay>
  ) -> [JSONValue] {
    let found = months.flatMap { month in
      month.witnesses.filter { witness in
        // What only the month is told of is told with the month.
        let isInTime =
          witness["on"].text.flatMap { CivilDay(parsing: $0) }.map(days.contains) ?? true
        return isInTime
          && pairs.contains(
            Pair(target: month.target, network: ToldMonth.network(of: witness)))
      }
    }
    return Array(found.prefix(mostWitnesses))
  }

  // MARK: As a finding

  /// What tells the episode from others: what is told of it only, for readers can try all there is until a
  /// hash agrees.
  func key(of episode: Episode, _ onset: ToldTurns.Turn) -> String {
    let known = Set(pairs)
    let networks = Set(self.networks)
    let parts = episode.parts.sorted {
      ($0.alarm, $0.target ?? "", $0.network ?? 0) < ($1.alarm, $1.target ?? "", $1.network ?? 0)
    }.compactMap { part -> Pair? in
      guard let target = part.target else {
        return Pair(target: "", network: part.network.flatMap { networks.contains($0) ? $0 : nil })
      }
      return [Pair(target: target, network: part.network), Pair(target: target, network: nil)]
        .first(where: known.contains)
    }
    let first = parts.first ?? pairs.first ?? Pair(target: "", network: nil)
    return StableHash([
      episode.kind.rawValue, episode.country, first.target,
      first.network.map { "\($0)" } ?? "", String(onset.estimate.prefix(7)),
    ]).shortText
  }

  /// Counts, rows, days and witnesses.
  func write(into content: inout JSONObject) {
    total.write(into: &content, isRow: false)
    content["rows"] = .array(rows.map(\.json))
    content.set("cells", .array(cells))
    content.set("witnesses", .array(witnesses))
  }
}

extension ToldEpisode.Row {
  fileprivate var json: JSONValue {
    var content = JSONObject([
      ("target", .string(pair.target)), ("state", .string(state.rawValue)),
    ])
    if let network = pair.network { content["network"] = .integer(Int64(network)) }
    if let name { content["name"] = .string(name) }
    if pair.network == nil, let together { content["networks"] = .integer(Int64(together)) }
    count.write(into: &content, isRow: true)
    if let span {
      content["first"] = .string(span.first)
      content["last"] = .string(span.last)
    }
    return .object(content)
  }
}
