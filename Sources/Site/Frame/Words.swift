public import Messages
public import Record

/// The site's words in one language, and how it writes dates and numbers.
public struct Words: Sendable {
  /// The language.
  public let language: Language
  /// The zone by which days are told.
  public let zone: TimeZoneOffset
  // Said in every row of every list.
  private let kinds: [EventKind: String]
  private let standings: [Standing: String]
  private let badges: [Standing: String]
  let dates = DateCells()

  /// Speaks `language`.
  public init(_ language: Language, zone: TimeZoneOffset) {
    self.language = language
    self.zone = zone
    kinds = Dictionary(
      uniqueKeysWithValues: EventKind.allCases.map {
        ($0, Messages.text("vocabulary.event-kind.\($0.rawValue)", in: language))
      })
    let standings = Dictionary(
      uniqueKeysWithValues: Standing.allCases.map {
        ($0, Messages.text("vocabulary.standing.\($0.rawValue)", in: language))
      })
    self.standings = standings
    badges = Dictionary(
      uniqueKeysWithValues: standings.map { ($0.key, Self.badge($0.key, $0.value)) })
  }

  /// The message under `key`.
  public func callAsFunction(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> String
  {
    Messages.text(key, in: language, arguments)
  }

  /// A whole number, grouped.
  public func number(_ value: Int) -> String { NumberText.integer(value, in: language) }

  /// A number with the decimals it has.
  public func number(_ value: Double) -> String { NumberText.decimal(value, in: language) }

  /// A share in per cent.
  func percent(_ share: Double) -> String {
    NumberText.percent(share, in: language)
  }

  /// A date as recorded.
  public func date(_ date: EDTF) -> String { date.text(in: language, zone: zone) }

  /// A day.
  public func day(_ day: CivilDay) -> String {
    EDTF(day)?.text(in: language) ?? day.description
  }

  /// The word for a code of a closed list.
  public func code(_ vocabulary: String, _ code: String) -> String {
    self("vocabulary.\(vocabulary).\(code)")
  }

  /// The word for a unit of the data, and whether it is in the catalogue: units are free text.
  ///
  /// - Parameter value: the number before it, whose grammatical number the word takes; without one
  ///   the word is that for many.
  public func unit(_ unit: String, of value: Double? = nil) -> (text: String, isKnown: Bool) {
    let key = "vocabulary.unit.\(unit.split(separator: " ").joined(separator: "-"))"
    guard Messages.has(key) else { return (unit, language == .en) }
    // Unicode plural rules: in English one is the whole number 1, whatever its sign.
    let isOne = value?.magnitude == 1
    return (self(key, ["n": .number(isOne ? 1 : 2)]), true)
  }

  /// The word for a tag, and whether there is one: tags are free, many are kinds of events.
  public func tag(_ tag: String) -> (text: String, isKnown: Bool) {
    if let kind = EventKind(rawValue: tag) { return (self.kind(kind), true) }
    return found("vocabulary.tag.\(tag)", else: tag)
  }

  private func found(_ key: String, else text: String) -> (text: String, isKnown: Bool) {
    Messages.has(key) ? (self(key), true) : (text, language == .en)
  }

  /// The word for a kind of event.
  public func kind(_ kind: EventKind) -> String { kinds[kind] ?? kind.rawValue }

  /// The word for a standing.
  public func standing(_ standing: Standing) -> String {
    standings[standing] ?? standing.rawValue
  }

  /// A standing as glyph and word, in HTML.
  func badge(_ standing: Standing) -> String { badges[standing] ?? "" }

  private static func badge(_ standing: Standing, _ word: String) -> String {
    let glyph =
      switch standing {
      case .confirmed: "✔"
      case .reported: "◐"
      case .alleged: "○"
      case .disputed: "⚑"
      case .retracted: "✖"
      }
    var html = HTMLWriter()
    html.raw("<span class=\"badge s-\(standing.rawValue)\"><span aria-hidden=\"true\">")
    html.raw(glyph)
    html.markup("</span> ")
    html.text(word)
    html.markup("</span>")
    return String(decoding: html.bytes, as: UTF8.self)
  }

  /// A text, in the reader's language where there is one.
  public func text(_ text: LocalizedText) -> String { text.text(for: language).text }
}
