import Bytes
import Messages
import Record

/// Pages of what events name: platforms, actors, places.
enum NamedPages {
  static func platform(_ page: inout Page, _ version: RecordVersion) throws {
    let platform = try Platform(version.content)
    page.retraction(platform.evidence)
    let words = page.words
    page.summary { page in
      page.linksRow(
        words("field.platform.operator.label"), .actor, platform.operatedBy.map { [$0] } ?? [])
      dates(&page, version)
      page.linksRow(
        words("field.platform.succeeded_by.label"), .platform,
        platform.succeededBy.map { [$0] } ?? [])
    }
    try series(&page, of: version.reference)
    try page.docket(ofPlatform: platform.id)
    var selection = EventSelection()
    selection.platform = platform.id
    try page.eventsOf(selection, caption: words("site.events"))
    try page.support(platform.evidence, of: version)
  }

  static func actor(_ page: inout Page, _ version: RecordVersion) throws {
    let actor = try Actor(version.content)
    page.retraction(actor.evidence)
    let words = page.words
    page.summary { page in
      page.summaryRow(words("field.actor.role.label")) {
        $0.html.text(words.code("actor-role", actor.role.rawValue))
      }
      if let country = actor.country {
        page.summaryRow(words("field.actor.country.label")) { $0.html.text(country) }
      }
      page.linksRow(words("field.actor.part_of.label"), .actor, actor.partOf.map { [$0] } ?? [])
      dates(&page, version)
      page.linksRow(
        words("field.actor.succeeded_by.label"), .actor, actor.succeededBy.map { [$0] } ?? [])
    }
    try series(&page, of: version.reference)
    try page.docket(ofAuthority: actor.id)
    var selection = EventSelection()
    selection.actor = actor.id
    try page.eventsOf(selection, caption: words("site.events"))
    try others(&page, version.reference)
    try page.support(actor.evidence, of: version)
  }

  static func place(_ page: inout Page, _ version: RecordVersion) throws {
    let place = try Place(version.content)
    page.retraction(place.evidence)
    let words = page.words
    page.summary { page in
      page.summaryRow(words("field.place.level.label")) {
        $0.html.text(words.code("place-level", place.level.rawValue))
      }
      if let code = place.code {
        page.summaryRow(words("field.place.code.label")) { $0.html.text(code) }
      }
      page.linksRow(words("field.place.part_of.label"), .place, place.partOf.map { [$0] } ?? [])
      dates(&page, version)
      page.linksRow(
        words("field.place.succeeded_by.label"), .place, place.succeededBy.map { [$0] } ?? [])
    }
    var selection = EventSelection()
    selection.place = place.id
    try page.eventsOf(selection, caption: words("site.events"))
    try page.support(place.evidence, of: version)
  }

  private static func dates(_ page: inout Page, _ version: RecordVersion) {
    for name in ["valid_from", "valid_to"] {
      guard let text = version.content[name].text, let date = try? EDTF(parsing: text) else {
        continue
      }
      page.dateRow(page.words("field.\(version.reference.kind.rawValue).\(name).label"), date)
    }
  }

  /// Series that a platform or publisher has.
  private static func series(_ page: inout Page, of reference: RecordReference) throws {
    let citing = Set(
      try page.site.holdings.citations(of: reference).filter { $0.kind == .series }.map(\.id))
    guard !citing.isEmpty else { return }
    let series = try page.site.seriesByTitle(page.language).filter(citing.contains)
    page.heading(2, page.words("site.nav.figures"))
    page.html.markup("<ul>\n")
    for one in series {
      page.html.markup("<li>")
      page.link(.series, one)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  /// Statutes that an actor issued, platforms it runs, actors that are part of it.
  private static func others(_ page: inout Page, _ reference: RecordReference) throws {
    let citing = try page.site.holdings.citations(of: reference).filter {
      [.statute, .platform, .actor].contains($0.kind)
    }
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
