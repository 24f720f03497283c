/// Finds names of persons: by surname and capitals, in either order, by titles, and by initials.
struct NameFinder {
  let text: ScannedText
  let pack: LocalePack
  private(set) var found: [Candidate] = []
  /// Names that are part of an organisation's.
  private(set) var organisations: [Range<Int>] = []
  /// Tokens that are part of a name, an organisation or a place.
  private(set) var isTaken: [Bool]

  /// A surname and at most this many words.
  static let mostAfterSurname = 4

  /// - Complexity: O(n) in the length of the text.
  init(_ text: ScannedText, _ pack: LocalePack) {
    self.text = text
    self.pack = pack
    isTaken = Array(repeating: false, count: text.tokens.count)
    var token = 0
    while token < text.tokens.count { token = step(at: token) }
  }

  /// Looks at one token; returns where to go on.
  private mutating func step(at token: Int) -> Int {
    let known = known(at: token)
    if let known, known - token > 1 { return leave(token..<known) }
    // Vo Ngoc An is no wife of Ngoc An: a surname that is nothing else goes before a title.
    if let surname = surname(at: token),
      !surname.value.isWord || !text.isMarked && isTitleElsewhere(token),
      let (name, confidence) = surnameFirst(at: token)
    {
      return take(name, .nameFull, confidence)
    }
    if let (name, reason, confidence) = titled(at: token) {
      return take(name, reason, confidence)
    }
    if let name = smallLetters(at: token) { return take(name, .nameFull, .likely) }
    guard text.tokens[token].isCapital, !text.tokens[token].isGlued else { return token + 1 }
    if let (name, confidence) = surnameFirst(at: token) { return take(name, .nameFull, confidence) }
    if let (name, confidence) = givenFirst(at: token) {
      return take(name, .nameReversed, confidence)
    }
    // A country of one word is a given name too, so that names come first.
    if let known { return leave(token..<known) }
    if let name = initials(at: token) { return take(name, .nameInitials, .likely) }
    if let name = twoGiven(at: token) { return take(name, .nameGiven, .likely) }
    return token + 1
  }

  private mutating func leave(_ tokens: Range<Int>) -> Int {
    for place in tokens { isTaken[place] = true }
    return tokens.upperBound
  }

  private mutating func take(
    _ name: NameTokens, _ reason: RedactionReason, _ confidence: RedactionConfidence
  ) -> Int {
    let tokens = name.tokens
    for place in tokens { isTaken[place] = true }
    let units = text.tokens[tokens.lowerBound].units.lowerBound..<end(of: tokens, reason)
    if isOrganisation(tokens) {
      organisations.append(units)
    } else {
      found.append(
        Candidate(units: units, kind: .name, reason: reason, confidence: confidence, name: name))
    }
    return tokens.upperBound
  }

  /// Initials end with their dot.
  private func end(of tokens: Range<Int>, _ reason: RedactionReason) -> Int {
    let last = text.tokens[tokens.upperBound - 1]
    let end = last.units.upperBound
    guard last.isInitial, text.code(end) == UInt8(ascii: ".") else { return end }
    return end + 1
  }

  /// Trường Nguyễn Du, Quỹ Phan Châu Trinh, Miller Institute.
  private func isOrganisation(_ tokens: Range<Int>) -> Bool {
    // Nhà báo is a person although báo is a newspaper.
    if hasTitle(before: tokens.lowerBound) { return false }
    for back in 1...4 where tokens.lowerBound - back >= 0 {
      if let match = pack.match(.organisationWord, text, at: tokens.lowerBound - back),
        match.tokens.upperBound == tokens.lowerBound,
        text.areApart(byBlanksAfter: tokens.lowerBound - 1)
      {
        return true
      }
    }
    let last = tokens.upperBound - 1
    guard text.areApart(byBlanksAfter: last), text.tokens[last + 1].isCapital else { return false }
    return pack.match(.organisationTail, text, at: last + 1) != nil
  }

  // MARK: What is no name

  private static let knownKinds: [LocalePack.WordKind] = [.place, .organisation, .platform]

