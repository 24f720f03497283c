import Messages
import Record

/// How anybody can check that nothing was changed.
enum VerifyPage {
  static func render(_ route: Route, site: Site) -> Resource {
    var page = site.page(route)
    let heading = Page.Heading(
      page.words("site.verify"), description: page.words("site.verify.description"))
    return page.framed(heading) { page in
      page.paragraph(page.words("site.verify.intro"), class: "lead")
      state(&page)
      steps(&page)
      files(&page)
      page.heading(2, page.words("site.verify.limits.title"))
      page.paragraph(page.words("site.verify.limits"))
    }
  }

  private static func state(_ page: inout Page) {
    let state = page.site.state
    let words = page.words
    page.summary { page in
      page.summaryRow(words("site.verify.origin")) { $0.html.text(state.origin) }
      page.summaryRow(words("site.verify.size")) {
        $0.html.link($0.address(file: "ledger/checkpoint"), words.number(state.size))
      }
      page.summaryRow(words("site.verify.root")) { page in
        page.html.element("code", state.root, ("class", "hash"))
      }
      page.summaryRow(words("site.verify.day")) { $0.html.text(words.day(state.day)) }
    }
  }

  private static let commands: [(key: String, text: String)] = [
    ("files", "sha256sum --check --quiet manifest.sha256"),
    ("signature", "minisign -Vm manifest.sha256 -p keys/release.pub"),
    ("all", "haidang verify ."),
    ("key", "haidang verify . --vkey \"$(cat ../ledger.vkey)\""),
    ("entry", "sed -n 12p data/journal.jsonl | tr -d '\\n' | sha256sum"),
  ]

  private static func steps(_ page: inout Page) {
    page.heading(2, page.words("site.verify.how"))
    page.html.markup("<ol>\n")
    for (key, command) in commands {
      page.html.markup("<li>")
      page.html.text(page.words("site.verify.step.\(key)"))
      page.html.markup("<br><code>")
      page.html.text(command)
      page.html.markup("</code></li>\n")
    }
    page.html.markup("</ol>\n")
  }

  private static let listed = [
    "manifest.sha256", "manifest.sha256.minisig", "ledger/checkpoint", "keys/ledger.vkey",
    "keys/release.pub", "data/journal.jsonl",
  ]

  private static func files(_ page: inout Page) {
    page.heading(2, page.words("site.verify.files"))
    page.html.markup("<ul>\n")
    for file in listed {
      page.html.markup("<li>")
      page.html.link(page.address(file: file), file)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }
}
