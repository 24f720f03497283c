import Bytes
import Messages
import Record

/// One event.
enum EventPage {
  static func render(
    _ route: Route, _ id: Slug, version: Int?, site: Site
  ) throws -> Resource? {
    let reference = RecordReference(.event, id)
    let found =
      try version.map { wanted in
        try site.holdings.history(of: reference).first { $0.number == wanted }
      } ?? site.holdings.version(of: reference)
    guard let found else { return nil }
    let event = try Event(found.content)
    var page = site.page(route)
    let (title, language) = event.title.text(for: page.language)
    var heading = Page.Heading(title, description: page.words.date(event.when))
    if language != page.language { heading.titleLanguage = language }
    heading.trail = [(page.words("site.events"), .events(EventSelection(), number: 1))]
    heading.isHidden = version != nil
    if let version {
      heading.windowTitle =
        "\(title), " + page.words("site.version-number", ["number": .number(version)])
    }
    return try page.framed(heading) { page in
      if version != nil { outdated(&page, id) }
      page.retraction(event.evidence)
      summary(&page, event)
      if let summary = event.summary {
        page.html.markup("<p class=\"lead\">")
        page.text(summary)
        page.html.markup("</p>\n")
        page.untranslated(summary)
      }
      page.metrics(event.metrics, sources: event.evidence.sources)
      relations(&page, event)
      media(&page, event)
      try page.support(event.evidence, of: found)
      try citations(&page, reference)
    }
  }

  private static func outdated(_ page: inout Page, _ id: Slug) {
    page.notice { page in
      page.html.text(page.words("site.outdated"))
      page.html.markup(" ")
      page.html.link(page.address(.event(id, version: nil)), page.words("site.outdated.newest"))
    }
  }

  private static func summary(_ page: inout Page, _ event: Event) {
    func label(_ name: String) -> String { page.words("field.event.\(name).label") }
    let labels = Dictionary(
      uniqueKeysWithValues: [
        "when", "kind", "actors", "targets", "platforms", "places", "statutes", "tags",
      ].map { ($0, label($0)) })
    page.summary { page in
      page.summaryRow(labels["when"] ?? "") { page in
        page.date(event.when)
        if let shown = event.whenShown { page.html.text(" (\(shown))") }
      }
      page.summaryRow(labels["kind"] ?? "") { page in
        if let list = EventSelection(facet: .kind, value: event.eventKind.rawValue) {
          page.html.link(page.address(.events(list, number: 1)), page.words.kind(event.eventKind))
        }
      }
      page.summaryRow(page.words("site.events.standing")) {
        $0.badge(event.evidence.standing ?? .reported)
      }
      page.linksRow(labels["actors"] ?? "", .actor, event.actors)
      targets(&page, event, labels["targets"] ?? "")
      page.linksRow(labels["platforms"] ?? "", .platform, event.platforms)
      page.linksRow(labels["places"] ?? "", .place, event.places)
      page.linksRow(labels["statutes"] ?? "", .statute, event.statutes)
      tags(&page, event, labels["tags"] ?? "")
    }
  }

  private static func targets(_ page: inout Page, _ event: Event, _ label: String) {
    guard !event.targets.isEmpty else { return }
    page.summaryRow(label) { page in
      for (index, target) in event.targets.enumerated() {
        if index > 0 { page.html.markup("; ") }
        switch target {
        case .person(let id): page.link(.person, id)
        case .actor(let id): page.link(.actor, id)
        case .platform(let id): page.link(.platform, id)
        case .named(let name): page.text(name)
        }
      }
    }
  }

  private static func tags(_ page: inout Page, _ event: Event, _ label: String) {
    guard !event.tags.isEmpty else { return }
    page.summaryRow(label) { page in
      for (index, tag) in event.tags.enumerated() {
        if index > 0 { page.html.markup(", ") }
        guard let list = EventSelection(facet: .tag, value: tag.text) else { continue }
        page.codeLink(page.address(.events(list, number: 1)), page.words.tag(tag.text))
      }
    }
  }

  private static func relations(_ page: inout Page, _ event: Event) {
    guard !event.relations.isEmpty else { return }
    page.heading(2, page.words("site.relations"))
    page.html.markup("<ul>\n")
    for relation in event.relations {
      page.html.markup("<li>")
      page.html.text(page.words.code("relation-type", relation.type.rawValue))
      page.html.markup(": ")
      page.eventLink(relation.event)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  private static func media(_ page: inout Page, _ event: Event) {
    guard let media = event.media else { return }
    page.html.markup("<p>")
    page.html.element(
      "a", media.caption ?? Page.host(of: media.url), ("href", media.url),
      ("rel", "external noopener"))
    if let credit = media.credit { page.html.text(" (\(credit))") }
    page.html.markup("</p>\n")
  }

  /// Records that refer to the event.
  private static func citations(_ page: inout Page, _ reference: RecordReference) throws {
    let citing = try page.site.holdings.citations(of: reference)
    guard !citing.isEmpty else { return }
    page.heading(2, page.words("site.cited-by"))
    page.html.markup("<ul>\n")
    for other in citing {
      page.html.markup("<li>")
      try page.anyLink(other)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }
}

extension Page {
  /// Writes a link to an event with its title.
  mutating func eventLink(_ id: Slug) {
    let version = try? site.holdings.version(of: RecordReference(.event, id))
    let title = version.flatMap { LocalizedText($0.content["title"]) }
    let (text, found) = (title ?? LocalizedText(en: id.text)).text(for: language)
    let address = address(.event(id, version: nil))
    if found == language { return html.link(address, text) }
    html.element("a", text, ("href", address), ("lang", found.rawValue))
  }

  /// Writes a link to whatever page shows a record.
  mutating func anyLink(_ reference: RecordReference) throws {
    html.text(words.code("record-kind", reference.kind.rawValue))
    html.markup(": ")
    switch reference.kind {
    case .event: eventLink(reference.id)
    case .proceeding, .figure:
      let holder: RecordKind = reference.kind == .figure ? .series : .person
      let field = reference.kind == .figure ? "series" : "person"
      let content = try site.holdings.version(of: reference)?.content
      guard let id = content?[field].text.flatMap({ Slug($0) }),
        let address = address(of: RecordReference(holder, id))
      else { return html.text(reference.id.text) }
      html.link("\(address)#\(reference)", words.text(names.name(of: holder, id)))
    default: link(reference.kind, reference.id)
    }
  }
}
