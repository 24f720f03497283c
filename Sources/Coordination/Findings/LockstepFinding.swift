/// One group of accounts that act in lockstep, told so that everything can be checked: with the names of
/// accounts and targets as they were read (pseudonyms), all numbers, and no word about who they are.
public struct LockstepFinding: Sendable, Hashable {
  /// A stable name: it stays the same while the three earliest members and their first raid do.
  public var name: String
  /// How far they stand out.
  public var level: Level
  /// How dense a block it is, where no pairs but a block made it a candidate.
  public var block: BlockEvidence?
  /// How many accounts its targets share, where no pairs of accounts but a crowd made it a candidate.
  public var crowd: CrowdEvidence?
  /// What the tests gave.
  public var tests: GroupTests
  /// Thresholds that the tests were held against.
  public var thresholds: Thresholds
  /// The first and the last action of members in raids, in milliseconds since 1970.
  public var span: ClosedRange<Int64>
  /// The accounts.
  public var accounts: [Account]
  /// What they acted on together, by time.
  public var targets: [Target]
  /// How many different targets these are: a dense block has one of them once for each hour in which it met there.
  public var things: Int { Set(targets.map { "\($0.kind) \($0.name)" }).count }
  /// Pairs of accounts beyond chance.
  public var pairs: [Pair]
  /// Sizes that a reader can judge by.
  public var portrait: Portrait
  /// What counted as the same thing: the layer in which it was found.
  public var form = ObjectForm.actionAndTarget

  /// An account of a finding.
  public struct Account: Sendable, Hashable {
    /// Its pseudonym.
    public var name: String
    /// Its part.
    public var role: Member.Role
    /// Raids in which it took part.
    public var raids: Int
    /// Raids in which chance would have put it.
    public var expected: Double
    /// ln of the chance of as many.
    public var logChance: Double
    /// Its objects in all.
    public var objects: Int
    /// Its first and last action in raids, in milliseconds since 1970.
    public var span: ClosedRange<Int64>
  }

  /// A target of a finding.
  public struct Target: Sendable, Hashable {
    /// Its pseudonym.
    public var name: String
    /// What was done to it.
    public var kind: String
    /// Its owner, if known.
    public var owner: String?
    /// When it was made, if known.
    public var made: Int64?
    /// The visit that it belongs to, from 0.
    public var visit: Int
    /// Members' actions, in the order of time, in milliseconds since 1970.
    public var times: [Int64]
    /// Places of the members in `accounts`, as `times`.
    public var members: [Int]
    /// Names of the actions as they were read (pseudonyms), as `times`; an empty one for an action that has
    /// none, and no names at all when the file names no action.
    public var actions: [String] = []
    /// Accounts that acted on it in all.
    public var allAccounts: Int
    /// The share of pairs of members within a minute.
    public var together: Double
    /// The spread of ages.
    public var ageSpread: Double?
  }

  /// Two accounts that met beyond chance.
  public struct Pair: Sendable, Hashable {
    /// Places in `accounts`.
    public var first: Int
    /// The other.
    public var second: Int
    /// Objects on which both acted within the window.
    public var coActions: Int
    /// As many by chance.
    public var expected: Double
    /// ln of the bound on the chance.
    public var logChance: Double
    /// Shared of all objects of both.
    public var jaccard: Double
    /// The median time between their actions, in milliseconds.
    public var medianGap: Int64
    /// The first and the last co-action, in milliseconds since 1970.
    public var span: ClosedRange<Int64>
    /// How often the first account was the earlier one.
    public var firstLed: Int
  }

  /// What was ordinary when the finding was made.
  public struct Thresholds: Sendable, Hashable {
    /// 95 % of ordinary objects have no larger share of pairs within a minute.
    public var together = 0.0
    /// Objects that were taken as ordinary.
    public var objects = 0
    /// Groups that were tested.
    public var groups = 0
    /// Whether clocks tell seconds.
    public var hasSeconds = true
    /// The part of targets whose age is known.
    public var dated = 0.0
  }

  /// Sizes and habits, for description; nothing is decided on them.
  public struct Portrait: Sendable, Hashable {
    /// The median of co-actions of pairs.
    public var medianCoActions = 0.0
    /// The median of those that chance gives.
    public var medianExpected = 0.0
    /// Members' actions in raids, of all their objects.
    public var shareOfOwnActivity = 0.0
    /// Members' part of all accounts on the raided objects.
    public var shareOfTargets = 0.0
    /// Reasons given in raids, the most frequent first.
    public var reasons: [Count] = []
    /// ln of the chance that reports elsewhere give the first reason as often; nil without reasons.
    public var reasonChance: Double?
    /// How often the first reason is given elsewhere.
    public var reasonElsewhere = 0.0
    /// Raid actions by hour of the day (UTC).
    public var hours = [Int](repeating: 0, count: 24)
    /// Raid actions by day of the week, Monday first (UTC).
    public var weekdays = [Int](repeating: 0, count: 7)
    /// Raids by owner, the most frequent first.
    public var owners: [Count] = []
  }

  /// A name and how often it comes.
  public struct Count: Sendable, Hashable {
    /// The name.
    public var name: String
    /// How often.
    public var count: Int
  }
}
