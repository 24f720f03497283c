/// Finds addresses of e-mail, as they are and in the disguises of `mail-at` and `mail-dot`.
struct MailFinder {
  let text: ScannedText
  let pack: LocalePack
  private(set) var found: [Candidate] = []

  /// The longest local part (RFC 5321, section 4.5.3.1.1).
  private static let longestLocal = 64
  private static let mostLabels = 8
  private static let longestLabel = 63

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack) {
    self.text = text
    self.pack = pack
    var unit = 0
    while unit < text.count {
      if let candidate = candidate(at: unit) {
        found.append(candidate)
        unit = max(unit + 1, candidate.units.upperBound)
      } else {
        unit += 1
      }
    }
  }

  private func candidate(at unit: Int) -> Candidate? {
    switch text.codes[unit] {
    case UInt8(ascii: "@"): plain(unit)
    case UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "<"),
      UInt8(ascii: "_"):
      bracketed(unit)
    case UInt8(ascii: "a"): bare(unit)
    default: nil
    }
  }

  private func plain(_ unit: Int) -> Candidate? {
    if let start = local(endingAt: unit), let domain = domain(from: unit + 1), domain.labels > 1 {
      return mail(start, domain.end, domain.isDisguised ? .mailDisguised : .mailPlain)
    }
    guard let start = local(endingAt: skipBack(unit)), let domain = domain(from: skip(unit + 1)),
      isMailHost(domain)
    else { return nil }
    return mail(start, domain.end, .mailDisguised)
  }

  private func bracketed(_ unit: Int) -> Candidate? {
    guard let end = literal(.mailAt, at: unit), let start = local(endingAt: skipBack(unit)),
      let domain = domain(from: skip(end)), domain.labels > 1 || isMailHost(domain)
    else { return nil }
    return mail(start, domain.end, .mailDisguised)
  }

  /// " at ": a word of everyday language, so that the rest has to be plainly an address.
  private func bare(_ unit: Int) -> Candidate? {
    guard text.code(unit - 1) == LetterTable.space, let end = literal(.mailAtBare, at: unit),
      text.code(end) == LetterTable.space, let start = local(endingAt: skipBack(unit)),
      let domain = domain(from: skip(end)), domain.isDisguised || isMailHost(domain)
    else { return nil }
    return mail(start, domain.end, .mailDisguised)
  }

  private func mail(_ start: Int, _ end: Int, _ reason: RedactionReason) -> Candidate {
    Candidate(units: start..<end, kind: .mail, reason: reason, confidence: .certain)
  }

  private func skip(_ unit: Int) -> Int { text.code(unit) == LetterTable.space ? unit + 1 : unit }
  private func skipBack(_ unit: Int) -> Int {
    text.code(unit - 1) == LetterTable.space ? unit - 1 : unit
  }

  private static func isLabel(_ code: UInt8) -> Bool {
    LetterTable.isLetter(code) || LetterTable.isDigit(code) || code == UInt8(ascii: "-")
  }

  private static func isLocal(_ code: UInt8) -> Bool {
    isLabel(code) || code == UInt8(ascii: ".") || code == UInt8(ascii: "_")
      || code == UInt8(ascii: "+")
      || code == UInt8(ascii: "%")
  }

  /// Where the local part begins that ends at a unit; its dots may be in disguise.
  private func local(endingAt end: Int) -> Int? {
    guard var start = plainLocal(endingAt: end) else { return nil }
    for _ in 0..<Self.mostLabels {
      guard let dot = beginOfDot(endingAt: start), let before = plainLocal(endingAt: dot) else {
        break
      }
      start = before
    }
    return start
  }

  private func beginOfDot(endingAt end: Int) -> Int? {
    for signs in pack.literals[.mailDot] ?? [] {
      let start = end - signs.count
      if start > 0, text.codes[start..<end].elementsEqual(signs) { return start }
    }
    return nil
  }

  private func plainLocal(endingAt end: Int) -> Int? {
    var start = end
    while start > 0, end - start < Self.longestLocal, Self.isLocal(text.codes[start - 1]) {
      start -= 1
    }
    while start < end,
      text.codes[start] == UInt8(ascii: ".") || text.codes[start] == UInt8(ascii: "-")
    {
      start += 1
    }
    return start < end ? start : nil
  }

  /// The longest literal of a kind at a unit; where it ends.
  private func literal(_ kind: LocalePack.WordKind, at unit: Int) -> Int? {
    for signs in pack.literals[kind] ?? [] {
      let end = unit + signs.count
      if end <= text.count, text.codes[unit..<end].elementsEqual(signs) { return end }
    }
    return nil
  }

  private struct Domain {
    var start: Int
    var end: Int
    var labels = 0
    var isDisguised = false
    var name: [UInt8] = []
  }

  private func domain(from start: Int) -> Domain? {
    var domain = Domain(start: start, end: start)
    var unit = start
    while domain.labels < Self.mostLabels {
      let label = unit
      while unit < text.count, unit - label < Self.longestLabel, Self.isLabel(text.codes[unit]) {
        unit += 1
      }
      guard unit > label else { break }
      domain.labels += 1
      domain.end = unit
      domain.name += text.codes[label..<unit]
      guard let (next, isDisguised) = dot(at: unit), Self.isLabel(text.code(next)) else { break }
      domain.isDisguised = domain.isDisguised || isDisguised
      domain.name.append(UInt8(ascii: "."))
      unit = next
    }
    // A dot that ends a sentence was looked behind, and no more.
    if domain.name.last == UInt8(ascii: ".") { domain.name.removeLast() }
    return domain.labels > 0 ? domain : nil
  }

  private func dot(at unit: Int) -> (next: Int, isDisguised: Bool)? {
    if text.code(unit) == UInt8(ascii: ".") { return (unit + 1, false) }
    let place = skip(unit)
    if let end = literal(.mailDot, at: place) { return (skip(end), true) }
    guard place > unit, let end = literal(.mailDotBare, at: place),
      text.code(end) == LetterTable.space
    else { return nil }
    return (end + 1, true)
  }

  private func isMailHost(_ domain: Domain) -> Bool {
    pack.literalSets[.mailHost]?.contains(domain.name) ?? false
  }
}
