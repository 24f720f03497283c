import Bytes
import Record

/// What series and figures must satisfy together, so that no government's claim is taken for a
/// company's data. Records that are not in the same reading are not asked.
struct NumberRules {
  typealias Finding = (record: RecordReading, fault: FieldFault)

  private var contents: [RecordReference: JSONValue] = [:]

  static func faults(in records: [RecordReading]) -> [Finding] {
    var rules = NumberRules()
    for record in records {
      guard let found = record.found, [.actor, .series, .figure].contains(found.reference.kind)
      else { continue }
      rules.contents[found.reference] = found.content
    }
    return records.flatMap { record in
      guard let found = record.found else { return [Finding]() }
      let faults =
        switch found.reference.kind {
        case .series: rules.series(found.content)
        case .figure: rules.figure(found.content)
        default: [FieldFault]()
        }
      return faults.map { (record, $0) }
    }
  }

  private func content(_ kind: RecordKind, _ id: JSONValue) -> JSONValue? {
    id.text.flatMap { Slug($0) }.flatMap { contents[RecordReference(kind, $0)] }
  }

  private func series(_ series: JSONValue) -> [FieldFault] {
    var faults: [FieldFault] = []
    let basis = series["basis"].text.flatMap { FigureBasis(rawValue: $0) }
    let publisher = content(.actor, series["publisher"])
    if let role = publisher?["role"].text.flatMap({ ActorRole(rawValue: $0) }), let basis {
      let isCompany = role == .company || role == .networkOperator
      if basis == .companyReport, !isCompany {
        let why = "is no company, as a company-report needs; give what others say its own series"
        faults.append(FieldFault("/publisher", .rule(why)))
      }
      if basis == .governmentClaim, isCompany {
        let why = "is a company; its own data is a company-report and never a government-claim"
        faults.append(FieldFault("/publisher", .rule(why)))
      }
    }
    if !series["claimed_against"].isNull, basis != .governmentClaim {
      let why = "stands only in a series whose basis is government-claim; remove it"
      faults.append(FieldFault("/claimed_against", .rule(why)))
    } else if content(.series, series["claimed_against"])?["basis"].text
      == FigureBasis.governmentClaim.rawValue
    {
      let why = "names a claim; name the series of company data beside which to read this one"
      faults.append(FieldFault("/claimed_against", .rule(why)))
    }
    return faults
  }

  private func figure(_ figure: JSONValue) -> [FieldFault] {
    var faults: [FieldFault] = []
    if let series = content(.series, figure["series"]), series["unit"] != figure["unit"] {
      let unit = series["unit"].text ?? ""
      let why = "is not the unit of its series, \"\(unit)\"; correct it or choose another series"
      faults.append(FieldFault("/unit", .rule(why)))
    }
    if let earlier = content(.figure, figure["revises"]),
      ["series", "country", "period"].contains(where: { earlier[$0] != figure[$0] })
    {
      let why = "names a figure of another series, country or period; a revision keeps all three"
      faults.append(FieldFault("/revises", .rule(why)))
    }
    return faults
  }
}
