internal import Record

/// The normal form of a text, so that a small change does not hide that two are the same: in
/// normalisation form C and lower case, without mentions, addresses of pages and characters without
/// width, every digit a zero, every run of emoji one token, one space between tokens.
///
/// It is written twice, with diacritics and without, for many people type Vietnamese without them.
/// A value is used for many texts, one after the other, so that reading one allocates nothing.
struct NormalForm: Sendable {
  /// What stands for a run of emoji. No text holds it otherwise, since controls are white space.
  static let emoji: UInt8 = 1

  private var kept: [UInt8] = []
  private var bare: [UInt8] = []
  private var keptCount = 0
  private var bareCount = 0

  /// How many tokens the form without diacritics has.
  private(set) var tokens = 0
  /// How many scalars there are that are no white space.
  private(set) var scalars = 0
  /// How many of them are of a script without spaces.
  private(set) var unspaced = 0
  /// What those weigh: two for an ideograph, one for a letter.
  private(set) var weight = 0

  init() {}

  /// Whether the text is of a script without spaces, more than half of it.
  var isUnspaced: Bool { unspaced * 2 > scalars }

  /// The form with diacritics.
  func withKept<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    kept.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<keptCount])) }
  }

  /// The form without.
  func withBare<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    bare.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<bareCount])) }
  }

  /// Reads a text. Bytes that are not UTF-8 become U+FFFD. Linear in its length.
  mutating func read(_ text: UnsafeRawBufferPointer) {
    if scan(text, isComposed: false) { return }
    // Something in it may join its neighbours, so the standard library has to compose it first.
    // What has no width goes before that: it may stand between a letter and its mark. So do marks
    // beyond the thirtieth in a row (Stream-Safe Text of UAX #15), for composing sorts each row.
    var visible = String.UnicodeScalarView()
    var marks = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if !scalar.isASCII {
        if ScalarKind(scalar.value) == .nothing { continue }
        if scalar.properties.canonicalCombiningClass != .notReordered {
          marks += 1
          if marks > 30 { continue }
        } else {
          marks = 0
        }
      } else {
        marks = 0
      }
      visible.append(scalar)
    }
    var composed = Composition.nfc(String(visible))
    composed.withUTF8 { _ = scan(UnsafeRawBufferPointer($0), isComposed: true) }
  }

  /// Writes both forms; false as soon as something is met that has to be composed first.
  private mutating func scan(_ text: UnsafeRawBufferPointer, isComposed: Bool) -> Bool {
    // The longest growth is that of a byte that is no UTF-8, to three, and of an emoji between
    // letters, from three bytes to three.
    let room = text.count * 3 + 8
    if kept.count < room || kept.count > room + 1 << 20 {
      kept = Array(repeating: 0, count: max(room, 1024))
      bare = kept
    }
    let table = Letters.table
    return kept.withUnsafeMutableBufferPointer { kept in
      bare.withUnsafeMutableBufferPointer { bare in
        table.withUnsafeBufferPointer { table in
          var pen = Pen(kept: kept, bare: bare, table: table)
          let isDone = pen.write(text, isComposed: isComposed)
          (keptCount, bareCount) = (pen.keptCount, pen.bareCount)
          (tokens, scalars) = (pen.tokens, pen.scalars)
          (unspaced, weight) = (pen.unspaced, pen.weight)
          return isDone
        }
      }
    }
  }
}

/// Writes the two forms of one text side by side.
private struct Pen {
  var kept: UnsafeMutableBufferPointer<UInt8>
  var bare: UnsafeMutableBufferPointer<UInt8>
  var table: UnsafeBufferPointer<Letter>
  var keptCount = 0
  var bareCount = 0
  var tokens = 0
  var scalars = 0
  var unspaced = 0
  var weight = 0
  private var keptGap = false
  private var bareGap = true
  /// Whether a letter or digit came just before.
  private var isWord = false

  init(
    kept: UnsafeMutableBufferPointer<UInt8>, bare: UnsafeMutableBufferPointer<UInt8>,
    table: UnsafeBufferPointer<Letter>
  ) {
    (self.kept, self.bare, self.table) = (kept, bare, table)
  }

