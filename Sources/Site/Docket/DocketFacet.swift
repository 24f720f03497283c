import Record

/// What a list of cases can be narrowed by.
public enum DocketFacet: String, Sendable, Hashable, CaseIterable {
  case platform, country, measure, trigger, ground, state, outcome, year, authority, provision

  /// The codes that it takes; `nil` where any name of a form will do.
  var codes: [String]? {
    switch self {
    case .measure: CaseMeasure.allCases.map(\.rawValue)
    case .trigger: CaseTrigger.allCases.map(\.rawValue)
    case .ground: CaseGrounds.allCases.map(\.rawValue)
    case .state: CaseState.allCases.map(\.rawValue)
    case .outcome: CaseOutcome.allCases.map(\.rawValue)
    case .platform, .country, .year, .authority, .provision: nil
    }
  }

  /// What is wrong with a value, if it is none of this facet.
  func fault(in value: String) -> QueryFault.Reason? {
    if let codes { return codes.contains(value) ? nil : .notAccepted(values: codes) }
    switch self {
    case .country:
      let isCode = value.utf8.count == 2 && value.utf8.allSatisfy { (0x41...0x5A).contains($0) }
      return isCode ? nil : .notOfForm("a country's code of two capital letters, such as VN")
    case .year:
      let isYear = value.utf8.count == 4 && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
      return isYear ? nil : .notOfForm("a year of four digits, such as 2026")
    default: return Slug(value) == nil ? .badSlug : nil
    }
  }

  /// A value as addresses spell it, and back: only codes of countries have capitals.
  func value(spelled name: String) -> String { self == .country ? name.uppercased() : name }

  /// The word for a value in the reader's language, or the value itself.
  func word(for value: String, _ page: Page) -> String {
    switch self {
    case .platform:
      value == "other" ? page.words("site.docket.other-platform") : name(.platform, value, page)
    case .authority: name(.actor, value, page)
    case .provision: Slug(value).map { page.provisionName($0) } ?? value
    case .measure: page.words.code("case-measure", value)
    case .trigger: page.words.code("case-trigger", value)
    case .ground: page.words.code("case-grounds", value)
    case .state: page.words("site.docket.state.\(value)")
    case .outcome: page.words.code("case-outcome", value)
    case .country:
      (try? page.site.countryNames())?[value].map { page.words.text($0) } ?? value
    case .year: value
    }
  }

  private func name(_ kind: RecordKind, _ value: String, _ page: Page) -> String {
    Slug(value).map { page.words.text(page.names.name(of: kind, $0)) } ?? value
  }
}
