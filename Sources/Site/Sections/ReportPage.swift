import Bytes
import Messages
import Record

/// A report, letter or article.
enum ReportPage {
  static func body(_ page: inout Page, _ version: RecordVersion) throws {
    let report = try Report(version.content)
    page.retraction(report.evidence)
    summary(&page, report)
    list(&page, page.words("field.report.asks.label"), report.asks)
    page.metrics(report.metrics, sources: report.evidence.sources)
    examples(&page, report)
    if !report.events.isEmpty {
      page.heading(2, page.words("site.events"))
      page.html.markup("<ul>\n")
      for event in report.events {
        page.html.markup("<li>")
        page.eventLink(event)
        page.html.markup("</li>\n")
      }
      page.html.markup("</ul>\n")
    }
    try page.support(report.evidence, of: version)
  }

  private static func summary(_ page: inout Page, _ report: Report) {
    let words = page.words
    page.summary { page in
      page.summaryRow(words("field.report.publisher.label")) { $0.html.text(report.publisher) }
      if !report.authors.isEmpty {
        page.summaryRow(words("field.report.authors.label")) {
          $0.html.text(report.authors.joined(separator: ", "))
        }
      }
      page.dateRow(words("field.report.published.label"), report.published)
      if let url = report.url {
        page.summaryRow(words("field.report.url.label")) { page in
          page.html.element("a", Page.host(of: url), ("href", url), ("rel", "external noopener"))
        }
      }
    }
    if let documents = report.documents {
      page.html.markup("<p class=\"lead\">")
      page.text(documents)
      page.html.markup("</p>\n")
    }
  }

  private static func list(_ page: inout Page, _ title: String, _ texts: [LocalizedText]) {
    guard !texts.isEmpty else { return }
    page.heading(2, title)
    page.html.markup("<ul>\n")
    for text in texts {
      page.html.markup("<li>")
      page.text(text)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }

  private static func examples(_ page: inout Page, _ report: Report) {
    guard !report.examples.isEmpty else { return }
    page.heading(2, page.words("field.report.examples.label"))
    page.html.markup("<ul>\n")
    for example in report.examples {
      page.html.markup("<li>")
      page.date(example.when)
      page.html.markup(": ")
      page.text(example.what)
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n")
  }
}