  mutating func write(_ text: UnsafeRawBufferPointer, isComposed: Bool) -> Bool {
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        place = ascii(byte, text, place)
        continue
      }
      let scalar = DecodedScalar(text, at: place)
      if let index = Letters.place(of: scalar.value), !table[index].isUnknown {
        let letter = table[index]
        guard isComposed || !letter.isMark else { return false }
        put(letter)
      } else {
        guard other(scalar, text, place, isComposed) else { return false }
      }
      place += scalar.length
    }
    return true
  }

  /// Writes a character of ASCII and returns where to go on.
  @inline(__always) private mutating func ascii(
    _ byte: UInt8, _ text: UnsafeRawBufferPointer, _ place: Int
  ) -> Int {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A:
      let lower = byte | 0x20
      if lower == 0x68 || lower == 0x77 && !isWord {
        if let end = WebAddress.end(text, from: place) { return end }
      }
      put(lower)
      isWord = true
    case 0x30...0x39:
      put(0x30)
      isWord = true
    case 0...0x20, 0x7F:
      gap()
    case 0x40 where !isWord:
      if let end = Mention.end(text, from: place) { return end }
      put(byte)
    default:
      put(byte)
      isWord = false
    }
    return place + 1
  }

  private mutating func other(
    _ scalar: DecodedScalar, _ text: UnsafeRawBufferPointer, _ place: Int, _ isComposed: Bool
  ) -> Bool {
    switch ScalarKind(scalar.value) {
    case .space: gap()
    case .nothing: break
    case .emoji:
      gap()
      if keptCount == 0 || kept[keptCount - 1] != NormalForm.emoji { put(NormalForm.emoji) }
      gap()
    case .plain: copy(scalar, text, place)
    case .ideograph:
      copy(scalar, text, place)
      unspaced += 1
      weight += 2
    case .unspaced:
      copy(scalar, text, place)
      unspaced += 1
      weight += 1
    case .rare:
      guard isComposed else { return false }
      rare(scalar, text, place)
    }
    return true
  }

  private mutating func rare(
    _ scalar: DecodedScalar, _ text: UnsafeRawBufferPointer, _ place: Int
  ) {
    guard let found = Unicode.Scalar(scalar.value) else { return }
    if ScalarKind.isUnspaced(scalar.value) {
      unspaced += 1
      weight += 1
    }
    if ScalarKind.isCaseless(scalar.value) {
      if found.properties.numericType == .decimal { put(0x30) } else { copy(scalar, text, place) }
    } else {
      let (spelt, stripped) = Letters.spellings(of: found)
      openKept()
      for byte in spelt.utf8 where keptCount < kept.count { append(kept: byte) }
      if !stripped.isEmpty { openBare() }
      for byte in stripped.utf8 where bareCount < bare.count { append(bare: byte) }
      scalars += 1
    }
    isWord = found.properties.isAlphabetic
  }

  /// The next byte begins a new token.
  private mutating func gap() {
    (keptGap, bareGap, isWord) = (true, true, false)
  }

  @inline(__always) private mutating func openKept() {
    guard keptGap else { return }
    if keptCount > 0 { append(kept: 0x20) }
    keptGap = false
  }

  @inline(__always) private mutating func openBare() {
    guard bareGap else { return }
    if bareCount > 0 { append(bare: 0x20) }
    tokens += 1
    bareGap = false
  }

  @inline(__always) private mutating func append(kept byte: UInt8) {
    kept[keptCount] = byte
    keptCount += 1
  }

  @inline(__always) private mutating func append(bare byte: UInt8) {
    bare[bareCount] = byte
    bareCount += 1
  }

  @inline(__always) private mutating func put(_ byte: UInt8) {
    openKept()
    openBare()
    append(kept: byte)
    append(bare: byte)
    scalars += 1
  }

  @inline(__always) private mutating func put(_ letter: Letter) {
    if letter.keptCount > 0 {
      openKept()
      scalars += 1
      isWord = letter.isWord
    }
    if letter.bareCount > 0 { openBare() }
    var (spelt, stripped) = (letter.kept, letter.bare)
    for _ in 0..<letter.keptCount {
      append(kept: UInt8(truncatingIfNeeded: spelt))
      spelt >>= 8
    }
    for _ in 0..<letter.bareCount {
      append(bare: UInt8(truncatingIfNeeded: stripped))
      stripped >>= 8
    }
  }

  private mutating func copy(
    _ scalar: DecodedScalar, _ text: UnsafeRawBufferPointer, _ place: Int
  ) {
    openKept()
    openBare()
    if scalar.value == 0xFFFD {
      for byte: UInt8 in [0xEF, 0xBF, 0xBD] {
        append(kept: byte)
        append(bare: byte)
      }
    } else {
      for byte in text[place..<place + scalar.length] {
        append(kept: byte)
        append(bare: byte)
      }
    }
    scalars += 1
    isWord = false
  }
}
