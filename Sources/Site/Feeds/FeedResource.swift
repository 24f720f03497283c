import Bytes
import Record

/// A list of events in another form, at its place in the site.
///
/// The table (CSV) of a list is whole. Every other form has one page of the list, and where that is
/// not all of it, says so and names the table.
enum FeedResource {
  static func render(
    _ language: Language, _ selection: EventSelection, _ form: Route.Feed, site: Site
  ) throws -> Resource {
    let route = Route.feed(language, selection, form)
    if form == .csv {
      var whole: [UInt8] = []
      try table(language, selection, site: site) { whole += $0 }
      return Resource(path: route.path, mediaType: .csv, bytes: whole)
    }
    let feed = try feed(language, selection, form, site: site)
    let (type, bytes): (MediaType, [UInt8]) =
      switch form {
      case .atom: (.atom, AtomFeed.bytes(feed))
      case .jsonFeed: (.jsonFeed, JSONFeed.bytes(feed))
      case .calendar: (.calendar, CalendarFeed.bytes(feed))
      case .csv: (.csv, EventTable.csv(feed))
      case .json: (.json, EventTable.json(feed))
      case .geoJSON: (.geoJSON, GeoFeed.bytes(feed, try EventPlaces(feed.rows, site.holdings)))
      case .text: (.text, TextFeed.bytes(feed))
      }
    return Resource(path: route.path, mediaType: type, bytes: bytes)
  }

  /// How many events are read at a time for a table.
  private static let block = 500
  /// How large a piece of a table is handed on, in bytes.
  private static let piece = 1 << 20

  /// The whole table of a list, handed to `body` in pieces of about a megabyte.
  ///
  /// - Complexity: O(n) in the selected events; holds one piece at a time.
  static func table(
    _ language: Language, _ selection: EventSelection, site: Site, _ body: ([UInt8]) throws -> Void
  ) throws {
    var page = selection.firstPage
    page.limit = block
    let links = EventFeed.Links(own: "", page: "", eventPrefix: base(language, site))
    var writer = CSVWriter(.guarded)
    writer.row(EventTable.columns)
    while true {
      let listing = try site.holdings.events(page)
      let feed = EventFeed(
        language: language, title: "", query: "", rows: listing.rows, state: site.state,
        links: links)
      EventTable.append(feed, to: &writer)
      if writer.bytes.count >= piece { try body(writer.take()) }
      guard let row = listing.next else { break }
      page = page.page(after: row)
    }
    try body(writer.take())
  }

  private static func feed(
    _ language: Language, _ selection: EventSelection, _ form: Route.Feed, site: Site
  ) throws -> EventFeed {
    let page = site.page(.feed(language, selection, form))
    let listing = try site.holdings.events(selection)
    return EventFeed(
      language: language, title: EventsPage.title(of: selection, page),
      query: selection.firstPage.queryText, rows: listing.rows,
      total: try site.holdings.count(selection), state: site.state,
      links: links(language, selection, form, listing, site))
  }

  /// What comes before the names of files beside the lists: nothing where the site has no address.
  private static func base(_ language: Language, _ site: Site) -> String {
    site.state.address.map { "\($0)/\(language.rawValue)/events/" } ?? ""
  }

  private static func links(
    _ language: Language, _ selection: EventSelection, _ form: Route.Feed,
    _ listing: EventListing, _ site: Site
  ) -> EventFeed.Links {
    let base = base(language, site)
    func address(_ route: Route) -> String {
      let name = route.path.split(separator: "/").last.map(String.init) ?? ""
      return base + name + (route.query.isEmpty ? "" : "?\(route.query)")
    }
    func address(_ page: EventSelection) -> String { address(.feed(language, page, form)) }
    var links = EventFeed.Links(
      own: address(selection),
      page: address(.page(language, .events(selection.firstPage, number: 1))),
      whole: address(.list(language, selection, as: .csv)), eventPrefix: base)
    // A file of an edition has no other pages: only the live site can make them.
    let isLive = site.state.address != nil || selection.listName == nil || !selection.isFirstPage
    guard isLive else { return links }
    if !selection.isFirstPage { links.first = address(selection.firstPage) }
    links.previous = listing.previous.map { address(selection.page(before: $0)) }
    links.next = listing.next.map { address(selection.page(after: $0)) }
    return links
  }
}
