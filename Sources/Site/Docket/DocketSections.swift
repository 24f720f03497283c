import Messages
import Record
import Signals

/// What cases of the docket come to, on the pages of platforms, authorities and laws. Counts and shares with what they
/// are of; never a grade.
extension Page {
  /// The appeals about a platform.
  mutating func docket(ofPlatform id: Slug) throws {
    guard let score = try site.docket().scores.platforms[id.text] else { return }
    docketHead(.platform, id.text, cases: score.cases)
    paragraph(words("site.docket.score.demanded", ["n": .number(score.demanded)]))
    guard !score.stages.isEmpty else {
      return paragraph(words("site.docket.score.no-appeal"), class: "hint")
    }
    let title = words("site.docket.score.appeals")
    heading(3, title)
    table(title, columns(["stage"] + Self.appealColumns)) { page in
      for stage in CaseStage.allCases {
        guard let counts = score.stages[stage] else { continue }
        page.row { page in
          page.rowHeading { $0.html.text($0.words.code("case-stage", stage.rawValue)) }
          page.appeals(counts)
        }
      }
    }
    appeals(by: score.halves)
    paragraph(
      words("site.docket.score.how", ["least": .number(SmallCount.floor)]), class: "hint")
  }

  private static var appealColumns: [String] {
    ["filed", "decided", "reversed", "reversed-of-filed", "days", "restored"]
  }

  private func columns(_ names: [String]) -> [String] {
    names.map { words("site.docket.column.\($0)") }
  }

  /// The newest half-year first; last what was filed at a time that is not known so finely.
  private mutating func appeals(by halves: [HalfYear?: [CaseStage: DocketScores.Stage]]) {
    let title = words("site.docket.score.halves")
    heading(3, title)
    let known: [HalfYear?] = halves.keys.compactMap(\.self).sorted(by: >)
    table(title, columns(["half", "stage"] + Self.appealColumns)) { page in
      for half in known + (halves.keys.contains(nil) ? [HalfYear?.none] : []) {
        for stage in CaseStage.allCases {
          guard let counts = halves[half]?[stage] else { continue }
          page.row { page in
            page.rowHeading { page in
              guard let date = half?.date else {
                return page.html.text(page.words("site.docket.half-unknown"))
              }
              page.date(date)
            }
            page.cell(page.words.code("case-stage", stage.rawValue))
            page.appeals(counts)
          }
        }
      }
    }
  }

  /// The cells of one row of appeals.
  private mutating func appeals(_ counts: DocketScores.Stage) {
    cell(words.number(counts.filed), class: "number")
    cell(words.number(counts.decided), class: "number")
    share(counts.reversed, of: counts.decided)
    share(counts.reversed, of: counts.filed)
    medianDays(counts)
    share(counts.restored, of: counts.reversed)
  }

  /// The demands of an authority.
  mutating func docket(ofAuthority id: Slug) throws {
    guard let score = try site.docket().scores.authorities[id] else { return }
    docketHead(.authority, id.text, cases: score.cases)
    let title = words("site.docket.score.demands")
    heading(3, title)
    table(title, [words("site.docket.facet.ground"), words("site.docket.column.demands")]) {
      page in
      for ground in CaseGrounds.allCases {
        guard let count = score.grounds[ground] else { continue }
        page.row { page in
          page.rowHeading { $0.html.text($0.words.code("case-grounds", ground.rawValue)) }
          page.cell(page.words.number(count), class: "number")
        }
      }
    }
    citations(score.provisions)
  }

  /// The demands that cite a law.
  mutating func docket(of statute: Statute) throws {
    let scores = try site.docket().scores
    var cited: [Slug: DocketScores.Citations] = [:]
    for provision in statute.provisions {
      if let count = scores.provisions[provision.id] { cited[provision.id] = count }
    }
    let whole = scores.statutes[statute.id]
    guard whole != nil || !cited.isEmpty else { return }
    heading(2, words("site.docket.score"), id: "docket")
    paragraph(words("docket.figures.selection"), class: "hint")
    if let whole {
      paragraph(
        words(
          "site.docket.score.cited",
          ["n": .number(whole.demands), "out": .number(whole.notInForce)]))
    }
    citations(cited)
  }

  private mutating func docketHead(_ facet: DocketFacet, _ value: String, cases: Int) {
    heading(2, words("site.docket.score"), id: "docket")
    paragraph(words("docket.figures.selection"), class: "hint")
    guard let list = DocketSelection(facet, value) else { return }
    html.markup("<p>")
    html.link(
      address(.docket(list, number: 1)),
      words("site.docket.score.cases", ["n": .number(cases)]))
    html.markup("</p>\n")
  }

  /// More rows than this are left to the table of data.
  private static var mostProvisions: Int { 100 }

  private mutating func citations(_ provisions: [Slug: DocketScores.Citations]) {
    guard !provisions.isEmpty else { return }
    let title = words("site.docket.score.provisions")
    heading(3, title)
    let columns = ["provision", "demands", "not-in-force", "unclear", "cases"].map {
      words("site.docket.column.\($0)")
    }
    let sorted = provisions.sorted { one, other in
      one.value.demands != other.value.demands
        ? one.value.demands > other.value.demands : one.key < other.key
    }
    table(title, columns) { page in
      for (provision, count) in sorted.prefix(Self.mostProvisions) {
        page.row { page in
          page.rowHeading { $0.provisionLink(provision) }
          for number in [count.demands, count.notInForce, count.unclear] {
            page.cell(page.words.number(number), class: "number")
          }
          page.cell { page in
            guard let list = DocketSelection(.provision, provision.text) else { return }
            page.html.link(
              page.address(.docket(list, number: 1)), page.words("site.docket.column.cases"))
          }
        }
      }
    }
    if sorted.count > Self.mostProvisions { cutShort(after: Self.mostProvisions) }
    paragraph(words("site.docket.score.in-force"), class: "hint")
  }

  /// Writes a share with its counts and Wilson's interval; of few only that they are few.
  private mutating func share(_ part: Int, of whole: Int) {
    cell("value") { page in
      guard whole > 0 else { return }
      let proportion = Proportion(part, of: whole)
      guard whole >= SmallCount.floor, let share = proportion.share else {
        return page.tooFew()
      }
      let interval = proportion.wilson()
      page.html.text(page.percent(share))
      page.html.markup("<br><small>")
      page.html.text(
        page.words(
          "site.docket.share",
          [
            "part": .number(part), "whole": .number(whole),
            "low": .text(page.percent(interval.lowerBound)),
            "high": .text(page.percent(interval.upperBound)),
          ]))
      page.html.markup("</small>")
    }
  }

  private mutating func medianDays(_ stage: DocketScores.Stage) {
    cell("value") { page in
      guard let days = stage.medianDays else {
        if stage.decided > 0 { page.tooFew() }
        return
      }
      page.html.text(page.words.days(days))
      page.html.markup("<br><small>")
      page.html.text(page.words("site.docket.median", ["n": .number(stage.dated)]))
      page.html.markup("</small>")
    }
  }

  private mutating func tooFew() {
    html.element(
      "small", words("site.docket.too-few", ["least": .number(SmallCount.floor)]))
  }

  private func percent(_ share: Double) -> String {
    NumberText.fixed(share * 100, places: 1, in: language) + " %"
  }
}
