import Bytes

extension Lockstep {
  /// An account of the group: never a name without its numbers.
  public struct Account: Sendable, Hashable {
    /// Its pseudonym.
    public var name: String
    /// Its part.
    public var role: LockstepRole
    /// Raids in which it took part.
    public var raids: Int
    /// Raids in which chance would have put it.
    public var expected: Double
    /// The logarithm to base 10 of the chance of as many; `nil` for one too small for a number.
    public var chance: Double?
    /// What it acted on in all.
    public var objects: Int
    /// The day of its first action in raids.
    public var first: EDTF
    /// The day of its last.
    public var last: EDTF
  }

  /// What several of the group acted on.
  public struct Target: Sendable, Hashable {
    /// Its pseudonym.
    public var name: String
    /// What was done to it.
    public var kind: String?
    /// The pseudonym of its owner.
    public var owner: String?
    /// The day of the first action on it.
    public var day: EDTF
    /// When it was made, in milliseconds since 1970.
    public var made: Int?
    /// The visit that it belongs to, from 0.
    public var visit: Int
    /// Places of those who acted among the accounts, in the order of time.
    public var members: [Int]
    /// When each did, in milliseconds since 1970.
    public var times: [Int]
    /// Accounts that acted on it in all.
    public var allAccounts: Int
    /// The share of pairs of members within a minute.
    public var together: Double
    /// The spread of ln(age).
    public var ageSpread: Double?
  }

  /// Two accounts that met beyond chance.
  public struct Pair: Sendable, Hashable {
    /// The place of the one among the accounts.
    public var one: Int
    /// The place of the other.
    public var other: Int
    /// Targets on which both acted within the window.
    public var coActions: Int
    /// As many by chance.
    public var expected: Double
    /// The logarithm to base 10 of the bound on the chance; `nil` for one too small for a number.
    public var chance: Double?
    /// The median time between their actions, in seconds.
    public var medianGap: Double
    /// How often the one was first.
    public var firstLed: Int
  }

  /// A number with its name.
  public struct NamedNumber: Sendable, Hashable {
    /// Its stable name.
    public var name: String
    /// The number.
    public var value: Double
  }

  /// A name and how often it comes.
  public struct Count: Sendable, Hashable {
    /// The name.
    public var name: String
    /// How often.
    public var count: Int
  }

  /// What the search looked at and set aside.
  public struct Search: Sendable, Hashable {
    /// Actions that were searched.
    public var actions: Int
    /// Accounts that acted.
    public var accounts: Int
    /// Accounts with enough shared targets to be tested.
    public var testable: Int
    /// Groups that were tested.
    public var groups: Int
    /// Groups that share an audience and show nothing more: no findings.
    public var audience: Int
    /// Groups with too little in common to say anything: no findings.
    public var thin: Int
    /// Findings of too few accounts to be told.
    public var small: Int
    /// Targets so popular that they tell nothing about pairs.
    public var saturated: Int
  }

  /// From what a finding was made.
  public struct Inputs: Sendable, Hashable {
    /// The exhibits that the journal's first so many entries announce.
    public var entries: Int
    /// How many files of actions these are.
    public var exhibits: Int
    /// The SHA-256 of their sorted digests.
    public var digest: String
  }

  /// Sizes and habits.
  public struct Portrait: Sendable, Hashable {
    /// The median of co-actions of pairs.
    public var medianCoActions: Double
    /// The median of those that chance gives.
    public var medianExpected: Double
    /// Members' actions in raids, of all that they acted on.
    public var shareOfOwnActivity: Double
    /// Members' part of all accounts on the raided targets.
    public var shareOfTargets: Double
    /// Raids by the pseudonym of the owner, the most frequent first.
    public var owners: [Count]
    /// Reasons given in raids, the most frequent first.
    public var reasons: [Count]
    /// The logarithm to base 10 of the chance that reports elsewhere give the first reason as often.
    public var reasonChance: Double?
    /// How often the first reason is given elsewhere.
    public var reasonElsewhere: Double
    /// Actions in raids by hour of the day (UTC).
    public var hours: [Int]
    /// Actions in raids by day of the week, Monday first (UTC).
    public var weekdays: [Int]
  }
}

extension Lockstep.Account {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      name: try reader.text("account"), role: try reader.code("role", LockstepRole.self),
      raids: try reader.whole("raids"), expected: try reader.number("expected"),
      chance: reader.content["p_log10"].double, objects: try reader.whole("objects"),
      first: try reader.date("first"), last: try reader.date("last"))
  }
}

extension Lockstep.Target {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      name: try reader.text("target"), kind: reader.optionalText("kind"),
      owner: reader.optionalText("owner"), day: try reader.date("on"),
      made: reader.content["made"].int, visit: try reader.whole("visit"),
      members: reader.wholes("members"), times: reader.wholes("times"),
      allAccounts: try reader.whole("all_accounts"), together: try reader.number("together"),
      ageSpread: reader.content["age_spread"].double)
  }
}

extension Lockstep.Pair {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      one: try reader.whole("one"), other: try reader.whole("other"),
      coActions: try reader.whole("co_actions"), expected: try reader.number("expected"),
      chance: reader.content["p_log10"].double,
      medianGap: try reader.number("median_gap_seconds"), firstLed: try reader.whole("first_led"))
  }
}

extension Lockstep.Count {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(name: try reader.text("name"), count: try reader.whole("count"))
  }
}

extension Lockstep.Search {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      actions: try reader.whole("actions"), accounts: try reader.whole("accounts"),
      testable: try reader.whole("accounts_testable"), groups: try reader.whole("groups"),
      audience: try reader.whole("audience"), thin: try reader.whole("thin"),
      small: try reader.whole("small"), saturated: try reader.whole("saturated"))
  }
}

extension Lockstep.Inputs {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      entries: try reader.whole("entries"), exhibits: try reader.whole("exhibits"),
      digest: try reader.text("digest"))
  }
}

extension Lockstep.Portrait {
  init(_ reader: FieldReader) throws(FieldFault) {
    self.init(
      medianCoActions: try reader.number("median_co_actions"),
      medianExpected: try reader.number("median_expected"),
      shareOfOwnActivity: try reader.number("share_of_own_activity"),
      shareOfTargets: try reader.number("share_of_targets"),
      owners: try reader.list("owners") { reader throws(FieldFault) in try .init(reader) },
      reasons: try reader.list("reasons") { reader throws(FieldFault) in try .init(reader) },
      reasonChance: reader.content["reason_p_log10"].double,
      reasonElsewhere: try reader.number("reason_elsewhere"), hours: reader.wholes("hours_utc"),
      weekdays: reader.wholes("weekdays_utc"))
  }
}
