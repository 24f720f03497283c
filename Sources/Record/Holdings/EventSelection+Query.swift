/// The address of a selection: the query string that every list, feed and download of events takes.
///
/// `actor`, `after`, `before`, `from`, `kind`, `n`, `person`, `place`, `platform`, `q`, `sort`,
/// `source`, `status`, `statute`, `tag`, `to`; `kind` and `status` may be repeated, and only one of
/// `after` and `before` may be given. A selection has one canonical query: names in alphabetical
/// order, defaults left out.
extension EventSelection {
  /// How many events a page may have.
  public static let pageSizes = [50, 100, 200, 500]

  /// The names of the parameters, in alphabetical order.
  public static let parameterNames = [
    "actor", "after", "before", "from", "kind", "n", "person", "place", "platform", "q", "sort",
    "source", "status", "statute", "tag", "to",
  ]

  /// The longest text to search for, in bytes.
  static let longestSearch = 512

  /// Reads the query string of a list's address, without its question mark.
  ///
  /// An empty value is as good as none: forms send their empty fields.
  ///
  /// - Throws: `QueryFaults` naming every parameter at fault, with the remedy.
  public init(query text: some StringProtocol) throws(QueryFaults) {
    try self.init(QueryString(parsing: text))
  }

  /// Takes the selection from decoded parameters.
  ///
  /// Parameters that belong to the page and not to the selection must have been taken out with
  /// ``QueryString/without(_:)``.
  public init(_ query: QueryString) throws(QueryFaults) {
    var reader = SelectionReader(query)
    self = reader.selection()
    if !reader.faults.isEmpty { throw QueryFaults(reader.faults) }
  }

  /// The canonical query: names in alphabetical order, defaults left out.
  public var queryString: QueryString {
    var parameters: [QueryString.Parameter] = []
    func add(_ name: String, _ value: String?) {
      if let value { parameters.append(QueryString.Parameter(name, value)) }
    }
    add("actor", actor?.text)
    add("after", after?.text)
    add("before", before?.text)
    add("from", from?.description)
    for kind in Set(kinds.map(\.rawValue)).sorted() { add("kind", kind) }
    add("n", limit == 100 ? nil : String(limit))
    add("person", person?.text)
    add("place", place?.text)
    add("platform", platform?.text)
    add("q", query)
    add("sort", order == .new ? nil : order.rawValue)
    add("source", source?.text)
    for standing in Set(standings.map(\.rawValue)).sorted() { add("status", standing) }
    add("statute", statute?.text)
    add("tag", tag?.text)
    add("to", to?.description)
    return QueryString(parameters)
  }

  /// The canonical query as text, without a question mark; empty when all is as by default.
  public var queryText: String { queryString.text }

  /// The same selection from its first event on.
  public var firstPage: EventSelection {
    var selection = self
    selection.after = nil
    selection.before = nil
    return selection
  }

  /// Whether this is the first page.
  public var isFirstPage: Bool { after == nil && before == nil }

  /// The same selection from the event after `row` on.
  public func page(after row: EventRow) -> EventSelection {
    var selection = firstPage
    selection.after = row.key
    return selection
  }

  /// The same selection up to the event before `row`.
  public func page(before row: EventRow) -> EventSelection {
    var selection = firstPage
    selection.before = row.key
    return selection
  }
}

extension EventKey {
  /// The key as addresses write it: `lo,hi,id`.
  public var text: String { "\(lo),\(hi),\(id)" }

  /// Reads a key from its text; `nil` when no list writes it so.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 3, let lo = Int64(parts[0]), let hi = Int64(parts[1]),
      let id = Slug(String(parts[2]))
    else { return nil }
    self.init(lo: lo, hi: hi, id: id)
    // One key, one spelling: +1, 01 and -0 are refused.
    guard self.text == text else { return nil }
  }
}

/// Takes a selection out of parameters and collects what is wrong with them.
private struct SelectionReader {
  let query: QueryString
  var faults: [QueryFault] = []

