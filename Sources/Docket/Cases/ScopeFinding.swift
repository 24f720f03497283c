/// How far a restriction reaches, by the rule of the specification, section 2.5: a block in one country needs somebody
/// who saw it inside and somebody who saw the item outside, or the platform's word; else nobody knows.
public struct ScopeFinding: Sendable, Hashable {
  /// Why.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// The platform says so in a notice or a statement of reasons that the case has.
    case platformSays = "platform_says"
    /// It was gone inside, and there outside.
    case insideAndOutside = "inside_and_outside"
    /// It was gone in two countries of different continents within 48 hours.
    case twoContinents = "two_continents"
    /// Whoever recorded it takes it to be so, and nothing shows it.
    case claimed
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

  /// Applies the rule. What was proven stays so when the item is seen again later: that says when it ended.
  ///
  /// - Parameter word: what the platform itself wrote about it.
  /// - Complexity: O(n²) in the number of observations.
  public init(
    of restriction: Restriction, seen observations: [ItemObservation], word: PlatformWord
  ) {
    let claimed = restriction.saidScope ?? restriction.claimedScope ?? .unknown
    if word.bears(out: claimed) {
      self.init(scope: claimed, confidence: .documented, reason: .platformSays)
      return
    }
    let seen = observations.filter { $0.restrictionId == restriction.head.id }
    let gone = seen.filter { $0.result.isVisible == false }
    let visible = seen.filter { $0.result.isVisible == true }
    let blocked = gone.filter { inside in
      Self.isShownOutside(inside, by: visible, gone)
    }
    if !blocked.isEmpty {
      self.init(
        scope: .geoBlocked(countries: Set(blocked.map(\.country)).sorted()),
        confidence: .documented, reason: .insideAndOutside)
      return
    }
    let times = visible.map(\.at).sorted()
    let isGlobal = gone.contains { one in
      gone.contains { other in
        guard let first = Continent.of(one.country), let second = Continent.of(other.country) else {
          return false
        }
        let (start, end) = (min(one.at, other.at), max(one.at, other.at))
        guard first != second, end - start <= Self.window else { return false }
        return !Self.holds(times, anyFrom: start, to: end + Self.window)
      }
    }
    if isGlobal {
      self.init(scope: .global, confidence: .inferred, reason: .twoContinents)
    } else {
      self.init(
        scope: .unknown, confidence: .inferred,
        reason: claimed == .unknown ? .tooLittle : .claimed)
    }
  }

  /// Whether somebody saw the item elsewhere while `inside` shows it gone: seen there long before, it may have been
  /// removed in between, and seen inside in between, it was back.
  private static func isShownOutside(
    _ inside: ItemObservation, by visible: [ItemObservation], _ gone: [ItemObservation]
  ) -> Bool {
    // Where it was gone at the same time, seeing it later only says that it came back.
    let alsoGone = Set(gone.filter { abs($0.at - inside.at) <= window }.map(\.country))
    let own = visible.filter { $0.country == inside.country }.map(\.at)
    let before = own.filter { $0 <= inside.at }.max() ?? .min
    let after = own.filter { $0 >= inside.at }.min() ?? .max
    return visible.contains {
      !alsoGone.contains($0.country) && $0.at >= inside.at - window && $0.at > before
        && $0.at < after
    }
  }

  /// Whether one of `times`, which are in order, is in a span.
  private static func holds(_ times: [Int64], anyFrom start: Int64, to end: Int64) -> Bool {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < times.count && times[low] <= end
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
