import Messages
public import Record

extension Page {
  /// What the frame needs to know of a page.
  public struct Heading {
    /// The page's name, shown as its `h1` and in the window's title.
    public var title: String
    /// The language of the title, where it is not the page's.
    public var titleLanguage: Language?
    /// The page's name in the window's title, where its own would be that of other pages too.
    public var windowTitle: String?
    /// One sentence for search engines and link previews.
    public var description: String
    /// The way here: names and pages, without the first page and this one.
    public var trail: [(name: String, page: Route.Page)] = []
    /// The same list in other forms: which, and where.
    public var feeds: [(form: Route.Feed, address: String)] = []
    /// Whether search engines should leave it out.
    public var isHidden = false

    /// Makes a heading.
    public init(_ title: String, description: String = "") {
      self.title = title
      self.description = description
    }
  }

  /// Writes the whole page around `body` and returns it.
  public mutating func framed(
    _ heading: Heading, _ body: (inout Page) throws -> Void
  ) rethrows -> Resource {
    head(heading)
    banner()
    trail(heading)
    html.markup("<main id=\"main\" tabindex=\"-1\">\n")
    said = heading.title
    if let language = heading.titleLanguage {
      html.element("h1", heading.title, ("lang", language.rawValue))
    } else {
      html.element("h1", heading.title)
    }
    html.markup("\n")
    try body(&self)
    html.markup("</main>\n")
    kept("footer") { $0.footer() }
    html.markup("</body>\n</html>\n")
    return Resource(path: route.path, mediaType: .html, bytes: html.bytes)
  }

  private mutating func head(_ heading: Heading) {
    html.markup("<!doctype html>\n")
    html.open("html", ("lang", language.rawValue))
    html.markup("\n<head>\n<meta charset=\"utf-8\">\n")
    html.element(
      "title", "\(heading.windowTitle ?? heading.title) — \(words.text(site.state.title))")
    html.markup("\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    html.markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
    if !heading.description.isEmpty {
      html.open("meta", ("name", "description"), ("content", heading.description))
      html.markup("\n")
    }
    if heading.isHidden { html.markup("<meta name=\"robots\" content=\"noindex\">\n") }
    html.open("link", ("rel", "stylesheet"), ("href", address(.stylesheet)))
    html.markup("\n")
    html.open("link", ("rel", "icon"), ("href", address(.icon)), ("sizes", "32x32"))
    html.markup("\n")
    for other in Language.allCases {
      html.open(
        "link", ("rel", "alternate"), ("hreflang", other.rawValue), ("href", sibling(other)))
      html.markup("\n")
    }
    for feed in heading.feeds { feedLink(feed.form, feed.address) }
    html.markup("</head>\n")
  }

  private mutating func feedLink(_ form: Route.Feed, _ address: String) {
    html.open(
      "link", ("rel", "alternate"), ("type", MediaType(path: "index.\(form.rawValue)").plain),
      ("href", address))
    html.markup("\n")
  }

  /// The other forms of a list of events.
  func forms(of selection: EventSelection) -> [(form: Route.Feed, address: String)] {
    Route.Feed.allCases.map { ($0, address(.list(language, selection, as: $0))) }
  }

  /// The same page in a language.
  private func sibling(_ other: Language) -> String {
    guard case .page(_, let page) = route else { return address(.page(other, .home)) }
    return address(.page(other, page))
  }

  private mutating func banner() {
    kept("banner") { page in
      page.html.markup("<body>\n<a class=\"skip\" href=\"#main\">")
      page.html.text(page.words("site.skip"))
      page.html.markup("</a>\n<header>\n<p class=\"brand\">")
      page.html.link(page.address(.home), page.words.text(page.site.state.title))
      page.html.markup("</p>\n<nav")
      page.html.attribute("aria-label", page.words("site.nav"))
      page.html.markup("><ul>\n")
      for (key, place) in Self.places {
        page.navigation(page.words("site.nav.\(key)"), place, key)
      }
      page.html.markup("</ul></nav>\n<p class=\"languages\">")
    }
    for other in Language.allCases where other != language {
      html.element(
        "a", Self.languageNames[other] ?? other.rawValue, ("href", sibling(other)),
        ("hreflang", other.rawValue), ("lang", other.rawValue))
    }
    html.markup("</p>\n</header>\n")
  }

  private mutating func navigation(_ name: String, _ page: Route.Page, _ part: String) {
    html.markup("<li>")
    if part == self.part {
      html.element("a", name, ("href", address(page)), ("aria-current", "true"))
    } else {
      html.link(address(page), name)
    }
    html.markup("</li>\n")
  }

  private static let languageNames: [Language: String] = [.vi: "Tiếng Việt", .en: "English"]

  private static let places: [(String, Route.Page)] = [
    ("events", .events(EventSelection(), number: 1)), ("timeline", .timeline(.heat)),
    ("cases", .section(.cases, number: 1)), ("laws", .section(.laws, number: 1)),
    ("figures", .section(.figures, number: 1)), ("platforms", .section(.platforms, number: 1)),
    ("sources", .section(.sources, number: 1)), ("reach", .reach(.all)), ("search", .search("")),
    ("data", .data),
    ("verify", .verify),
  ]

  private mutating func trail(_ heading: Heading) {
    guard !heading.trail.isEmpty else { return }
    html.markup("<nav class=\"trail\"")
    html.attribute("aria-label", words("site.trail"))
    html.markup("><ol>\n")
    for step in heading.trail {
      html.markup("<li>")
      html.link(address(step.page), step.name)
      html.markup("</li>\n")
    }
    html.markup("</ol></nav>\n")
  }

  private mutating func footer() {
    let state = site.state
    html.markup("<footer>\n<p>")
    html.text(
      words(
        "site.footer.state",
        ["day": .text(words.day(state.day)), "size": .number(state.size)]))
    html.markup(" <span class=\"hash\">")
    html.text(state.root)
    html.markup("</span> ")
    html.link(address(.verify), words("site.footer.verify"))
    html.markup("</p>\n<ul>\n")
    let links: [(String, Route.Page)] = [
      ("about", .about), ("accessibility", .accessibility), ("feeds", .feeds), ("data", .data),
      ("reports", .section(.reports, number: 1)), ("actors", .section(.actors, number: 1)),
      ("places", .section(.places, number: 1)), ("indexes", .section(.indexes, number: 1)),
      ("findings", .section(.findings, number: 1)), ("lockstep", .section(.lockstep, number: 1)),
      ("docket", .docket(DocketSelection(), number: 1)),
      ("who-obeys", .whoObeys(nil)),
    ]
    for (key, page) in links {
      html.markup("<li>")
      html.link(address(page), words("site.nav.\(key)"))
      html.markup("</li>\n")
    }
    html.markup("</ul>\n<p>")
    html.text(words("site.footer.licence"))
    if let address = state.address {
      html.markup("<br>")
      html.text(address)
    }
    html.markup("</p>\n</footer>\n")
  }
}

extension MediaType {
  /// The type without parameters.
  var plain: String { String(rawValue.split(separator: ";")[0]) }
}
