/// An address of a page in one form, so that who shares the same page shares the same object.
///
/// Without scheme, user, `www.` or `m.`, default port, fragment, parameters that only follow people
/// around, and slash at the end; the host in lower case, escapes of letters and digits undone and the
/// others in capitals, parameters in the order of their bytes. International names stay as they are,
/// whether in Unicode or as `xn--`.
public struct CanonicalURL: Sendable, Hashable {
  /// The form, such as `example.org/path?a=1&b=2`. Never empty.
  public let text: String

  /// The form of an address of the web, with scheme or without; nil for anything else: nothing, a
  /// word without a dot, another scheme, a host with characters that no host has. Bytes that are not
  /// UTF-8 become U+FFFD. O(n log n) for the parameters.
  public init?(_ address: UnsafeRawBufferPointer) {
    var rest = Self.trimmed(address)[...]
    guard let hasScheme = Self.dropScheme(&rest) else { return nil }
    if let end = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<end] }
    let hostEnd =
      rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
    // Without a scheme, a name before the host makes an address of mail.
    guard hasScheme || !rest[..<hostEnd].contains(UInt8(ascii: "@")),
      let host = Self.host(rest[..<hostEnd])
    else { return nil }
    let tail = rest[hostEnd...]
    let queryStart = tail.firstIndex(of: UInt8(ascii: "?")) ?? tail.endIndex
    var path = Self.escapesNormalised(tail[..<queryStart])
    while path.last == UInt8(ascii: "/") { path.removeLast() }
    let parameters = Self.parameters(tail[queryStart...].dropFirst(), host: host)
    var form = host
    form += path
    if !parameters.isEmpty {
      form.append(UInt8(ascii: "?"))
      form += parameters.joined(separator: [UInt8(ascii: "&")])
    }
    text = String(decoding: form, as: UTF8.self)
  }

  /// The form of an address of the web; nil for anything else.
  public init?(_ address: String) {
    var address = address
    guard let form = address.withUTF8({ CanonicalURL(UnsafeRawBufferPointer($0)) }) else {
      return nil
    }
    self = form
  }

  private static func trimmed(_ address: UnsafeRawBufferPointer) -> [UInt8] {
    let start = address.firstIndex { $0 > 0x20 } ?? address.endIndex
    let end = address.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? start
    return Array(address[start..<end])
  }

  /// Drops `http://`, `https://` or `//` and says whether one was there; nil for another scheme.
  private static func dropScheme(_ rest: inout ArraySlice<UInt8>) -> Bool? {
    let end = rest.firstIndex { !isLetterOrDigit($0) } ?? rest.endIndex
    let scheme = String(decoding: rest[..<end], as: UTF8.self).lowercased()
    let after = rest[end...]
    if after.starts(with: "://".utf8) {
      rest = after.dropFirst(3)
      return scheme == "http" || scheme == "https" ? true : nil
    }
    guard scheme.isEmpty, after.starts(with: "//".utf8) else { return false }
    rest = after.dropFirst(2)
    return true
  }

  /// The host, with its port if that is not the default.
  private static func host(_ authority: ArraySlice<UInt8>) -> [UInt8]? {
    var host = Array(authority)
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host.removeFirst(at + 1) }
    for index in host.indices where (0x41...0x5A).contains(host[index]) { host[index] |= 0x20 }
    let isNumber = host.first == UInt8(ascii: "[")
    let nameEnd = isNumber ? host.firstIndex(of: UInt8(ascii: "]")) ?? 0 : 0
    var port: [UInt8] = []
    if let colon = host[nameEnd...].firstIndex(of: UInt8(ascii: ":")) {
      port = Array(host[(colon + 1)...])
      host.removeLast(host.count - colon)
      guard port.count <= 5, port.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    }
    if isNumber {
      guard host.last == UInt8(ascii: "]"), host.count > 3,
        host.dropFirst().dropLast().allSatisfy({ digit($0) != nil || ":.".utf8.contains($0) })
      else { return nil }
    } else {
      while host.last == UInt8(ascii: ".") { host.removeLast() }
      while let shorter = withoutPrefix(host) { host = shorter }
      guard host.contains(UInt8(ascii: ".")), host.first != UInt8(ascii: "."),
        host.allSatisfy({ $0 >= 0x80 || isLetterOrDigit($0) || ".-_".utf8.contains($0) })
      else { return nil }
    }
    if port.isEmpty || port.elementsEqual("80".utf8) || port.elementsEqual("443".utf8) {
      return host
    }
    return host + [UInt8(ascii: ":")] + port
  }

  private static func withoutPrefix(_ host: [UInt8]) -> [UInt8]? {
    for prefix in ["www.", "m."] where host.starts(with: prefix.utf8) {
      let rest = host.dropFirst(prefix.utf8.count)
      if rest.contains(UInt8(ascii: ".")), rest.first != UInt8(ascii: ".") { return Array(rest) }
    }
    return nil
  }

  private static func parameters(_ query: ArraySlice<UInt8>, host: [UInt8]) -> [[UInt8]] {
    query.split(separator: UInt8(ascii: "&"))
      .filter { piece in
        let name = piece.prefix { $0 != UInt8(ascii: "=") }
        return !TrackingParameters.contains(name, host: host)
      }
      .map(escapesNormalised)
      .sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// RFC 3986, section 6.2.2: an escaped letter, digit, hyphen, dot, underscore or tilde is that
  /// character; the digits of other escapes are capitals. White space is escaped, and so is a
  /// percent sign that begins no escape.
  private static func escapesNormalised(_ part: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var place = part.startIndex
    while place < part.endIndex {
      let byte = part[place]
      place += 1
      if byte == UInt8(ascii: "%"), part.endIndex - place >= 2, let high = digit(part[place]),
        let low = digit(part[place + 1])
      {
        let value = high << 4 | low
        place += 2
        if isLetterOrDigit(value) || "-._~".utf8.contains(value) {
          out.append(value)
        } else {
          append(escaped: value, to: &out)
        }
      } else if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "%") {
        append(escaped: byte, to: &out)
      } else {
        out.append(byte)
      }
    }
    return out
  }

  private static func append(escaped byte: UInt8, to out: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

/// Parameters of addresses that say by whose click a page was reached and not which page it is.
enum TrackingParameters {
  private static let everywhere: Set<String> = [
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
    "ttclid",
    "li_fat_id", "igshid", "igsh", "mibextid", "rdid", "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc",
    "_hsmi", "vero_id", "oly_enc_id", "oly_anon_id", "zarsrc", "__tn__", "ref_src", "ref_url",
  ]
  private static let ofHosts: [String: Set<String>] = [
    "youtube.com": ["si", "feature", "pp"], "youtu.be": ["si", "feature"],
    "twitter.com": ["s", "t"], "x.com": ["s", "t"],
    "tiktok.com": ["_t", "_r", "is_from_webapp", "sender_device"],
  ]

  /// Whether a parameter of a page on `host` only follows people around.
  static func contains(_ name: ArraySlice<UInt8>, host: [UInt8]) -> Bool {
    let name = String(decoding: name, as: UTF8.self).lowercased()
    if name.hasPrefix("utm_") || name.hasPrefix("__cft__") || everywhere.contains(name) {
      return true
    }
    return ofHosts[String(decoding: host, as: UTF8.self)]?.contains(name) == true
  }
}
