/// Numbers that stand so close that together they may be one: "0912 345.678", "(028) 3822-1234".
struct DigitGroups {
  /// Where it may end: how many digits there are by then, and the unit behind them.
  struct Stop {
    var digits: Int
    var end: Int
    var token: Int
  }

  var digits: [UInt8] = []
  var stops: [Stop] = []

  /// The most digits and groups that one number has.
  private static let mostDigits = 19
  private static let mostGroups = 14

  /// Reads from a token on as far as blanks, dots, hyphens and brackets lead.
  ///
  /// - Complexity: bounded by the longest number there is.
  init(_ ground: TextGround, from first: Int) {
    let text = ground.text
    var token = first
    while token < text.tokens.count, stops.count < Self.mostGroups {
      let units = text.tokens[token].units
      guard text.tokens[token].kind == .number, ground.isFree(units.prefix(20)),
        digits.count + units.count <= Self.mostDigits
      else { break }
      if token > first {
        let gap = text.tokens[token - 1].units.upperBound..<units.lowerBound
        let isLong = units.count > 2 && text.tokens[token - 1].units.count > 2
        guard gap.count <= 3, gap.allSatisfy({ Self.joins(text.codes[$0], isLong) }) else { break }
      }
      digits += units.map { text.codes[$0] }
      stops.append(Stop(digits: digits.count, end: units.upperBound, token: token))
      token += 1
    }
  }

  /// A slash parts days and months; only between longer groups it parts a telephone number.
  private static func joins(_ code: UInt8, _ isLong: Bool) -> Bool {
    switch code {
    case LetterTable.space, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "("),
      UInt8(ascii: ")"),
      UInt8(ascii: "_"), UInt8(ascii: ","):
      true
    case UInt8(ascii: "/"): isLong
    default: false
    }
  }

  /// The last stop of which `fits` is true of the digits up to there.
  func last(where fits: (ArraySlice<UInt8>) -> Bool) -> Stop? {
    stops.last { fits(digits.prefix($0.digits)) }
  }
}
