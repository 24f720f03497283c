/// Finds telephone numbers, identity numbers, passports, bank accounts, cards and number plates.
struct NumberFinder {
  let ground: TextGround
  private var text: ScannedText { ground.text }
  private var pack: LocalePack { ground.pack }
  private(set) var found: [Candidate] = []

  /// - Complexity: O(n) in the length of the text.
  init(_ ground: TextGround) {
    self.ground = ground
    var token = 0
    while token < text.tokens.count {
      if let candidate = candidate(at: token) {
        found.append(candidate)
        let end = candidate.units.upperBound
        while token < text.tokens.count, text.tokens[token].units.lowerBound < end { token += 1 }
      } else {
        token += 1
      }
    }
  }

  private func candidate(at token: Int) -> Candidate? {
    if let shaped = shaped(at: token) { return shaped }
    guard text.tokens[token].kind == .number else { return nil }
    let groups = DigitGroups(ground, from: token)
    guard !groups.stops.isEmpty else { return nil }
    // A code of letters and digits is no number, unless the letters say what it is.
    let isGlued = isGlued(token)
    if isGlued, !hasAnyCue(token) { return nil }
    return cued(groups, token) ?? international(groups, token, isMarked: true)
      ?? shapedDigits(groups, token) ?? national(groups, token)
      ?? international(groups, token, isMarked: false) ?? cuedPhone(groups, token)
  }

  private func isGlued(_ token: Int) -> Bool {
    let before = text.code(text.tokens[token].units.lowerBound - 1)
    return before != LetterTable.otherLetter && LetterTable.isLetter(before)
      || before == UInt8(ascii: "_")
  }

  private func hasAnyCue(_ token: Int) -> Bool {
    [.cuePhone, .cueIdentity, .cueBank].contains { ground.hasCue($0, before: token, within: 1) }
  }

  // MARK: Telephone

  private func isNational(_ digits: some Collection<UInt8>) -> Bool {
    (pack.shapes["phone"] ?? []).contains { $0.matches(digits: digits) }
  }

  private func national(_ groups: DigitGroups, _ token: Int) -> Candidate? {
    if let stop = groups.last(where: isNational) {
      return phone(token, stop, .phoneNational, .certain)
    }
    // The country's code without a plus: 84 912 345 678.
    if let stop = groups.last(where: { isDomestic($0) }) {
      return phone(token, stop, .phoneInternational, .certain)
    }
    return nil
  }

  /// Whether digits are a calling code of the pack and a national number, with or without its trunk digit.
  private func isDomestic(_ digits: ArraySlice<UInt8>) -> Bool {
    pack.callingCodes.contains { code in
      guard digits.starts(with: code) else { return false }
      let rest = Array(digits.dropFirst(code.count))
      return isNational(pack.trunk + rest) || isNational(rest)
    }
  }

  /// With a plus, or with 00 in its place (ITU-T E.164: at most fifteen digits).
  private func international(_ groups: DigitGroups, _ token: Int, isMarked: Bool) -> Candidate? {
    let start = text.tokens[token].units.lowerBound
    let before = text.code(start - 1)
    let hasPlus =
      before == UInt8(ascii: "+")
      || before == LetterTable.space && text.code(start - 2) == UInt8(ascii: "+")
    let hasZeros = groups.digits.starts(with: "00".utf8)
    guard isMarked ? hasPlus : hasZeros && !hasPlus else { return nil }
    let skipped = hasPlus ? 0 : 2
    if let stop = groups.last(where: { isDomestic($0.dropFirst(skipped)) }) {
      return phone(token, stop, .phoneInternational, .certain)
    }
    let fits: (ArraySlice<UInt8>) -> Bool = { digits in
      (8...15).contains(digits.count - skipped)
        && digits.dropFirst(skipped).first != UInt8(ascii: "0")
    }
    guard let stop = groups.last(where: fits) else { return nil }
    return phone(token, stop, .phoneInternational, hasPlus ? .certain : .likely)
  }

  private func phone(
    _ token: Int, _ stop: DigitGroups.Stop, _ reason: RedactionReason,
    _ confidence: RedactionConfidence
  ) -> Candidate {
    Candidate(
      units: opened(text.tokens[token].units.lowerBound)..<stop.end, kind: .phone, reason: reason,
      confidence: confidence)
  }

  /// Takes a plus and a bracket before the digits along.
  private func opened(_ start: Int) -> Int {
    var start = start
    if text.code(start - 1) == LetterTable.space, text.code(start - 2) == UInt8(ascii: "+") {
      start -= 2
    }
    while start > 0, [UInt8(ascii: "+"), UInt8(ascii: "(")].contains(text.codes[start - 1]) {
      start -= 1
    }
    return start
  }

