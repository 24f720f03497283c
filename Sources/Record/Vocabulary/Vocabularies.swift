/// How well a statement is supported.
public enum Confidence: String, Sendable, CaseIterable {
  /// Two or more sources, or one that is an official text, a company's own data, a state outlet on
  /// a verdict, the case record of a recognised monitor, or the publisher of the item itself.
  case confirmed
  /// One other source.
  case reported
  /// Claimed by one side, or not authenticated.
  case alleged

  static let vocabulary = Vocabulary("confidence", Self.self)
}

/// What a reader is told of a record at a glance.
public enum Standing: String, Sendable, CaseIterable {
  case confirmed, reported, alleged
  /// Sources disagree on a field: see the claims.
  case disputed
  /// Taken back: the page stays, with the reason.
  case retracted
}

/// What kind of thing happened. A closed list; finer shades are tags.
public enum EventKind: String, Sendable, CaseIterable {
  case dnsTampering = "dns-tampering"
  case ipBlocking = "ip-blocking"
  case tlsInterference = "tls-interference"
  case httpBlockpage = "http-blockpage"
  /// A block whose mechanism no source names.
  case blocking
  case throttling
  case shutdown
  case appBlocked = "app-blocked"
  case takedown
  /// A demand to a company, whatever it did with it.
  case legalRequest = "legal-request"
  case geoRestriction = "geo-restriction"
  case accountSuspension = "account-suspension"
  case massReporting = "mass-reporting"
  case influenceOperation = "influence-operation"
  case ddos
  case defacement
  case phishingSpyware = "phishing-spyware"
  case summons
  case arrest
  case indictment
  case trial
  case conviction
  case appeal
  case release
  case deathInCustody = "death-in-custody"
  case assault
  case exitBan = "exit-ban"
  case law
  case decree
  case draftLaw = "draft-law"
  case statementThreat = "statement-threat"
  case platformPolicy = "platform-policy"
  case election
  case report
  case advocacy
  case correction

  static let vocabulary = Vocabulary("event-kind", Self.self)
}

/// What an actor is.
public enum ActorRole: String, Sendable, CaseIterable {
  case authority, court, party, company
  case networkOperator = "network-operator"
  case media, organisation, group, other

  static let vocabulary = Vocabulary("actor-role", Self.self)
}

/// How large a place is.
public enum PlaceLevel: String, Sendable, CaseIterable {
  case world, country, province, city, district, commune

  static let vocabulary = Vocabulary("place-level", Self.self)
}

/// What kind of instrument a statute is.
public enum StatuteType: String, Sendable, CaseIterable {
  case constitution, code, law, decree, circular, decision, directive, order

  static let vocabulary = Vocabulary("statute-type", Self.self)
}

/// Whether a statute holds.
public enum StatuteStatus: String, Sendable, CaseIterable {
  case inForce = "in-force"
  case replaced, superseded, historical, unknown

  static let vocabulary = Vocabulary("statute-status", Self.self)
}

/// How a person was, when last heard of.
public enum PersonStatus: String, Sendable, CaseIterable {
  case imprisoned
  /// Held without a verdict.
  case detained
  case released, exiled, free, wanted, dead
  case underProbation = "under-probation"
  case psychiatric = "psychiatric-commitment"
  case unknown

  static let vocabulary = Vocabulary("person-status", Self.self)
}

/// A step of a proceeding.
public enum ProceedingStep: String, Sendable, CaseIterable {
  case summons, arrest, charge, indictment, trial, sentence, appeal, release, death, other

  static let vocabulary = Vocabulary("proceeding-step", Self.self)
}

/// Which of a person's proceedings this is.
public enum ProceedingRole: String, Sendable, CaseIterable {
  /// The one the case is known for.
  case main
  case earlier, later, other

  static let vocabulary = Vocabulary("proceeding-role", Self.self)
}

/// How one event hangs together with another.
public enum RelationType: String, Sendable, CaseIterable {
  case partOf = "part-of"
  case causes, follows
  case respondsTo = "responds-to"
  case ends, duplicates

