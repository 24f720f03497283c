internal import Record

extension TotalSums {
  private typealias Scope = HarmonisedReports.Scope

  private static let complaints: [(scope: Scope, measure: Measure)] = [
    (.total, .complaints), (.upheld, .complaintsUpheld), (.reversed, .complaintsReversed),
    (.partlyReversed, .complaintsPartly), (.omitted, .complaintsOmitted),
    (.medianTime, .medianTime),
  ]

  private static let disputes: [(scope: Scope, measure: Measure)] = [
    (.total, .disputes), (.upheld, .disputesUpheld), (.reversed, .disputesReversed),
    (.partlyReversed, .disputesPartly), (.omitted, .disputesOmitted),
    (.shareImplemented, .shareImplemented),
  ]

  /// Complaints and disputes of the Union, and orders by member state, of each service and each part of it. Parts
  /// are never added to the whole.
  mutating func add(
    _ reports: HarmonisedReports, _ period: EDTF, leftOut: inout [String: Int]
  ) {
    for appeals in reports.appeals {
      let columns: [(scope: HarmonisedReports.Scope, measure: Measure)]
      switch appeals.indicator {
      case HarmonisedReports.complaints: columns = Self.complaints
      case HarmonisedReports.disputes: columns = Self.disputes
      default:
        leftOut["other lines of table 7", default: 0] += 1
        continue
      }
      for (scope, measure) in columns {
        guard let value = appeals.values[scope] else { continue }
        var total = FigureTotal(
          company: appeals.platform, service: appeals.service,
          scope: appeals.surface == "All" ? nil : appeals.surface, area: "EU", period: period,
          measure: measure, low: value, high: value)
        if appeals.fractions.contains(scope) { total.caveats.insert(.fractionInCount) }
        if !scope.isCount { total.caveats.insert(.unitDiffers) }
        if scope == .total, let open = appeals.open, open != 0 {
          total.caveats.insert(.partsDoNotAddUp)
          total.unevenRows = 1
          total.excess = -open
        }
        add(total)
      }
    }
    add(reports.orders, period, leftOut: &leftOut)
  }

  private mutating func add(
    _ orders: [HarmonisedReports.Orders], _ period: EDTF, leftOut: inout [String: Int]
  ) {
    struct Line: Hashable {
      var service: String
      var area: String
    }
    var seen: Set<Line> = []
    for order in orders {
      guard order.category == "TOTAL", let area = Self.area(of: order.scope) else {
        leftOut["orders by category, or of several states together", default: 0] += 1
        continue
      }
      // Some write a state in two spellings: one of them repeats the other.
      guard seen.insert(Line(service: order.service, area: area)).inserted else {
        leftOut["orders of a state that stands there twice", default: 0] += 1
        continue
      }
      for (count, measure) in [
        (order.toAct, Measure.ordersToAct), (order.items, .itemsInOrders),
        (order.forInformation, .ordersForInformation),
      ] {
        guard let count else { continue }
        add(
          FigureTotal(
            company: order.platform, service: order.service, scope: nil, area: area,
            period: period, measure: measure, low: Double(count), high: Double(count)))
      }
    }
  }

  /// The Union writes Greece as `EL`.
  private static func area(of scope: String) -> String? {
    let code = scope.uppercased()
    if code == "TOTAL" { return "EU" }
    if code == "EL" { return "GR" }
    return CountryCode.all.contains(code) ? code : nil
  }
}
