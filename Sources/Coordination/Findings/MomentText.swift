import Record

/// Moments as texts in universal time, to the second or, where there are any, to the millisecond.
enum MomentText {
  static func text(_ milliseconds: Int64) -> String {
    let days = floor(milliseconds, 86_400_000)
    let rest = Int(milliseconds - days * 86_400_000)
    let day = CivilDay(sinceEpoch: Int32(clamping: days))
    let date = day.parts
    guard (0...9999).contains(date.year) else { return "\(day)" + clock(rest) }
    return String(unsafeUninitializedCapacity: 24) { text in
      write(date.year, 4, at: 0, to: text)
      write(date.month, 2, after: UInt8(ascii: "-"), at: 4, to: text)
      write(date.day, 2, after: UInt8(ascii: "-"), at: 7, to: text)
      return 10 + writeClock(rest, at: 10, to: text)
    }
  }

  private static func clock(_ rest: Int) -> String {
    String(unsafeUninitializedCapacity: 14) { writeClock(rest, at: 0, to: $0) }
  }

  /// Writes the time of the day and returns how many letters it has.
  private static func writeClock(
    _ rest: Int, at place: Int, to text: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    write(rest / 3_600_000, 2, after: UInt8(ascii: "T"), at: place, to: text)
    write(rest / 60_000 % 60, 2, after: UInt8(ascii: ":"), at: place + 3, to: text)
    write(rest / 1000 % 60, 2, after: UInt8(ascii: ":"), at: place + 6, to: text)
    let fraction = rest % 1000
    if fraction > 0 { write(fraction, 3, after: UInt8(ascii: "."), at: place + 9, to: text) }
    let end = place + (fraction > 0 ? 13 : 9)
    text[end] = UInt8(ascii: "Z")
    return end + 1 - place
  }

  private static func write(
    _ number: Int, _ digits: Int, after mark: UInt8, at place: Int,
    to text: UnsafeMutableBufferPointer<UInt8>
  ) {
    text[place] = mark
    write(number, digits, at: place + 1, to: text)
  }

  private static func write(
    _ number: Int, _ digits: Int, at place: Int, to text: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = number
    for digit in stride(from: place + digits - 1, through: place, by: -1) {
      text[digit] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Reads what `text` writes.
  static func milliseconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T"),
      let day = CivilDay(parsing: String(decoding: bytes[..<10], as: UTF8.self)),
      let hours = Int64(String(decoding: bytes[11..<13], as: UTF8.self)),
      let minutes = Int64(String(decoding: bytes[14..<16], as: UTF8.self)),
      let seconds = Int64(String(decoding: bytes[17..<19], as: UTF8.self))
    else { return nil }
    var fraction: Int64 = 0
    if bytes.count == 24 {
      guard let read = Int64(String(decoding: bytes[20..<23], as: UTF8.self)) else { return nil }
      fraction = read
    }
    let ofDay: Int64 = (hours * 3600 + minutes * 60 + seconds) * 1000 + fraction
    return Int64(day.sinceEpoch) * 86_400_000 + ofDay
  }

  private static func floor(_ value: Int64, _ unit: Int64) -> Int64 {
    value >= 0 ? value / unit : -((-value + unit - 1) / unit)
  }
}
