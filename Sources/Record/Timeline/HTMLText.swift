import Bytes

/// Plain text out of the HTML that timelines carry: never rendered, only read.
enum HTMLText {
  /// The text of `html`: paragraphs and list items on lines of their own, links followed by their
  /// address, everything else without its tags. Scripts, styles and frames vanish with what is in
  /// them. Text without tags stays as it is, apart from blanks.
  ///
  /// - Complexity: O(n) in the length of the text.
  static func plain(_ html: String) -> String {
    var reader = HTMLTextReader(html)
    return reader.text()
  }

  /// The address of a frame, if `html` is one.
  static func frameAddress(in html: String) -> String? {
    guard html.begins(withTag: "iframe") else { return nil }
    return HTMLTextReader.attribute("src", of: html).flatMap(WebAddress.mended)
  }

  /// `text` as HTML: what would be markup is escaped, lines become paragraphs.
  static func paragraphs(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { "<p>\(HTMLEscape.escaped(String($0)))</p>" }
      .joined()
  }
}

extension String {
  fileprivate func begins(withTag name: String) -> Bool {
    drop(while: \.isWhitespace).lowercased().hasPrefix("<\(name)")
  }
}

/// One pass over a piece of HTML.
private struct HTMLTextReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var out = String.UnicodeScalarView()
  /// The address of the link that is open, and where its text began.
  private var link: (address: String, start: Int)?
  private var length = 0

  init(_ html: String) { scalars = Array(html.unicodeScalars) }

  private static let blocks: Set<String> = [
    "p", "br", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr",
    "table", "section", "article", "hr", "figure", "figcaption", "dt", "dd", "pre",
  ]
  private static let hidden: Set<String> = [
    "script", "style", "iframe", "object", "template", "noscript", "svg", "math", "textarea",
    "select", "title", "head",
  ]

  mutating func text() -> String {
    while place < scalars.count {
      switch scalars[place] {
      case "<" where isMarkup: markup()
      case "&": append(entity())
      default:
        append(scalars[place])
        place += 1
      }
    }
    closeLink()
    return Self.tidied(String(out))
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    out.append(scalar)
    length += 1
  }

  private mutating func append(_ text: String) {
    for scalar in text.unicodeScalars { append(scalar) }
  }

  /// Whether the `<` here begins a tag or comment and not a comparison.
  private var isMarkup: Bool {
    guard place + 1 < scalars.count else { return false }
    let next = scalars[place + 1]
    return next == "/" || next == "!" || next == "?" || Self.isLetter(next)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private mutating func markup() {
    if starts(with: "<!--") {
      skip(past: "-->")
      return
    }
    let start = place
    let name = tagName()
    skipTag()
    let tag = String(String.UnicodeScalarView(scalars[start..<place]))
    let isClosing = tag.hasPrefix("</")
    if name == "a" {
      closeLink()
      if !isClosing, let address = Self.attribute("href", of: tag).flatMap(WebAddress.mended) {
        link = (address, length)
      }
    } else if Self.blocks.contains(name) {
      append("\n")
    } else if Self.hidden.contains(name), !isClosing {
      skip(past: "</\(name)")
      skipTag()
    }
  }

  private mutating func closeLink() {
    guard let open = link else { return }
    link = nil
    let label = String(String.UnicodeScalarView(out.suffix(length - open.start)))
    if label != open.address { append(" (\(open.address))") }
  }

  private func tagName() -> String {
    var name = ""
    var index = place + 1
    if index < scalars.count, scalars[index] == "/" { index += 1 }
    while index < scalars.count,
      Self.isLetter(scalars[index]) || ("0"..."9").contains(scalars[index])
    {
      name.unicodeScalars.append(scalars[index])
      index += 1
    }
    return name.lowercased()
  }

  /// Goes past the `>` that ends a tag, minding quotes.
  private mutating func skipTag() {
    var quote: Unicode.Scalar?
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == ">" {
        return
      }
    }
  }

  private func starts(with text: String) -> Bool {
    let wanted = text.unicodeScalars
    guard place + wanted.count <= scalars.count else { return false }
    return zip(scalars[place...], wanted).allSatisfy { one, other in
      one == other || Self.isLetter(one) && one.value | 0x20 == other.value
    }
  }

  private mutating func skip(past text: String) {
    while place < scalars.count, !starts(with: text) { place += 1 }
    place = min(scalars.count, place + text.unicodeScalars.count)
  }

  // MARK: Entities

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "hellip": "…",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "laquo": "«", "raquo": "»", "copy": "©", "reg": "®", "trade": "™", "bull": "•", "middot": "·",
    "deg": "°", "eacute": "é", "egrave": "è", "agrave": "à", "ccedil": "ç", "ouml": "ö",
    "uuml": "ü", "auml": "ä", "szlig": "ß", "times": "×", "euro": "€", "pound": "£", "sect": "§",
  ]

  /// The character that the reference here stands for; an ampersand where there is none.
  private mutating func entity() -> Unicode.Scalar {
    let rest = scalars[(place + 1)...].prefix(12)
    guard let end = rest.firstIndex(of: ";") else {
      place += 1
      return "&"
    }
    let name = String(String.UnicodeScalarView(scalars[(place + 1)..<end]))
    let scalar = name.hasPrefix("#") ? Self.numeric(name.dropFirst()) : Self.named[name]
    guard let scalar else {
      place += 1
      return "&"
    }
    place = end + 1
    return scalar
  }

  private static func numeric(_ digits: Substring) -> Unicode.Scalar? {
    let isHex = digits.first == "x" || digits.first == "X"
    return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
      .flatMap(Unicode.Scalar.init)
  }

  // MARK: Attributes and blanks

  /// The value of an attribute in the first tag of `tag`.
  static func attribute(_ name: String, of tag: String) -> String? {
    let lower = Array(
      tag.unicodeScalars.map { isLetter($0) ? Unicode.Scalar($0.value | 0x20) ?? $0 : $0 })
    let all = Array(tag.unicodeScalars)
    let wanted = Array("\(name)=".unicodeScalars)
    guard lower.count > wanted.count else { return nil }
    let start = (1..<(lower.count - wanted.count + 1)).first { index in
      lower[index..<(index + wanted.count)].elementsEqual(wanted)
        && (lower[index - 1].properties.isWhitespace || lower[index - 1] == "\"")
    }
    guard let start else { return nil }
    let value = all[(start + wanted.count)...]
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      let bare = value.prefix { !$0.properties.isWhitespace && $0 != ">" }
      return plainValue(bare)
    }
    return plainValue(value.dropFirst().prefix { $0 != quote })
  }

  private static func plainValue(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars)).split(
      separator: "&amp;", omittingEmptySubsequences: false
    )
    .joined(separator: "&")
  }

  /// One blank between words, one line break between lines, no control characters, in NFC.
  private static func tidied(_ text: String) -> String {
    var lines: [String] = []
    for line in text.unicodeScalars.split(whereSeparator: {
      $0 == "\n" || $0 == "\r" || $0 == "\u{2028}"
    }) {
      let words = line.filter { !isControl($0) || $0 == "\t" }
        .split(whereSeparator: { $0.properties.isWhitespace })
      if words.isEmpty { continue }
      lines.append(words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " "))
    }
    return Composition.nfc(lines.joined(separator: "\n"))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      || (0xFFFE...0xFFFF).contains(scalar.value)
  }
}
