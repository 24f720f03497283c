import Record

/// What a reader sees of a page in plain text, as far as it is needed to look for words: without tags,
/// scripts and styles, with one blank between words, without case and diacritics.
enum NoticeText {
  /// The text of a page with its title.
  ///
  /// - Complexity: O(n) in the length of the page.
  static func of(_ body: [UInt8]) -> String {
    let scalars = Array(String(decoding: body, as: UTF8.self).unicodeScalars)
    var out = String.UnicodeScalarView()
    var place = 0
    while place < scalars.count {
      switch scalars[place] {
      case "<":
        place = end(ofTagAt: place, scalars)
        blank(&out)
      case "&":
        let (scalar, next) = character(at: place, scalars)
        append(scalar, &out)
        place = next
      default:
        append(scalars[place], &out)
        place += 1
      }
    }
    return Folding.folded(String(out))
  }

  private static func blank(_ out: inout String.UnicodeScalarView) {
    if out.last != " " { out.append(" ") }
  }

  private static func append(_ scalar: Unicode.Scalar, _ out: inout String.UnicodeScalarView) {
    if scalar.properties.isWhitespace { blank(&out) } else { out.append(scalar) }
  }

  /// Where the text goes on after a tag, a comment, or a script or style with what is in it.
  private static func end(ofTagAt start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    if starts("!--", at: start + 1, scalars) { return past("-->", from: start, scalars) }
    for name in ["script", "style"] where starts(name, at: start + 1, scalars) {
      return past(">", from: past("</\(name)", from: start, scalars), scalars)
    }
    return past(">", from: start, scalars)
  }

  private static func past(_ text: String, from start: Int, _ scalars: [Unicode.Scalar]) -> Int {
    var place = start
    while place < scalars.count {
      if starts(text, at: place, scalars) { return place + text.unicodeScalars.count }
      place += 1
    }
    return scalars.count
  }

  private static func starts(_ text: String, at place: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard place + text.unicodeScalars.count <= scalars.count else { return false }
    return zip(scalars[place...], text.unicodeScalars).allSatisfy { one, other in
      one == other || one.value < 0x80 && one.value | 0x20 == other.value
    }
  }

  /// The character that a reference stands for, without its diacritic, and where the text goes on; an
  /// ampersand where there is none.
  private static func character(
    at place: Int, _ scalars: [Unicode.Scalar]
  ) -> (Unicode.Scalar, Int) {
    guard let end = scalars[place...].prefix(12).firstIndex(of: ";") else {
      return ("&", place + 1)
    }
    let name = String(String.UnicodeScalarView(scalars[(place + 1)..<end]))
    let scalar: Unicode.Scalar?
    if name.hasPrefix("#x") || name.hasPrefix("#X") {
      scalar = UInt32(name.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
    } else if name.hasPrefix("#") {
      scalar = UInt32(name.dropFirst()).flatMap { Unicode.Scalar($0) }
    } else if name == "nbsp" {
      scalar = " "
    } else if marks.contains(where: { name.count == $0.count + 1 && name.hasSuffix($0) }) {
      scalar = name.unicodeScalars.first
    } else {
      scalar = name == "quot" ? "\"" : nil
    }
    return scalar.map { ($0, end + 1) } ?? ("&", place + 1)
  }

  /// The names of diacritics in references: `&eacute;` is an e.
  private static let marks = [
    "acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron",
  ]
}
