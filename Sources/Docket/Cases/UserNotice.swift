public import Record

/// What a platform says about why it restricted something (specification, section 2.6).
public struct StatementOfReasons: Sendable, Hashable, Codable {
  public var head: RecordHead
  public var restrictionId: String
  /// Word for word.
  public var text: TaggedText
  public var platformClause: String?
  public var lawCited: [String]
  public var factsStated: String?
  public var automationStatement: String?
  public var redressStated: String?
  /// The version of the rules, by its address.
  public var rulesAddress: String?
  /// The name in the EU database.
  public var sorUuid: String?
  public var puid: String?

  /// Makes a statement.
  public init(head: RecordHead, restrictionId: String, text: TaggedText) {
    self.head = head
    self.restrictionId = restrictionId
    self.text = text
    lawCited = []
  }
}

/// How a restriction was told to the person (specification, section 2.6).
public struct UserNotice: Sendable, Hashable, Codable {
  public enum Channel: String, Sendable, Hashable, CaseIterable, Codable {
    case inApp = "in_app"
    case email
    /// Nobody told the person.
    case none
    /// At the place where the content was.
    case placeholder
  }

  /// How one element stands, as a person confirmed it.
  public struct ElementNote: Sendable, Hashable, Codable {
    public var element: NoticeElement
    public var state: ElementState
    public var applicability: Applicability

    /// Makes a note.
    public init(_ element: NoticeElement, _ state: ElementState, _ applicability: Applicability) {
      self.element = element
      self.state = state
      self.applicability = applicability
    }
  }

  public var head: RecordHead
  public var restrictionId: String
  /// Seconds since 1970 UTC, or the day alone.
  public var sentAt: Int64?
  public var sentOn: CivilDay?
  public var channel: Channel
  /// Whether it can be read when the account is gone.
  public var isDurable: Bool?
  public var text: TaggedText?
  public var elements: [ElementNote]
  /// The exhibit with the picture.
  public var picture: String?

  /// Makes a notice.
  public init(head: RecordHead, restrictionId: String, channel: Channel) {
    self.head = head
    self.restrictionId = restrictionId
    self.channel = channel
    elements = []
  }

  /// When it came, as well as it is known.
  public var moment: DocketMoment? {
    sentAt.map { .instant($0) } ?? sentOn.map { .day($0) }
  }
}
