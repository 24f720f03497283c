import Record

/// Moments as texts in universal time, to the second or, where there are any, to the millisecond.
enum MomentText {
  static func text(_ milliseconds: Int64) -> String {
    let day = floor(milliseconds, 86_400_000)
    let rest = milliseconds - day * 86_400_000
    let date = CivilDay(sinceEpoch: Int32(clamping: day))
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60)
    let (seconds, fraction) = (rest / 1000 % 60, rest % 1000)
    let part = fraction == 0 ? "" : "." + digits(fraction, 3)
    return "\(date)T\(digits(hours, 2)):\(digits(minutes, 2)):\(digits(seconds, 2))\(part)Z"
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

  private static func digits(_ value: Int64, _ count: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
