public import Record

/// A demand to remove or restrict something (specification, section 2.4).
public struct RemovalRequest: Sendable, Hashable, Codable {
  /// How it came.
  public enum Channel: String, Sendable, Hashable, CaseIterable, Codable {
    case courtOrder = "court_order"
    case formalOrder = "formal_order"
    case officialLetter = "official_letter"
    case platformPortal = "platform_portal"
    case email, phone
    case userReportTool = "user_report_tool"
    case meeting, unknown
  }

  /// What it asks.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    case remove
    case restrictLocal = "restrict_local"
    case demote
    case suspendAccount = "suspend_account"
    case demonetise
    case handOverData = "hand_over_data"
    case preserveData = "preserve_data"
    case localiseData = "localise_data"
    case identifyUser = "identify_user"
  }

  /// What it points to.
  public enum Grounds: String, Sendable, Hashable, CaseIterable, Codable {
    case localLaw = "local_law"
    case houseRules = "house_rules"
    case both
    case notStated = "not_stated"
  }

  /// How pressing it is.
  public enum Urgency: String, Sendable, Hashable, CaseIterable, Codable {
    case normal
    case urgentClaimed = "urgent_claimed"
    case urgentEvidenced = "urgent_evidenced"
  }

  /// Whether the platform may speak of it.
  public enum Gag: String, Sendable, Hashable, CaseIterable, Codable {
    case none, claimed
    case orderedByCourt = "ordered_by_court"
    case unknown
  }

  /// Classes of expression (specification, section 2.4).
  public enum ExpressionClass: String, Sendable, Hashable, CaseIterable, Codable {
    case political
    case governmentCriticism = "government_criticism"
    case rightsDocumentation = "rights_documentation"
    case journalism, religious
    case labourLandEnvironment = "labour_land_environment"
    case artsSatire = "arts_satire"
    case commercial
    case privatePerson = "private_person"
    case other
  }

  /// What became of an item.
  public enum ItemOutcome: String, Sendable, Hashable, CaseIterable, Codable {
    case removedLegal = "removed_legal"
    case removedPolicy = "removed_policy"
    case restrictedLocal = "restricted_local"
    case notFound = "not_found"
    case notEnoughInfo = "not_enough_info"
    case noAction = "no_action"
    case alreadyRemoved = "already_removed"
    case rejected, pending, unknown
  }

  /// One thing that it is about.
  public struct Item: Sendable, Hashable, Codable {
    /// The address, written so that it is no link.
    public var address: String?
    /// Post, video, account and the like, in the platform's word.
    public var type: String?
    /// The author, by a sealed name.
    public var author: String?
    /// When it was posted.
    public var postedOn: EDTF?
    /// SHA-256 of the content, in hexadecimal.
    public var sha256: String?
    /// What became of it.
    public var outcome: ItemOutcome

    /// Makes an item.
    public init(address: String? = nil, outcome: ItemOutcome = .unknown) {
      self.address = address
      self.outcome = outcome
    }
  }

  /// What became of the whole.
  public enum Outcome: Sendable, Hashable {
    /// All items alike.
    case all(ItemOutcome)
    /// Items differ, or the source says "partial" without saying which.
    case mixed
    /// Nothing is known.
    case unknown
  }

  /// What every record carries.
  public var head: RecordHead
  /// Its names elsewhere.
  public var externalIds: [String]
  /// The company.
  public var receivedBy: String?
  /// The authority.
  public var sentBy: String?
  /// How it came.
  public var channel: Channel
  /// What it asks.
  public var kind: Kind
  /// What it points to.
  public var grounds: Grounds
  /// Provisions cited, by their names in the register or in its words.
  public var legalBasis: [String]
  /// The reason in the sender's class.
  public var reasonClass: String?
  /// When it was sent.
  public var sentOn: EDTF?
  /// When it was received.
  public var receivedOn: EDTF?
  /// When it is to be done, in seconds since 1970 UTC.
  public var deadline: Int64?
  /// How pressing it is.
  public var urgency: Urgency
  /// Whether the platform may speak of it.
  public var gag: Gag
  /// Countries, ISO 3166-1 alpha-2; empty for the whole world.
  public var territoryAsked: [String]?
  /// The tag of its language.
  public var language: String?
  /// What it is about.
  public var items: [Item]
  /// The classes of expression that it touches.
  public var expressionClasses: [ExpressionClass]
  /// Whether the source says that it was followed in part, without items.
  public var isSaidPartial: Bool?

  /// Makes a demand of which nothing is known yet but what it asks.
  public init(head: RecordHead, kind: Kind) {
    self.head = head
    self.kind = kind
    externalIds = []
    channel = .unknown
    grounds = .notStated
    legalBasis = []
    urgency = .normal
    gag = .unknown
    items = []
    expressionClasses = []
  }

  /// What became of the whole: "partial" without items is mixed (specification, section 2.4).
  public var outcome: Outcome {
    if isSaidPartial == true { return .mixed }
    let outcomes = Set(items.map(\.outcome))
    guard let first = outcomes.first else { return .unknown }
    return outcomes.count == 1 ? (first == .unknown ? .unknown : .all(first)) : .mixed
  }
}