  /// A place, an organisation or a platform of the lists; where it ends.
  private func known(at token: Int) -> Int? {
    guard text.tokens[token].isCapital else { return nil }
    var end = token
    for kind in Self.knownKinds {
      if let match = pack.match(kind, text, at: token) { end = max(end, match.tokens.upperBound) }
    }
    // Trường Đại học: the words of an organisation are not a name either.
    if let match = pack.match(.organisationWord, text, at: token), match.tokens.count > 1 {
      end = max(end, match.tokens.upperBound)
    }
    guard end > token else { return nil }
    // Hà Nam is a province, Hà Nam Khánh may be somebody.
    if end - token > 1, let (name, _) = surnameFirst(at: token), name.tokens.upperBound > end,
      name.tokens.count <= 4, hasGiven(name.tokens.upperBound - 1)
    {
      return nil
    }
    return end
  }

  func hasGiven(_ token: Int) -> Bool { pack.role(text.tokens[token]).contains(.given) }

  /// Whether a word stands between surname and given name only: Văn, Thị.
  private func isMiddleOnly(_ token: Int) -> Bool {
    pack.role(text.tokens[token]).subtracting(.surname) == .middle
  }

  func isLongPlace(at token: Int) -> Bool {
    Self.knownKinds.contains { (pack.match($0, text, at: token)?.tokens.count ?? 0) > 1 }
  }

  func isNeverName(_ token: Int) -> Bool { pack.match(.neverName, text, at: token) != nil }

  // MARK: Surname first

  private func surname(at token: Int) -> (tokens: Range<Int>, value: LocalePack.Surname)? {
    guard let match = pack.surnames.match(text, at: token) else { return nil }
    for place in match.tokens where !text.tokens[place].isCapital { return nil }
    return match
  }

  /// Whether a surname without its diacritics is too short or too common to tell anything by itself.
  private func isWeak(_ surname: (tokens: Range<Int>, value: LocalePack.Surname)) -> Bool {
    if surname.value.isWord { return true }
    guard surname.value.isMarked || surname.tokens.count == 1 else { return false }
    let token = text.tokens[surname.tokens.lowerBound]
    return !token.isMarked && token.units.count < 4 && surname.tokens.count == 1
  }

  func surnameFirst(at token: Int) -> (NameTokens, RedactionConfidence)? {
    guard let surname = surname(at: token), surname.value.isFirst else { return nil }
    var last = surname.tokens.upperBound
    let isShouted = text.tokens[token].shape == .capitals && text.tokens[token].units.count > 1
    while last - surname.tokens.upperBound < Self.mostAfterSurname,
      goesOn(at: last, surname.tokens.upperBound, isShouted)
    { last += 1 }
    let rest = surname.tokens.upperBound..<last
    guard let first = rest.first else { return nil }
    let knowsFirst = !pack.role(text.tokens[first]).isEmpty || text.tokens[first].isInitial
    let knows = rest.contains { !pack.role(text.tokens[$0]).isEmpty }
    if isWeak(surname) {
      // Từ Hà Nội is no Mr Từ; Đoàn Kiên Giang is somebody, although Kiên Giang is a place.
      if isNeverName(token), isLongPlace(at: first) { return nil }
      guard knowsFirst || rest.count > 1 && knows && !surname.value.isWord else { return nil }
      if isNeverName(token), !rest.contains(where: hasGiven) { return nil }
      if rest.count == 1, text.tokens[first].isInitial { return nil }
    }
    let isCertain = !isWeak(surname) && knows
    return (NameTokens(tokens: token..<last), isCertain ? .certain : .likely)
  }

  /// Whether a name goes on with a token.
  func goesOn(at token: Int, _ afterSurname: Int, _ isShouted: Bool) -> Bool {
    guard token < text.tokens.count, text.tokens[token].isCapital, !text.tokens[token].isGlued
    else {
      return false
    }
    let role = pack.role(text.tokens[token])
    guard isJoined(token - 1, isPartDone: token - afterSurname >= 1 && isDone(afterSurname..<token))
    else {
      return false
    }
    if text.tokens[token].isInitial { return true }
    if isShouted != (text.tokens[token].shape == .capitals) {
      // Nguyễn Văn AN and NGUYỄN Văn An are written too, if the word is a name.
      if role.isEmpty { return false }
    }
    // Nguyễn Văn and whatever comes: a middle name is not the last.
    let isOpen = token > afterSurname && isMiddleOnly(token - 1)
    if isShouted, role.isEmpty, !isOpen { return false }
    let isSecond =
      token == afterSurname + 1 && pack.role(text.tokens[afterSurname]).contains(.middle)
    if role.isEmpty, isNeverName(token), !isSecond { return false }
    // What stands behind a given name and is a place of several words is a place.
    if token > afterSurname, isLongPlace(at: token) { return false }
    return true
  }

