public import Record

/// What is known of a notice beside its text. What is not known stays `nil`: the text then decides, or nothing.
public struct NoticeContext: Sendable, Hashable {
  /// The ground of the restriction.
  public enum Ground: String, Sendable, Hashable, CaseIterable, Codable {
    case law, rules, both
  }

  /// The ground, as known from elsewhere.
  public var ground: Ground?
  /// Whether a state asked, as known from elsewhere.
  public var isStateRequest: Bool?
  /// The languages of the post and of the chosen interface.
  public var languages: [Language] = []
  /// When the notice was sent.
  public var sentOn: CivilDay?
  /// When the restriction began.
  public var restrictedOn: CivilDay?
  /// Whether it can still be read when the account is gone.
  public var isDurable: Bool?
  /// Whether somebody saw a notice at the place of the content.
  public var hasPlaceholder: Bool?

  /// Makes a context.
  public init(
    ground: Ground? = nil, isStateRequest: Bool? = nil, languages: [Language] = [],
    sentOn: CivilDay? = nil, restrictedOn: CivilDay? = nil, isDurable: Bool? = nil,
    hasPlaceholder: Bool? = nil
  ) {
    self.ground = ground
    self.isStateRequest = isStateRequest
    self.languages = languages
    self.sentOn = sentOn
    self.restrictedOn = restrictedOn
    self.isDurable = isDurable
    self.hasPlaceholder = hasPlaceholder
  }
}
