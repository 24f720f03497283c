/// How far a restriction reaches, by the rule of the specification, section 2.5: a block in one country needs somebody
/// who saw it inside and somebody who saw the item outside, or the platform's word; else nobody knows.
public struct ScopeFinding: Sendable, Hashable {
  /// Why.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The platform says so.
    case platformSays = "platform_says"
    /// It was gone inside, and there outside.
    case insideAndOutside = "inside_and_outside"
    /// It was gone in two countries of different continents within 48 hours.
    case twoContinents = "two_continents"
    /// There are too few observations, or they say nothing together.
    case tooLittle = "too_little"
  }

  /// The scope.
  public var scope: RestrictionScope
  /// How well it is known.
  public var confidence: Fact.Confidence
  /// Why.
  public var reason: Reason

  /// Observations further apart than this do not speak of the same moment.
  static let window: Int64 = 48 * 3600

  /// Applies the rule.
  /// - Complexity: O(n²) in the number of observations.
  public init(of restriction: Restriction, seen observations: [ItemObservation]) {
    if let said = restriction.saidScope, said != .unknown {
      self.init(scope: said, confidence: .documented, reason: .platformSays)
      return
    }
    let seen = observations.filter { $0.restrictionId == restriction.head.id }
    let gone = seen.filter { $0.result.isVisible == false }
    let visible = seen.filter { $0.result.isVisible == true }
    // Seen outside before it was gone inside may mean that it was removed in between.
    let blocked = gone.filter { inside in
      visible.contains { $0.country != inside.country && $0.at >= inside.at - Self.window }
        && !visible.contains { $0.country == inside.country && $0.at >= inside.at }
    }
    if !blocked.isEmpty {
      self.init(
        scope: .geoBlocked(countries: Set(blocked.map(\.country)).sorted()),
        confidence: .documented, reason: .insideAndOutside)
      return
    }
    let isGlobal = gone.contains { one in
      gone.contains { other in
        guard let first = Continent.of(one.country), let second = Continent.of(other.country) else {
          return false
        }
        return first != second && abs(one.at - other.at) <= Self.window
          && !visible.contains { $0.at >= min(one.at, other.at) }
      }
    }
    self.init(
      scope: isGlobal ? .global : .unknown, confidence: .inferred,
      reason: isGlobal ? .twoContinents : .tooLittle)
  }

  private init(scope: RestrictionScope, confidence: Fact.Confidence, reason: Reason) {
    self.scope = scope
    self.confidence = confidence
    self.reason = reason
  }
}

/// Continents by the countries of the world (ISO 3166-1 alpha-2, United Nations M49).
enum Continent: String, CaseIterable {
  case africa, americas, antarctica, asia, europe, oceania

  /// The continent of a country; `nil` for a code that no country has.
  static func of(_ country: String) -> Continent? { byCountry[country] }

  private static let byCountry: [String: Continent] = {
    var byCountry: [String: Continent] = [:]
    for continent in allCases {
      for code in continent.codes.split(separator: " ") { byCountry[String(code)] = continent }
    }
    return byCountry
  }()

  private var codes: String {
    switch self {
    case .africa:
      """
      DZ AO BJ BW BF BI CM CV CF TD KM CG CD CI DJ EG GQ ER ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU YT MA MZ \
      NA NE NG RE RW SH ST SN SC SL SO ZA SS SD SZ TZ TG TN UG EH ZM ZW IO TF
      """
    case .americas:
      """
      AI AG AR AW BS BB BZ BM BO BQ BV BR CA KY CL CO CR CU CW DM DO EC SV FK GF GL GD GP GT GY HT HN JM MQ MX MS \
      NI PA PY PE PR BL KN LC MF PM VC SX SR TT TC US UY VE VG VI GS
      """
    case .antarctica: "AQ"
    case .asia:
      """
      AF AM AZ BH BD BT BN KH CN CY GE HK IN ID IR IQ IL JP JO KZ KP KR KW KG LA LB MO MY MV MN MM NP OM PK PS PH \
      QA SA SG LK SY TW TJ TH TL TR TM AE UZ VN YE
      """
    case .europe:
      """
      AX AL AD AT BY BE BA BG HR CZ DK EE FO FI FR DE GI GR GG VA HU IS IE IM IT JE LV LI LT LU MT MD MC ME NL MK NO \
      PL PT RO RU SM RS SK SI ES SJ SE CH UA GB XK
      """
    case .oceania:
      """
      AS AU CK FJ PF GU HM KI MH FM NR NC NZ NU NF MP PW PG PN WS SB TK TO TV UM VU WF CC CX
      """
    }
  }
}
