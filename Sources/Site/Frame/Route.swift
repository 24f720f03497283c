import Bytes
public import Record

/// Where something of the site is: one value for each file of an edition and for each address the
/// live site answers.
public enum Route: Sendable, Hashable {
  case languageChoice
  case page(Language, Page)
  /// The same events as a list's first page, in another form.
  case feed(Language, EventSelection, Feed)
  /// What measurements say of a subject, in another form than a page.
  case reach(Language, ReachSubject, ReachForm)
  /// Findings of lockstep, the newest first, as a feed.
  case lockstep(Language, LockstepForm)
  /// Cases of the docket in another form than a page.
  case docket(Language, DocketSelection, Feed)
  /// The timeline for TimelineJS.
  case timelineJSON(Language)
  case data(DataFile)
  /// The chart of a series.
  case chart(Slug, ChartForm)
  case stylesheet
  /// The sign of the site in tabs and bookmarks.
  case icon
  case robots
  case sitemap

  /// An HTML page.
  public enum Page: Sendable, Hashable {
    case home
    /// A list of events; `number` counts pages from 1.
    case events(EventSelection, number: Int)
    /// An event; a version other than the newest has a page of its own.
    case event(Slug, version: Int?)
    case timeline(TimelineView)
    case year(Int)
    /// A story's cover (`nil`) or one of its pages, from 1.
    case story(Slug, part: Int?)
    /// The records of a section; `number` counts pages from 1.
    case section(Section, number: Int)
    case entry(Section, Slug)
    case overview(Section.Overview)
    /// What measurements say of a country, a network or a target.
    case reach(ReachSubject)
    /// What findings of lockstep say of one owner's targets: who was hit, when and by how many.
    case owner(Slug)
    /// A list of cases; `number` counts pages from 1.
    case docket(DocketSelection, number: Int)
    /// Who obeys in a country, by its code; without one the list of countries.
    case whoObeys(String?)
    case search(String)
    case data, verify, about, accessibility, feeds
  }

  /// A way to lay out the timeline.
  public enum TimelineView: String, Sendable, Hashable, CaseIterable {
    case heat = "index"
    case list, lanes
  }

  /// A form of a list other than a page.
  public enum Feed: String, Sendable, Hashable, CaseIterable {
    case atom
    case jsonFeed = "feed.json"
    case calendar = "ics"
    case csv
    case json
    case geoJSON = "geojson"
    case text = "txt"
  }

  /// A file below `data/`.
  public enum DataFile: Sendable, Hashable {
    case table(RecordKind)
    case records(RecordKind)
    case metadata(RecordKind)
    /// The evidence or the network of one finding of lockstep.
    case lockstep(Slug, LockstepFile)
    /// Who obeys in a country, as a table.
    case whoObeys(String)
  }

  /// A form of a chart.
  public enum ChartForm: String, Sendable, Hashable, CaseIterable {
    case svg, png
  }
}

extension Route {
  /// A list of events in another form. A table is always whole: it has no pages.
  static func list(_ language: Language, _ selection: EventSelection, as form: Feed) -> Route {
    guard form == .csv else { return .feed(language, selection, form) }
    var whole = selection.firstPage
    whole.limit = EventSelection().limit
    return .feed(language, whole, form)
  }

  /// The path in an edition, without a leading slash.
  public var path: String {
    switch self {
    case .languageChoice: "index.html"
    case .page(let language, let page): "\(language.rawValue)/\(page.path).html"
    case .feed(let language, let selection, let feed):
      "\(language.rawValue)/events/\(selection.listName ?? "index").\(feed.rawValue)"
    case .reach(let language, let subject, let form):
      "\(language.rawValue)/reach/\(subject.name).\(form.rawValue)"
    case .lockstep(let language, let form): "\(language.rawValue)/lockstep/index.\(form.rawValue)"
    case .docket(let language, let selection, let form):
      "\(language.rawValue)/docket/\(selection.listName ?? "index").\(form.rawValue)"
    case .timelineJSON(let language): "\(language.rawValue)/timeline/timeline.json"
    case .data(let file): "data/\(file.name)"
    case .chart(let series, let form): "charts/\(series).\(form.rawValue)"
    case .stylesheet: Stylesheet.path
    case .icon: SiteIcon.path
    case .robots: "robots.txt"
    case .sitemap: "sitemap.xml"
    }
  }

  /// The query string that belongs to the address on the live site, without `?`; empty where the
  /// path says it all.
  public var query: String {
    switch self {
    case .page(_, .events(let selection, _)), .feed(_, let selection, _):
      selection.listName == nil ? selection.queryText : selection.placeText
    case .page(_, .docket(let selection, let number)): selection.query(page: number)
    case .docket(_, let selection, _): selection.query(page: 1)
    case .page(_, .search(let words)): words.isEmpty ? "" : "q=\(PercentEncoding.encoded(words))"
    default: ""
    }
  }

