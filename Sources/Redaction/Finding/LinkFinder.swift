/// Finds addresses of web pages: those of profiles are withheld, the numbers in others are left.
struct LinkFinder {
  private(set) var found: [Candidate] = []
  /// Units of other links.
  private(set) var others: [Range<Int>] = []

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack) {
    var unit = 0
    while unit < text.count {
      guard Self.isPart(text.codes[unit]) else {
        unit += 1
        continue
      }
      let start = unit
      while unit < text.count, Self.isPart(text.codes[unit]) { unit += 1 }
      take(start..<unit, text, pack)
    }
  }

  private static func isPart(_ code: UInt8) -> Bool {
    switch code {
    case LetterTable.space, LetterTable.newline, UInt8(ascii: "\""), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "|"),
      LetterTable.otherSign, LetterTable.undecodable:
      false
    default: true
    }
  }

  private mutating func take(_ chunk: Range<Int>, _ text: ScannedText, _ pack: LocalePack) {
    guard chunk.count >= 4 else { return }
    var units = chunk
    while let last = units.last, ".;:!?'*]}".utf8.contains(text.codes[last]) {
      units = units.dropLast(1)
    }
    while let first = units.first, "'[{*".utf8.contains(text.codes[first]) {
      units = units.dropFirst(1)
    }
    var rest = text.codes[units]
    let scheme = Self.afterScheme(rest)
    if let scheme { rest = rest[scheme...] }
    guard rest.contains(UInt8(ascii: ".")) else { return }
    let end = rest.firstIndex {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }
    guard let end else {
      if scheme != nil { others.append(units) }
      return
    }
    let host = rest[..<end].filter { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
    let segment = rest[end...].dropFirst().prefix {
      $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
    }
    let isProfileHost = pack.literalSets[.profileHost]?.contains(Array(host)) ?? false
    let isElsewhere = pack.literalSets[.profileNot]?.contains(Array(segment)) ?? false
    if segment.first == UInt8(ascii: "@") && segment.count > 1
      || isProfileHost && !segment.isEmpty && !isElsewhere
    {
      found.append(
        Candidate(
          units: units, kind: .account, reason: .accountLink,
          confidence: isProfileHost ? .certain : .likely))
    } else if scheme != nil || isProfileHost {
      others.append(units)
    }
  }

  /// Where the host begins behind `https://`, or `hxxps://` of those who do not want a link.
  private static func afterScheme(_ codes: ArraySlice<UInt8>) -> Int? {
    for scheme in ["https://", "http://", "hxxps://", "hxxp://"]
    where codes.starts(with: scheme.utf8) {
      return codes.startIndex + scheme.utf8.count
    }
    return nil
  }
}
