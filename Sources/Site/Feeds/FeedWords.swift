import Messages
import Record

/// The words of feeds in one language, looked up once.
struct FeedWords: Sendable {
  let language: Language
  private let kinds: [EventKind: String]
  private let standings: [Standing: String]

  private init(_ language: Language) {
    self.language = language
    kinds = Dictionary(
      uniqueKeysWithValues: EventKind.allCases.map {
        ($0, Messages.text("vocabulary.event-kind.\($0.rawValue)", in: language))
      })
    standings = Dictionary(
      uniqueKeysWithValues: Standing.allCases.map {
        ($0, Messages.text("vocabulary.standing.\($0.rawValue)", in: language))
      })
  }

  private static let vi = FeedWords(.vi)
  private static let en = FeedWords(.en)

  /// The words of `language`.
  static func of(_ language: Language) -> FeedWords { language == .vi ? vi : en }

  func kind(_ kind: EventKind) -> String { kinds[kind] ?? kind.rawValue }

  func standing(_ standing: Standing) -> String { standings[standing] ?? standing.rawValue }

  func sources(_ count: Int) -> String {
    Messages.text("data.feed.sources", in: language, ["n": .number(count)])
  }

  /// That `shown` of `total` events are here, and that the table at `address` has all.
  func part(_ shown: Int, of total: Int, _ address: String) -> String {
    Messages.text(
      "data.feed.part", in: language,
      ["shown": .number(shown), "total": .number(total), "address": .text(address)])
  }

  /// Which state of the record a list is of.
  func state(_ state: HoldingsState) -> String {
    let day = EDTF(state.day)?.text(in: language) ?? state.day.description
    return Messages.text(
      "data.state", in: language, ["size": .number(state.size), "day": .text(day)])
  }

  var rights: String { Messages.text("data.rights", in: language) }
}
