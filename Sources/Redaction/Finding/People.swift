/// Who is who among the names of a text.
///
/// Two spellings are one person where nothing contradicts it and nobody else fits: with and without
/// diacritics, in either order, with initials, without middle names, by the given name alone.
struct People: Sendable {
  /// One word of a name.
  struct Part: Hashable, Sendable {
    var exact: WordKey
    var bare: WordKey
    var isMarked: Bool
    var isInitial: Bool
    var first: UInt8

    /// Whether two words may be the same.
    func fits(_ other: Part) -> Bool {
      if isInitial || other.isInitial { return first == other.first }
      return isMarked && other.isMarked ? exact == other.exact : bare == other.bare
    }
  }

  struct Person: Sendable {
    /// Surname first.
    var parts: [Part]
    /// The office that lets the name be told.
    var office: String?
  }

  private(set) var persons: [Person] = []
  /// Persons by the first letter and the last word of their names, and by first letters.
  private var byGiven: [WordKey: [Int]] = [:]
  private var byInitial: [UInt8: [Int]] = [:]
  /// No more persons of one given name are compared, so that a hostile text costs no square.
  private static let mostCompared = 64

  /// The words of a name, surname first.
  static func parts(_ name: NameTokens, _ text: ScannedText) -> [Part] {
    var parts = name.tokens.map { part(text, $0, isLast: $0 == name.tokens.upperBound - 1) }
    // A word without diacritics in a name that has some is spelt so: An is not Ân.
    let isMarked = parts.contains(where: \.isMarked) || parts.count == 1 && text.isMarked
    for index in parts.indices { parts[index].isMarked = isMarked }
    if name.isReversed, let surname = parts.popLast() { parts.insert(surname, at: 0) }
    return parts
  }

  private static func part(_ text: ScannedText, _ token: Int, isLast: Bool) -> Part {
    let word = text.tokens[token]
    guard let exact = word.exact, let bare = word.bare else {
      return Part(
        exact: WordKey(), bare: WordKey(), isMarked: word.isMarked, isInitial: false,
        first: text.codes[word.units.lowerBound])
    }
    let isInitial =
      word.isInitial
      || !isLast && word.units.count == 2 && text.code(word.units.upperBound) == UInt8(ascii: ".")
    return Part(
      exact: exact, bare: bare, isMarked: word.isMarked, isInitial: isInitial,
      first: text.codes[word.units.lowerBound])
  }

  /// The person of a name; somebody new where nobody or more than one fits.
  mutating func resolve(_ parts: [Part], office: String? = nil) -> Int {
    if let known = person(fitting: parts) { return known }
    persons.append(Person(parts: parts, office: office))
    let number = persons.count - 1
    guard let last = parts.last else { return number }
    byGiven[last.bare, default: []].append(number)
    byInitial[last.first, default: []].append(number)
    return number
  }

  /// The only person whom a name fits.
  func person(fitting parts: [Part]) -> Int? {
    guard let last = parts.last else { return nil }
    let pool =
      (last.isInitial ? byInitial[last.first] : byGiven[last.bare]) ?? []
    let initials =
      last.isInitial
      ? []
      : (byInitial[last.first] ?? []).prefix(Self.mostCompared)
        .filter { persons[$0].parts.last?.isInitial == true }
    let fitting = Set(pool.prefix(Self.mostCompared) + initials).filter {
      Self.fits(parts, persons[$0].parts)
    }
    if fitting.count == 1 { return fitting.first }
    // The very same spelling is the same mark, whoever else it might be.
    return fitting.sorted().first { persons[$0].parts == parts }
  }

  private static func fits(_ name: [Part], _ person: [Part]) -> Bool {
    if name.count == person.count { return zip(name, person).allSatisfy { $0.fits($1) } }
    let (short, long) = name.count < person.count ? (name, person) : (person, name)
    guard let shortLast = short.last, let longLast = long.last, !short.isEmpty else { return false }
    if short.count == 1 { return shortLast.fits(longLast) && !shortLast.isInitial }
    if zip(short.reversed(), long.reversed()).allSatisfy({ $0.fits($1) }) { return true }
    return short.count == 2 && short[0].fits(long[0]) && shortLast.fits(longLast)
  }
}
