import Messages
import Record

/// A finding as two pictures made of tables: who took part in which visit, and who met whom. Pictures of another
/// kind would not show where SVG is off, and nobody could read them by ear.
enum LockstepPictures {
  /// More accounts make a picture that nobody sees through.
  private static let mostAccounts = 30
  private static let mostVisits = 40

  /// The accounts with most raids, by their places, in the order of the list.
  private static func chosen(_ finding: Lockstep) -> [Int] {
    finding.accounts.indices.sorted { one, other in
      let (a, b) = (finding.accounts[one].raids, finding.accounts[other].raids)
      return a != b ? a > b : one < other
    }.prefix(mostAccounts).sorted()
  }

  /// The raids as they followed each other: an account to a row, a visit to a column.
  static func visits(_ page: inout Page, _ finding: Lockstep) {
    let last = finding.targets.map(\.visit).max() ?? -1
    guard last > 0, last < 10_000 else { return }
    let shown = 0...min(last, mostVisits - 1)
    var raids = [Int](repeating: 0, count: shown.count)
    var took = [[Int]](
      repeating: [Int](repeating: 0, count: shown.count), count: finding.accounts.count)
    for target in finding.targets where shown.contains(target.visit) {
      raids[target.visit] += 1
      for member in target.members { took[member][target.visit] += 1 }
    }
    let chosen = chosen(finding)
    let title = page.words("site.lockstep.visits")
    page.heading(2, title, id: "visits")
    page.paragraph(
      page.words(
        "site.lockstep.visits.how",
        [
          "accounts": .number(chosen.count), "all": .number(finding.accounts.count),
          "visits": .number(shown.count), "of": .number(last + 1),
        ]))
    let columns =
      [page.words("site.lockstep.column.account")] + shown.map { page.words.number($0 + 1) }
    page.table(title, columns) { page in
      for account in chosen {
        page.row { page in
          page.rowHeading { $0.html.element("code", finding.accounts[account].name) }
          for visit in shown { cell(&page, took[account][visit], of: raids[visit]) }
        }
      }
    }
  }

  /// Who met whom on how many targets.
  static func meetings(_ page: inout Page, _ finding: Lockstep) {
    let chosen = chosen(finding)
    guard chosen.count > 1 else { return }
    var place = [Int?](repeating: nil, count: finding.accounts.count)
    for (number, account) in chosen.enumerated() { place[account] = number }
    var met = [[Int]](
      repeating: [Int](repeating: 0, count: chosen.count), count: chosen.count)
    for target in finding.targets {
      let members = target.members.compactMap { place[$0] }
      for one in members { for other in members where one != other { met[one][other] += 1 } }
    }
    let most = met.flatMap(\.self).max() ?? 0
    let title = page.words("site.lockstep.meetings")
    page.heading(2, title, id: "meetings")
    page.paragraph(
      page.words(
        "site.lockstep.meetings.how",
        ["accounts": .number(chosen.count), "all": .number(finding.accounts.count)]))
    let columns =
      [page.words("site.lockstep.column.account")]
      + chosen.indices.map { page.words.number($0 + 1) }
    page.table(title, columns) { page in
      for (row, account) in chosen.enumerated() {
        page.row { page in
          page.rowHeading { page in
            page.html.text("\(page.words.number(row + 1)) ")
            page.html.element("code", finding.accounts[account].name)
          }
          for column in chosen.indices {
            if row == column {
              page.cell("–", class: "h0")
            } else {
              cell(&page, met[row][column], of: most)
            }
          }
        }
      }
    }
  }

  /// The number, and a shade that says the same.
  private static func cell(_ page: inout Page, _ count: Int, of most: Int) {
    guard count > 0 else { return page.cell("", class: "h0") }
    page.cell(page.words.number(count), class: "h\(min(4, 1 + count * 4 / (most + 1)))")
  }
}
