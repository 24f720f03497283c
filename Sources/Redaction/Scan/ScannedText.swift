/// A text taken apart: one unit for each letter or sign that a reader sees, with where its bytes are.
///
/// Combining marks and unseen signs belong to the unit before them. Any bytes can be scanned; what is
/// no UTF-8 becomes units of their own, which part words.
struct ScannedText: Sendable {
  /// `LetterParts.code` of each unit.
  private(set) var codes: [UInt8] = []
  private(set) var qualities: [UInt8] = []
  private(set) var tones: [UInt8] = []
  private(set) var uppers: [Bool] = []
  /// The byte at which each unit begins, and the number of bytes at the end.
  private(set) var starts: [Int] = []
  private(set) var tokens: [Token] = []
  /// The token that begins at or behind a unit.
  private(set) var tokenAt: [Int] = []
  /// Runs of bytes that are no UTF-8.
  private(set) var undecodable: [Range<Int>] = []
  /// Whether the text is written with diacritics: then a word of a list without them is another word.
  private(set) var isMarked = false

  var count: Int { codes.count }

  /// - Parameter marks: bytes of marks, in order: each becomes signs that part what is around them.
  /// - Complexity: O(n) in the number of bytes.
  init(_ bytes: [UInt8], without marks: [Range<Int>] = []) {
    bytes.withUnsafeBufferPointer { scan($0, marks) }
    starts.append(bytes.count)
    tokenise()
  }

  /// The bytes that units take.
  func bytes(_ units: Range<Int>) -> Range<Int> {
    starts[units.lowerBound]..<starts[units.upperBound]
  }

  /// The code at a unit; a line end where there is none.
  func code(_ unit: Int) -> UInt8 {
    codes.indices.contains(unit) ? codes[unit] : LetterTable.newline
  }

  private mutating func scan(_ buffer: UnsafeBufferPointer<UInt8>, _ marks: [Range<Int>]) {
    codes.reserveCapacity(buffer.count)
    starts.reserveCapacity(buffer.count + 1)
    var place = 0
    var mark = 0
    while place < buffer.count {
      if mark < marks.count, marks[mark].lowerBound == place {
        // One sign: what stands around a mark does not depend on how long its words are.
        append(LetterParts(code: LetterTable.otherSign), at: place)
        place = marks[mark].upperBound
        mark += 1
        continue
      }
      let (scalar, length) = Self.decode(buffer, at: place)
      if let scalar {
        take(scalar, at: place)
      } else {
        append(LetterParts(code: LetterTable.undecodable), at: place)
        if let last = undecodable.last, last.upperBound == place {
          undecodable[undecodable.count - 1] = last.lowerBound..<place + length
        } else {
          undecodable.append(place..<place + length)
        }
      }
      place += length
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, at place: Int) {
    let last = codes.count - 1
    if scalar.value >= 0x80, last >= 0 {
      if let mark = LetterTable.mark(scalar), LetterTable.isLetter(codes[last]) {
        if mark.quality > 0 { qualities[last] = mark.quality }
        if mark.tone > 0 { tones[last] = mark.tone }
        return
      }
      if LetterTable.isUnseen(scalar) { return }
    }
    append(LetterTable.parts(scalar), at: place)
  }

  private mutating func append(_ parts: LetterParts, at place: Int) {
    codes.append(parts.code)
    qualities.append(parts.quality)
    tones.append(parts.tone)
    uppers.append(parts.isUpper)
    starts.append(place)
  }

  /// One scalar of UTF-8 and its length; without one, one byte that is none (RFC 3629, section 4).
  static func decode(
    _ buffer: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> (Unicode.Scalar?, length: Int) {
    let first = buffer[place]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, place + length <= buffer.count else { return (nil, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for next in place + 1..<place + length {
      guard buffer[next] & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(buffer[next] & 0x3F)
    }
    let least: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard value >= least, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, length)
  }

  private mutating func tokenise() {
    var unit = 0
    var marked = 0
    var letters = 0
    while unit < codes.count {
      let start = unit
      if LetterTable.isDigit(codes[unit]) {
        while unit < codes.count, LetterTable.isDigit(codes[unit]) { unit += 1 }
        tokens.append(Token(kind: .number, units: start..<unit))
      } else if LetterTable.isLetter(codes[unit]) {
        unit = endOfWord(from: unit)
        let token = word(start..<unit)
        tokens.append(token)
        letters += 1
        if token.isMarked { marked += 1 }
      } else {
        unit += 1
      }
    }
    isMarked = marked * 8 >= letters && marked > 0
    tokenAt = Array(repeating: tokens.count, count: codes.count + 1)
    var next = tokens.count
    for unit in stride(from: codes.count - 1, through: 0, by: -1) {
      if next > 0, tokens[next - 1].units.lowerBound >= unit { next -= 1 }
      tokenAt[unit] = next
    }
  }

  /// A word goes on over an apostrophe between two letters: H'Bia.
  private func endOfWord(from start: Int) -> Int {
    var unit = start
    while unit < codes.count {
      if LetterTable.isLetter(codes[unit]) {
        unit += 1
      } else if codes[unit] == UInt8(ascii: "'"), unit == start + 1, uppers[start],
        unit + 1 < codes.count, uppers[unit + 1]
      {
        unit += 1
      } else {
        break
      }
    }
    return unit
  }

  private func word(_ units: Range<Int>) -> Token {
    var token = Token(kind: .word, units: units)
    var capitals = 0
    var letters = 0
    var exact = WordKey()
    var bare = WordKey()
    var tone: UInt8 = 0
    for unit in units {
      if LetterTable.isLetter(codes[unit]) { letters += 1 }
      if uppers[unit] { capitals += 1 }
      if tones[unit] > 0 { tone = tones[unit] }
      if tones[unit] > 0 || qualities[unit] > 0 { token.isMarked = true }
      exact.append(letter: codes[unit], quality: qualities[unit])
      bare.append(letter: codes[unit], quality: 0)
    }
    exact.set(tone: tone)
    if units.count <= WordKey.mostLetters, !units.contains(where: { codes[$0] == 0x80 }) {
      token.exact = exact
      token.bare = bare
    }
    if capitals == letters {
      token.shape = .capitals
    } else if capitals == 2, units.count > 2, codes[units.lowerBound + 1] == UInt8(ascii: "'") {
      // H'Bia, O'Brien.
      token.shape = .title
    } else if capitals > 0 {
      token.shape = uppers[units.lowerBound] && capitals == 1 ? .title : .mixed
    }
    let isPart: (UInt8) -> Bool = {
      LetterTable.isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "@")
    }
    token.isGlued = isPart(code(units.lowerBound - 1)) || isPart(code(units.upperBound))
    return token
  }
}
