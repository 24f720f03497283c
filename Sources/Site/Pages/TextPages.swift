import Messages
public import Record

/// Pages of plain text: about, accessibility, feeds, and the page for what is not there.
enum TextPages {
  static func about(_ route: Route, site: Site) -> Resource {
    text(route, "about", ["what", "method", "words", "care", "correct", "licence"], site: site)
  }

  static func accessibility(_ route: Route, site: Site) -> Resource {
    text(route, "accessibility", ["state", "tested", "known", "tell"], site: site)
  }

  private static func text(
    _ route: Route, _ name: String, _ parts: [String], site: Site
  ) -> Resource {
    var page = site.page(route)
    let heading = Page.Heading(
      page.words("site.\(name)"), description: page.words("site.\(name).description"))
    return page.framed(heading) { page in
      for part in parts {
        page.heading(2, page.words("site.\(name).\(part).title"))
        page.paragraph(page.words("site.\(name).\(part)"))
      }
      guard name == "about" else { return }
      if let note = site.note {
        page.heading(2, page.words("site.about.note.title"))
        page.html.markup("<p>")
        page.text(note)
        page.html.markup("</p>\n")
      }
      vocabulary(&page)
    }
  }

  /// What the words for support mean.
  private static func vocabulary(_ page: inout Page) {
    page.heading(2, page.words("site.about.standing"))
    page.html.markup("<dl class=\"summary\">\n")
    for standing in [Standing.confirmed, .reported, .alleged, .disputed, .retracted] {
      page.html.markup("<div><dt>")
      page.badge(standing)
      page.html.markup("</dt><dd>")
      page.html.text(page.words("vocabulary.standing.\(standing.rawValue).meaning"))
      page.html.markup("</dd></div>\n")
    }
    page.html.markup("</dl>\n")
  }

  /// What readers of feeds can follow.
  static func feeds(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    let heading = Page.Heading(
      page.words("site.feeds"), description: page.words("site.feeds.description"))
    return try page.framed(heading) { page in
      page.paragraph(page.words("site.feeds.intro"))
      try feedTable(&page)
      page.html.markup("<p class=\"forms\">")
      page.html.link(
        page.address(.section(.lockstep, number: 1)), page.words("site.nav.lockstep"))
      for form in LockstepForm.allCases {
        page.html.markup(" ")
        page.html.element(
          "a", page.words("site.feed.\(form.rawValue)"),
          ("href", page.address(.lockstep(page.language, form))),
          (
            "aria-label",
            "\(page.words("site.nav.lockstep")): \(page.words("site.feed.\(form.rawValue)"))"
          ))
      }
      page.html.markup("</p>\n")
      docketFeeds(&page)
      page.paragraph(page.words("site.feeds.whole"))
      page.paragraph(page.words("site.feeds.live"))
    }
  }

  private static func docketFeeds(_ page: inout Page) {
    let name = page.words("site.nav.docket")
    page.html.markup("<p class=\"forms\">")
    page.html.link(page.address(.docket(DocketSelection(), number: 1)), name)
    for form in DocketSelection.forms {
      let word = page.words("site.feed.\(form.rawValue)")
      page.html.markup(" ")
      page.html.element(
        "a", word, ("href", page.address(.docket(page.language, DocketSelection(), form))),
        ("aria-label", "\(name): \(word)"))
    }
    page.html.markup("</p>\n")
  }

  private static func feedTable(_ page: inout Page) throws {
    let kinds = try page.site.tally(.kind).compactMap {
      EventSelection(facet: .kind, value: $0.value)
    }
    let platforms = try page.site.tally(.platform).prefix(10).compactMap {
      EventSelection(facet: .platform, value: $0.value)
    }
    let columns =
      [page.words("site.feeds.what")]
      + Route.Feed.allCases.map { page.words("site.feed.\($0.rawValue)") }
    page.table(page.words("site.feeds"), columns) { page in
      for selection in [EventSelection()] + kinds + platforms {
        let title = EventsPage.title(of: selection, page)
        page.row { page in
          page.rowHeading { $0.html.link($0.address(.events(selection, number: 1)), title) }
          for feed in Route.Feed.allCases {
            page.cell { page in
              page.html.element(
                "a", page.words("site.feed.\(feed.rawValue)"),
                ("href", page.address(.feed(page.language, selection, feed))),
                ("aria-label", "\(title): \(page.words("site.feed.\(feed.rawValue)"))"))
            }
          }
        }
      }
    }
  }
}

/// The page for an address that gets no other.
public enum FailurePage {
  /// Why an address gets no page of the site.
  public enum Reason: Sendable, Hashable {
    /// It leads nowhere.
    case missing
    /// Its query cannot be read, for these reasons.
    case faulty([String])
    /// It is not an address: an escape or a character in it cannot be read.
    case malformed
    /// What stands before the question mark is longer than `limit` bytes.
    case pathTooLong(limit: Int)
    /// What stands after the question mark is longer than `limit` bytes.
    case queryTooLong(limit: Int)
  }

  /// - Parameter reason: why there is nothing else to show.
  public static func render(
    _ language: Language, _ reason: Reason = .missing, site: Site
  ) -> Resource {
    var page = Page(
      .page(language, .home), words: site.words(language), site: site, isAnywhere: true)
    let (title, text, faults) = said(reason, page.words)
    var heading = Page.Heading(title)
    heading.isHidden = true
    return page.framed(heading) { page in
      page.paragraph(text)
      for fault in faults { page.paragraph(fault, class: "notice") }
      page.html.markup("<p>")
      page.html.link(
        page.address(.events(EventSelection(), number: 1)), page.words("site.home.all-events"))
      page.html.markup(" · ")
      page.html.link(page.address(.search("")), page.words("site.search"))
      page.html.markup("</p>\n")
    }
  }

  private static func said(
    _ reason: Reason, _ words: Words
  ) -> (title: String, text: String, faults: [String]) {
    switch reason {
    case .missing: (words("site.missing"), words("site.missing.text"), [])
    case .faulty(let faults): (words("site.faulty"), words("site.faulty.text"), faults)
    case .malformed: (words("site.faulty"), words("site.malformed.text"), [])
    case .pathTooLong(let limit):
      (words("site.too-long"), words("site.too-long.path", ["limit": .number(limit)]), [])
    case .queryTooLong(let limit):
      (words("site.too-long"), words("site.too-long.query", ["limit": .number(limit)]), [])
    }
  }
}
