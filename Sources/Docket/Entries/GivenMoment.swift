public import Record

/// A point in time as people write it: `2026-11-03`, `2026-11-03T14:30`, `2026-11-03T14:30:00+07:00`.
public struct GivenMoment: Sendable, Hashable {
  /// The first instant that it can be, in seconds since 1970 UTC.
  public var begins: Int64
  /// The first instant after it: of a day the next midnight, of a moment itself.
  public var ends: Int64

  /// Reads a moment; without an offset it is on a clock in `zone`.
  public init?(parsing text: String, in zone: TimeZoneOffset) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10,
      let day = CivilDay(parsing: String(decoding: bytes[..<10], as: UTF8.self))
    else { return nil }
    var rest = bytes[10...]
    guard let separator = rest.first else {
      begins = day.begins(in: zone)
      ends = day.adding(days: 1).begins(in: zone)
      return
    }
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " ") else { return nil }
    rest = rest.dropFirst()
    guard let hour = Self.two(&rest), hour < 24, rest.popFirst() == UInt8(ascii: ":"),
      let minute = Self.two(&rest), minute < 60
    else { return nil }
    var second = 0
    if rest.first == UInt8(ascii: ":") {
      rest = rest.dropFirst()
      guard let read = Self.two(&rest), read < 60 else { return nil }
      second = read
    }
    var clock = zone
    if !rest.isEmpty {
      guard let given = TimeZoneOffset(parsing: String(decoding: rest, as: UTF8.self)) else {
        return nil
      }
      clock = given
    }
    begins = day.begins(in: clock) + Int64(hour * 3600 + minute * 60 + second)
    ends = begins
  }

  private static func two(_ bytes: inout ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix(2)
    guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    bytes = bytes.dropFirst(2)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The instant at which something happened that happened then: the first that is not before `earliest` and not after
  /// `now`, as far as there is one. Who gives a day alone does not know the hour, and steps of one day follow each other.
  public func happened(notBefore earliest: Int64?, now: Int64) -> Int64 {
    guard let earliest, earliest > begins, earliest < ends else { return begins }
    return min(earliest, max(now, begins))
  }
}
