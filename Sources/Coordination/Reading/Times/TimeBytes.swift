/// A time as a clock and a calendar show it.
struct CivilTime: Sendable, Hashable {
  var year: Int
  var month: Int
  var day: Int
  var secondOfDay: Int
  var millisecond = 0
  /// Minutes east of Greenwich, if the text says so.
  var offset: Int?
}

/// A walk through the bytes of a time.
struct TimeBytes {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  /// Steps over one byte if it is this one.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  private mutating func skipSpaces() {
    while skip(UInt8(ascii: " ")) {}
  }

  /// One number and how many digits it had; `nil` without digits or with too many.
  mutating func digits(upTo most: Int) -> (value: Int64, count: Int)? {
    let start = place
    var value: Int64 = 0
    while let byte = next, byte &- 0x30 < 10 {
      guard place - start < most else { return nil }
      // Twenty digits overflow; who allows so many refuses them by their count.
      value = value &* 10 &+ Int64(byte - 0x30)
      place += 1
    }
    return place > start ? (value, place - start) : nil
  }

  private mutating func digits(exactly count: Int) -> Int? {
    guard let (value, found) = digits(upTo: count), found == count else { return nil }
    return Int(value)
  }

  /// The first three digits of a fraction, cut off, not rounded.
  mutating func thousandths() -> Int {
    var value = 0
    var scale = 100
    while let byte = next, byte &- 0x30 < 10 {
      value += Int(byte - 0x30) * scale
      scale /= 10
      place += 1
    }
    return value
  }

  /// `2026-01-02T03:04:05.678+07:00` in the spellings of ISO 8601 and RFC 3339, of databases and of
  /// spreadsheets that put the year first; `nil` for anything else.
  mutating func isoTime() -> CivilTime? {
    guard let year = digits(exactly: 4) else { return nil }
    let separator = skip(UInt8(ascii: "-")) ? UInt8(ascii: "-") : UInt8(ascii: "/")
    if separator == UInt8(ascii: "/"), !skip(separator) { return nil }
    guard let month = digits(upTo: 2), skip(separator), let day = digits(upTo: 2) else {
      return nil
    }
    guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) || skip(UInt8(ascii: " ")) else {
      return nil
    }
    guard
      var time = clockTime(year: year, month: Int(month.value), day: Int(day.value)),
      zone(&time), isAtEnd
    else { return nil }
    return time
  }

  private mutating func clockTime(year: Int, month: Int, day: Int) -> CivilTime? {
    guard let hour = digits(upTo: 2), hour.value < 24, skip(UInt8(ascii: ":")),
      let minute = digits(exactly: 2), minute < 60
    else { return nil }
    var time = CivilTime(
      year: year, month: month, day: day, secondOfDay: Int(hour.value) * 3600 + minute * 60)
    if skip(UInt8(ascii: ":")) {
      // 60 is a leap second.
      guard let second = digits(exactly: 2), second <= 60 else { return nil }
      time.secondOfDay += second
      if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) { time.millisecond = thousandths() }
    }
    return time
  }

  /// `Z`, `UTC`, `GMT`, `+07:00`, `+0700` or `+07`, perhaps after a space, or nothing.
  private mutating func zone(_ time: inout CivilTime) -> Bool {
    skipSpaces()
    guard let byte = next else { return true }
    if skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) || skip("UTC") || skip("GMT") {
      time.offset = 0
      return true
    }
    guard byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") else { return false }
    place += 1
    guard var (value, count) = digits(upTo: 4) else { return false }
    if count == 2 {
      value *= 100
      if skip(UInt8(ascii: ":")) {
        guard let minutes = digits(exactly: 2) else { return false }
        value += Int64(minutes)
      }
      count = 4
    }
    guard count == 4, value % 100 < 60, value / 100 <= 14 else { return false }
    let minutes = Int(value / 100 * 60 + value % 100)
    time.offset = byte == UInt8(ascii: "-") ? -minutes : minutes
    return true
  }

  private mutating func skip(_ word: StaticString) -> Bool {
    guard bytes.count - place >= word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount
    where bytes[place + index] != word.utf8Start[index] { return false }
    place += word.utf8CodeUnitCount
    return true
  }

  /// `Wed Oct 10 20:19:24 +0000 2018` as Twitter wrote it, or `Wed, 10 Oct 2018 20:19:24 GMT` of
  /// RFC 2822; `nil` for anything else.
  static func wordedTime(_ cell: UnsafeRawBufferPointer) -> CivilTime? {
    var bytes = TimeBytes(cell)
    guard bytes.letters() != nil else { return nil }
    if bytes.skip(UInt8(ascii: ",")) {
      bytes.skipSpaces()
      guard let day = bytes.digits(upTo: 2), bytes.skip(UInt8(ascii: " ")),
        let month = bytes.month(), bytes.skip(UInt8(ascii: " ")),
        let year = bytes.digits(exactly: 4), bytes.skip(UInt8(ascii: " ")),
        var time = bytes.clockTime(year: year, month: month, day: Int(day.value)),
        bytes.zone(&time), bytes.isAtEnd
      else { return nil }
      return time
    }
    guard bytes.skip(UInt8(ascii: " ")), let month = bytes.month(),
      bytes.skip(UInt8(ascii: " "))
    else { return nil }
    bytes.skipSpaces()
    guard let day = bytes.digits(upTo: 2), bytes.skip(UInt8(ascii: " ")),
      var time = bytes.clockTime(year: 0, month: month, day: Int(day.value)),
      bytes.skip(UInt8(ascii: " ")), bytes.zone(&time), bytes.skip(UInt8(ascii: " ")),
      let year = bytes.digits(exactly: 4), bytes.isAtEnd
    else { return nil }
    time.year = year
    return time
  }

  /// Three letters in lower case, as one number.
  private mutating func letters() -> UInt32? {
    guard bytes.count - place >= 3 else { return nil }
    var word: UInt32 = 0
    for index in place..<place + 3 {
      let letter = bytes[index] | 0x20
      guard letter >= UInt8(ascii: "a"), letter <= UInt8(ascii: "z") else { return nil }
      word = word << 8 | UInt32(letter)
    }
    place += 3
    return word
  }

  private static let months: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  private mutating func month() -> Int? {
    guard let word = letters() else { return nil }
    return Self.months.firstIndex(of: word).map { $0 + 1 }
  }
}
