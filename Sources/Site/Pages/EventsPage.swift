import Messages
import Record

/// A list of events with its filters and its other forms.
enum EventsPage {
  static func render(
    _ route: Route, _ selection: EventSelection, number: Int, site: Site
  ) throws -> Resource? {
    var selection = selection
    var pages = 1
    // A page that is reached by a key has no number: it may begin anywhere.
    let isNumbered = selection.listName != nil && selection.isFirstPage
    if isNumbered {
      let starts = try site.pageStarts(of: selection)
      pages = starts.count + 1
      guard number <= pages else { return nil }
      if number > 1 { selection.after = starts[number - 2] }
    } else if number > 1 {
      return nil
    }
    var page = site.page(route)
    var heading = Page.Heading(
      title(of: selection, page), description: page.words("site.events.description"))
    heading.feeds = page.forms(of: selection.firstPage)
    heading.windowTitle = page.numbered(heading.title, number)
    heading.isHidden = !isNumbered || number > 1
    let listing = try site.holdings.events(selection)
    return try page.framed(heading) { page in
      let total = try site.holdings.count(selection)
      page.paragraph(page.words("site.events.count", ["n": .number(total)]))
      filters(&page, selection)
      try facets(&page, selection)
      page.eventTable(heading.title, listing.rows)
      if isNumbered {
        page.pagination(current: number, of: pages) { .events(selection.firstPage, number: $0) }
      } else {
        neighbours(&page, selection, listing)
      }
      downloads(&page, heading)
      if listing.rows.count < total {
        page.paragraph(page.words("site.events.part", ["n": .number(total)]), class: "hint")
      }
    }
  }

  /// What a list holds, in words.
  static func title(of selection: EventSelection, _ page: Page) -> String {
    guard let (facet, value) = selection.facet else {
      let key = selection.firstPage == EventSelection() ? "site.events" : "site.events.selected"
      return page.words(key)
    }
    let name: String =
      switch facet {
      case .kind: page.words.code("event-kind", value)
      case .standing: page.words.code("standing", value)
      case .place: name(.place, value, page)
      case .actor: name(.actor, value, page)
      case .platform: name(.platform, value, page)
      case .tag: page.words.tag(value).text
      case .year: value
      }
    return page.words(
      "site.events.by",
      ["facet": .text(page.words("site.facet.\(facet.rawValue)")), "value": .text(name)])
  }

  private static func name(_ kind: RecordKind, _ value: String, _ page: Page) -> String {
    Slug(value).map { page.words.text(page.names.name(of: kind, $0)) } ?? value
  }

