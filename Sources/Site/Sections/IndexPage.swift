import Bytes
import Messages
import Record

/// An index that somebody publishes, and what is known of how it is made.
enum IndexPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let content = version.content
    let evidence = try Evidence(content)
    page.retraction(evidence)
    summary(&page, content)
    for name in ["categories", "inputs", "labels"] { parts(&page, content, name) }
    try scores(&page, content)
    attempts(&page, content)
    list(&page, content, "missing")
    for name in ["findings", "conclusion"] {
      guard let text = LocalizedText(content[name]) else { continue }
      page.heading(2, page.words("field.index.\(name).label"))
      page.html.markup("<p>")
      page.text(text)
      page.html.markup("</p>\n")
    }
    try page.support(evidence, of: version)
  }

  private static func summary(_ page: inout Page, _ content: JSONValue) {
    page.summary { page in
      for name in ["publisher", "project"] {
        guard let text = content[name].text else { continue }
        page.summaryRow(page.words("field.index.\(name).label")) { $0.html.text(text) }
      }
      for name in ["description", "direction"] {
        page.textRow(page.words("field.index.\(name).label"), LocalizedText(content[name]))
      }
      page.summaryRow(page.words("site.index.scale")) { page in
        page.html.text(
          "\(page.words.number(content["minimum"].double ?? 0))–"
            + page.words.number(content["maximum"].double ?? 0))
      }
    }
  }

  private static func parts(_ page: inout Page, _ content: JSONValue, _ name: String) {
    let elements = content[name].elements
    guard !elements.isEmpty else { return }
    // The key by the pattern of the others is that of the field `label` in an element.
    let key = name == "labels" ? "site.index.questions" : "field.index.\(name).label"
    page.heading(2, page.words(key))
    page.html.markup("<ul>\n")
    let shared = content["\(name)_sources"]
    for element in elements {
      page.html.markup("<li>")
      if let text = LocalizedText(element["name"]) ?? LocalizedText(element["label"]) {
        page.html.text("\(element["id"].text ?? ""): ")
        page.text(text)
      }
      if let note = LocalizedText(element["note"]) {
        page.html.markup(" — ")
        page.text(note)
      }
      sources(&page, element["sources"], else: shared)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  /// The sources of an element, or those that its whole list shares.
  private static func slugs(_ own: JSONValue, else shared: JSONValue = .null) -> [Slug] {
    (own.elements.isEmpty ? shared : own).elements.compactMap { $0.text.flatMap { Slug($0) } }
  }

  private static func sources(_ page: inout Page, _ own: JSONValue, else shared: JSONValue) {
    let ids = slugs(own, else: shared)
    guard !ids.isEmpty else { return }
    page.html.markup(" (")
    page.sourceLinks(ids)
    page.html.markup(")")
  }

  private static func scores(_ page: inout Page, _ content: JSONValue) throws {
    let scores = content["scores"].elements
    guard !scores.isEmpty else { return }
    let title = page.words("field.index.scores.label")
    page.heading(2, title)
    let columns = ["country_name", "edition", "coverage_year", "score", "totals", "sources"].map {
      page.words("field.index.scores.\($0).label")
    }
    page.table(title, columns) { page in
      for score in scores {
        page.row { page in
          page.rowHeading { $0.html.text(score["country_name"].text ?? "") }
          page.cell(score["edition"].canonicalText)
          page.cell(score["coverage_year"].canonicalText)
          page.cell("value") { page in
            if let value = score["score"].double { page.html.text(page.words.number(value)) }
          }
          page.cell("value") { numbers(&$0, score) }
          page.cell { $0.sourceLinks(slugs(score["sources"])) }
        }
      }
    }
  }

  /// Totals in view, single questions folded away.
  private static func numbers(_ page: inout Page, _ score: JSONValue) {
    let words = page.words
    func text(_ name: String) -> String {
      (score[name].object?.members ?? []).map { member in
        let number = member.value.double.map { words.number($0) } ?? member.value.canonicalText
        return "\(member.name.split(separator: "_").joined(separator: " ")) \(number)"
      }.joined(separator: "; ")
    }
    // The names are codes of the data, which are English.
    page.code((text("totals"), page.language == .en))
    let rest = [text("subtotals"), text("questions")].filter { !$0.isEmpty }
    guard !rest.isEmpty else { return }
    page.details(page.words("field.index.scores.questions.label")) { page in
      page.html.text(rest.joined(separator: "; "))
    }
  }

  private static func attempts(_ page: inout Page, _ content: JSONValue) {
    let attempts = content["attempts"].elements
    guard !attempts.isEmpty else { return }
    let title = page.words("field.index.attempts.label")
    page.heading(2, title)
    var columns = ["formula", "arithmetic", "result", "matches"].map {
      page.words("field.index.attempts.\($0).label")
    }
    columns.append(page.words("site.sources"))
    page.table(title, columns) { page in
      for attempt in attempts {
        page.row { page in
          page.rowHeading { page in
            if let formula = LocalizedText(attempt["formula"]) { page.text(formula) }
          }
          page.cell { page in
            page.html.text(attempt["arithmetic"].text ?? "")
            if let note = LocalizedText(attempt["note"]) {
              page.html.markup("<br><small>")
              page.text(note)
              page.html.markup("</small>")
            }
          }
          page.cell(page.words.number(attempt["result"].double ?? 0), class: "number")
          page.cell(page.words(attempt["matches"].bool == true ? "site.yes" : "site.no"))
          page.cell { page in
            page.sourceLinks(slugs(attempt["sources"], else: content["attempts_sources"]))
          }
        }
      }
    }
  }

  private static func list(_ page: inout Page, _ content: JSONValue, _ name: String) {
    let texts = content[name].elements.compactMap { LocalizedText($0) }
    guard !texts.isEmpty else { return }
    page.heading(2, page.words("field.index.\(name).label"))
    page.html.markup("<ul>\n")
    for text in texts {
      page.html.markup("<li>")
      page.text(text)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }
}