  init(_ query: QueryString) { self.query = query }

  mutating func selection() -> EventSelection {
    refuseStrangers()
    var selection = EventSelection()
    selection.query = search()
    selection.kinds = codes("kind", EventKind.self)
    selection.standings = codes("status", Standing.self)
    selection.place = slug("place")
    selection.actor = slug("actor")
    selection.platform = slug("platform")
    selection.person = slug("person")
    selection.source = slug("source")
    selection.statute = slug("statute")
    selection.tag = slug("tag")
    selection.from = date("from")
    selection.to = date("to")
    selection.order = order()
    selection.limit = limit()
    selection.after = key("after")
    selection.before = key("before")
    refuseBothWays(selection)
    refuseReversed(selection)
    return selection
  }

  private mutating func refuseStrangers() {
    var told: Set<String> = []
    for parameter in query.parameters
    where !EventSelection.parameterNames.contains(parameter.name)
      && told.insert(parameter.name).inserted
    {
      faults.append(
        QueryFault(parameter.name, .unknown(accepted: EventSelection.parameterNames)))
    }
  }

  private mutating func refuseReversed(_ selection: EventSelection) {
    guard let first = selection.from?.earliest, let last = selection.to?.latest else { return }
    // A timestamp may be of the next day on its own clock and of the last day on the reader's.
    let hasTime = selection.from?.precision == .minute || selection.to?.precision == .minute
    if first > last.adding(days: hasTime ? 1 : 0) { faults.append(QueryFault("from", .reversed)) }
  }

  private mutating func refuseBothWays(_ selection: EventSelection) {
    guard selection.after != nil, selection.before != nil else { return }
    faults.append(QueryFault("before", .notTogether(with: "after")))
  }

  private mutating func value(_ name: String) -> String? {
    let values = query.values(of: name)
    if values.count > 1 { faults.append(QueryFault(name, .repeated)) }
    return values.first
  }

  private mutating func search() -> String? {
    guard let value = value("q") else { return nil }
    guard value.utf8.count <= EventSelection.longestSearch else {
      faults.append(QueryFault("q", .tooLong(limit: EventSelection.longestSearch)))
      return nil
    }
    let words = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private mutating func codes<Code: RawRepresentable & CaseIterable & Hashable>(
    _ name: String, _: Code.Type
  ) -> [Code] where Code.RawValue == String {
    var codes: Set<Code> = []
    for value in query.values(of: name) {
      if let code = Code(rawValue: value) {
        codes.insert(code)
      } else {
        faults.append(QueryFault(name, .notAccepted(values: Code.allCases.map(\.rawValue))))
      }
    }
    return codes.sorted { $0.rawValue < $1.rawValue }
  }

  private mutating func slug(_ name: String) -> Slug? {
    guard let value = value(name) else { return nil }
    let slug = Slug(value)
    if slug == nil { faults.append(QueryFault(name, .badSlug)) }
    return slug
  }

  private mutating func date(_ name: String) -> EDTF? {
    guard let value = value(name) else { return nil }
    do { return try EDTF(parsing: value) } catch {
      faults.append(QueryFault(name, .badDate("\(error)")))
      return nil
    }
  }

  private mutating func order() -> EventSelection.Order {
    guard let value = value("sort") else { return .new }
    if let order = EventSelection.Order(rawValue: value) { return order }
    let accepted = EventSelection.Order.allCases.map(\.rawValue)
    faults.append(QueryFault("sort", .notAccepted(values: accepted)))
    return .new
  }

  private mutating func limit() -> Int {
    guard let value = value("n") else { return 100 }
    if let size = EventSelection.pageSizes.first(where: { String($0) == value }) { return size }
    faults.append(QueryFault("n", .notAccepted(values: EventSelection.pageSizes.map(String.init))))
    return 100
  }

  private mutating func key(_ name: String) -> EventKey? {
    guard let value = value(name) else { return nil }
    let key = EventKey(value)
    if key == nil { faults.append(QueryFault(name, .badKey)) }
    return key
  }
}
