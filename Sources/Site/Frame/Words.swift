public import Messages
public import Record

/// The site's words in one language, and how it writes dates and numbers.
public struct Words: Sendable {
  /// The language.
  public let language: Language
  /// The zone by which days are told.
  public let zone: TimeZoneOffset

  /// Speaks `language`.
  public init(_ language: Language, zone: TimeZoneOffset) {
    self.language = language
    self.zone = zone
  }

  /// The message under `key`.
  public func callAsFunction(_ key: String, _ arguments: [String: MessageArgument] = [:]) -> String {
    Messages.text(key, in: language, arguments)
  }

  /// A whole number, grouped.
  public func number(_ value: Int) -> String { NumberText.integer(value, in: language) }

  /// A number with the decimals it has.
  public func number(_ value: Double) -> String { NumberText.decimal(value, in: language) }

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

  /// The word for a kind of event.
  public func kind(_ kind: EventKind) -> String { code("event-kind", kind.rawValue) }

  /// The word for a standing.
  public func standing(_ standing: Standing) -> String { code("standing", standing.rawValue) }

  /// A text, in the reader's language where there is one.
  public func text(_ text: LocalizedText) -> String { text.text(for: language).text }
}
