public import Bytes
internal import Record

/// All that is told of one country as one long table: a row for each number, rate, growth and claim.
///
/// Its columns are stable, since programs rely on them. A rate stands with its numerator and its denominator and with
/// what they are sums of; where the base is too small its value is left empty, and both counts stay.
public struct ComplianceTable: Sendable {
  /// The names of the columns.
  public static let columns = [
    "country", "company", "platform", "part", "export", "source", "period", "name", "value", "unit",
    "bound", "numerator", "denominator", "terms", "caveats", "record",
  ]

  /// One value for each column.
  public private(set) var rows: [[JSONValue]] = []
  private let country: String

  /// Tells what is known of a country.
  public init(_ compliance: Compliance) {
    country = compliance.country
    for line in compliance.lines { add(line) }
    for claim in compliance.claims { add(claim) }
  }

  private struct Row {
    var period: EDTF
    var name: String
    var value: JSONValue = .null
    var unit: String
    var bound: Bound?
    var rate: Rate?
    var terms: String?
    var caveats: [FigureCaveat] = []
    var record: Slug?
  }

  private mutating func add(
    _ row: Row, _ subject: ComplianceLine.Subject, _ vintage: ComplianceLine.Vintage
  ) {
    func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    func count(_ count: Int?) -> JSONValue { count.map { .integer(Int64($0)) } ?? .null }
    rows.append([
      .string(country), text(subject.publisher?.text), text(subject.platform?.text),
      text(subject.scope), text(vintage.date?.description), text(vintage.source?.text),
      .string(row.period.description), .string(row.name), row.value, .string(row.unit),
      text(row.bound?.rawValue), count(row.rate?.part), count(row.rate?.base), text(row.terms),
      text(
        row.caveats.isEmpty ? nil : row.caveats.map(\.rawValue).joined(separator: " ")),
      text(row.record?.text),
    ])
  }

  private mutating func add(_ line: ComplianceLine) {
    for (place, point) in line.points.enumerated() {
      for measure in Measure.allCases {
        guard let figure = point.figures[measure] else { continue }
        add(
          Row(
            period: point.period, name: measure.rawValue, value: Self.number(figure.value),
            unit: figure.unit, bound: figure.bound, caveats: figure.caveats, record: figure.id),
          line.subject, line.vintage)
      }
      for formula in RateFormula.allCases {
        guard let (rate, terms) = point.rate(formula) else { continue }
        add(
          Row(
            period: point.period, name: formula.rawValue, value: Self.tenths(rate.percent),
            unit: "percent", rate: rate, terms: terms.text,
            caveats: point.isPartlyFilled ? [.outcomesPartlyFilled] : []),
          line.subject, line.vintage)
      }
      guard let growth = line.growthOfRemoved(at: place) else { continue }
      // "New", nothing at all, and small bases have no number.
      var change: (percent: Double, multiple: Double)?
      if case .change(let percent, let multiple) = growth.kind { change = (percent, multiple) }
      let pair = Rate(part: growth.now, base: growth.base)
      add(
        Row(
          period: point.period, name: "G1", value: Self.tenths(change?.percent), unit: "percent",
          rate: pair), line.subject, line.vintage)
      add(
        Row(
          period: point.period, name: "G2", value: Self.tenths(change?.multiple), unit: "times",
          rate: pair), line.subject, line.vintage)
    }
  }

  private mutating func add(_ claim: ComplianceClaim) {
    let subject = ComplianceLine.Subject(publisher: nil, platform: claim.platform, scope: nil)
    let vintage = ComplianceLine.Vintage(
      date: claim.figure.vintage, source: claim.figure.evidence.sources.first)
    add(
      Row(
        period: claim.figure.period, name: claim.isRate ? "R4" : "claim",
        value: Self.number(claim.figure.value), unit: claim.figure.unit, bound: claim.figure.bound,
        terms: claim.series.text, caveats: claim.figure.caveats, record: claim.figure.id), subject,
      vintage)
    if let gap = claim.gap, let counted = claim.counted.last {
      add(
        Row(
          period: claim.figure.period, name: "R5", value: Self.tenths(gap), unit: "points",
          rate: counted.rate, terms: counted.terms?.text, record: claim.figure.id), subject,
        counted.vintage)
    }
  }

  /// A number as it is: whole where it is whole.
  public static func number(_ value: Double) -> JSONValue {
    Int64(exactly: value).map { .integer($0) } ?? .number(value)
  }

  /// One digit after the point: more would say more than the counts do.
  public static func tenths(_ value: Double?) -> JSONValue {
    value.map { .number(($0 * 10).rounded() / 10) } ?? .null
  }
}
