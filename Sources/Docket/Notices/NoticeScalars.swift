/// Walks over a notice and gives the pieces between blanks, without tags, marks of quotation in mail,
/// invisible characters; each character with its bytes in the text as given.
struct NoticeScalars {
  struct Placed: Hashable {
    var scalar: Unicode.Scalar
    var bytes: Range<Int>
  }

  enum Piece {
    case chunk([Placed])
    /// An empty line, or the end of a paragraph.
    case stop(Int)
  }

  private let scalars: [Placed]
  private let isMarkup: Bool
  private var place = 0
  private var newLines = 0
  private var pending: [Piece] = []

  init(_ text: String, most: Int) {
    var placed: [Placed] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      guard offset + width <= most else { break }
      if !Self.isInvisible(scalar) {
        placed.append(Placed(scalar: scalar, bytes: offset..<offset + width))
      }
      offset += width
    }
    scalars = placed
    isMarkup = Self.looksLikeMarkup(placed)
  }

  /// Soft hyphens, joiners and marks of direction stand inside words and are not seen.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0x0D: true
    default: false
    }
  }

  private static func looksLikeMarkup(_ scalars: [Placed]) -> Bool {
    var count = 0
    var tried = 0
    for (index, placed) in scalars.enumerated() where placed.scalar == "<" {
      tried += 1
      guard index + 2 < scalars.count, tried < 200 else { break }
      let next = scalars[index + 1].scalar
      let isTag =
        next == "/" || next == "!" || ("a"..."z").contains(next) || ("A"..."Z").contains(next)
      let window = scalars[(index + 1)...].prefix(2000)
      // <name@host> of a mail's head is none.
      if isTag, let end = window.firstIndex(where: { $0.scalar == ">" }),
        !scalars[index..<end].contains(where: { $0.scalar == "@" })
      {
        count += 1
        if count > 1 { return true }
      }
    }
    return false
  }

  mutating func next() -> Piece? {
    if !pending.isEmpty { return pending.removeFirst() }
    var chunk: [Placed] = []
    while place < scalars.count {
      let placed = scalars[place]
      if isMarkup, placed.scalar == "<", isTag(at: place) {
        let (end, isBlock) = tag(at: place)
        place = end
        if isBlock {
          pending.append(.stop(placed.bytes.lowerBound))
          if !chunk.isEmpty { return .chunk(chunk) }
          return pending.removeFirst()
        }
        continue
      }
      if isMarkup, placed.scalar == "&", let (scalar, end) = reference(at: place) {
        let bytes = placed.bytes.lowerBound..<scalars[end - 1].bytes.upperBound
        place = end
        if scalar.properties.isWhitespace {
          if !chunk.isEmpty { return .chunk(chunk) }
        } else {
          chunk.append(Placed(scalar: scalar, bytes: bytes))
        }
        continue
      }
      if placed.scalar.properties.isWhitespace {
        if joinsBrokenWord(chunk) {
          chunk.removeLast()
          skipBlanks()
          continue
        }
        if !chunk.isEmpty { return .chunk(chunk) }
        if let stop = blank(placed) { return stop }
        continue
      }
      newLines = 0
      chunk.append(placed)
      place += 1
    }
    return chunk.isEmpty ? nil : .chunk(chunk)
  }

  /// Takes one blank; an empty line ends a paragraph.
  private mutating func blank(_ placed: Placed) -> Piece? {
    place += 1
    guard placed.scalar == "\n" || placed.scalar == "\u{2028}" || placed.scalar == "\u{2029}" else {
      return nil
    }
    newLines += 1
    skipQuotation()
    guard newLines == 2 else { return nil }
    return .stop(placed.bytes.lowerBound)
  }

  /// The marks that mail puts before lines which it quotes.
  private mutating func skipQuotation() {
    var at = place
    while at < scalars.count, scalars[at].scalar == ">" || scalars[at].scalar == " " { at += 1 }
    if at > place, scalars[place..<at].contains(where: { $0.scalar == ">" }) { place = at }
  }

  /// A word that a line's end cuts with a hyphen.
  private func joinsBrokenWord(_ chunk: [Placed]) -> Bool {
    guard chunk.count > 1, scalars[place].scalar == "\n", let last = chunk.last,
      last.scalar == "-" || last.scalar == "\u{2010}",
      chunk[chunk.count - 2].scalar.properties.isAlphabetic, place + 1 < scalars.count
    else { return false }
    return scalars[place + 1].scalar.properties.isLowercase
  }

  private mutating func skipBlanks() {
    while place < scalars.count, scalars[place].scalar.properties.isWhitespace { place += 1 }
  }

  // MARK: Markup

  private static let blocks: Set<String> = [
    "p", "br", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol",
    "table",
    "title", "body", "head", "hr", "section", "article", "header", "footer",
  ]

  /// A lone sign of "less" is text.
  private func isTag(at start: Int) -> Bool {
    guard start + 1 < scalars.count else { return false }
    let next = scalars[start + 1].scalar
    return next == "/" || next == "!" || next == "?" || ("a"..."z").contains(next)
      || ("A"..."Z").contains(next)
  }

  private func name(at start: Int) -> String {
    var name = ""
    var at = start + 1
    if at < scalars.count, scalars[at].scalar == "/" { at += 1 }
    while at < scalars.count, name.utf8.count < 12, NoticeTokens.isWord(scalars[at].scalar) {
      name.unicodeScalars.append(scalars[at].scalar)
      at += 1
    }
    return name.lowercased()
  }

  /// Where the text goes on after a tag, and whether the tag ends a paragraph.
  private func tag(at start: Int) -> (Int, Bool) {
    let name = name(at: start)
    if ["script", "style"].contains(name), scalars[start + 1].scalar != "/" {
      var at = start + 1
      while at < scalars.count {
        if scalars[at].scalar == "<", self.name(at: at) == name { break }
        at += 1
      }
      return (past(at), true)
    }
    return (past(start), Self.blocks.contains(name))
  }

  private func past(_ start: Int) -> Int {
    var at = start
    while at < scalars.count, scalars[at].scalar != ">" { at += 1 }
    return min(at + 1, scalars.count)
  }

  /// The character that a reference stands for; letters with diacritics lose them, as patterns do.
  private func reference(at start: Int) -> (Unicode.Scalar, Int)? {
    guard let end = scalars[start...].prefix(12).firstIndex(where: { $0.scalar == ";" }),
      end > start + 1
    else { return nil }
    var name = ""
    for placed in scalars[(start + 1)..<end] { name.unicodeScalars.append(placed.scalar) }
    let scalar: Unicode.Scalar? =
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        UInt32(name.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
      } else if name.hasPrefix("#") {
        UInt32(name.dropFirst()).flatMap { Unicode.Scalar($0) }
      } else {
        Self.named[name] ?? Self.bare(name)
      }
    return scalar.map { ($0, end + 1) }
  }

  private static let named: [String: Unicode.Scalar] = [
    "nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "ldquo": "\u{201C}",
    "rdquo": "\u{201D}", "rsquo": "\u{2019}", "lsquo": "\u{2018}", "ndash": "\u{2013}",
    "mdash": "\u{2014}", "hellip": "\u{2026}", "laquo": "\u{AB}", "raquo": "\u{BB}",
  ]

  private static func bare(_ name: String) -> Unicode.Scalar? {
    let marks = ["acute", "grave", "circ", "uml", "tilde", "cedil", "ring", "slash", "caron"]
    return marks.contains { name.utf8.count == $0.utf8.count + 1 && name.hasSuffix($0) }
      ? name.unicodeScalars.first : nil
  }
}
