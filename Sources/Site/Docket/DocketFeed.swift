import Messages
import Record

/// What is new in the docket: cases when they are published, and outcomes when the record learns of them. In the Atom
/// Syndication Format (RFC 4287) and as JSON Feed 1.1.
struct DocketFeed {
  /// One thing that is new.
  private struct Item {
    var id: Slug
    /// Empty for the case itself, else the number of the appeal.
    var part: String
    var title: String
    var summary: String
    var term: String
    var day: CivilDay
  }

  /// The most cases that a feed looks at: those that changed last.
  private static let most = 100

  private let page: Page
  private let selection: DocketSelection
  private let items: [Item]

  init(
    _ language: Language, _ selection: DocketSelection, _ form: Route.Feed, site: Site
  ) throws {
    let page = site.page(.docket(language, selection, form))
    let index = try site.docket()
    var items: [Item] = []
    for place in index.latest(Self.most, of: selection) {
      items += try Self.items(of: index.ids[place], page)
    }
    self.page = page
    self.selection = selection
    self.items = Array(
      items.sorted { one, other in
        one.day != other.day ? one.day > other.day : (one.id, one.part) < (other.id, other.part)
      }.prefix(Self.most))
  }

  /// The case by the day on which it was first published, and each outcome by the day of the version that first
  /// has it.
  private static func items(of id: Slug, _ page: Page) throws -> [Item] {
    var items: [Item] = []
    var told: [Int: CaseOutcome] = [:]
    var number = ""
    for version in try page.site.holdings.history(of: RecordReference(.case, id)) {
      let record = try Case(version.content)
      number = record.number
      if items.isEmpty {
        items.append(
          Item(
            id: id, part: "", title: "", summary: "", term: CaseState.notAppealed.rawValue,
            day: version.day))
      }
      // The page and the title are those of the newest version; the day is that of the first.
      items[0].title = page.words("site.docket.feed.case", ["number": .text(number)])
      items[0].summary = summary(of: record, page)
      items[0].term = record.state.rawValue
      for (place, stage) in record.stages.enumerated() {
        guard stage.outcome != .pending, told[place] != stage.outcome else { continue }
        let isNew = told.updateValue(stage.outcome, forKey: place) == nil
        let outcome = page.words.code("case-outcome", stage.outcome.rawValue)
        let item = Item(
          id: id, part: "outcome-\(place + 1)",
          title: page.words(
            "site.docket.feed.outcome", ["number": .text(number), "outcome": .text(outcome)]),
          summary: page.words.code("case-stage", stage.stage.rawValue) + ". "
            + summary(of: record, page),
          term: stage.outcome.rawValue, day: version.day)
        if isNew {
          items.append(item)
        } else if let old = items.firstIndex(where: { $0.part == item.part }) {
          items[old] = item
        }
      }
    }
    return items
  }

  private static func summary(of record: Case, _ page: Page) -> String {
    let what = [DocketFacet.platform, .country, .measure, .trigger].map { facet in
      facet.values(of: record).map { facet.word(for: $0, page) }.joined(separator: ", ")
    }.filter { !$0.isEmpty }
    return what.joined(separator: "; ") + ". "
      + page.words("site.docket.state.\(record.state.rawValue)")
      + "."
  }

  private var address: String { page.site.state.address.map { "\($0)/" } ?? "../../" }

  private func address(of route: Route) -> String {
    address + route.path + (route.query.isEmpty ? "" : "?\(route.query)")
  }

  private func address(of item: Item) -> String {
    address(of: .page(page.language, .entry(.docket, item.id)))
      + (item.part.isEmpty ? "" : "#stages")
  }

  private var list: String { address(of: .page(page.language, .docket(selection, number: 1))) }
  private var names: PermanentName { PermanentName(origin: page.site.state.origin) }
  private var title: String { DocketPage.title(of: selection, page) }

  private func name(of item: Item) -> String {
    "\(names.prefix)case/\(item.id)" + (item.part.isEmpty ? "" : "/\(item.part)")
  }

  private var name: String {
    let query = selection.listName ?? selection.query(page: 1)
    return "\(names.prefix)\(page.language.rawValue)/docket"
      + (selection.isWhole ? "" : "/\(query)")
  }

  var atom: [UInt8] {
    var xml = XMLWriter(reserve: 1024 + items.count * 1000)
    xml.openAtom(
      of: page, id: name, title: title,
      updated: Instant.midnight(items.first?.day ?? page.site.state.day),
      own: address(of: page.route), list: list)
    for item in items {
      xml.open("entry")
      xml.element("id", name(of: item))
      xml.element("title", item.title)
      xml.element("published", Instant.midnight(item.day))
      xml.element("updated", Instant.midnight(item.day))
      xml.empty("link", ("rel", "alternate"), ("type", "text/html"), ("href", address(of: item)))
      xml.empty("category", ("term", item.term))
      xml.element("summary", item.summary)
      xml.close("entry")
      xml.newLine()
    }
    xml.close("feed")
    xml.newLine()
    return xml.bytes
  }

  var json: [UInt8] {
    var json = JSONWriter(reserve: 1024 + items.count * 1000)
    json.open()
    json.member("version", "https://jsonfeed.org/version/1.1")
    json.member("title", title)
    json.member("home_page_url", list)
    json.member("feed_url", address(of: page.route))
    json.member("language", page.language.rawValue)
    json.openList("authors")
    json.open()
    json.member("name", page.site.state.title.text(for: page.language).text)
    json.close()
    json.closeList()
    json.openList("items")
    for item in items {
      json.newLine()
      json.open()
      json.member("id", name(of: item))
      json.member("url", address(of: item))
      json.member("title", item.title)
      json.member("content_text", item.summary)
      json.member("date_published", Instant.midnight(item.day))
      json.openList("tags")
      json.text(item.term)
      json.closeList()
      json.close()
    }
    json.endLine()
    json.closeList()
    json.close()
    json.endLine()
    return json.bytes
  }
}
