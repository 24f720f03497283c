import Messages
import Record

/// How many days a case has spent in each stage. Where dates are known to the month only, from the fewest days to the
/// most.
struct CaseClock: Sendable, Hashable {
  /// The time between two steps.
  struct Span: Sendable, Hashable {
    /// What lies between.
    enum Name: String, Sendable, Hashable, CaseIterable {
      case demand, notice, filing, decision, restoration
    }

    var name: Name
    /// The appeal that it is of.
    var stage: CaseStage?
    /// The days; `nil` where a date is missing.
    var days: ClosedRange<Int>?
    /// Whether the step that would end it has not come.
    var isRunning = false
  }

  private(set) var spans: [Span] = []

  /// - Parameter today: the day until which what is running has run.
  init(_ record: Case, today: CivilDay) {
    let sent = record.requests.compactMap(\.sent).first
    let starts = record.restrictions.compactMap(\.starts).first
    let told = record.notices.compactMap(\.sent).first
    if !record.requests.isEmpty { add(.demand, from: sent, to: starts) }
    if record.notices.contains(where: { $0.channel != .none }) {
      add(.notice, from: starts, to: told)
    }
    if let first = record.stages.first { add(.filing, from: told ?? starts, to: first.filed) }
    let end = EDTF(today)
    for stage in record.stages {
      if stage.outcome == .pending {
        add(.decision, of: stage, from: stage.filed, to: end, isRunning: true)
      } else {
        add(.decision, of: stage, from: stage.filed, to: stage.decided)
      }
      guard stage.outcome.isReversal || stage.restored != nil else { continue }
      if stage.restored == nil {
        add(.restoration, of: stage, from: stage.decided, to: end, isRunning: true)
      } else {
        add(.restoration, of: stage, from: stage.decided, to: stage.restored)
      }
    }
  }

  private mutating func add(
    _ name: Span.Name, of stage: Case.Stage? = nil, from: EDTF?, to: EDTF?, isRunning: Bool = false
  ) {
    var days: ClosedRange<Int>?
    if let from, let to { days = from.days(until: to) }
    // Two dates of one month may be told the wrong way round by their precision alone.
    if let known = days, known.upperBound >= 0 {
      days = max(0, known.lowerBound)...known.upperBound
    }
    spans.append(Span(name: name, stage: stage?.stage, days: days, isRunning: isRunning))
  }

  /// Writes the table, if there is anything in it.
  func write(_ page: inout Page) {
    guard !spans.isEmpty else { return }
    let title = page.words("site.case.clock")
    page.heading(2, title, id: "clock")
    page.paragraph(
      page.words("site.case.clock.how", ["day": .text(page.words.day(page.site.state.day))]),
      class: "hint")
    page.table(title, [page.words("site.case.column.span"), page.words("site.case.column.days")]) {
      page in
      for span in spans {
        page.row { page in
          page.rowHeading { page in
            page.html.text(page.words("site.case.span.\(span.name.rawValue)"))
            if let stage = span.stage {
              page.html.markup("<br><small>")
              page.html.text(page.words.code("case-stage", stage.rawValue))
              page.html.markup("</small>")
            }
          }
          page.cell(span.text(page.words), class: "value")
        }
      }
    }
  }
}

extension CaseClock.Span {
  /// The days in words.
  func text(_ words: Words) -> String {
    guard let days else { return words("site.case.days.unknown") }
    if days.upperBound < 0 {
      let before = -days.upperBound ... -days.lowerBound
      return words("site.case.days.before", ["days": .text(words.days(before))])
    }
    let text = words.days(days)
    return isRunning ? words("site.case.days.so-far", ["days": .text(text)]) : text
  }
}

extension Words {
  /// A number of days, or from the fewest to the most.
  func days(_ days: ClosedRange<Int>) -> String {
    days.lowerBound == days.upperBound
      ? self("site.case.days", ["n": .number(days.lowerBound)])
      : self(
        "site.case.days.between",
        ["low": .text(number(days.lowerBound)), "n": .number(days.upperBound)])
  }
}