  static let vocabulary = Vocabulary("relation-type", Self.self)
}

/// Whether a number is exact.
public enum Bound: String, Sendable, CaseIterable {
  case atLeast = "at-least"
  case atMost = "at-most"
  case about

  static let vocabulary = Vocabulary("bound", Self.self)
}

/// Who says a number. Numbers of different basis are never put into one series.
public enum FigureBasis: String, Sendable, CaseIterable {
  case companyReport = "company-report"
  case governmentClaim = "government-claim"
  case officialResult = "official-result"
  case monitorCount = "monitor-count"
  case indexScore = "index-score"
  case estimate, computed, dataset

  static let vocabulary = Vocabulary("figure-basis", Self.self)
}

/// How a finding was made.
public enum FindingMethod: String, Sendable, CaseIterable {
  /// Whether a target could be reached from a country's networks in a month.
  case reachability
  /// A change that lasted: blocking, collapse of measurements, slowdown.
  case episode

  static let vocabulary = Vocabulary("finding-method", Self.self)
}

/// What a finding says, in words of fixed meaning.
public enum FindingState: String, Sendable, CaseIterable {
  /// Interference, and it left a trace that only interference leaves.
  case blocked
  /// Interference by every rule, without such a trace.
  case likelyBlocked = "likely-blocked"
  /// Part of the measurements fail here only; they do not agree.
  case impaired
  /// The site's own server turns readers away.
  case refused
  /// It fails outside as well.
  case down
  case ok
  /// Too little to say anything.
  case insufficient
  /// Measurements from a whole network or country stopped coming.
  case collapse
  /// Transfers became slow.
  case slowdown

  static let vocabulary = Vocabulary("finding-state", Self.self)
}

/// How far a group of accounts in lockstep stands out. What is less is no finding and no record.
public enum LockstepLevel: String, Sendable, CaseIterable {
  /// They act at the same times, again and again, beyond what ordinary reactions show.
  case high
  /// Needs a person's look.
  case medium

  static let vocabulary = Vocabulary("lockstep-level", Self.self)
}

/// An ordinary cue that a group's visits follow: people who share one need not have agreed on anything.
public enum LockstepCue: String, Sendable, CaseIterable {
  /// One time of the day.
  case hourOfDay = "hour-of-day"
  /// For each owner an hour of its own.
  case hourOfOwner = "hour-of-owner"
  /// Regular times: on the hour, every six hours.
  case regularTimes = "regular-times"
  /// One age of the target: a bell, a feed, a live event.
  case ageOfTarget = "age-of-target"
  /// When outsiders came to the same targets.
  case everybody
  /// When targets were opened, later than the data says.
  case opening
  /// Targets of many owners, as a list has them.
  case manyOwners = "many-owners"

  static let vocabulary = Vocabulary("lockstep-cue", Self.self)
}

/// What counted as the same thing when a group in lockstep was found.
public enum LockstepObject: String, Sendable, CaseIterable {
  /// The same target by the same kind of action.
  case actionAndTarget = "action-target"
  /// The same target, whatever was done to it.
  case target
  /// The same owner's targets by the same kind of action.
  case owner
  /// A report of the same owner for the same reason.
  case reasonAndOwner = "reason-owner"
  /// The same link.
  case url
  /// The same hashtag.
  case hashtag
  /// The same text.
  case text
  /// A text that is nearly the same.
  case nearText = "near-text"
  /// The same picture.
  case image

  /// Whether it is what actions carry, whatever they are done to.
  public var isCarried: Bool {
    switch self {
    case .url, .hashtag, .text, .nearText, .image: true
    case .actionAndTarget, .target, .owner, .reasonAndOwner: false
    }
  }

  static let vocabulary = Vocabulary("lockstep-object", Self.self)
}

/// The part of an account in a group.
public enum LockstepRole: String, Sendable, CaseIterable {
  /// In the group from the pairs.
  case core
  /// Came only in the last third of the raids.
  case late
  /// In fewer than a third of the raids.
  case occasional

  static let vocabulary = Vocabulary("lockstep-role", Self.self)
}
