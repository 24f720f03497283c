/// A clock's distance from UTC, without daylight saving rules: enough to place an event whose
/// offset is known, and small enough to be kept with it.
public struct TimeZoneOffset: Sendable, Hashable, CustomStringConvertible {
  /// Minutes east of Greenwich; negative to the west.
  public let minutesEast: Int16

  /// UTC itself.
  public static let utc = TimeZoneOffset(checked: 0)

  /// The offset that many minutes east of Greenwich, or `nil` outside -14:00 to +14:00, the
  /// widest that XML Schema and civil clocks know.
  public init?(minutesEast: Int) {
    guard (-840...840).contains(minutesEast) else { return nil }
    self.init(checked: Int16(minutesEast))
  }

  private init(checked minutes: Int16) {
    minutesEast = minutes
  }

  /// Reads the offset as RFC 3339 spells it, `Z` or `+07:00`, or refuses.
  public init?(parsing text: some StringProtocol) {
    if text == "Z" {
      self = .utc
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
      let hours = Int(text.dropFirst().prefix(2)),
      let minutes = Int(text.suffix(2)), hours >= 0, minutes >= 0, minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): self.init(minutesEast: hours * 60 + minutes)
    case UInt8(ascii: "-"): self.init(minutesEast: -(hours * 60 + minutes))
    default: return nil
    }
  }

  /// The offset as RFC 3339 spells it: `Z`, `+07:00`, `-03:30`.
  public var description: String {
    guard minutesEast != 0 else { return "Z" }
    let minutes = Int(minutesEast.magnitude)
    return "\(minutesEast < 0 ? "-" : "+")\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
  }

  /// The offset as a reader knows it: `UTC`, `UTC+7`, `UTC-3:30`.
  public var name: String {
    guard minutesEast != 0 else { return "UTC" }
    let minutes = Int(minutesEast.magnitude)
    let rest = minutes % 60 == 0 ? "" : ":" + padded(minutes % 60, 2)
    return "UTC\(minutesEast < 0 ? "-" : "+")\(minutes / 60)\(rest)"
  }
}
