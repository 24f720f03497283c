import Bytes

/// The address of a page that was tested, as far as the name of its measurement tells it: pages of one site
/// are one target, and one of them may be blocked by itself.
enum PageName {
  private static let mark = Array("|web_connectivity|".utf8)
  private static let longest = 200

  /// The address without its fragment; `nil` where the observation is not of a page, or its measurement was
  /// named by a server, which leaves the address out.
  static func address(of observation: Observation) -> String? {
    guard observation.test == "web_connectivity" else { return nil }
    var name = observation.measurement
    let address = name.withUTF8 { name -> String? in
      guard let first = begin(in: name), let last = name.lastIndex(of: UInt8(ascii: "|")),
        first < last, last - first <= longest
      else { return nil }
      return String(
        decoding: name[first..<last].prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
    }
    guard let address, let page = PageAddress(address) else { return nil }
    // Without a path it is the first page, as with one that is empty.
    let rest = address.utf8.dropFirst(page.isSealed ? 8 : 7)
    guard let slash = rest.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") })
    else { return ShownText.line(address + "/") }
    if rest[slash] == UInt8(ascii: "/") { return ShownText.line(address) }
    return ShownText.line(String(address[..<slash]) + "/" + String(address[slash...]))
  }

  /// Where the address begins.
  private static func begin(in name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard name.count > mark.count else { return nil }
    for place in 0..<name.count - mark.count where name[place] == mark[0] {
      if zip(name[place...], mark).allSatisfy({ $0 == $1 }) { return place + mark.count }
    }
    return nil
  }
}