  // MARK: After a word that says what it is

  private func cued(_ groups: DigitGroups, _ token: Int) -> Candidate? {
    let start = text.tokens[token].units.lowerBound
    if ground.hasCue(.cueIdentity, before: token) {
      let shapes = (pack.shapes["identity-cued"] ?? []) + (pack.shapes["identity"] ?? [])
      if let stop = groups.last(where: { digits in shapes.contains { $0.matches(digits: digits) } })
      {
        return Candidate(
          units: start..<stop.end, kind: .identity, reason: .identityCued, confidence: .certain)
      }
    }
    if ground.hasCue(.cueBank, before: token),
      let stop = groups.last(where: { (6...19).contains($0.count) }), !groups.digits.isEmpty
    {
      return Candidate(
        units: start..<stop.end, kind: .bank, reason: .bankCued, confidence: .certain)
    }
    return nil
  }

  private func cuedPhone(_ groups: DigitGroups, _ token: Int) -> Candidate? {
    // A post's own number is no telephone's, and a word for telephone speaks of the next number only.
    if ground.hasCue(.cuePost, before: token, within: 2) || hasNumber(before: token) { return nil }
    if ground.hasCue(.cuePhone, before: token, within: 4), !isNational(groups.digits),
      groups.last(where: { isNational($0) || isDomestic($0) }) == nil,
      let stop = groups.last(where: { (7...12).contains($0.count) })
    {
      return phone(token, stop, .phoneCued, .likely)
    }
    return nil
  }

  /// Whether a long number stands among the words before a token.
  private func hasNumber(before token: Int) -> Bool {
    for back in 1...4 where token - back >= 0 {
      let word = text.tokens[token - back]
      if word.kind == .number, word.units.count > 5 || back > 1 && word.units.count > 2 {
        return true
      }
    }
    return false
  }

  // MARK: By form

  private func shapedDigits(_ groups: DigitGroups, _ token: Int) -> Candidate? {
    guard !ground.hasCue(.cuePost, before: token, within: 4) else { return nil }
    let start = text.tokens[token].units.lowerBound
    let shapes = pack.shapes["identity"] ?? []
    if let stop = groups.last(where: { digits in shapes.contains { $0.matches(digits: digits) } }) {
      return Candidate(
        units: start..<stop.end, kind: .identity, reason: .identityShape, confidence: .likely)
    }
    if let stop = groups.last(where: Self.isCard) {
      return Candidate(units: start..<stop.end, kind: .bank, reason: .bankCard, confidence: .likely)
    }
    return nil
  }

  /// Fifteen or sixteen digits of a card issuer whose last is right (ISO/IEC 7812-1, annex B).
  private static func isCard(_ digits: ArraySlice<UInt8>) -> Bool {
    guard (15...16).contains(digits.count), let first = digits.first,
      (UInt8(ascii: "3")...UInt8(ascii: "6")).contains(first)
    else { return false }
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit - UInt8(ascii: "0")) * (place.isMultiple(of: 2) ? 1 : 2)
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }

  /// Passports and plates: letters and digits in a form.
  private func shaped(at token: Int) -> Candidate? {
    let start = text.tokens[token].units.lowerBound
    guard !isCodeSign(text.code(start - 1)), !ground.isProtected[start] else { return nil }
    let isCued = ground.hasCue(.cueIdentity, before: token, within: 5)
    var kinds = [("passport", RedactionClass.identity, RedactionReason.identityShape, isCued)]
    if isCued { kinds.append(("passport-cued", .identity, .identityCued, true)) }
    kinds.append(("plate", .plate, .plateShape, ground.hasCue(.cuePlate, before: token, within: 5)))
    for (table, kind, reason, isCertain) in kinds {
      for shape in pack.shapes[table] ?? [] {
        guard let end = shape.end(in: text, at: start), !isCodeSign(text.code(end)),
          text.code(end) != UInt8(ascii: "/") || isCertain
        else { continue }
        return Candidate(
          units: start..<end, kind: kind, reason: reason, confidence: isCertain ? .certain : .likely
        )
      }
    }
    return nil
  }

  private func isCodeSign(_ code: UInt8) -> Bool {
    LetterTable.isLetter(code) || LetterTable.isDigit(code) || code == UInt8(ascii: "_")
      || code == UInt8(ascii: "/")
  }
}
