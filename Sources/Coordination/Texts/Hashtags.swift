internal import Glibc
internal import Record

/// The hashtags of a text.
public enum Hashtags {
  /// Hashtags without their sign, each once and in the order in which they come, folded as searches
  /// fold them: lower case, without diacritics, since many type none in a hashtag.
  ///
  /// A hashtag begins with `#` or `＃` where no word goes before, and goes on with letters, marks,
  /// digits and `_`, of which one at least is a letter. What stands in the address of a page is none.
  /// Linear; a text without the sign costs one look at its bytes.
  public static func folded(in text: UnsafeRawBufferPointer) -> [String] {
    guard let start = text.baseAddress,
      memchr(start, Int32(sign), text.count) != nil
        || memchr(start, Int32(wideLead), text.count) != nil
    else { return [] }
    var found: [String] = []
    var known: Set<String> = []
    var place = 0
    var isWord = false
    while place < text.count {
      if !isWord, let end = WebAddress.end(text, from: place) {
        place = end
        continue
      }
      let (value, length) = scalar(text, place)
      if value == 0x23 || value == 0xFF03, !isWord, let end = end(text, place + length) {
        let tag = end - place <= longest ? name(text[(place + length)..<end]) : ""
        if !tag.isEmpty, known.insert(tag).inserted { found.append(tag) }
        (place, isWord) = (end, true)
        continue
      }
      // `&#39;` is an escape of HTML.
      isWord = isPart(value) || value == 0x26
      place += length
    }
    return found
  }

  /// Hashtags without their sign, each once and in the order in which they come, folded.
  public static func folded(in text: String) -> [String] {
    var text = text
    return text.withUTF8 { folded(in: UnsafeRawBufferPointer($0)) }
  }

  /// Hashtags without their sign, each once and in the order in which they come, folded.
  static func folded(in text: [UInt8]) -> [String] { text.withUnsafeBytes { folded(in: $0) } }

  /// What has more bytes is no hashtag on any platform.
  private static let longest = 1024
  private static let sign: UInt8 = 0x23
  private static let wideLead: UInt8 = 0xEF

  private static func scalar(
    _ text: UnsafeRawBufferPointer, _ place: Int
  ) -> (value: UInt32, length: Int) {
    if text[place] < 0x80 { return (UInt32(text[place]), 1) }
    let scalar = DecodedScalar(text, at: place)
    return (scalar.value, scalar.length)
  }

  /// The end of the letters, digits and marks from `start` on, if there is a letter among them.
  private static func end(_ text: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    var place = start
    var hasLetter = false
    while place < text.count {
      let (value, length) = scalar(text, place)
      let isJoiner = value == 0x200C || value == 0x200D
      guard isJoiner || isPart(value) else { break }
      hasLetter = hasLetter || (!isJoiner && isLetter(value))
      place += length
    }
    return hasLetter ? place : nil
  }

  private static func name(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    var visible = String.UnicodeScalarView()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
    where scalar.value != 0x200C && scalar.value != 0x200D {
      visible.append(scalar)
    }
    return Folding.folded(String(visible))
  }

  private static func isPart(_ value: UInt32) -> Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    case 0..<0x80: false
    default: Mention.isWord(value)
    }
  }

  private static func isLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default: Unicode.Scalar(value)?.properties.isAlphabetic == true
    }
  }
}