  /// Whether the words after the surname could be a whole name: the last may be a given name.
  private func isDone(_ rest: Range<Int>) -> Bool {
    guard let last = rest.last else { return false }
    return !isMiddleOnly(last) || rest.count > 1
  }

  /// Whether a token and the next belong to one name. A line end is crossed only by a name that is not whole.
  private func isJoined(_ token: Int, isPartDone: Bool) -> Bool {
    let gap = text.tokens[token].units.upperBound..<text.tokens[token + 1].units.lowerBound
    let isInitial = text.tokens[token].isInitial
    if gap.isEmpty || gap.count > 3 { return false }
    for unit in gap {
      switch text.codes[unit] {
      case LetterTable.space: break
      case UInt8(ascii: "."): if !isInitial { return false }
      case UInt8(ascii: "-"): if gap.count > 1 { return false }
      case LetterTable.newline: if isPartDone, !crosses(to: token + 1) { return false }
      default: return false
      }
    }
    return true
  }

  /// Whether a word at the beginning of a line may be the rest of a name of the line before: a given name that
  /// begins nothing of its own.
  private func crosses(to token: Int) -> Bool {
    guard hasGiven(token), !isNeverName(token), pack.match(.title, text, at: token) == nil else {
      return false
    }
    let goesOn = text.areApart(byBlanksAfter: token) && text.tokens[token + 1].isCapital
    return !goesOn
  }

  // MARK: Given names first

  private static let mostBeforeSurname = 3

  func givenFirst(at token: Int) -> (NameTokens, RedactionConfidence)? {
    guard !isNeverName(token) || hasGiven(token) else { return nil }
    let first = pack.role(text.tokens[token])
    for place in token + 1..<min(token + 1 + Self.mostBeforeSurname, text.tokens.count) {
      guard text.tokens[place].isCapital, !text.tokens[place].isGlued,
        isJoined(place - 1, isPartDone: true)
      else { break }
      if isLongPlace(at: place) { break }
      guard let surname = surname(at: place), surname.tokens.count == 1 else { continue }
      let isEnd = !goesOn(at: place + 1, place, false)
      let isKnown = (token..<place).allSatisfy {
        !pack.role(text.tokens[$0]).isEmpty || text.tokens[$0].isInitial
      }
      if isEnd, isKnown {
        return (NameTokens(tokens: token..<place + 1, isReversed: true), .likely)
      }
      // Somebody of the diaspora: any given name before a surname that is nothing else.
      if isEnd, !isWeak(surname), !text.tokens[token].isInitial, place == token + 1 || isKnown {
        return (NameTokens(tokens: token..<place + 1, isReversed: true), .likely)
      }
    }
    return western(at: token, first)
  }

  /// A given name of a language whose names begin with it, and any capital.
  private func western(at token: Int, _ role: LocalePack.Role) -> (NameTokens, RedactionConfidence)?
  {
    let isPrefixed = text.code(text.tokens[token].units.lowerBound + 1) == UInt8(ascii: "'")
    guard role.contains(.western) || isPrefixed, text.tokens[token].units.count > 2 else {
      return nil
    }
    var last = token + 1
    while last < text.tokens.count, last - token < 4, text.tokens[last].isCapital,
      !text.tokens[last].isGlued, isJoined(last - 1, isPartDone: true), !isNeverName(last),
      !Self.knownKinds.contains(where: { pack.match($0, text, at: last) != nil })
    { last += 1 }
    guard last > token + 1, !text.tokens[last - 1].isInitial else { return nil }
    if text.tokens[token].shape == .capitals, surname(at: last - 1) == nil { return nil }
    return (NameTokens(tokens: token..<last, isReversed: true), .likely)
  }
}
