import Messages
import Record

/// Sentences by length and by provision.
enum SentencesPage {
  private struct Sentence {
    var person: Slug
    var on: EDTF?
    var step: Proceeding.Step
    var proceeding: Proceeding
  }

  static func render(_ route: Route, site: Site) throws -> Resource {
    var page = site.page(route)
    var heading = Page.Heading(
      page.words("site.overview.sentences"),
      description: page.words("site.overview.sentences.about"))
    heading.trail = [(page.words("site.nav.cases"), .section(.cases, number: 1))]
    let sentences = try sentences(site)
    return page.framed(heading) { page in
      page.paragraph(page.words("site.sentences.rule"))
      lengths(&page, sentences)
      provisions(&page, sentences)
      longest(&page, sentences)
    }
  }

  private static func sentences(_ site: Site) throws -> [Sentence] {
    var found: [Sentence] = []
    try site.holdings.each(.proceeding) { version in
      let proceeding = try Proceeding(version.content)
      guard let step = proceeding.last(.sentence), proceeding.evidence.retraction == nil,
        step.prisonMonths != nil || step.isLife
      else { return }
      found.append(
        Sentence(person: proceeding.person, on: step.on, step: step, proceeding: proceeding))
    }
    return found
  }

  /// Upper ends of the classes, in months.
  private static let classes: [(key: String, months: ClosedRange<Int>)] = [
    ("under-3", 0...35), ("3-5", 36...60), ("5-10", 61...120), ("over-10", 121...100_000),
  ]

  private static func lengths(_ page: inout Page, _ sentences: [Sentence]) {
    let title = page.words("site.sentences.lengths")
    page.heading(2, title)
    let columns = ["length", "count", "share"].map { page.words("site.sentences.\($0)") }
    page.table(title, columns) { page in
      for (key, months) in classes {
        let count = sentences.count {
          !$0.step.isLife && months.contains($0.step.prisonMonths ?? -1)
        }
        row(&page, page.words("site.sentences.\(key)"), count, sentences.count)
      }
      let life = sentences.count { $0.step.isLife }
      if life > 0 { row(&page, page.words("site.term.life"), life, sentences.count) }
    }
  }

  private static func row(_ page: inout Page, _ name: String, _ count: Int, _ all: Int) {
    page.row { page in
      page.rowHeading { $0.html.text(name) }
      page.cell(page.words.number(count), class: "number")
      page.barCell(all > 0 ? Double(count) / Double(all) : 0)
    }
  }

  private static func provisions(_ page: inout Page, _ sentences: [Sentence]) {
    var counts: [Slug: [Sentence]] = [:]
    for sentence in sentences {
      let charged = Set(sentence.proceeding.steps.flatMap(\.provisions))
      for provision in charged { counts[provision, default: []].append(sentence) }
    }
    let title = page.words("site.sentences.provisions")
    page.heading(2, title)
    let columns = ["provision", "count", "median", "share"].map {
      page.words("site.sentences.\($0)")
    }
    let order = counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    page.table(title, columns) { page in
      for (provision, sentences) in order {
        page.row { page in
          page.rowHeading { $0.provisionLink(provision) }
          page.cell(page.words.number(sentences.count), class: "number")
          page.cell(median(sentences, page), class: "number")
          page.barCell(Double(sentences.count) / Double(max(1, order.first?.value.count ?? 1)))
        }
      }
    }
  }

  private static func median(_ sentences: [Sentence], _ page: Page) -> String {
    let months = sentences.compactMap(\.step.prisonMonths).sorted()
    guard !months.isEmpty else { return "" }
    return PersonPage.term(months[(months.count - 1) / 2], nil, page)
  }

  private static func longest(_ page: inout Page, _ sentences: [Sentence]) {
    let order = sentences.sorted {
      (($1.step.isLife ? .max : $1.step.prisonMonths ?? 0), $0.person)
        < (($0.step.isLife ? .max : $0.step.prisonMonths ?? 0), $1.person)
    }
    let title = page.words("site.sentences.all")
    page.heading(2, title)
    let columns = ["person", "on", "term", "sources"].map { page.words("site.sentences.\($0)") }
    page.table(title, columns) { page in
      for sentence in order {
        page.row { page in
          page.rowHeading { $0.link(.person, sentence.person) }
          page.cell { page in
            if let on = sentence.on { page.date(on) }
          }
          page.cell("value") { page in
            page.html.text(
              sentence.step.isLife
                ? page.words("site.term.life")
                : PersonPage.term(
                  sentence.step.prisonMonths ?? 0, sentence.step.prisonMonthsTo, page))
          }
          page.cell { page in
            let own = sentence.step.sources
            page.sourceLinks(own.isEmpty ? sentence.proceeding.evidence.sources : own)
          }
        }
      }
    }
  }
}
