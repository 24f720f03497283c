/// Text as a search sees it: without case, without diacritics, in one normalisation form.
///
/// "dak lak", "đak lak", "Đắk Lắk" and its decomposed spelling all fold to "dak lak".
public enum Folding {
  /// `text` in lower case, without the combining marks U+0300 to U+036F, with letters that are a
  /// base letter with a stroke or a ligature spelt with base letters (đ and ð as d, æ as ae).
  ///
  /// Folding what is folded changes nothing. Linear in the length of the text.
  public static func folded(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let bytes = latin(scalar) else { return thoroughly(text) }
      if bytes.low != 0 { out.append(bytes.low) }
      if bytes.high != 0 { out.append(bytes.high) }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A short name for an address: the folded letters and digits of ASCII, with a hyphen wherever
  /// something else stood between them. Empty when nothing of the kind is in `text`.
  public static func slug(from text: String) -> String {
    var out: [UInt8] = []
    for byte in folded(text).utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        out.append(byte)
      default:
        if let last = out.last, last != UInt8(ascii: "-") { out.append(UInt8(ascii: "-")) }
      }
    }
    if out.last == UInt8(ascii: "-") { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  /// The folded spelling of one Latin scalar in at most two ASCII letters, zero for none; `nil`
  /// when it takes more than this to fold it.
  private static func latin(_ scalar: Unicode.Scalar) -> (low: UInt8, high: UInt8)? {
    switch scalar.value {
    case UInt32(UInt8(ascii: "A"))...UInt32(UInt8(ascii: "Z")):
      (UInt8(truncatingIfNeeded: scalar.value) + 32, 0)
    case 0x01..<0x80: (UInt8(truncatingIfNeeded: scalar.value), 0)
    case 0xC0..<0x250: entry(supplement[Int(scalar.value) - 0xC0])
    case 0x300...0x36F: (0, 0)
    case 0x1E00..<0x1F00: entry(additional[Int(scalar.value) - 0x1E00])
    default: nil
    }
  }

  private static func entry(_ packed: UInt16) -> (low: UInt8, high: UInt8)? {
    packed == 0 ? nil : (UInt8(packed & 0xFF), UInt8(packed >> 8))
  }

  // Normalising costs some thirty times a look-up, and nearly all Vietnamese letters are in these
  // two blocks; so their foldings are worked out once.
  private static let supplement = (0xC0..<0x250).map(packed)
  private static let additional = (0x1E00..<0x1F00).map(packed)

  private static func packed(_ value: Int) -> UInt16 {
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return 0 }
    let bytes = Array(thoroughly(String(Character(scalar))).utf8)
    guard (1...2).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }) else { return 0 }
    return UInt16(bytes[0]) | (bytes.count == 2 ? UInt16(bytes[1]) << 8 : 0)
  }

  /// Folding for any script.
  static func thoroughly(_ text: String) -> String {
    var lower = ""
    for scalar in text.unicodeScalars { lower += scalar.properties.lowercaseMapping }
    var bare = String.UnicodeScalarView()
    for scalar in Composition.nfd(lower).unicodeScalars {
      if (0x300...0x36F).contains(scalar.value) { continue }
      if let spelling = spellings[scalar] {
        bare.append(contentsOf: spelling.unicodeScalars)
      } else {
        bare.append(scalar)
      }
    }
    return Composition.nfc(String(bare))
  }

  /// Letters that no normalisation takes apart.
  private static let spellings: [Unicode.Scalar: String] = [
    "đ": "d", "ð": "d", "ɖ": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ƀ": "b", "ı": "i",
    "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng", "ĸ": "k", "ɨ": "i", "ʉ": "u",
    "ς": "σ",
  ]
}
