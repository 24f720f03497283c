extension NameFinder {
  /// Whether a title ends right before a token.
  func hasTitle(before token: Int) -> Bool {
    for back in 1...4 where token - back >= 0 {
      if let match = pack.match(.title, text, at: token - back), match.tokens.upperBound == token {
        return true
      }
    }
    return false
  }

  private static let placeWords: [LocalePack.WordKind] = [
    .street, .hamlet, .commune, .district, .province, .authorityWord,
  ]

  /// Minh Anh: two given names without a surname, in the middle of a sentence and nothing else around.
  func twoGiven(at token: Int) -> NameTokens? {
    guard text.areApart(byBlanksAfter: token), isGivenAlone(token), isGivenAlone(token + 1),
      token == 0 || !text.areApart(byBlanksAfter: token - 1) || !text.tokens[token - 1].isCapital,
      !text.areApart(byBlanksAfter: token + 1) || !text.tokens[token + 2].isCapital
    else { return nil }
    for back in 1...3 where token - back >= 0 {
      for kind in Self.placeWords {
        if let match = pack.match(kind, text, at: token - back), match.tokens.upperBound == token {
          return nil
        }
      }
    }
    return NameTokens(tokens: token..<token + 2, isFull: false)
  }

  /// Whether a word is a given name, spelt as such, and no word that begins sentences.
  private func isGivenAlone(_ token: Int) -> Bool {
    let word = text.tokens[token]
    return word.shape == .title && !word.isGlued && hasGiven(token) && !isNeverName(token)
      && (word.isMarked || text.isMarked)
      && pack.roles[word.exact ?? WordKey()]?.contains(.western) != true
  }

  /// nguyễn văn an: without capitals only a surname that is nothing else, a middle name and a given name
  /// together tell.
  func smallLetters(at token: Int) -> NameTokens? {
    guard token + 2 < text.tokens.count, text.tokens[token].shape == .lower,
      let surname = pack.surnames.match(text, at: token), surname.tokens.count == 1,
      surname.value.isFirst, surname.value.isCommon
    else { return nil }
    let words = token...token + 2
    guard words.allSatisfy({ text.tokens[$0].shape == .lower && !text.tokens[$0].isGlued }),
      text.tokens[token].isMarked || text.tokens[token].units.count > 3,
      text.areApart(byBlanksAfter: token), text.areApart(byBlanksAfter: token + 1),
      pack.role(text.tokens[token + 1]).contains(.middle),
      pack.role(text.tokens[token + 2]).contains(.given)
    else { return nil }
    return NameTokens(tokens: token..<token + 3)
  }

  // MARK: After a title

  func titled(at token: Int) -> (NameTokens, RedactionReason, RedactionConfidence)? {
    guard let title = pack.match(.title, text, at: token) else { return nil }
    let first = title.tokens.upperBound
    guard first < text.tokens.count, text.tokens[first].isCapital, !text.tokens[first].isGlued,
      isBehind(title.tokens)
    else { return nil }
    if isLongPlace(at: first) || pack.match(.platform, text, at: first) != nil { return nil }
    if title.word.note == "office", pack.match(.place, text, at: first) != nil { return nil }
    if let (name, _) = surnameFirst(at: first) { return (name, .nameFull, .certain) }
    if let (name, _) = givenFirst(at: first) { return (name, .nameReversed, .certain) }
    if let name = initials(at: first) { return (name, .nameInitials, .certain) }
    // Blogger RFA Trương Duy Nhất: something may stand between.
    for place in first + 1..<min(first + 3, text.tokens.count)
    where text.areApart(byBlanksAfter: place - 1) {
      guard text.tokens[place - 1].isCapital,
        text.tokens[first].shape == .capitals || isTitle(first)
      else { break }
      if let (name, _) = surnameFirst(at: place) { return (name, .nameFull, .certain) }
    }
    return calledByName(title, first)
  }

  private func isTitle(_ token: Int) -> Bool { pack.match(.title, text, at: token) != nil }

  /// Whether a word is a title only with diacritics that it does not have: Cu is a surname, cụ a title.
  func isTitleElsewhere(_ token: Int) -> Bool {
    guard let title = pack.match(.title, text, at: token) else { return false }
    return title.word.isMarked && !text.tokens[token].isMarked
  }

  /// Whether only a blank, a colon or the dot of an abbreviation parts a title from what follows.
  private func isBehind(_ title: Range<Int>) -> Bool {
    let last = title.upperBound - 1
    let gap = text.tokens[last].units.upperBound..<text.tokens[last + 1].units.lowerBound
    guard (1...3).contains(gap.count) else { return false }
    // A dot behind a whole word ends a sentence.
    if gap.contains(where: { text.codes[$0] == UInt8(ascii: ".") }),
      text.tokens[last].units.count > 4
    {
      return false
    }
    return gap.allSatisfy {
      [LetterTable.space, UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "\"")].contains(
        text.codes[$0])
    }
  }

  private func calledByName(
    _ title: (tokens: Range<Int>, word: LocalePack.Word), _ first: Int
  ) -> (NameTokens, RedactionReason, RedactionConfidence)? {
    let token = text.tokens[first]
    let isGiven = hasGiven(first)
    let isShouted = text.tokens[title.tokens.lowerBound].shape == .capitals
    // One letter is a mask already. In shouted sentences capitals say nothing.
    let isAlone = !goesOn(at: first + 1, first, false)
    if pack.match(.organisation, text, at: first) != nil, !isGiven { return nil }
    if token.isInitial && isAlone || isShouted && !isGiven { return nil }
    if isNeverName(first), !isGiven { return nil }
    // Blogger Mẹ Nấm: a pen name may begin with a title.
    if pack.match(.title, text, at: first) != nil, !isGiven, isAlone { return nil }
    if token.shape == .capitals, !isGiven, token.units.count > 4 { return nil }
    var last = first + 1
    while last < text.tokens.count, last - first < 4,
      goesOn(at: last, first, token.shape == .capitals),
      !isShouted || hasGiven(last)
    { last += 1 }
    let name = NameTokens(tokens: first..<last, isFull: false)
    return (name, .nameTitled, isGiven ? .certain : .likely)
  }

  // MARK: Initials

  private static let mostInitials = 5

  /// N.V.A., N. V. An, Ng.V.A: two to five initials, the last of which may be written out.
  func initials(at token: Int) -> NameTokens? {
    var last = token
    while last < text.tokens.count, last - token < Self.mostInitials, isInitial(last),
      text.code(text.tokens[last].units.upperBound) == UInt8(ascii: "."),
      last == token || isJoined(last - 1)
    { last += 1 }
    let dotted = last - token
    guard dotted >= 1 else { return nil }
    if last < text.tokens.count, isJoined(last - 1), !text.tokens[last].isGlued,
      text.tokens[last].isInitial
        || dotted >= 2 && text.tokens[last].shape == .title && hasGiven(last)
    {
      last += 1
    }
    guard last - token >= 2, !isAbbreviation(token..<last) else { return nil }
    return NameTokens(tokens: token..<last)
  }

  private func isInitial(_ token: Int) -> Bool {
    text.tokens[token].isInitial && !text.tokens[token].isGlued
      || text.tokens[token].units.count == 2 && text.tokens[token].isCapital
        && pack.match(.initial, text, at: token) != nil
  }

  /// Whether a dot, and no more than a blank, stands between two initials.
  private func isJoined(_ token: Int) -> Bool {
    guard token + 1 < text.tokens.count else { return false }
    let gap = text.tokens[token].units.upperBound..<text.tokens[token + 1].units.lowerBound
    return (1...2).contains(gap.count) && text.codes[gap.lowerBound] == UInt8(ascii: ".")
      && (gap.count == 1 || text.codes[gap.lowerBound + 1] == LetterTable.space)
  }

  private func isAbbreviation(_ tokens: Range<Int>) -> Bool {
    guard let match = pack.match(.abbreviation, text, at: tokens.lowerBound) else { return false }
    return match.tokens.upperBound == tokens.upperBound
  }
}
