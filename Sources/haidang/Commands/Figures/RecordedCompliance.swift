import Bytes
import Messages
import Record
import Transparency

/// What the record says of who obeys in a country: a table for each company and export, then the claims.
struct RecordedCompliance {
  let country: String
  let form: Table.Form

  func tell(_ holdings: any Holdings) throws {
    let compliance = try Compliance(of: holdings, country: country)
    switch form {
    case .json: Terminal.print(Array(compliance.json.indentedText.utf8))
    case .csv:
      let table = ComplianceTable(compliance)
      Terminal.print(
        Table(columns: ComplianceTable.columns, rows: table.rows).rendered(as: .csv))
    case .text: tell(compliance)
    }
    guard compliance.lines.isEmpty, compliance.claims.isEmpty else { return }
    let known = try Compliance.countries(of: holdings).joined(separator: ", ")
    Terminal.note(
      say("figures.compliance.empty", ["country": .text(country), "known": .text(known)]))
  }

  private func tell(_ compliance: Compliance) {
    for line in compliance.lines { tell(line) }
    for group in compliance.subjects {
      for (earlier, later) in zip(group.vintages, group.vintages.dropFirst()) {
        let differences = later.differences(from: earlier)
        Terminal.note(
          say(
            "figures.compliance.differences",
            [
              "one": .text(Self.text(earlier.vintage)), "other": .text(Self.text(later.vintage)),
              "count": .number(differences.count),
            ]))
      }
    }
    tell(compliance.claims)
    if !compliance.lines.isEmpty {
      Terminal.note(say("figures.compliance.formulas"))
      if compliance.lines.contains(where: { $0.points.contains(where: \.isPartlyFilled) }) {
        Terminal.note(say("figures.compliance.break"))
      }
    }
  }

  private static func text(_ vintage: ComplianceLine.Vintage) -> String {
    [vintage.date?.description, vintage.source?.text].compactMap(\.self).joined(separator: " ")
  }

  private func tell(_ line: ComplianceLine) {
    let subject = [
      line.subject.publisher?.text, line.subject.platform?.text, line.subject.scope,
    ].compactMap(\.self).joined(separator: " · ")
    Terminal.print("\(subject) — \(Self.text(line.vintage))")
    let measures = line.measures
    let formulas = RateFormula.allCases.filter { formula in
      line.points.contains { $0.rate(formula) != nil }
    }
    let isGrowing = line.points.indices.contains { line.growthOfRemoved(at: $0) != nil }
    var table = Table(
      columns: ["period"] + measures.map(\.rawValue)
        + formulas.flatMap { ["\($0.rawValue) %", "n/base"] } + (isGrowing ? ["G1 %"] : []))
    for (place, point) in line.points.enumerated() {
      if let words = seam(line.seam(before: place)) {
        // A line of its own, so that nobody reads across it.
        table.rows.append(
          [.string(words)] + Array(repeating: .null, count: table.columns.count - 1))
      }
      var row: [JSONValue] = [.string(DatedName.text(point.period))]
      row += measures.map { measure in
        point.figures[measure].map { figure in
          let sign = figure.bound == .atMost ? "≤" : figure.bound == .atLeast ? "≥" : ""
          return sign.isEmpty
            ? ComplianceTable.number(figure.value)
            : .string(sign + Table.plain(ComplianceTable.number(figure.value)))
        } ?? .null
      }
      for formula in formulas {
        let found = point.rate(formula)
        row.append(ComplianceTable.tenths(found?.rate.percent))
        row.append(found.map { .string("\($0.rate.part)/\($0.rate.base)") } ?? .null)
      }
      if isGrowing { row.append(growth(line.growthOfRemoved(at: place))) }
      table.rows.append(row)
    }
    Terminal.print(table.rendered(as: .text))
    Terminal.print("")
  }

  private func seam(_ seam: ComplianceLine.Seam?) -> String? {
    switch seam {
    case .gap(let from, let to):
      "··· "
        + say("figures.compliance.gap", ["from": .text("\(from)"), "to": .text("\(to)")])
    case .breakInCounting: "··· " + say("figures.compliance.seam")
    default: nil
    }
  }

  private func growth(_ growth: Growth?) -> JSONValue {
    guard let growth else { return .null }
    switch growth.kind {
    case .change(let percent, _): return ComplianceTable.tenths(percent)
    case .new, .smallBase: return .string("\(growth.base) → \(growth.now)")
    case .nothing, .acrossBreak: return .null
    }
  }

  private func tell(_ claims: [ComplianceClaim]) {
    guard !claims.isEmpty else { return }
    Terminal.print(say("figures.compliance.claims"))
    var table = Table(columns: [
      "series", "period", "claim", "unit", "company", "n/base", "R5 points",
    ])
    for claim in claims {
      let sign = claim.figure.bound == .atLeast ? "≥" : claim.figure.bound == .atMost ? "≤" : ""
      let counted = claim.counted.last
      let company: JSONValue =
        counted?.rate.map { ComplianceTable.tenths($0.percent) }
        ?? counted?.count.map { .integer(Int64($0)) } ?? .null
      table.rows.append([
        .string(claim.series.text), .string(DatedName.text(claim.figure.period)),
        .string(sign + Table.plain(ComplianceTable.number(claim.figure.value))),
        .string(claim.figure.unit), company,
        counted?.rate.map { .string("\($0.part)/\($0.base)") } ?? .null,
        ComplianceTable.tenths(claim.gap),
      ])
    }
    Terminal.print(table.rendered(as: .text))
  }
}

/// Times as short names: half a year as `2025-H1`.
enum DatedName {
  static func text(_ period: EDTF) -> String {
    let text = period.description
    if text.hasSuffix("-40") { return text.dropLast(2) + "H1" }
    if text.hasSuffix("-41") { return text.dropLast(2) + "H2" }
    return text
  }
}
