import Record

/// Moments as the journal writes them: `2026-11-24T08:45:00Z`.
public enum Instant {
  /// The text of a moment given in seconds since 1970, UTC.
  public static func text(_ seconds: Int64) -> String {
    let day = CivilDay(of: seconds)
    let rest = Int(seconds - day.begins())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// The moment that `text` names, or `nil` when it is not of that form.
  public static func seconds(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let day = CivilDay(parsing: text.prefix(10)),
      let hour = two(bytes[11...12]), let minute = two(bytes[14...15]),
      let second = two(bytes[17...18]), hour < 24, minute < 60, second < 60
    else { return nil }
    return day.begins() + Int64(hour * 3600 + minute * 60 + second)
  }

  private static func two(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
