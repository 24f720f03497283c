import Messages
import Record

/// Rows that say what the measurements of one network show.
enum NetworkRows {
  static func columns(_ words: Words, withTarget: Bool) -> [String] {
    (withTarget ? [words("site.reach.column.target")] : [])
      + ["network", "state", "blocked", "share", "how", "vantage", "span"].map {
        words("site.reach.column.\($0)")
      }
  }

  static func cells(_ page: inout Page, _ row: Finding.NetworkRow) {
    page.cell { network(&$0, row) }
    page.cell(page.words.code("finding-state", row.state.rawValue))
    guard row.vantagePoints != nil else {
      page.cell(page.words("site.reach.withheld"))
      for _ in 0..<4 { page.cell("") }
      return
    }
    page.cell(page.words.some(row.blocked, of: row.judged), class: "value")
    var share = ""
    if let judged = row.judged, let blocked = row.blocked {
      share = Share.text(blocked, of: judged, page.words)
    }
    page.cell(share, class: "value")
    page.cell { page in
      for (place, count) in row.mechanisms.prefix(4).enumerated() {
        if place > 0 { page.html.markup("; ") }
        page.html.text(
          "\(page.words.code("mechanism", count.mechanism)) (\(page.words.number(count.count)))")
      }
    }
    page.cell(row.vantagePoints.map { page.words.number($0) } ?? "", class: "number")
    page.cell("when") { page in
      if let first = row.first, let last = row.last {
        page.date(first)
        page.html.markup(" – ")
        page.date(last)
      }
    }
  }

  private static func network(_ page: inout Page, _ row: Finding.NetworkRow) {
    guard let number = row.network else {
      return page.html.text(
        page.words("site.reach.together", ["n": .number(row.networks ?? 1)]))
    }
    page.html.link(page.address(.reach(.network(number))), "AS\(number)")
    if let name = row.name {
      page.html.markup(" ")
      page.html.text(name)
    }
  }
}

extension Words {
  /// A count; where it is withheld, that it is of too few to be told.
  func few(_ count: Int?) -> MessageArgument {
    .text(count.map { number($0) } ?? self("site.reach.few"))
  }

  /// So many of so many, as far as both are told.
  func some(_ some: Int?, of all: Int?) -> String {
    self("site.reach.of", ["some": few(some), "all": few(all)])
  }
}

/// A share with its interval.
enum Share {
  /// The share in per cent with Wilson's interval at 95 per cent (Wilson 1927): vantage points
  /// measure more than once, so it is too narrow where one of them measures much.
  static func text(_ some: Int, of all: Int, _ words: Words) -> String {
    guard all > 0 else { return "" }
    let interval = wilson(some, of: all)
    func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
    return words(
      "site.reach.share",
      [
        "share": .number(percent(Double(some) / Double(all))),
        "low": .number(percent(interval.low)), "high": .number(percent(interval.high)),
      ])
  }

  static func wilson(_ some: Int, of all: Int) -> (low: Double, high: Double) {
    let z = 1.959_963_984_540_054
    let n = Double(all)
    let share = Double(some) / n
    let middle = share + z * z / (2 * n)
    let reach = z * ((share * (1 - share) + z * z / (4 * n)) / n).squareRoot()
    let scale = 1 + z * z / n
    return (max(0, (middle - reach) / scale), min(1, (middle + reach) / scale))
  }
}
