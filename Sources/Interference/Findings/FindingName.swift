package import Record

/// Stable names of findings, made of what they are about.
package enum FindingName {
  /// `parts` with hyphens between; what a slug cannot hold becomes a hyphen, and a digest of the
  /// whole tells such names apart.
  package static func slug(_ parts: [String]) -> Slug? {
    let whole = parts.joined(separator: "-")
    var text = ""
    var isExact = true
    for byte in whole.lowercased().utf8 {
      let character = Character(UnicodeScalar(byte))
      if isAllowed(byte), !(byte == UInt8(ascii: ".") && text.hasSuffix(".")) {
        text.append(character)
      } else {
        if !text.hasSuffix("-") { text.append("-") }
        isExact = false
      }
    }
    if text.utf8.count > longest {
      text = String(text.prefix(longest))
      isExact = false
    }
    if !isExact || whole != whole.lowercased() { text += "-\(digest(of: whole))" }
    return Slug(text)
  }

  private static let longest = Slug.longest - 20

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// FNV-1a, 64 bits, in hexadecimal: it tells names apart and guards nothing.
  private static func digest(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}
