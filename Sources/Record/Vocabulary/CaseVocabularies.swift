// Words for restrictions and appeals that the public may read of. The docket has more of them: what is not here is not published.

/// What a restriction hit.
public enum CaseSubject: String, Sendable, CaseIterable {
  case item
  case account
  case legalBlock = "legal-block"
  case administrativeDecision = "administrative-decision"

  static let vocabulary = Vocabulary("case-subject", Self.self)
}

/// What was done.
public enum CaseMeasure: String, Sendable, CaseIterable {
  case removed
  case disabled
  case demoted
  case ageRestricted = "age-restricted"
  case interactionRestricted = "interaction-restricted"
  case labelled
  case accountSuspended = "account-suspended"
  case accountTerminated = "account-terminated"
  case monetary
  case service
  case other

  static let vocabulary = Vocabulary("case-measure", Self.self)
}

/// What led to a restriction.
public enum CaseTrigger: String, Sendable, CaseIterable {
  case stateRequest = "state-request"
  case courtOrder = "court-order"
  case ownInitiative = "own-initiative"
  case userReport = "user-report"
  case trustedFlagger = "trusted-flagger"
  case massReportSuspected = "mass-report-suspected"
  case unknown

  static let vocabulary = Vocabulary("case-trigger", Self.self)
}

/// How far a restriction reaches.
public enum CaseScope: String, Sendable, CaseIterable {
  case global
  case geoBlocked = "geo-blocked"
  case downranked
  case account
  case feature
  case unknown

  static let vocabulary = Vocabulary("case-scope", Self.self)
}

/// Why a restriction was lifted.
public enum CaseLiftReason: String, Sendable, CaseIterable {
  case appeal
  case press
  case escalationPartner = "escalation-partner"
  case expiry
  case unknown

  static let vocabulary = Vocabulary("case-lift-reason", Self.self)
}

/// What an authority asked for.
public enum CaseDemand: String, Sendable, CaseIterable {
  case remove
  case restrictLocal = "restrict-local"
  case demote
  case suspendAccount = "suspend-account"
  case demonetise
  case handOverData = "hand-over-data"
  case preserveData = "preserve-data"
  case localiseData = "localise-data"
  case identifyUser = "identify-user"

  static let vocabulary = Vocabulary("case-demand", Self.self)
}

/// How a demand came.
public enum CaseDemandChannel: String, Sendable, CaseIterable {
  case courtOrder = "court-order"
  case formalOrder = "formal-order"
  case officialLetter = "official-letter"
  case platformPortal = "platform-portal"
  case email
  case phone
  case userReportTool = "user-report-tool"
  case meeting
  case unknown

  static let vocabulary = Vocabulary("case-demand-channel", Self.self)
}

/// What a demand points to.
public enum CaseGrounds: String, Sendable, CaseIterable {
  case localLaw = "local-law"
  case houseRules = "house-rules"
  case both
  case notStated = "not-stated"

  static let vocabulary = Vocabulary("case-grounds", Self.self)
}

/// How a restriction was told to the person.
public enum CaseNoticeChannel: String, Sendable, CaseIterable {
  case inApp = "in-app"
  case email
  case none
  case placeholder

  static let vocabulary = Vocabulary("case-notice-channel", Self.self)
}

/// A stage at which somebody appealed.
public enum CaseStage: String, Sendable, CaseIterable {
  case platformInternal = "platform-internal"
  case platformSecond = "platform-second"
  case oversightBoard = "oversight-board"
  case dsaDisputeBody = "dsa-dispute-body"
  case regulatorComplaint = "regulator-complaint"
  case court
  case escalationChannel = "escalation-channel"
  case unProcedure = "un-procedure"
  case gniComplaint = "gni-complaint"
  case companyGrievance = "company-grievance"

  static let vocabulary = Vocabulary("case-stage", Self.self)
}

/// What came of an appeal.
public enum CaseOutcome: String, Sendable, CaseIterable {
  case reversed
  case partlyReversed = "partly-reversed"
  case upheld
  case noDecision = "no-decision"
  case inadmissible
  case withdrawn
  case lapsed
  case mootRestored = "moot-restored"
  case pending

  static let vocabulary = Vocabulary("case-outcome", Self.self)
}
