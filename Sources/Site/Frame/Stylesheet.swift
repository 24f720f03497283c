import Bytes

/// The one style sheet: named by its content, so that it can be kept for ever.
enum Stylesheet {
  static let bytes: [UInt8] = PackageResources.site_css + generated

  /// The classes of bar widths, which no style attribute may set.
  private static let generated: [UInt8] = (0...100).flatMap { width in
    Array(".w\(width){width:\(width)%}".utf8)
  }

  static let path = "assets/\(name).css"

  /// FNV-1a, 64 bits: a name that changes with the content; it proves nothing and need not.
  private static let name: String = {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return Hex.text((0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(56 - $0 * 8)) })
  }()
}
