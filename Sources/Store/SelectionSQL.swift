import GRDB
import Record

/// A selection of events as SQL: a table expression with its conditions and their arguments.
struct SelectionSQL {
  private(set) var arguments: [any DatabaseValueConvertible] = []
  /// `FROM … WHERE …`; events are named `e`, the narrowing facet, if any, `f`.
  private(set) var from: String
  private var conditions: [String] = []
  /// The alias whose `lo`, `hi` and `id` give the order without sorting.
  private(set) var ordered = "e"

  init(_ selection: EventSelection, zone: TimeZoneOffset) {
    var facets = Self.singles(selection)
    if let first = facets.first {
      // Walks the index of one facet in the order of time, and looks the rest up event by event.
      ordered = "f"
      from = "FROM facets f CROSS JOIN events e ON e.record = f.record"
      add("f.facet = ? AND f.value = ?", first.0.rawValue, first.1)
      facets.removeFirst()
    } else {
      from = "FROM events e"
    }
    for (facet, value) in facets {
      add(
        "EXISTS (SELECT 1 FROM facets x WHERE x.record = e.record AND x.facet = ? AND x.value = ?)",
        facet.rawValue, value)
    }
    if selection.kinds.count > 1 { addChoice("e.kind", selection.kinds.map(\.rawValue)) }
    if selection.standings.count > 1 {
      addChoice("e.standing", selection.standings.map(\.rawValue))
    }
    if let start = selection.from { add("e.reach_hi > ?", start.lo(in: zone)) }
    if let end = selection.to { add("e.reach_lo < ?", end.hi(in: zone)) }
    if let query = selection.query {
      let match = SearchQuery(query).folded
      add("e.record IN (SELECT rowid FROM search WHERE search MATCH ?)", match)
    }
  }

  /// The facets that must have one value, the rarest kinds of value first.
  private static func singles(_ selection: EventSelection) -> [(CacheSchema.Facet, String)] {
    var found: [(CacheSchema.Facet, String)] = []
    func add(_ facet: CacheSchema.Facet, _ value: String?) {
      if let value { found.append((facet, value)) }
    }
    add(.source, selection.source?.text)
    add(.person, selection.person?.text)
    add(.statute, selection.statute?.text)
    add(.tag, selection.tag?.text)
    add(.actor, selection.actor?.text)
    add(.place, selection.place?.text)
    add(.platform, selection.platform?.text)
    if selection.kinds.count == 1 { add(.kind, selection.kinds[0].rawValue) }
    if selection.standings.count == 1 { add(.standing, selection.standings[0].rawValue) }
    return found
  }

  private mutating func add(_ condition: String, _ values: any DatabaseValueConvertible...) {
    conditions.append(condition)
    arguments += values
  }

  private mutating func addChoice(_ column: String, _ values: [String]) {
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    conditions.append("\(column) IN (\(marks))")
    arguments += values.map { $0 as any DatabaseValueConvertible }
  }

  /// Only events after `key` in the order given; `orAt` adds the event of the key itself.
  mutating func start(after key: EventKey, _ order: EventSelection.Order, orAt: Bool = false) {
    let sign = (order == .new ? "<" : ">") + (orAt ? "=" : "")
    add(
      "(\(ordered).lo, \(ordered).hi, \(ordered).id) \(sign) (?, ?, ?)", key.lo, key.hi,
      key.id.text)
  }

  /// The whole expression.
  var expression: String {
    conditions.isEmpty ? from : "\(from) WHERE \(conditions.joined(separator: " AND "))"
  }

  /// The order of a page.
  func ordering(_ order: EventSelection.Order) -> String {
    let way = order == .new ? "DESC" : "ASC"
    return "ORDER BY \(ordered).lo \(way), \(ordered).hi \(way), \(ordered).id \(way)"
  }
}
