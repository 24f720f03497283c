import Messages
import Record

/// Findings of lockstep that stand, the newest first, in the Atom Syndication Format (RFC 4287) and as JSON Feed 1.1.
struct LockstepFeed {
  private static let most = 100

  private let page: Page
  private let form: LockstepForm
  private let entries: [LockstepIndex.Entry]

  static func render(
    _ language: Language, _ form: LockstepForm, site: Site
  ) throws -> Resource? {
    let route = Route.lockstep(language, form)
    let feed = LockstepFeed(
      page: site.page(route), form: form,
      entries: Array(
        try site.lockstep().entries.sorted { one, other in
          one.day != other.day ? one.day > other.day : one.finding.id < other.finding.id
        }.prefix(most)))
    return Resource(
      path: route.path, mediaType: form == .atom ? .atom : .jsonFeed,
      bytes: form == .atom ? feed.atom : feed.json)
  }

  private var address: String { page.site.state.address.map { "\($0)/" } ?? "../../" }
  private var list: String {
    address + Route.page(page.language, .section(.lockstep, number: 1)).path
  }
  private var names: PermanentName { PermanentName(origin: page.site.state.origin) }

  private func address(of finding: Lockstep) -> String {
    address + Route.page(page.language, .entry(.lockstep, finding.id)).path
  }

  private func name(of finding: Lockstep) -> String { "\(names.prefix)lockstep/\(finding.id)" }

  private func summary(of finding: Lockstep) -> String {
    let wording = LockstepWording(finding, in: page.language)
    return [wording.seen.first ?? "", wording.notShown].joined(separator: " ")
  }

  private var atom: [UInt8] {
    var xml = XMLWriter(reserve: 1024 + entries.count * 1200)
    xml.openAtom(
      of: page, id: "\(names.prefix)\(page.language.rawValue)/lockstep",
      title: page.words("site.nav.lockstep"),
      updated: Instant.midnight(entries.map(\.day).max() ?? page.site.state.day),
      own: address + page.route.path, list: list)
    for entry in entries {
      let finding = entry.finding
      xml.open("entry")
      xml.element("id", name(of: finding))
      xml.element("title", page.words.text(finding.title))
      xml.element("published", Instant.midnight(entry.firstDay))
      xml.element("updated", Instant.midnight(entry.day))
      xml.empty(
        "link", ("rel", "alternate"), ("type", "text/html"), ("href", address(of: finding)))
      xml.empty("category", ("term", finding.level.rawValue))
      xml.element("summary", summary(of: finding))
      xml.close("entry")
      xml.newLine()
    }
    xml.close("feed")
    xml.newLine()
    return xml.bytes
  }

  private var json: [UInt8] {
    var json = JSONWriter(reserve: 1024 + entries.count * 1200)
    json.open()
    json.member("version", "https://jsonfeed.org/version/1.1")
    json.member("title", page.words("site.nav.lockstep"))
    json.member("home_page_url", list)
    json.member("feed_url", address + page.route.path)
    json.member("language", page.language.rawValue)
    json.openList("authors")
    json.open()
    json.member("name", page.site.state.title.text(for: page.language).text)
    json.close()
    json.closeList()
    json.openList("items")
    for entry in entries {
      let finding = entry.finding
      json.newLine()
      json.open()
      json.member("id", name(of: finding))
      json.member("url", address(of: finding))
      json.member("title", page.words.text(finding.title))
      json.member("content_text", summary(of: finding))
      json.member("date_published", Instant.midnight(entry.firstDay))
      json.member("date_modified", Instant.midnight(entry.day))
      json.openList("tags")
      json.text(page.words.code("lockstep-level", finding.level.rawValue))
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
