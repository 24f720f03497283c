import Messages
import Record
import Transparency

/// Who obeys in a country: what companies publish of demands and of what became of them, every export by itself, and
/// beside it what the government claims. No line is drawn across a break, and no percentage stands without its counts.
enum WhoObeysPage {
  static func render(_ route: Route, _ country: String?, site: Site) throws -> Resource? {
    guard let country else { return try index(route, site) }
    let compliance = try site.compliance(country)
    guard !compliance.lines.isEmpty || !compliance.claims.isEmpty else { return nil }
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.obey.country", ["country": .text(try name(of: country, page))]),
      description: page.words("site.obey.about"))
    heading.trail = [
      (page.words("site.nav.figures"), .section(.figures, number: 1)),
      (page.words("site.nav.who-obeys"), .whoObeys(nil)),
    ]
    return page.framed(heading) { page in
      page.paragraph(page.words("site.obey.rule"))
      forms(&page, country)
      formulas(&page)
      WhoObeysClaims.table(&page, compliance)
      for group in compliance.subjects { subject(&page, group.subject, group.vintages) }
      caveats(&page, compliance)
    }
  }

  private static func index(_ route: Route, _ site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.nav.who-obeys"), description: page.words("site.obey.about"))
    heading.trail = [(page.words("site.nav.figures"), .section(.figures, number: 1))]
    let countries = try site.obeyingCountries()
    let columns =
      [page.words("field.figure.country.label")]
      + ["companies", "exports", "claims"].map { page.words("site.obey.\($0)") }
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.obey.rule"))
      guard !countries.isEmpty else { return page.paragraph(page.words("site.obey.nothing")) }
      try page.table(page.words("site.nav.who-obeys"), columns) { page in
        for country in countries {
          let compliance = try site.compliance(country)
          let name = try name(of: country, page)
          page.row { page in
            page.rowHeading { $0.html.link($0.address(.whoObeys(country)), name) }
            for count in [
              Set(compliance.lines.map(\.subject.publisher)).count,
              Set(compliance.lines.map(\.vintage)).count, compliance.claims.count,
            ] {
              page.cell(page.words.number(count), class: "number")
            }
          }
        }
      }
    }
  }

  /// The name of a country where the record has a place of it, else its code.
  static func name(of code: String, _ page: Page) throws -> String {
    if code == "EU" { return page.words("site.obey.union") }
    let places = try page.site.countryNames()
    return places[code].map { page.words.text($0) } ?? code
  }

  /// A way from lists to this page.
  static func ways(_ page: inout Page) {
    page.html.markup("<li>")
    page.html.link(page.address(.whoObeys(nil)), page.words("site.nav.who-obeys"))
    page.html.markup("</li>\n")
  }

  private static func forms(_ page: inout Page, _ country: String) {
    page.html.markup("<p class=\"forms\">")
    page.html.text(page.words("site.section.download"))
    page.html.markup(" ")
    page.html.link(page.address(.data(.whoObeys(country))), "CSV")
    page.html.markup("</p>\n")
  }

  private static func formulas(_ page: inout Page) {
    page.details(page.words("site.obey.formulas")) { page in
      page.html.markup("<dl>\n")
      for name in ["R1", "R2", "R3", "R4", "R5", "G1"] {
        page.html.element("dt", name)
        page.html.element("dd", page.words("site.obey.formula.\(name.lowercased())"))
        page.html.markup("\n")
      }
      page.html.markup("</dl>\n")
    }
  }

  private static func subject(
    _ page: inout Page, _ subject: ComplianceLine.Subject, _ vintages: [ComplianceLine]
  ) {
    page.heading(2, title(of: subject, page), id: anchor(of: subject))
    // Of a service of the same name nothing more is to be said.
    page.html.markup("<p>")
    if let publisher = subject.publisher { page.link(.actor, publisher) }
    if let platform = subject.platform {
      page.html.markup(" · ")
      page.link(.platform, platform)
    }
    page.html.markup("</p>\n")
    for line in vintages.reversed() { WhoObeysTable.table(&page, line) }
    for (earlier, later) in zip(vintages, vintages.dropFirst()).reversed() {
      WhoObeysTable.differences(&page, earlier, later)
    }
  }

  static func title(of subject: ComplianceLine.Subject, _ page: Page) -> String {
    let names = [
      subject.publisher.map { page.words.text(page.names.name(of: .actor, $0)) },
      subject.platform.map { page.words.text(page.names.name(of: .platform, $0)) }, subject.scope,
    ]
    var parts: [String] = []
    for name in names.compactMap(\.self) where !parts.contains(name) { parts.append(name) }
    return parts.joined(separator: " · ")
  }

  private static func anchor(of subject: ComplianceLine.Subject) -> String {
    let scope = subject.scope.map { "-\(Folding.slug(from: $0))" } ?? ""
    return "\(subject.publisher?.text ?? "")-\(subject.platform?.text ?? "")\(scope)"
  }

  /// What the marks beside numbers mean.
  private static func caveats(_ page: inout Page, _ compliance: Compliance) {
    let figures =
      compliance.lines.flatMap(\.points).flatMap(\.figures.values)
      + compliance.claims.map(\.figure)
    let found = Set(figures.flatMap(\.caveats))
    guard !found.isEmpty else { return }
    page.heading(2, page.words("field.figure.caveats.label"), id: "caveats")
    page.html.markup("<dl>\n")
    for caveat in FigureCaveat.allCases where found.contains(caveat) {
      page.html.element("dt", page.words.code("figure-caveat", caveat.rawValue))
      page.html.element(
        "dd", page.words("vocabulary.figure-caveat.\(caveat.rawValue).meaning"))
      page.html.markup("\n")
    }
    page.html.markup("</dl>\n")
  }
}

extension Site {
  /// What is known of who obeys in a country.
  func compliance(_ country: String) throws -> Compliance {
    try memory.compliance(country) { try Compliance(of: holdings, country: country) }
  }

  /// The countries that have a page.
  func obeyingCountries() throws -> [String] {
    try memory.obeying { try Compliance.countries(of: holdings) }
  }

  /// Names of countries by their codes, as the record has them.
  func countryNames() throws -> [String: LocalizedText] {
    try memory.countries {
      var names: [String: LocalizedText] = [:]
      try holdings.each(.place) { version in
        let place = try Place(version.content)
        guard place.level == .country, let code = place.code ?? place.country else { return }
        names[code] = names[code] ?? place.name
      }
      return names
    }
  }
}
