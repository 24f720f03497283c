import Record

extension Site {
  /// The bytes at a route; `nil` when nothing is there.
  ///
  /// - Throws: what reading the holdings throws.
  public func render(_ route: Route) throws -> Resource? {
    switch route {
    case .languageChoice: return LanguageChoice.render(site: self)
    case .page(_, let page): return try render(page, route)
    case .feed(let language, let selection, let feed):
      return try FeedResource.render(language, selection, feed, site: self)
    case .reach(let language, let subject, let form):
      return try ReachResource.render(language, subject, form, site: self)
    case .lockstep(let language, let form):
      return try LockstepFeed.render(language, form, site: self)
    case .docket(let language, let selection, let form):
      return try DocketResource.render(language, selection, form, site: self)
    case .timelineJSON(let language): return try TimelineResource.render(language, site: self)
    case .data(let file): return try DataResource.render(file, site: self)
    case .chart(let series, let form): return try ChartResource.render(series, form, site: self)
    case .stylesheet:
      return Resource(path: route.path, mediaType: .css, bytes: Stylesheet.bytes)
    case .icon: return Resource(path: route.path, mediaType: .icon, bytes: SiteIcon.bytes)
    case .robots:
      return Resource(
        path: route.path, mediaType: .text, bytes: SiteMap.robots(address: state.address))
    case .sitemap: return try SiteMapResource.render(site: self)
    }
  }

  /// Hands the bytes of a route that grows with the whole record to `body`, piece by piece, so that
  /// they are never held at once; together they are what `render` gives.
  ///
  /// - Returns: `false` for every other route; `body` was not called then.
  public func pieces(of route: Route, _ body: ([UInt8]) throws -> Void) throws -> Bool {
    switch route {
    case .data(.table(let kind)): try RecordDump.csv(kind, of: holdings, body)
    case .data(.records(let kind)): try RecordDump.json(kind, of: holdings, body)
    case .feed(let language, let selection, .csv):
      try FeedResource.table(language, selection, site: self, body)
    case .docket(let language, let selection, let form):
      return try DocketResource.pieces(language, selection, form, site: self, body)
    case .timelineJSON(let language): try TimelineResource.pieces(language, site: self, body)
    default: return false
    }
    return true
  }

  private func render(_ page: Route.Page, _ route: Route) throws -> Resource? {
    switch page {
    case .home: try HomePage.render(route, site: self)
    case .events(let selection, let number):
      try EventsPage.render(route, selection, number: number, site: self)
    case .event(let id, let version):
      try EventPage.render(route, id, version: version, site: self)
    case .timeline(let view): try TimelinePage.render(route, view, site: self)
    case .year(let year): try YearPage.render(route, year, site: self)
    case .story(let id, let part): try StoryPage.render(route, id, part: part, site: self)
    case .section(.docket, let number):
      try DocketPage.render(route, DocketSelection(), number: number, site: self)
    case .docket(let selection, let number):
      try DocketPage.render(route, selection, number: number, site: self)
    case .section(let section, let number):
      try SectionPages.list(section, number: number, route: route, site: self)
    case .entry(let section, let id): try EntryPage.render(section, id, route: route, site: self)
    case .overview(let overview): try render(overview, route)
    case .reach(let subject): try ReachPage.render(route, subject, site: self)
    case .owner(let owner): try LockstepOwnerPage.render(route, owner, site: self)
    case .whoObeys(let country): try WhoObeysPage.render(route, country, site: self)
    case .search(let query): try SearchPage.render(route, query, site: self)
    case .data: try DataPage.render(route, site: self)
    case .verify: VerifyPage.render(route, site: self)
    case .about: TextPages.about(route, site: self)
    case .accessibility: TextPages.accessibility(route, site: self)
    case .feeds: try TextPages.feeds(route, site: self)
    }
  }

  private func render(_ overview: Section.Overview, _ route: Route) throws -> Resource {
    switch overview {
    case .census: try CensusPage.render(route, site: self)
    case .sentences: try SentencesPage.render(route, site: self)
    case .compliance: try CompliancePage.render(route, site: self)
    case .growth: try GrowthPage.render(route, site: self)
    }
  }

  /// Every route of an edition, in a fixed order.
  public func routes() throws -> [Route] {
    var routes: [Route] = [.languageChoice, .stylesheet, .icon, .robots]
    if state.address != nil { routes.append(.sitemap) }
    for kind in RecordKind.allCases {
      routes += [.data(.table(kind)), .data(.records(kind)), .data(.metadata(kind))]
    }
    try holdings.each(.series) { version in
      let id = version.reference.id
      if try ChartResource.hasChart(id, site: self) {
        routes += [.chart(id, .svg), .chart(id, .png)]
      }
    }
    try holdings.each(.lockstep) { version in
      routes += LockstepFile.allCases.map { .data(.lockstep(version.reference.id, $0)) }
    }
    routes += try obeyingCountries().map { .data(.whoObeys($0)) }
    let pages = try pages()
    let subjects = try reach().subjects
    for language in Language.allCases {
      routes += pages.map { .page(language, $0) }
      routes += subjects.flatMap { subject in
        ReachForm.allCases.map { .reach(language, subject, $0) }
      }
      routes += try lists().flatMap { list in
        Route.Feed.allCases.map { .feed(language, list, $0) }
      }
      routes += LockstepForm.allCases.map { .lockstep(language, $0) }
      routes += try docketLists().flatMap { list in
        DocketSelection.forms.map { .docket(language, list, $0) }
      }
      routes.append(.timelineJSON(language))
    }
    return routes
  }

  /// The lists of events that an edition has as files.
  func lists() throws -> [EventSelection] {
    var lists = [EventSelection()]
    for facet in EventFacet.allCases where facet != .year {
      lists += try tally(facet).compactMap { EventSelection(facet: facet, value: $0.value) }
    }
    return lists
  }

  /// The pages of one language.
  func pages() throws -> [Route.Page] {
    var pages: [Route.Page] = [
      .home, .search(""), .data, .verify, .about, .accessibility, .feeds,
    ]
    pages += Route.TimelineView.allCases.map { .timeline($0) }
    pages += try years().sorted().map { .year($0) }
    pages += Section.Overview.allCases.map { .overview($0) }
    for story in stories {
      pages.append(.story(story.id, part: nil))
      pages += try parts(of: story).indices.map { .story(story.id, part: $0 + 1) }
    }
    pages += try reach().subjects.map { .reach($0) }
    pages += try lockstep().owners.map { .owner($0.name) }
    pages.append(.whoObeys(nil))
    pages += try obeyingCountries().map { .whoObeys($0) }
    let docket = try docket()
    for list in try docketLists() {
      pages += (1...docket.pageCount(list)).map { .docket(list, number: $0) }
    }
    try holdings.each(.case) { pages.append(.entry(.docket, $0.reference.id)) }
    for section in Section.allCases where section != .docket {
      pages += (1...(try SectionPages.pageCount(section, site: self))).map {
        .section(section, number: $0)
      }
      try holdings.each(section.kind) { pages.append(.entry(section, $0.reference.id)) }
    }
    for list in try lists() {
      pages += (0...(try pageStarts(of: list).count)).map { .events(list, number: $0 + 1) }
    }
    try holdings.each(.event) { version in
      pages.append(.event(version.reference.id, version: nil))
      for number in 1..<max(1, version.number) {
        pages.append(.event(version.reference.id, version: number))
      }
    }
    return pages
  }
}
