import Messages
import Record

/// Months as a heat table: one row for each target or country, one cell for each month.
enum ReachHeat {
  /// The most months that a table shows; the rest is in the CSV.
  private static let mostMonths = 24
  private static let mostRows = 500

  static func table(
    _ page: inout Page, _ months: [ReachIndex.Month], about subject: ReachSubject
  ) {
    guard !months.isEmpty else { return }
    let names = Array(Set(months.map(\.month)).sorted().suffix(mostMonths))
    let title = page.words("site.reach.months")
    page.heading(2, title)
    page.paragraph(page.words("site.reach.months.how"))
    var columns = [page.words("site.reach.column.target"), page.words("site.reach.column.country")]
    columns += names
    let rows = rows(of: months)
    page.table(title, columns) { page in
      for row in rows.prefix(mostRows) { write(&page, row, names, about: subject) }
    }
    if rows.count > mostRows { page.cutShort(after: mostRows) }
  }

  private static func rows(of months: [ReachIndex.Month]) -> [[ReachIndex.Month]] {
    var rows: [[ReachIndex.Month]] = []
    for month in months {
      if let last = rows.last?.last, last.target == month.target, last.country == month.country {
        rows[rows.count - 1].append(month)
      } else {
        rows.append([month])
      }
    }
    return rows
  }

  private static func write(
    _ page: inout Page, _ row: [ReachIndex.Month], _ names: [String], about subject: ReachSubject
  ) {
    guard let first = row.first else { return }
    page.row { page in
      page.rowHeading { page in
        page.html.link(page.address(.reach(.target(first.target))), first.target)
      }
      page.cell { $0.html.link($0.address(.reach(.country(first.country))), first.country) }
      for name in names {
        guard let month = row.first(where: { $0.month == name }) else {
          page.cell("–", class: "h0")
          continue
        }
        cell(&page, month, about: subject)
      }
    }
  }

  /// The state as a word, its share as a number, and a shade that says the same.
  private static func cell(
    _ page: inout Page, _ month: ReachIndex.Month, about subject: ReachSubject
  ) {
    var (state, judged, blocked) = (month.state, month.judged, month.blocked)
    if case .network(let number) = subject,
      let row = month.rows.first(where: { $0.network == number })
    {
      (state, judged, blocked) = (row.state, row.judged, row.blocked)
    }
    let share = Double(blocked ?? 0) / Double(max(1, judged ?? 0))
    let shade = state == .insufficient || share == 0 ? 0 : min(4, 1 + Int(share * 4))
    page.cell("h\(shade)") { page in
      page.html.link(
        page.address(.entry(.findings, month.id)),
        page.words("site.reach.short.\(state.rawValue)"))
      if let judged, let blocked, state != .insufficient {
        page.html.markup(" ")
        page.html.text(
          page.words.some(blocked, of: judged))
      }
    }
  }
}
