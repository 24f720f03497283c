import Record

/// A list of events in another form, at its place in the site.
enum FeedResource {
  static func render(
    _ language: Language, _ selection: EventSelection, _ form: Route.Feed, site: Site
  ) throws -> Resource {
    let route = Route.feed(language, selection, form)
    let page = site.page(route)
    let listing = try site.holdings.events(selection)
    let feed = EventFeed(
      language: language, title: EventsPage.title(of: selection, page),
      query: selection.firstPage.queryText, rows: listing.rows, state: site.state,
      links: links(language, selection, form, listing, site))
    let (type, bytes): (MediaType, [UInt8]) =
      switch form {
      case .atom: (.atom, AtomFeed.bytes(feed))
      case .jsonFeed: (.jsonFeed, JSONFeed.bytes(feed))
      case .calendar: (.calendar, CalendarFeed.bytes(feed))
      case .csv: (.csv, EventTable.csv(feed))
      case .json: (.json, EventTable.json(feed))
      }
    return Resource(path: route.path, mediaType: type, bytes: bytes)
  }

  private static func links(
    _ language: Language, _ selection: EventSelection, _ form: Route.Feed,
    _ listing: EventListing, _ site: Site
  ) -> EventFeed.Links {
    let base = site.state.address.map { "\($0)/\(language.rawValue)/events/" } ?? ""
    func address(_ route: Route) -> String {
      let name = route.path.split(separator: "/").last.map(String.init) ?? ""
      return base + name + (route.query.isEmpty ? "" : "?\(route.query)")
    }
    func address(_ page: EventSelection) -> String {
      address(.feed(language, page, form))
    }
    var links = EventFeed.Links(
      own: address(selection),
      page: address(.page(language, .events(selection.firstPage, number: 1))), eventPrefix: base)
    // A file of an edition has no other pages: only the live site can make them.
    let isLive = site.state.address != nil || selection.listName == nil || !selection.isFirstPage
    guard isLive else { return links }
    if !selection.isFirstPage { links.first = address(selection.firstPage) }
    links.previous = listing.previous.map { address(selection.page(before: $0)) }
    links.next = listing.next.map { address(selection.page(after: $0)) }
    return links
  }
}

/// The whole timeline for TimelineJS.
enum TimelineResource {
  /// How large a piece is handed on, in bytes.
  private static let piece = 1 << 20

  static func render(_ language: Language, site: Site) throws -> Resource {
    var whole: [UInt8] = []
    try pieces(language, site: site) { whole += $0 }
    return Resource(path: Route.timelineJSON(language).path, mediaType: .json, bytes: whole)
  }

  /// The document, handed to `body` in pieces of about a megabyte.
  static func pieces(
    _ language: Language, site: Site, _ body: ([UInt8]) throws -> Void
  ) throws {
    let words = site.words(language)
    var writer = TimelineWriter(in: language, zone: site.state.zone)
    let base = site.state.address.map { "\($0)/\(language.rawValue)" } ?? ".."
    try site.holdings.each(.event) { version in
      let event = try Event(version.content)
      guard event.evidence.retraction == nil else { return }
      let page = TimelineWriter.Page(
        address: "\(base)/events/\(EventFileName.name(of: event.id)).html",
        label: words("site.story.whole"))
      writer.append(event, group: words.kind(event.eventKind), page: page)
      if writer.pending >= piece { try body(writer.take()) }
    }
    try body(writer.finish(headline: words.text(site.state.title)))
  }
}
