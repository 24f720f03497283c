/// Reads times as logs write them. Lines of one minute follow each other: what was last read is kept, and only its seconds
/// are read again.
struct LogClock {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var last: UInt8 = 0
  private var zoneWord: UInt64 = 0
  private var minute: Int64 = 0

  @inline(__always)
  private static func word(_ start: UnsafePointer<UInt8>, _ place: Int) -> UInt64 {
    UnsafeRawPointer(start).loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }

  /// "02/Mar/2026:00:00:00 +0700", of which 26 bytes must be readable: seconds since 1970, `nil` of another shape.
  @inline(__always)
  mutating func common(_ text: UnsafePointer<UInt8>) -> Int64? {
    let one = Self.word(text, 0)
    let two = Self.word(text, 8)
    // The last eight bytes, "0 +0700" with the second's last digit before it, which is masked.
    let zone = Self.word(text, 18) & 0xFFFF_FFFF_FFFF_0000
    let tens = text[18] &- 0x30
    let ones = text[19] &- 0x30
    guard tens < 7, ones < 10, text[17] == 0x3A else { return nil }
    if one != first || two != second || text[16] != last || zone != zoneWord {
      guard let new = Self.minute(text) else { return nil }
      (first, second, last, zoneWord, minute) = (one, two, text[16], zone, new)
    }
    return minute &+ Int64(tens &* 10 &+ ones)
  }

  @inline(never)
  private static func minute(_ text: UnsafePointer<UInt8>) -> Int64? {
    let piece = Piece(text, count: 26)
    guard piece[2] == 0x2F, piece[6] == 0x2F, piece[11] == 0x3A, piece[14] == 0x3A,
      let day = Piece(text, count: 2).number, let year = Piece(text + 7, count: 4).number,
      let hour = Piece(text + 12, count: 2).number, let minute = Piece(text + 15, count: 2).number,
      let month = month(piece), hour < 24, minute < 60, (1...31).contains(day),
      let offset = zone(Piece(text + 21, count: 5))
    else { return nil }
    return days(year: Int64(year), month: month, day: Int64(day)) * 86_400 + Int64(hour) * 3_600
      + Int64(minute) * 60 - offset
  }

  private static func month(_ text: Piece) -> Int64? {
    // The letters in lower case, as one number.
    let letters = (3..<6).reduce(UInt32(0)) { $0 << 8 | UInt32(text[$1] | 0x20) }
    return names[letters]
  }

  private static let names: [UInt32: Int64] = {
    let all = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return Dictionary(
      uniqueKeysWithValues: all.enumerated().map { place, name in
        (name.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }, Int64(place + 1))
      })
  }()

  /// "+0700" or "+07:00" in seconds.
  static func zone(_ text: Piece) -> Int64? {
    guard text.count >= 5, text[0] == 0x2B || text[0] == 0x2D,
      let hours = Piece(text.start + 1, count: 2).number,
      let minutes = Piece(text.end - 2, count: 2).number, hours < 24, minutes < 60
    else { return nil }
    let offset = Int64(hours) * 3_600 + Int64(minutes) * 60
    return text[0] == 0x2B ? offset : -offset
  }

  /// Days since 1 January 1970 of a day of the Gregorian calendar (Hinnant, days from civil).
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// "2026-03-02T00:00:00.123+07:00", with a space for the T, a Z or nothing for the zone, which then is UTC:
  /// milliseconds since 1970.
  mutating func iso(_ text: Piece) -> Int64? {
    guard text.count >= 19, text[4] == 0x2D, text[7] == 0x2D, text[13] == 0x3A, text[16] == 0x3A,
      text[10] == 0x54 || text[10] == 0x20 || text[10] == 0x2B,
      let second = Piece(text.start + 17, count: 2).number, second < 62
    else { return nil }
    let one = Self.word(text.start, 0)
    let two = Self.word(text.start, 8)
    if one != first || two != self.second || zoneWord != 1 {
      guard let year = text.prefix(4).number, let month = Piece(text.start + 5, count: 2).number,
        let day = Piece(text.start + 8, count: 2).number,
        let hour = Piece(text.start + 11, count: 2).number,
        let minute = Piece(text.start + 14, count: 2).number, (1...12).contains(month),
        (1...31).contains(day), hour < 24, minute < 60
      else { return nil }
      self.minute =
        Self.days(year: Int64(year), month: Int64(month), day: Int64(day)) * 86_400
        + Int64(hour) * 3_600 + Int64(minute) * 60
      (first, self.second, zoneWord) = (one, two, 1)
    }
    var place = 19
    var thousandths: Int64 = 0
    if place < text.count, text[place] == 0x2E || text[place] == 0x2C {
      place += 1
      var scale: Int64 = 100
      while place < text.count, text[place] &- 0x30 < 10 {
        thousandths += Int64(text[place] &- 0x30) * scale
        scale /= 10
        place += 1
      }
    }
    var offset: Int64 = 0
    let rest = text.dropFirst(place)
    if rest.count > 0, rest[0] == 0x2B || rest[0] == 0x2D {
      guard let zone = Self.zone(rest.prefix(6)) else { return nil }
      offset = zone
    }
    return (minute + Int64(second) - offset) * 1_000 + thousandths
  }

  /// A number of seconds, thousandths, millionths or billionths since 1970, told by its size: milliseconds.
  static func epoch(_ text: Piece) -> Int64? {
    let point = text.place(of: 0x2E) ?? text.count
    guard let whole = text.prefix(point).number, whole > 0 else { return nil }
    switch whole {
    case ..<100_000_000_000:
      let fraction = text.decimal.map { ($0 - Double(whole)) * 1_000 } ?? 0
      return Int64(whole) * 1_000 + Int64(fraction)
    case ..<100_000_000_000_000: return Int64(whole)
    case ..<100_000_000_000_000_000: return Int64(whole / 1_000)
    default: return Int64(whole / 1_000_000)
    }
  }

  /// A time in whatever shape: ISO, common, or a number. Milliseconds since 1970.
  mutating func any(_ text: Piece) -> Int64? {
    guard text.count > 0 else { return nil }
    if text.count >= 26, text[2] == 0x2F { return common(text.start).map { $0 * 1_000 } }
    if text.count >= 19, text[4] == 0x2D { return iso(text) }
    return Self.epoch(text)
  }
}
