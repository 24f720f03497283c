public import Record

/// What a platform says about why it restricted something (specification, section 2.6).
public struct StatementOfReasons: Sendable, Hashable, Codable {
  /// What every record carries.
  public var head: RecordHead
  /// The restriction that it is about.
  public var restrictionId: String
  /// Word for word.
  public var text: TaggedText
  /// The clause of the rules that is cited.
  public var platformClause: String?
  /// Provisions that are cited.
  public var lawCited: [String]
  /// The facts that are stated.
  public var factsStated: String?
  /// What is said about machines.
  public var automationStatement: String?
  /// What is said about ways to appeal.
  public var redressStated: String?
  /// The version of the rules, by its address.
  public var rulesAddress: String?
  /// The name in the EU database.
  public var sorUuid: String?
  /// The platform's own name of it in that database.
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
  /// How it reached the person.
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
    /// Which element.
    public var element: NoticeElement
    /// How it stands.
    public var state: ElementState
    /// Whether the notice has to have it.
    public var applicability: Applicability

    /// Makes a note.
    public init(_ element: NoticeElement, _ state: ElementState, _ applicability: Applicability) {
      self.element = element
      self.state = state
      self.applicability = applicability
    }
  }

  /// What every record carries.
  public var head: RecordHead
  /// The restriction that it is about.
  public var restrictionId: String
  /// Seconds since 1970 UTC, or the day alone.
  public var sentAt: Int64?
  /// The day on which it was sent.
  public var sentOn: CivilDay?
  /// How it reached the person.
  public var channel: Channel
  /// Whether it can be read when the account is gone.
  public var isDurable: Bool?
  /// Word for word.
  public var text: TaggedText?
  /// How its elements stand.
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
