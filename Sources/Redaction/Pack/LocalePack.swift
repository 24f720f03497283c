/// The words and forms by which names, numbers and addresses of some countries and languages are known.
///
/// Nothing of this is in the code: a pack is made of tables under `Data/redaction`, of whose rows it takes
/// those that carry one of its tags ("vi-VN", "en") or "*".
public struct LocalePack: Sendable {
  /// The tables a pack is read from, as files of CSV.
  public struct Tables: Sendable {
    /// `surnames.csv`.
    public var surnames: [UInt8]
    /// `names.csv`.
    public var names: [UInt8]
    /// `words.csv`.
    public var words: [UInt8]
    /// `formats.csv`.
    public var formats: [UInt8]

    /// The four tables.
    public init(surnames: [UInt8], names: [UInt8], words: [UInt8], formats: [UInt8]) {
      self.surnames = surnames
      self.names = names
      self.words = words
      self.formats = formats
    }

    /// The tables that the program carries.
    public static var shipped: Tables {
      Tables(
        surnames: PackageResources.surnames_csv, names: PackageResources.names_csv,
        words: PackageResources.words_csv, formats: PackageResources.formats_csv)
    }
  }

  /// What the words of `words.csv` are for.
  enum WordKind: String, CaseIterable, Sendable {
    case title
    case initial
    case organisationWord = "organisation-word"
    case organisationTail = "organisation-tail"
    case authorityWord = "authority-word"
    case place, organisation, platform, abbreviation
    case neverName = "never-name"
    case house = "address-house"
    case lane = "address-lane"
    case street = "address-street"
    case streetAfter = "address-street-after"
    case hamlet = "address-hamlet"
    case commune = "address-commune"
    case district = "address-district"
    case province = "address-province"
    case cuePhone = "cue-phone"
    case cueIdentity = "cue-identity"
    case cueBank = "cue-bank"
    case cuePost = "cue-post"
    case cueAccount = "cue-account"
    case cueBirth = "cue-birth"
    case cuePlate = "cue-plate"
    case dateWord = "date-word"
    case moneyAfter = "money-after"
    case mailAt = "mail-at"
    case mailAtBare = "mail-at-bare"
    case mailDot = "mail-dot"
    case mailDotBare = "mail-dot-bare"
    case mailHost = "mail-host"
    case profileHost = "profile-host"
    case profileNot = "profile-not"
  }

  /// A phrase of `words.csv`.
  struct Word: Sendable {
    var text: String
    var note: String
    /// Whether it is spelt with diacritics.
    var isMarked: Bool
    /// Whether it is an abbreviation, which a dot or a digit must follow.
    var needsDot: Bool
  }

  /// A surname, of one word or two.
  struct Surname: Sendable {
    /// Whether it is a word of everyday language too.
    var isWord: Bool
    /// Whether it is spelt with diacritics.
    var isMarked: Bool
    /// Whether the table says how many bear it: then it is told in small letters too.
    var isCommon: Bool
    /// Whether names of its language begin with the surname.
    var isFirst: Bool
  }

  /// What a name after or before the surname may be.
  struct Role: OptionSet, Sendable {
    var rawValue: UInt8
    static let middle = Role(rawValue: 1)
    static let given = Role(rawValue: 2)
    /// Stands before the surname.
    static let western = Role(rawValue: 4)
    /// Is a surname.
    static let surname = Role(rawValue: 8)
  }

  var surnames = PhraseTable<Surname>()
  var roles: [WordKey: Role] = [:]
  /// Given names of one word for texts without diacritics.
  var bareRoles: [WordKey: Role] = [:]
  var phrases: [WordKind: PhraseTable<Word>] = [:]
  /// Phrases that hold signs, folded, as bytes; the longest first.
  var literals: [WordKind: [[UInt8]]] = [:]
  var literalSets: [WordKind: Set<[UInt8]>] = [:]
  var shapes: [String: [NumberShape]] = [:]
  /// Calling codes of countries and the digit that a national number begins with.
  var callingCodes: [[UInt8]] = []
  var trunk: [UInt8] = []

  /// The pack that the program carries: names and forms of Viet Nam, and English.
  public static let shipped = (try? LocalePack(tags: ["vi-VN", "en"])) ?? LocalePack()

  private init() {}

  /// Reads a pack.
  ///
  /// - Parameter tags: which rows to take; languages with or without a country. Rows of tags that
  ///   no row carries add nothing.
  /// - Throws: `PackFault` for a table that is no CSV, a row with fields missing, or an unknown kind.
  public init(tags: [String], tables: Tables = .shipped) throws(PackFault) {
    let tags = Set(tags + ["*"])
    for row in try PackRow.rows(of: tables.surnames, "surnames.csv", fields: 4) where row.is(tags) {
      try add(surname: row)
    }
    for row in try PackRow.rows(of: tables.names, "names.csv", fields: 3) where row.is(tags) {
      try add(name: row)
    }
    for row in try PackRow.rows(of: tables.words, "words.csv", fields: 4) where row.is(tags) {
      try add(word: row)
    }
    for row in try PackRow.rows(of: tables.formats, "formats.csv", fields: 4) where row.is(tags) {
      try add(format: row)
    }
    for kind in literals.keys {
      literals[kind]?.sort {
        $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count
      }
      literalSets[kind] = Set(literals[kind] ?? [])
    }
  }

  /// The longest phrase of a kind that begins at a token.
  ///
  /// In a text with diacritics a word without them is another word.
  func match(_ kind: WordKind, _ text: ScannedText, at token: Int) -> (
    tokens: Range<Int>, word: Word
  )? {
    guard let (tokens, word) = phrases[kind]?.match(text, at: token) else { return nil }
    if text.isMarked, word.isMarked, !tokens.contains(where: { text.tokens[$0].isMarked }) {
      return nil
    }
    return (tokens, word)
  }

  /// What a token may be in a name.
  func role(_ token: Token) -> Role {
    guard let key = token.exact else { return [] }
    let exact = roles[key] ?? []
    return token.isMarked ? exact : exact.union(bareRoles[key] ?? [])
  }
}
