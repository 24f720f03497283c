public import Record

extension Route {
  /// The route that an address means: a path without leading slash, with or without `.html`, and a
  /// query string without `?`.
  ///
  /// - Returns: `nil` for a path that is no page of the site.
  /// - Throws: `QueryFaults` when the path is a list and its query has faults.
  public init?(path: String, query: String = "") throws(QueryFaults) {
    switch path {
    case "index.html": self = .languageChoice
    case "robots.txt": self = .robots
    case "sitemap.xml": self = .sitemap
    case Stylesheet.path: self = .stylesheet
    case SiteIcon.path: self = .icon
    default:
      let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard let head = parts.first, parts.count > 1 || Language(rawValue: head) != nil else {
        return nil
      }
      if let language = Language(rawValue: head) {
        guard let route = try Self.localized(language, Array(parts.dropFirst()), query) else {
          return nil
        }
        self = route
      } else {
        guard parts.count == 2, let route = Self.file(in: head, named: parts[1]) else {
          return nil
        }
        self = route
      }
    }
  }

  private static func file(in folder: String, named name: String) -> Route? {
    switch folder {
    case "data": DataFile(name: name).map { .data($0) }
    case "charts":
      ChartForm.allCases.lazy.compactMap { form in
        name.removingSuffix(".\(form.rawValue)").flatMap { Slug($0) }.map { .chart($0, form) }
      }.first
    default: nil
    }
  }

  private static func localized(
    _ language: Language, _ parts: [String], _ query: String
  ) throws(QueryFaults) -> Route? {
    var parts = parts.filter { !$0.isEmpty }
    if parts.isEmpty || parts == ["index"] || parts == ["index.html"] {
      return .page(language, .home)
    }
    if parts == ["timeline", "timeline.json"] { return .timelineJSON(language) }
    if parts.count == 2, parts[0] == "reach", let found = parts[1].suffixed(by: ReachForm.self),
      let subject = ReachSubject(name: found.stem)
    {
      return .reach(language, subject, found.form)
    }
    if parts.count == 1, let list = parts[0].suffixed(by: Feed.self) {
      parts = [list.stem, "index.\(list.form.rawValue)"]
    }
    if parts.count == 2, parts[0] == "lockstep",
      let found = parts[1].suffixed(by: LockstepForm.self), found.stem == "index"
    {
      return .lockstep(language, found.form)
    }
    if parts.count == 1 {
      parts = [parts[0].removingSuffix(".html") ?? parts[0], "index"]
    }
    guard parts.count == 2 else { return nil }
    if parts[0] == "docket" { return try docket(language, parts[1], query) }
    let name = parts[1].removingSuffix(".html") ?? parts[1]
    if parts[0] == "events", let event = EventFileName.reserved(name) {
      return .page(language, event)
    }
    if parts[0] == "events" { return try events(language, name, query) }
    return try page(in: parts[0], named: name, query).map { .page(language, $0) }
  }

  private static func events(
    _ language: Language, _ name: String, _ query: String
  ) throws(QueryFaults) -> Route? {
    if let list = name.suffixed(by: Feed.self),
      let (selection, number) = try list.stem.eventList(query), number == 1
    {
      return .list(language, selection, as: list.form)
    }
    if let (selection, number) = try name.eventList(query) {
      return .page(language, .events(selection, number: number))
    }
    return EventFileName.page(named: name).map { .page(language, $0) }
  }

  private static func page(
    in folder: String, named name: String, _ query: String
  ) throws(QueryFaults) -> Page? {
    if folder == "timeline" { return timeline(name) }
    if folder == "reach" { return ReachSubject(name: name).map { .reach($0) } }
    if folder == "who-obeys" {
      return name == "index" ? .whoObeys(nil) : name.countryCode.map { .whoObeys($0) }
    }
    if let section = Section(rawValue: folder) { return self.section(section, name) }
    guard name == "index" else { return nil }
    switch folder {
    case "search": return .search(try QueryString(parsing: query).values(of: "q").first ?? "")
    case "data": return .data
    case "verify": return .verify
    case "about": return .about
    case "accessibility": return .accessibility
    case "feeds": return .feeds
    default: return nil
    }
  }

  private static func timeline(_ name: String) -> Page? {
    if let view = TimelineView(rawValue: name) { return .timeline(view) }
    if let year = Int(name), name.utf8.count == 4 { return .year(year) }
    guard let story = name.removingPrefix("story-") else { return nil }
    if let dash = story.lastIndex(of: "-"), let part = Int(story[story.index(after: dash)...]),
      part > 0, part < 1000, let id = Slug(String(story[..<dash]))
    {
      return .story(id, part: part)
    }
    return Slug(story).map { .story($0, part: nil) }
  }

  private static func section(_ section: Section, _ name: String) -> Page? {
    if name == "index" { return .section(section, number: 1) }
    if let number = name.removingPrefix("page-").flatMap({ Int($0) }), number > 1 {
      return .section(section, number: number)
    }
    if let overview = Section.Overview(rawValue: name), section.overviews.contains(overview) {
      return .overview(overview)
    }
    if section == .lockstep, let owner = name.removingPrefix("owner-") {
      return Slug(owner).map { .owner($0) }
    }
    return Slug(name).map { .entry(section, $0) }
  }
}

extension Route.DataFile {
  fileprivate init?(name: String) {
    let all = RecordKind.allCases.flatMap { kind -> [Route.DataFile] in
      [.table(kind), .records(kind), .metadata(kind)]
    }
    let files = LockstepFile.allCases.lazy.compactMap { file in
      name.removingSuffix(".\(file.rawValue)").flatMap { Slug($0) }.map {
        Route.DataFile.lockstep($0, file)
      }
    }
    let country = name.removingPrefix("who-obeys-")?.removingSuffix(".csv")?.countryCode
    guard
      let file = all.first(where: { $0.name == name })
        ?? country.map({ .whoObeys($0) }) ?? files.first
    else { return nil }
    self = file
  }
}

extension String {
  func removingSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }

  func removingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  /// A country's code out of two small letters.
  fileprivate var countryCode: String? {
    utf8.count == 2 && utf8.allSatisfy { (0x61...0x7A).contains($0) } ? uppercased() : nil
  }

  /// The name and form of `index.feed.json` and the like; the longest suffix wins.
  func suffixed<Form: RawRepresentable & CaseIterable>(
    by _: Form.Type
  ) -> (stem: String, form: Form)? where Form.RawValue == String {
    let forms = Form.allCases.sorted { $0.rawValue.count > $1.rawValue.count }
    return forms.lazy.compactMap { form in
      self.removingSuffix(".\(form.rawValue)").map { ($0, form) }
    }.first
  }

  /// The selection and page that a list's file name and query mean.
  fileprivate func eventList(
    _ query: String
  ) throws(QueryFaults) -> (selection: EventSelection, number: Int)? {
    var name = self
    var number = 1
    if let page = removingPrefix("page-").flatMap({ Int($0) }), page > 1 {
      (name, number) = ("index", page)
    } else if let dash = range(of: "-page-"), let page = Int(self[dash.upperBound...]), page > 1 {
      (name, number) = (String(self[..<dash.lowerBound]), page)
    }
    if name == "index" { return (try EventSelection(query: query), number) }
    for facet in EventFacet.allCases where facet != .year {
      guard let value = name.removingPrefix("\(facet.rawValue)-"),
        var selection = EventSelection(facet: facet, value: value)
      else { continue }
      let asked = try EventSelection(query: query)
      (selection.after, selection.before) = (asked.after, asked.before)
      return (selection, number)
    }
    return nil
  }

  private func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
