/// What may stand as the host of a page: a name that DNS can carry, or an address.
///
/// Reports hold whatever somebody gave a program to try; what is no host is nobody's page.
public enum HostName {
  private static let longest = 253
  private static let longestLabel = 63

  /// Whether `host`, in lower case and as DNS carries it, can be one.
  static func isValid(_ host: String) -> Bool {
    let bytes = Array(host.utf8)
    guard !bytes.isEmpty, bytes.count <= longest else { return false }
    if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
      return IPAddress(String(host.dropFirst().dropLast())) != nil
    }
    return bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.count <= longestLabel && $0.allSatisfy(isAllowed)
        && $0.first != UInt8(ascii: "-")
    }
  }

  /// The underscore is in names that are in use, though hosts should have none (RFC 1123, section 2.1).
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The host that a reader means by a name or the address of a page, as observations have it: in
  /// lower case, without scheme, port, path and the dots of the root. Parts of tests, such as
  /// `telegram/data-centres`, stay as they are: what stands before their slash has no dot.
  public static func meant(by text: String) -> String {
    let text = trimmed(text)
    if let host = PageAddress(text)?.host { return rootless(host) }
    let authority = text.drop { $0 == "/" }
    let head = authority.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if IPAddress(head)?.isV4 == false { return "[\(head.lowercased())]" }
    if head.contains(".") || head.hasPrefix("["),
      let host = PageAddress("http://\(authority)")?.host
    {
      return rootless(host)
    }
    return rootless(PageAddress.folded(text))
  }

  private static func trimmed(_ text: String) -> String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    let tail = text.drop(while: isSpace)
    return String(String(tail.reversed().drop(while: isSpace)).reversed())
  }

  private static func rootless(_ host: String) -> String {
    var host = host[...]
    while host.utf8.last == UInt8(ascii: "."), host.utf8.count > 1 { host = host.dropLast() }
    return String(host)
  }
}
