import Record

/// Writes content lines of a calendar: CRLF at the end, folded so that none is over 75 octets and no character is cut
/// (RFC 5545, section 3.1).
struct ContentLines {
  private(set) var bytes: [UInt8] = []

  /// Writes a line whose value needs no escaping.
  mutating func line(_ text: String) { fold(Array(text.utf8)) }

  /// Writes a property whose value is text (RFC 5545, section 3.3.11).
  mutating func text(_ name: String, _ value: String) {
    var line = Array(name.utf8) + [UInt8(ascii: ":")]
    var previous: UInt8 = 0
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: ";"), UInt8(ascii: ","):
        line += [UInt8(ascii: "\\"), byte]
      case 0x0D: line += Array("\\n".utf8)
      case 0x0A: if previous != 0x0D { line += Array("\\n".utf8) }
      case 0x09: line.append(0x20)
      case 0..<0x20, 0x7F: break
      default: line.append(byte)
      }
      previous = byte
    }
    fold(line)
  }

  private mutating func fold(_ line: [UInt8]) {
    var start = 0
    var room = 75
    while line.count - start > room {
      var end = start + room
      // A continuation byte of UTF-8 may not begin a line.
      while end > start + 1, line[end] & 0xC0 == 0x80 { end -= 1 }
      bytes += line[start..<end]
      bytes += Array("\r\n ".utf8)
      start = end
      room = 74
    }
    bytes += line[start...]
    bytes += Array("\r\n".utf8)
  }

  /// An instant in UTC, `20260301T170000Z`.
  static func instant(_ seconds: Int64) -> String {
    let day = CivilDay(of: seconds)
    let left = Int(seconds - day.begins())
    return "\(date(day))T\(two(left / 3600))\(two(left / 60 % 60))\(two(left % 60))Z"
  }

  /// A day, `20260301`.
  static func date(_ day: CivilDay) -> String {
    let parts = day.parts
    let digits = String(max(0, min(9999, parts.year)))
    let year = String(repeating: "0", count: 4 - digits.utf8.count) + digits
    return year + two(parts.month) + two(parts.day)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
