public import Record

/// Statements of reasons by state, platform, category and month.
public struct StatementTotals: Sendable {
  /// The counts, in a fixed order.
  public private(set) var totals: [FigureTotal] = []
  /// The states that statements name.
  public private(set) var areas: Set<String> = []
  /// The last month of which there are statements.
  public private(set) var through: EDTF?
  /// Statements whose day cannot be read.
  public private(set) var undated = 0

  /// Adds up counts by state, platform, category and day, in this order.
  public init(_ counts: StatementCounts) {
    var sums: [FigureTotal.Key: FigureTotal] = [:]
    for group in counts.groups where group.key.count == 4 {
      let texts = group.texts
      guard let day = CivilDay(parsing: texts[3].prefix(10)),
        let month = EDTF(year: day.year, month: day.month)
      else {
        undated += group.count
        continue
      }
      let area = texts[0].uppercased()
      guard CountryCode.all.contains(area) else { continue }
      areas.insert(area)
      if through.map({ $0.hi() < month.hi() }) ?? true { through = month }
      let total = FigureTotal(
        company: texts[1], service: texts[1],
        scope: texts[2].isEmpty ? nil : texts[2].replacing("STATEMENT_CATEGORY_", with: ""),
        area: area, period: month, measure: .statements, low: Double(group.count),
        high: Double(group.count))
      if var sum = sums[total.key] {
        _ = sum.add(total)
        sums[total.key] = sum
      } else {
        sums[total.key] = total
      }
    }
    totals = sums.values.sorted(by: FigureTotal.isOrdered)
  }
}