  /// The language of the page, if it has one.
  public var language: Language? {
    switch self {
    case .page(let language, _), .feed(let language, _, _), .timelineJSON(let language),
      .reach(let language, _, _), .lockstep(let language, _), .docket(let language, _, _):
      language
    default: nil
    }
  }
}

extension Route.Page {
  /// The path below the language, without `.html`.
  var path: String {
    switch self {
    case .home: "index"
    case .events(let selection, let number):
      Self.numbered("events/\(selection.listName ?? "index")", number)
    case .event(let id, let version):
      "events/\(EventFileName.name(of: id))" + (version.map { "-r\($0)" } ?? "")
    case .timeline(let view): "timeline/\(view.rawValue)"
    case .year(let year): "timeline/\(year)"
    case .story(let id, let part): "timeline/story-\(id)" + (part.map { "-\($0)" } ?? "")
    case .section(let section, let number): Self.numbered("\(section.rawValue)/index", number)
    case .entry(.docket, let id): "docket/\(DocketFileName.name(of: id))"
    case .entry(let section, let id): "\(section.rawValue)/\(id)"
    case .overview(let overview): "\(Self.section(of: overview).rawValue)/\(overview.rawValue)"
    case .reach(let subject): "reach/\(subject.name)"
    case .owner(let owner): "lockstep/owner-\(owner)"
    case .docket(let selection, let number):
      Self.numbered(
        "docket/\(selection.listName ?? "index")", selection.listName == nil ? 1 : number)
    case .whoObeys(let country): "who-obeys/\(country?.lowercased() ?? "index")"
    case .search: "search/index"
    case .data: "data/index"
    case .verify: "verify/index"
    case .about: "about/index"
    case .accessibility: "accessibility/index"
    case .feeds: "feeds/index"
    }
  }

  private static func numbered(_ path: String, _ number: Int) -> String {
    guard number > 1 else { return path }
    return path.hasSuffix("/index")
      ? "\(path.dropLast("index".count))page-\(number)" : "\(path)-page-\(number)"
  }

  private static func section(of overview: Section.Overview) -> Section {
    Section.allCases.first { $0.overviews.contains(overview) } ?? .cases
  }
}

extension Route.DataFile {
  /// The file's name below `data/`.
  public var name: String {
    switch self {
    case .table(let kind): "\(kind.plural).csv"
    case .records(let kind): "\(kind.plural).json"
    case .metadata(let kind): "\(kind.plural).csv-metadata.json"
    case .lockstep(let id, let file): "\(id).\(file.rawValue)"
    case .whoObeys(let country): "who-obeys-\(country.lowercased()).csv"
    }
  }
}

extension EventSelection {
  /// The one thing that narrows this selection, if it is one thing and nothing else differs from
  /// the default: such lists are files of an edition.
  public var facet: (facet: EventFacet, value: String)? {
    var found: [(EventFacet, String)] = []
    if kinds.count == 1 { found.append((.kind, kinds[0].rawValue)) }
    if standings.count == 1 { found.append((.standing, standings[0].rawValue)) }
    if let place { found.append((.place, place.text)) }
    if let actor { found.append((.actor, actor.text)) }
    if let platform { found.append((.platform, platform.text)) }
    if let tag { found.append((.tag, tag.text)) }
    guard found.count == 1 else { return nil }
    return EventSelection(facet: found[0].0, value: found[0].1) == firstPage ? found[0] : nil
  }

  /// The name of the file that holds this list in an edition, or `nil` for a list that only the
  /// live site has.
  var listName: String? {
    if firstPage == EventSelection() { return "index" }
    return facet.map { "\($0.facet.rawValue)-\($0.value)" }
  }

  /// The part of the query that names the page alone.
  var placeText: String {
    var place = EventSelection()
    place.after = after
    place.before = before
    return place.queryText
  }

  /// The selection of a single-facet list; `nil` when the value is not of the facet.
  public init?(facet: EventFacet, value: String) {
    self.init()
    switch facet {
    case .kind:
      guard let kind = EventKind(rawValue: value) else { return nil }
      kinds = [kind]
    case .standing:
      guard let standing = Standing(rawValue: value) else { return nil }
      standings = [standing]
    case .year:
      guard let year = Int(value), let span = EDTF(year: year) else { return nil }
      from = span
      to = span
    default:
      guard let slug = Slug(value) else { return nil }
      set(facet, slug)
    }
  }

  private mutating func set(_ facet: EventFacet, _ slug: Slug) {
    switch facet {
    case .place: place = slug
    case .actor: actor = slug
    case .platform: platform = slug
    case .tag: tag = slug
    case .kind, .standing, .year: break
    }
  }
}
