internal import Bytes

/// Addresses as other people write them.
enum WebAddress {
  /// `text` as an http or https address that the record keeps, with what may not stand in an address
  /// escaped; `nil` when it is none.
  static func mended(_ text: String) -> String? {
    let whole = text.hasPrefix("//") ? "https:" + text : text
    let lower = whole.prefix(8).lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return nil }
    let host = whole.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last
    guard let host, let first = host.utf8.first, first != UInt8(ascii: "/") else { return nil }
    // A line break in the middle means that more than an address is here.
    guard !whole.contains(where: { $0.isNewline || $0 == "<" }) else { return nil }
    let scheme = lower.hasPrefix("https") ? "https" : "http"
    return scheme + escaped(whole.dropFirst(scheme.count))
  }

  private static func escaped(_ text: Substring) -> String {
    var out: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value <= 0x20 || scalar.value == 0x7F
        || "<>\"\\^`{|}".unicodeScalars.contains(scalar)
      {
        PercentEncoding.append(String(scalar), to: &out)
      } else {
        out.append(contentsOf: String(scalar).utf8)
      }
    }
    return Composition.nfc(String(decoding: out, as: UTF8.self))
  }
}
