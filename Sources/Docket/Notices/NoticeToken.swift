import Record

/// One word of a notice, as patterns see it, with its place in the text as it was given.
struct NoticeToken: Hashable {
  enum Kind: Hashable {
    case word
    /// The end of a sentence or of a paragraph: no gap reaches over it.
    case stop
    /// A colon or an opening bracket.
    case mark
    case address
    case mail
    /// A name such as `@someone`.
    case handle
  }

  var kind: Kind
  /// Without case and diacritics.
  var text: String
  /// With its marks, in lower case, composed.
  var spelt = ""
  /// The bytes in the UTF-8 of the text.
  var bytes: Range<Int>
  var hasDigit = false
  /// Whether it begins with a capital letter, as names do.
  var isCapital = false

  /// Whether it may be the name of a host: letters with a dot between them.
  var isHost: Bool { kind == .word && text.contains(".") && !hasDigit }
}

/// The words of a notice, however it was pasted: mail, page, picture read by a machine; composed or
/// decomposed letters, broken lines, tags.
struct NoticeTokens {
  /// What is longer is cut: no notice is.
  static let mostBytes = 1 << 20
  static let mostTokens = 40_000

  /// What was left out.
  struct Skipped: Hashable {
    /// Bytes at the end that were not read.
    var bytes = 0
    /// Words at the end that were not read.
    var isCutAtWords = false
  }

  private(set) var tokens: [NoticeToken] = []
  /// For each word that begins a quotation of two words or more: the word after it.
  private(set) var quoteEnds: [Int: Int] = [:]
  private(set) var skipped = Skipped()

  private var quoteStart: Int?
  private var isStraightOpen = false

  /// - Complexity: O(n) in the length of the text.
  init(_ text: String) {
    let length = text.utf8.count
    var scalars = NoticeScalars(text, most: Self.mostBytes)
    skipped.bytes = max(0, length - Self.mostBytes)
    while let chunk = scalars.next() {
      guard tokens.count < Self.mostTokens else {
        skipped.isCutAtWords = true
        break
      }
      switch chunk {
      case .stop(let place): stop(at: place..<place)
      case .chunk(let scalars): add(scalars)
      }
    }
  }

  private mutating func stop(at bytes: Range<Int>) {
    guard tokens.last?.kind != .stop else { return }
    tokens.append(NoticeToken(kind: .stop, text: ".", bytes: bytes))
  }

  /// A quotation that is not closed within this many words is none.
  private static let longestQuote = 120

  private mutating func quote(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\u{201C}", "\u{201E}", "\u{AB}": quoteStart = tokens.count
    case "\u{201D}", "\u{BB}": closeQuote()
    default:
      if quoteStart == nil { quoteStart = tokens.count } else { closeQuote() }
    }
  }

  private mutating func closeQuote() {
    guard let start = quoteStart else { return }
    quoteStart = nil
    if (1...Self.longestQuote).contains(tokens.count - start) { quoteEnds[start] = tokens.count }
  }

  // MARK: Pieces between blanks

  private mutating func add(_ chunk: [NoticeScalars.Placed]) {
    if let token = Self.whole(chunk) {
      tokens.append(token)
      if let last = chunk.last, [".", "!", "?", ";"].contains(last.scalar) {
        stop(at: last.bytes)
      }
      return
    }
    var place = 0
    while place < chunk.count {
      let scalar = chunk[place].scalar
      if Self.isWord(scalar) {
        let end = Self.end(ofWordAt: place, chunk)
        word(chunk[place..<end])
        place = end
        continue
      }
      mark(chunk[place], next: place + 1 < chunk.count ? chunk[place + 1].scalar : nil)
      place += 1
    }
  }

  private mutating func mark(_ placed: NoticeScalars.Placed, next: Unicode.Scalar?) {
    switch placed.scalar {
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{AB}", "\u{BB}": quote(placed.scalar)
    case ":", "(", "\u{FF1A}":
      let text = placed.scalar == "(" ? "(" : ":"
      tokens.append(NoticeToken(kind: .mark, text: text, bytes: placed.bytes))
    case ".", "!", "?", ";", "\u{2026}", "\u{2022}", "|":
      if next.map({ !Self.isWord($0) }) ?? true { stop(at: placed.bytes) }
    default: break
    }
  }

  private mutating func word(_ scalars: ArraySlice<NoticeScalars.Placed>) {
    guard let first = scalars.first, let last = scalars.last else { return }
    var raw = String.UnicodeScalarView()
    for placed in scalars where !Self.apostrophes.contains(placed.scalar) {
      raw.append(placed.scalar)
    }
    let text = Folding.folded(String(raw))
    guard !text.isEmpty else { return }
    tokens.append(
      NoticeToken(
        kind: .word, text: text, spelt: Composition.nfc(String(raw).lowercased()),
        bytes: first.bytes.lowerBound..<last.bytes.upperBound,
        hasDigit: text.utf8.contains { (0x30...0x39).contains($0) },
        isCapital: first.scalar.properties.isUppercase))
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["'", "\u{2019}", "\u{2018}", "`"]

  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return isASCIIWord(scalar) }
    return scalar.properties.isAlphabetic || (0x300...0x36F).contains(scalar.value)
      || scalar.properties.numericType != nil
  }

  private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: false
    }
  }

  /// Numbers keep what joins them, as 24/2018/QH14 and 03.04.2026 do; words keep apostrophes.
  private static func end(ofWordAt start: Int, _ chunk: [NoticeScalars.Placed]) -> Int {
    let isNumber = ("0"..."9").contains(chunk[start].scalar)
    var place = start
    while place < chunk.count {
      let scalar = chunk[place].scalar
      if isWord(scalar) {
        place += 1
        continue
      }
      let joins =
        isNumber ? ["/", ".", "-", ":", ","].contains(scalar) : apostrophes.contains(scalar)
      guard joins, place + 1 < chunk.count, isWord(chunk[place + 1].scalar) else { break }
      place += 1
    }
    return place
  }
}
