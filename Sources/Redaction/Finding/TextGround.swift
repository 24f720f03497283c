/// A scanned text with what all finders ask about it: where cues stand, and what numbers belong to
/// citations, dates and amounts.
struct TextGround: Sendable {
  let text: ScannedText
  let pack: LocalePack
  /// Units that no number may be taken from.
  private(set) var isProtected: [Bool]
  /// For each kind of cue and each token: the last token of the nearest cue that ends before it.
  private var cues: [LocalePack.WordKind: [Int32]] = [:]

  private static let cueKinds: [LocalePack.WordKind] = [
    .cuePhone, .cueIdentity, .cueBank, .cuePost, .cueAccount, .cueBirth, .cuePlate,
  ]
  /// How far behind a cue its number may stand, in units and in tokens.
  private static let reach = 48
  private static let reachInTokens = 7

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack) {
    self.text = text
    self.pack = pack
    isProtected = Array(repeating: false, count: text.count)
    for kind in Self.cueKinds { cues[kind] = ends(of: kind) }
  }

  mutating func protect(_ units: Range<Int>) {
    for unit in units { isProtected[unit] = true }
  }

  func isFree(_ units: Range<Int>) -> Bool { !units.contains { isProtected[$0] } }

  private func ends(of kind: LocalePack.WordKind) -> [Int32] {
    var out = Array(repeating: Int32(-1), count: text.tokens.count)
    var last: Int32 = -1
    var pending: [Int] = []
    for token in text.tokens.indices {
      if let found = pending.first, found < token {
        last = Int32(found)
        pending.removeFirst()
      }
      out[token] = last
      if let match = pack.match(kind, text, at: token), !match.word.needsDot {
        let end = match.tokens.upperBound - 1
        if pending.last.map({ $0 < end }) ?? true { pending.append(end) }
      }
    }
    return out
  }

  /// Whether a cue stands shortly before a token, in the same sentence.
  func hasCue(_ kind: LocalePack.WordKind, before token: Int, within tokens: Int = reachInTokens)
    -> Bool
  {
    guard let end = cues[kind]?[token], end >= 0, token - Int(end) <= tokens else { return false }
    let gap = text.tokens[Int(end)].units.upperBound..<text.tokens[token].units.lowerBound
    guard gap.count <= Self.reach else { return false }
    var lines = 0
    for unit in gap {
      let code = text.codes[unit]
      if code == UInt8(ascii: ";") { return false }
      if code == UInt8(ascii: "."), text.code(unit + 1) == LetterTable.space,
        text.uppers.indices.contains(unit + 2), text.uppers[unit + 2]
      {
        return false
      }
      if code == LetterTable.newline { lines += 1 }
    }
    return lines <= 1
  }
}
