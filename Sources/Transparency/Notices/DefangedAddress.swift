/// Addresses that nobody can follow by mistake: many lead to pages that harm, or name people (docket specification 3.6).
public enum DefangedAddress {
  /// An address, of whatever writing, without what comes after `?` or `#`, and with `[:]` and `[.]` in the host:
  /// `https[:]//github[.]com/a`. Names and passwords before `@` are dropped. What is defanged already stays so.
  public static func of(_ address: some StringProtocol) -> String {
    var plain = String(address)
    for (from, to) in [("[:]", ":"), ("[.]", "."), ("(.)", "."), ("[dot]", ".")] {
      plain = plain.replacing(from, with: to)
    }
    plain = String(plain.prefix { $0 != "?" && $0 != "#" })
    let scheme: Substring
    var rest = plain[...]
    if let end = plain.firstRange(of: "://") {
      scheme = plain[..<end.lowerBound]
      rest = plain[end.upperBound...]
    } else {
      scheme = ""
    }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var host = rest[..<slash]
    if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
    let safe = host.replacing(".", with: "[.]")
    return (scheme.isEmpty ? "" : "\(defangedScheme(scheme))[:]//") + safe + rest[slash...]
  }

  /// `hxxp` is a common way of writing `http`: it is read as that, since the colon is what makes a link.
  private static func defangedScheme(_ scheme: Substring) -> String {
    switch scheme.lowercased() {
    case "hxxp": "http"
    case "hxxps": "https"
    default: scheme.lowercased()
    }
  }

  /// A text in which every address is defanged, and the addresses in their order.
  ///
  /// - Complexity: O(n) in the length of the text.
  public static func text(_ text: String) -> (text: String, addresses: [String]) {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var addresses: [String] = []
    var place = 0
    while place < bytes.count {
      guard isWordStart(bytes, place), let start = linkStart(bytes, at: place) else {
        out.append(bytes[place])
        place += 1
        continue
      }
      var end = start
      while end < bytes.count, !isEnd(bytes[end]) { end += 1 }
      // Marks that end a sentence are no part of an address.
      while end > start, ".,;:!'".utf8.contains(bytes[end - 1]) { end -= 1 }
      let defanged = of(String(decoding: bytes[place..<end], as: UTF8.self))
      addresses.append(defanged)
      out += Array(defanged.utf8)
      place = max(end, place + 1)
    }
    return (String(decoding: out, as: UTF8.self), addresses)
  }

  private static let starts = [
    "https://", "http://", "https[:]//", "http[:]//", "hxxps://", "hxxp://", "hxxps[:]//",
    "hxxp[:]//", "ftp://", "www.", "www[.]",
  ].map { Array($0.utf8) }

  private static func linkStart(_ bytes: [UInt8], at place: Int) -> Int? {
    guard [0x66, 0x68, 0x77].contains(bytes[place] | 0x20) else { return nil }
    for start in starts where place + start.count <= bytes.count {
      let isHere = zip(start, bytes[place...]).allSatisfy { pair in
        pair.0 == (pair.1 &- 0x41 < 26 ? pair.1 | 0x20 : pair.1)
      }
      if isHere { return place + start.count }
    }
    return nil
  }

  private static func isWordStart(_ bytes: [UInt8], _ place: Int) -> Bool {
    guard place > 0 else { return true }
    let before = bytes[place - 1]
    return !(before &- 0x30 < 10 || (before | 0x20) &- 0x61 < 26)
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
      || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "`")
      || byte == UInt8(ascii: "|")
  }
}