  private static func downloads(_ page: inout Page, _ heading: Page.Heading) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.events.forms"))
    for feed in heading.feeds {
      page.html.markup(" ")
      page.html.link(feed.address, page.words("site.feed.\(feed.form.rawValue)"))
    }
    page.html.markup("</p>\n")
  }

  /// The ways to the first page, the one before and the one after.
  private static func neighbours(
    _ page: inout Page, _ selection: EventSelection, _ listing: EventListing
  ) {
    page.html.markup("<p class=\"pages\">")
    if !selection.isFirstPage {
      page.html.link(
        page.address(.events(selection.firstPage, number: 1)), page.words("site.events.first"))
      page.html.markup(" ")
    }
    if let row = listing.previous {
      neighbour(&page, "prev", selection.page(before: row), page.words("site.events.previous"))
      page.html.markup(" ")
    }
    if let row = listing.next {
      neighbour(&page, "next", selection.page(after: row), page.words("site.events.next"))
    }
    page.html.markup("</p>\n")
  }

  private static func neighbour(
    _ page: inout Page, _ relation: String, _ selection: EventSelection, _ name: String
  ) {
    let address = page.address(.events(selection, number: 1))
    page.html.element("a", name, ("rel", relation), ("href", address))
  }

  private static func filters(_ page: inout Page, _ selection: EventSelection) {
    page.details(page.words("site.filter"), isOpen: selection.listName == nil) { page in
      page.html.open(
        "form", ("method", "get"), ("action", page.address(.events(EventSelection(), number: 1))),
        ("role", "search"))
      page.html.markup("\n")
      field(&page, "q", selection.query ?? "")
      choice(
        &page, "kind", EventKind.allCases.map(\.rawValue), "event-kind",
        selection.kinds.first?.rawValue)
      choice(
        &page, "status", Standing.allCases.map(\.rawValue), "standing",
        selection.standings.first?.rawValue)
      field(&page, "from", selection.from?.description ?? "")
      field(&page, "to", selection.to?.description ?? "")
      for (name, value) in [
        ("place", selection.place), ("actor", selection.actor), ("platform", selection.platform),
        ("person", selection.person), ("tag", selection.tag), ("source", selection.source),
        ("statute", selection.statute),
      ] {
        guard let value else { continue }
        page.html.open("input", ("type", "hidden"), ("name", name), ("value", value.text))
      }
      page.html.element("button", page.words("site.filter.apply"), ("type", "submit"))
      page.html.markup("\n</form>\n")
      page.paragraph(page.words("site.filter.live"), class: "hint")
    }
  }

  private static func field(_ page: inout Page, _ name: String, _ value: String) {
    page.html.element("label", page.words("site.filter.\(name)"), ("for", "filter-\(name)"))
    page.html.open(
      "input", ("id", "filter-\(name)"), ("name", name), ("value", value),
      ("autocomplete", "off"))
    page.html.markup("\n")
  }

  private static func choice(
    _ page: inout Page, _ name: String, _ codes: [String], _ vocabulary: String, _ chosen: String?
  ) {
    page.html.element("label", page.words("site.filter.\(name)"), ("for", "filter-\(name)"))
    page.html.open("select", ("id", "filter-\(name)"), ("name", name))
    if let chosen {
      options(&page, codes, vocabulary, chosen)
    } else {
      page.kept("options-\(name)") { options(&$0, codes, vocabulary, nil) }
    }
    page.html.markup("</select>\n")
  }

  private static func options(
    _ page: inout Page, _ codes: [String], _ vocabulary: String, _ chosen: String?
  ) {
    page.html.element("option", page.words("site.filter.any"), ("value", ""))
    for code in codes {
      page.html.markup("<option")
      page.html.attribute("value", code)
      if code == chosen { page.html.markup(" selected") }
      page.html.markup(">")
      page.html.text(page.words.code(vocabulary, code))
      page.html.markup("</option>")
    }
  }

  /// The most values of a facet that a list offers: the rest is found by searching.
  private static let mostValues = 30

  private static func facets(_ page: inout Page, _ selection: EventSelection) throws {
    guard selection.firstPage == EventSelection() else { return }
    try page.details(page.words("site.facets")) { page in
      for facet in EventFacet.allCases where facet != .year {
        let tallies = try page.site.tally(facet)
        guard !tallies.isEmpty else { continue }
        page.heading(2, page.words("site.facet.\(facet.rawValue)"))
        page.html.markup("<ul class=\"facets\">\n")
        for tally in tallies.prefix(Self.mostValues) {
          guard let list = EventSelection(facet: facet, value: tally.value) else { continue }
          page.html.markup("<li>")
          page.html.link(
            page.address(.events(list, number: 1)), Self.value(facet, tally.value, page))
          page.html.markup(" ")
          page.html.text(page.words.number(tally.count))
          page.html.markup("</li>\n")
        }
        page.html.markup("</ul>\n")
      }
    }
  }

  private static func value(_ facet: EventFacet, _ value: String, _ page: Page) -> String {
    switch facet {
    case .kind: page.words.code("event-kind", value)
    case .standing: page.words.code("standing", value)
    case .place: name(.place, value, page)
    case .actor: name(.actor, value, page)
    case .platform: name(.platform, value, page)
    case .tag: page.words.tag(value).text
    case .year: value
    }
  }
}

extension EventListing {
  /// The event before which the page before ends, if there is such a page.
  var previous: EventRow? { hasEarlier ? rows.first : nil }

  /// The event after which the next page begins, if there is one.
  var next: EventRow? { hasMore ? rows.last : nil }
}
