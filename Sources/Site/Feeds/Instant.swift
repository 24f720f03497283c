import Record

/// Instants in seconds since 1970 UTC, as RFC 3339 and RFC 5545 spell them.
enum Instant {
  /// `2020-02-12T08:30:00Z`, or `nil` for an end that is open.
  static func text(_ instant: Int64) -> String? {
    guard instant != .min, instant != .max else { return nil }
    return text(instant, dash: UInt8(ascii: "-"), colon: UInt8(ascii: ":"))
  }

  /// `20200212T083000Z`.
  static func compact(_ instant: Int64) -> String { text(instant, dash: nil, colon: nil) }

  /// `20200212`.
  static func compact(_ day: CivilDay) -> String {
    var out: [UInt8] = []
    append(day, nil, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Midnight UTC at the beginning of `day`, as RFC 3339 spells it.
  static func midnight(_ day: CivilDay) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(20)
    append(day, UInt8(ascii: "-"), to: &out)
    out.append(contentsOf: "T00:00:00Z".utf8)
    return String(decoding: out, as: UTF8.self)
  }

  private static func text(_ instant: Int64, dash: UInt8?, colon: UInt8?) -> String {
    let day = CivilDay(of: instant)
    let seconds = Int(instant - day.begins())
    var out: [UInt8] = []
    out.reserveCapacity(20)
    append(day, dash, to: &out)
    out.append(UInt8(ascii: "T"))
    append(seconds / 3600, 2, to: &out)
    if let colon { out.append(colon) }
    append(seconds / 60 % 60, 2, to: &out)
    if let colon { out.append(colon) }
    append(seconds % 60, 2, to: &out)
    out.append(UInt8(ascii: "Z"))
    return String(decoding: out, as: UTF8.self)
  }

  private static func append(_ day: CivilDay, _ dash: UInt8?, to out: inout [UInt8]) {
    let (year, month, number) = day.parts
    append(max(0, year), 4, to: &out)
    if let dash { out.append(dash) }
    append(month, 2, to: &out)
    if let dash { out.append(dash) }
    append(number, 2, to: &out)
  }

  /// Appends at least `width` digits.
  private static func append(_ number: Int, _ width: Int, to out: inout [UInt8]) {
    if width > 1 || number > 9 { append(number / 10, width - 1, to: &out) }
    out.append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
