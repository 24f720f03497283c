extension EDTF {
  /// Reads a date from its bytes; constant time, longer texts are refused unread.
  public init(parsing bytes: some Collection<UInt8>) throws(EDTFError) {
    var reader = EDTFReader(bytes: Array(bytes.prefix(EDTFReader.longest + 1)))
    self.init(checked: try reader.extent())
  }

  /// Reads a date from its text.
  public init(parsing text: some StringProtocol) throws(EDTFError) {
    try self.init(parsing: text.utf8)
  }
}

/// One pass over the bytes of a date.
private struct EDTFReader {
  /// Two timestamps with a zone and a stroke are 45 bytes.
  static let longest = 48

  let bytes: [UInt8]
  var at = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func failure(_ problem: EDTFError.Problem, at offset: Int? = nil) -> EDTFError {
    EDTFError(bytes, at: offset ?? at, problem)
  }

  mutating func extent() throws(EDTFError) -> EDTF.Extent {
    guard !bytes.isEmpty else { throw failure(.empty) }
    guard bytes.count <= EDTFReader.longest else { throw failure(.tooLong) }
    guard next != UInt8(ascii: "/") else { throw failure(.unknownEnd) }
    if takesDots() {
      guard takes("/") else { throw failure(.unexpected(expected: "/")) }
      guard !takesDots() else { throw failure(.bothOpen, at: 0) }
      guard next != nil else { throw failure(.unknownEnd) }
      let end = try point()
      try finish()
      return .until(end)
    }
    let start = try point()
    guard takes("/") else {
      try finish()
      return .single(start)
    }
    return try rest(of: start)
  }

  /// What follows the stroke of an interval.
  private mutating func rest(of start: EDTF.Point) throws(EDTFError) -> EDTF.Extent {
    guard next != nil else { throw failure(.unknownEnd) }
    if takesDots() {
      try finish()
      return .since(start)
    }
    let second = at
    let end = try point()
    try finish()
    guard EDTFReader.isOrdered(start.unit, end.unit) else { throw failure(.reversed, at: second) }
    return .interval(start, end)
  }

  /// Whether some instant of the first unit is not after all of the second.
  private static func isOrdered(_ first: EDTF.Unit, _ second: EDTF.Unit) -> Bool {
    if case .minute(let start, _) = first, case .minute(let end, _) = second {
      return start <= end
    }
    return first.firstDay <= second.lastDay
  }

  private mutating func finish() throws(EDTFError) {
    guard next == nil else { throw failure(.unexpected(expected: "the end of the date")) }
  }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func takesDots() -> Bool {
    guard bytes[at...].starts(with: [UInt8(ascii: "."), UInt8(ascii: ".")]) else { return false }
    at += 2
    return true
  }

  /// `count` digits as a number.
  private mutating func number(_ count: Int, _ name: String) throws(EDTFError) -> Int {
    var value = 0
    for _ in 0..<count {
      guard let digit = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
        throw failure(.unexpected(expected: name))
      }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
      at += 1
    }
    return value
  }

  private mutating func point() throws(EDTFError) -> EDTF.Point {
    let unit = try unit()
    let sign = next
    let qualifier: EDTF.Qualifier =
      switch sign {
      case UInt8(ascii: "~"): .approximate
      case UInt8(ascii: "?"): .uncertain
      case UInt8(ascii: "%"): .both
      default: .exact
      }
    guard qualifier != .exact else { return EDTF.Point(unit) }
    if case .minute = unit { throw failure(.qualifiedTime) }
    at += 1
    return EDTF.Point(unit, qualifier)
  }

  private mutating func unit() throws(EDTFError) -> EDTF.Unit {
    let digits = bytes[at...].prefix(4)
    if digits.count == 4, digits.dropFirst().contains(UInt8(ascii: "X")) {
      guard !digits.dropLast().contains(UInt8(ascii: "X")) else { throw failure(.unknownDigits) }
      let decade = try number(3, "a year of four digits")
      at += 1
      return .decade(decade * 10)
    }
    let year = try number(4, "a year of four digits")
    guard takes("-") else { return .year(year) }
    let place = at
    let code = try number(2, "a month of two digits")
    switch code {
    case 1...12:
      return takes("-") ? try day(year, code) : .month(year: year, month: code)
    case 33...36: return .quarter(year: year, quarter: code - 32)
    case 40, 41: return .half(year: year, half: code - 39)
    case 21...32, 37...39: throw failure(.season(code), at: place)
    default: throw failure(.month(code), at: place)
    }
  }

  private mutating func day(_ year: Int, _ month: Int) throws(EDTFError) -> EDTF.Unit {
    let place = at
    let day = try number(2, "a day of two digits")
    guard let civil = CivilDay(year: year, month: month, day: day) else {
      let days = CivilDay.daysInMonth(month, ofYear: year)
      throw failure(.day(day, daysInMonth: days), at: place)
    }
    return takes("T") ? try time(on: civil) : .day(civil)
  }

  private mutating func time(on day: CivilDay) throws(EDTFError) -> EDTF.Unit {
    let place = at
    let hour = try number(2, "an hour of two digits")
    guard takes(":") else { throw failure(.unexpected(expected: "a colon and the minute")) }
    let minute = try number(2, "a minute of two digits")
    guard hour < 24, minute < 60 else {
      throw failure(.clock(hour: hour, minute: minute), at: place)
    }
    guard next != UInt8(ascii: ":") else { throw failure(.seconds) }
    let zone = try zone()
    return .minute(day.begins(in: zone) + Int64(hour * 3600 + minute * 60), zone)
  }

  private mutating func zone() throws(EDTFError) -> TimeZoneOffset {
    if takes("Z") { return .utc }
    let place = at
    let isWest = next == UInt8(ascii: "-")
    guard takes("+") || takes("-") else { throw failure(.zoneMissing) }
    let hours = try number(2, "an offset such as +07:00")
    guard takes(":") else { throw failure(.unexpected(expected: "an offset such as +07:00")) }
    let minutes = try number(2, "an offset such as +07:00")
    let east = hours * 60 + minutes
    guard minutes < 60, let zone = TimeZoneOffset(minutesEast: isWest ? -east : east) else {
      throw failure(.zone, at: place)
    }
    return zone
  }
}
