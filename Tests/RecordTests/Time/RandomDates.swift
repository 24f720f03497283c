@testable import Record

/// Dates drawn from a seed: SplitMix64 (Steele, Lea and Flood 2014).
struct RandomDates: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    print("seed \(seed)")
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func unit(years: ClosedRange<Int> = 0...9999, timed: Bool = true) -> EDTF.Unit {
    let year = Int.random(in: years, using: &self)
    switch Int.random(in: 0...(timed ? 6 : 5), using: &self) {
    case 0: return .decade(year - year % 10)
    case 1: return .year(year)
    case 2: return .half(year: year, half: Int.random(in: 1...2, using: &self))
    case 3: return .quarter(year: year, quarter: Int.random(in: 1...4, using: &self))
    case 4: return .month(year: year, month: Int.random(in: 1...12, using: &self))
    case 5: return .day(day(in: year))
    default:
      let zone = TimeZoneOffset(minutesEast: Int.random(in: -840...840, using: &self)) ?? .utc
      let minute = Int64.random(in: 0..<1440, using: &self)
      return .minute(day(in: year).begins(in: zone) + minute * 60, zone)
    }
  }

  mutating func day(in year: Int) -> CivilDay {
    let first = EDTF.Unit.year(year)
    let span = first.firstDay.days(until: first.lastDay)
    return first.firstDay.adding(days: Int.random(in: 0...span, using: &self))
  }

  mutating func point(years: ClosedRange<Int> = 0...9999, timed: Bool = true) -> EDTF.Point {
    let unit = unit(years: years, timed: timed)
    if case .minute = unit { return EDTF.Point(unit) }
    let qualifier = EDTF.Qualifier.allCases.randomElement(using: &self) ?? .exact
    return EDTF.Point(unit, Bool.random(using: &self) ? .exact : qualifier)
  }

  mutating func date(years: ClosedRange<Int> = 0...9999, timed: Bool = true) -> EDTF {
    let start = point(years: years, timed: timed)
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return EDTF(checked: .since(start))
    case 1: return EDTF(checked: .until(start))
    case 2, 3:
      let end = point(years: years, timed: timed)
      let whole = EDTF(from: EDTF(checked: .single(start)), to: EDTF(checked: .single(end)))
      return whole ?? EDTF(checked: .single(start))
    default: return EDTF(checked: .single(start))
    }
  }
}

/// The date of a test's literal, which is known to be one.
func date(_ text: String) throws -> EDTF { try EDTF(parsing: text) }
