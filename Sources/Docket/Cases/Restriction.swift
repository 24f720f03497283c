public import Record

/// What was done to a post, an account, a page (specification, section 2.5).
public struct Restriction: Sendable, Hashable, Codable {
  /// What led to it.
  public enum Trigger: String, Sendable, Hashable, CaseIterable, Codable {
    case stateRequest = "state_request"
    case courtOrder = "court_order"
    case ownInitiative = "own_initiative"
    case userReport = "user_report"
    case trustedFlagger = "trusted_flagger"
    case massReportSuspected = "mass_report_suspected"
    case unknown
  }

  /// What happened to who can see it.
  public enum Visibility: String, Sendable, Hashable, CaseIterable, Codable {
    case removed, disabled, demoted
    case ageRestricted = "age_restricted"
    case interactionRestricted = "interaction_restricted"
    case labelled, other
  }

  /// What happened to money, in the words of the EU database.
  public enum Monetary: String, Sendable, Hashable, CaseIterable, Codable {
    case suspension, termination, other
  }

  /// What happened to the service, in the words of the EU database.
  public enum Service: String, Sendable, Hashable, CaseIterable, Codable {
    case partialSuspension = "partial_suspension"
    case totalSuspension = "total_suspension"
    case partialTermination = "partial_termination"
    case totalTermination = "total_termination"
  }

  /// What happened to the account.
  public enum Account: String, Sendable, Hashable, CaseIterable, Codable {
    case suspended, terminated
  }

  /// Whose account it is.
  public enum AccountType: String, Sendable, Hashable, CaseIterable, Codable {
    case business, `private`
    case publicFigure = "public_figure"
    case media, ngo
  }

  /// How much of the decision a machine made.
  public enum Automation: String, Sendable, Hashable, CaseIterable, Codable {
    case full, partial, none
  }

  /// Why it was lifted.
  public enum LiftReason: String, Sendable, Hashable, CaseIterable, Codable {
    case appeal, press
    case escalationPartner = "escalation_partner"
    case expiry, unknown
  }

  /// How long a kind of restriction lasts.
  public struct Span: Sendable, Hashable, Codable {
    /// Which kind: visibility, monetary, service, account.
    public var kind: String
    /// When it starts.
    public var startsOn: EDTF?
    /// Nothing for no end.
    public var endsOn: EDTF?

    /// Makes a span.
    public init(kind: String, startsOn: EDTF? = nil, endsOn: EDTF? = nil) {
      self.kind = kind
      self.startsOn = startsOn
      self.endsOn = endsOn
    }
  }

  /// What every record carries.
  public var head: RecordHead
  /// The demand, if it is known.
  public var requestId: String?
  /// The platform, by its name in the table of forums.
  public var platform: String
  /// The country of the person, ISO 3166-1 alpha-2.
  public var country: String
  /// What led to it.
  public var trigger: Trigger
  /// What happened to who can see it.
  public var visibility: [Visibility]
  /// What the platform itself says of the scope: its word is enough.
  public var saidScope: RestrictionScope?
  /// What whoever recorded it takes the scope to be; observations decide.
  public var claimedScope: RestrictionScope?
  /// What happened to money.
  public var monetary: Monetary?
  /// What happened to the service.
  public var service: Service?
  /// What happened to the account.
  public var account: Account?
  /// Whose account it is.
  public var accountType: AccountType?
  /// How long each kind lasts.
  public var spans: [Span]
  /// Whether a machine found it.
  public var isDetectedByMachine: Bool?
  /// How much of the decision a machine made.
  public var decision: Automation?
  /// When it was lifted.
  public var liftedOn: EDTF?
  /// Why it was lifted.
  public var liftReason: LiftReason?

  /// Makes a restriction.
  public init(
    head: RecordHead, platform: String, country: String, trigger: Trigger = .unknown,
    visibility: [Visibility] = []
  ) {
    self.head = head
    self.platform = platform
    self.country = country
    self.trigger = trigger
    self.visibility = visibility
    spans = []
  }
}

/// How far a restriction reaches.
public enum RestrictionScope: Sendable, Hashable, Codable {
  case global
  /// In these countries alone, ISO 3166-1 alpha-2.
  case geoBlocked(countries: [String])
  case downranked
  case account
  case feature
  case unknown
}

/// What somebody saw of an item, from where and when (specification, section 2.5).
public struct ItemObservation: Sendable, Hashable, Codable {
  /// What was seen.
  public enum Result: String, Sendable, Hashable, CaseIterable, Codable {
    case visible
    case withheldPage = "withheld_page"
    case notFound = "not_found"
    /// Nothing: one had to sign in.
    case loginWall = "login_wall"

    /// Whether the item was there; `nil` where that cannot be said.
    public var isVisible: Bool? {
      switch self {
      case .visible: true
      case .withheldPage, .notFound: false
      case .loginWall: nil
      }
    }
  }

  /// The restriction that was looked at.
  public var restrictionId: String
  /// ISO 3166-1 alpha-2.
  public var country: String
  /// Such as mobile, fixed, tunnel.
  public var networkClass: String?
  /// Seconds since 1970 UTC.
  public var at: Int64
  /// With what it was looked at.
  public var tool: String?
  /// What was seen.
  public var result: Result

  /// Makes an observation.
  public init(restrictionId: String, country: String, at: Int64, result: Result) {
    self.restrictionId = restrictionId
    self.country = country
    self.at = at
    self.result = result
  }
}
