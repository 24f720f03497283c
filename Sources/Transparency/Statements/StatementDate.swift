internal import Record

/// Dates of statements: `2025-09-01`, or with a time of day as in the daily archives.
enum StatementDate {
  static func isSound(_ text: String) -> Bool {
    guard CivilDay(parsing: text.prefix(10)) != nil else { return false }
    let rest = Array(text.utf8.dropFirst(10))
    if rest.isEmpty { return true }
    guard rest.count >= 9, rest[0] == UInt8(ascii: " ") || rest[0] == UInt8(ascii: "T"),
      rest[3] == UInt8(ascii: ":"), rest[6] == UInt8(ascii: ":")
    else { return false }
    func number(_ place: Int) -> UInt8? {
      guard rest[place] &- 0x30 < 10, rest[place + 1] &- 0x30 < 10 else { return nil }
      return (rest[place] - 0x30) * 10 + rest[place + 1] - 0x30
    }
    guard let hour = number(1), let minute = number(4), let second = number(7) else { return false }
    return hour < 24 && minute < 60 && second < 61
  }
}
