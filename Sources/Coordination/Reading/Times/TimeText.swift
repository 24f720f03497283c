internal import Record

/// What a cell says about when something was.
enum TimeReading: Sendable, Hashable {
  /// Milliseconds since 1970. `isAmbiguous` when clocks were changed at that time and the first of
  /// two readings was taken.
  case time(Int64, isAmbiguous: Bool)
  /// A time of a clock whose zone is not known.
  case noZone
  /// No time at all.
  case unreadable
  /// A time, but not one at which anybody acted.
  case impossible
}

/// Reads times from bytes.
struct TimeText: Sendable {
  /// The clock of times that name none.
  var clock: LocalClock?
  /// The times that can be, in milliseconds since 1970.
  var plausible: ClosedRange<Int64>

  /// The time in a cell that has no space around it.
  func read(_ cell: UnsafeRawBufferPointer) -> TimeReading {
    // Seconds since 1970 have ten digits from 2001 to 2286.
    if cell.count == 10 {
      var value: Int64 = 0
      var isNumber = true
      for byte in cell {
        isNumber = isNumber && byte &- 0x30 < 10
        value = value &* 10 &+ Int64(byte & 15)
      }
      if isNumber { return checked(seconds: value, fraction: 0) }
    }
    return other(cell)
  }

  private func checked(seconds: Int64, fraction: Int64) -> TimeReading {
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    if !overflow, plausible.contains(milliseconds) {
      return .time(milliseconds + fraction, isAmbiguous: false)
    }
    // No second from 1970 to 2100 is also a millisecond of the years since 1990.
    if seconds >= 631_152_000_000, plausible.contains(seconds) {
      return .time(seconds, isAmbiguous: false)
    }
    return .impossible
  }

  private func other(_ cell: UnsafeRawBufferPointer) -> TimeReading {
    var bytes = TimeBytes(cell)
    if let number = number(&bytes) { return number }
    bytes = TimeBytes(cell)
    guard let civil = bytes.isoTime() ?? TimeBytes.wordedTime(cell) else { return .unreadable }
    guard let day = CivilDay(year: civil.year, month: civil.month, day: civil.day) else {
      return .unreadable
    }
    let local = Int64(day.sinceEpoch) * 86_400 + Int64(civil.secondOfDay)
    var seconds = local
    var isAmbiguous = false
    if let offset = civil.offset {
      seconds -= Int64(offset) * 60
    } else if let clock {
      (seconds, isAmbiguous) = clock.instant(of: local)
    } else {
      return .noZone
    }
    let time = seconds * 1000 + Int64(civil.millisecond)
    return plausible.contains(time) ? .time(time, isAmbiguous: isAmbiguous) : .impossible
  }

  /// Digits, perhaps with a sign or a fraction; `nil` when the cell is anything else.
  private func number(_ bytes: inout TimeBytes) -> TimeReading? {
    let isNegative = bytes.skip(UInt8(ascii: "-"))
    guard let (whole, count) = bytes.digits(upTo: 20) else { return nil }
    var fraction: Int64 = 0
    if bytes.skip(UInt8(ascii: ".")) { fraction = Int64(bytes.thousandths()) }
    guard bytes.isAtEnd else { return nil }
    // Nothing before 1970 is plausible, and nothing of so many digits.
    guard !isNegative, count <= 15 else { return .impossible }
    return checked(seconds: whole, fraction: fraction)
  }
}
