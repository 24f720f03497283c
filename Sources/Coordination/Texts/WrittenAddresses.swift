internal import Glibc

/// The addresses of pages that somebody wrote into a text.
public enum WrittenAddresses {
  /// Their canonical forms, each once and in the order in which they come.
  ///
  /// An address begins with `http://`, `https://` or `www.` where no word goes before. What ends a sentence or closes a
  /// bracket behind it is not part of it. Linear; a text without a dot costs one look at its bytes.
  public static func canonical(in text: UnsafeRawBufferPointer) -> [String] {
    guard let start = text.baseAddress, memchr(start, 0x2E, text.count) != nil else { return [] }
    var found: [String] = []
    var place = 0
    var isWord = false
    while place < text.count {
      if !isWord, let end = WebAddress.end(text, from: place) {
        let address = UnsafeRawBufferPointer(rebasing: text[place..<end])
        if let form = CanonicalURL(withoutClosing(address))?.text, !found.contains(form) {
          found.append(form)
        }
        place = max(end, place + 1)
        continue
      }
      isWord = isLetterOrDigit(text[place]) || text[place] == UInt8(ascii: "@")
      place += 1
    }
    return found
  }

  /// The same of a text.
  public static func canonical(in text: String) -> [String] {
    var text = text
    return text.withUTF8 { canonical(in: UnsafeRawBufferPointer($0)) }
  }

  private static func withoutClosing(_ address: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var rest = address[...]
    while let last = rest.last {
      switch last {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
        UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"), UInt8(ascii: "*"),
        UInt8(ascii: "]"), UInt8(ascii: "}"):
        rest.removeLast()
      case UInt8(ascii: ")") where !rest.contains(UInt8(ascii: "(")): rest.removeLast()
      default: return UnsafeRawBufferPointer(rebasing: rest)
      }
    }
    return UnsafeRawBufferPointer(rebasing: rest)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
