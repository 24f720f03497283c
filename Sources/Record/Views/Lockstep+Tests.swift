import Bytes

extension Lockstep {
  /// What the tests of a group gave, and what they were held against.
  public struct Tests: Sendable, Hashable {
    /// Visits: the independent pieces of evidence.
    public var visits: Int
    /// Whether they were closer than a minute too often.
    public var isSynchronous: Bool
    /// Visits in which more pairs of members were within a minute than on 95 % of ordinary targets.
    public var bursts: Int
    /// The logarithm to base 10 of the chance of so many.
    public var burstChance: Double?
    /// The mean share of pairs within a minute.
    public var together: Double
    /// 95 % of ordinary targets have no larger share.
    public var ordinaryTogether: Double
    /// Targets that were taken as ordinary.
    public var ordinaryObjects: Int
    /// Groups that were tested.
    public var groups: Int
    /// Whether clocks tell seconds.
    public var hasSeconds: Bool
    /// The part of targets whose age is known.
    public var dated: Double
    /// Whether the span of the targets' ages was narrow too often.
    public var isNarrow: Bool
    /// Visits with such a span; `nil` without ages.
    public var narrow: Int?
    /// The logarithm to base 10 of the chance of so many.
    public var narrowChance: Double?
    /// The median spread of ln(age).
    public var ageSpread: Double?
    /// Whether it was on targets no longer fresh.
    public var isRipeNarrow: Bool
    /// Visits to such targets.
    public var ripeVisits: Int
    /// Narrow ones among them.
    public var ripeNarrow: Int
    /// The logarithm to base 10 of the chance of so many.
    public var ripeChance: Double?
    /// Whether they reported targets of several owners.
    public var isSharedAbuse: Bool
    /// The share of raids that are reports.
    public var reports: Double
    /// Whether they met on targets of many owners.
    public var isAcrossOwners: Bool
    /// Ordinary cues that the visits follow.
    public var cues: [LockstepCue]
    /// Cues that could be looked for.
    public var cuesSought: [LockstepCue]
    /// How many owners the targets have.
    public var owners: Int
    /// e to the entropy of raids over owners.
    public var ownersInEffect: Double
    /// Whether they share wordings with hardly anybody else.
    public var isSharedWording: Bool
    /// Their texts in raids that share a wording, and all of these; `nil` without texts.
    public var wording: Part?
    /// The same of their other texts.
    public var wordingElsewhere: Part?
    /// The logarithm to base 10 of the chance of as many.
    public var wordingChance: Double?
  }

  /// Some of all.
  public struct Part: Sendable, Hashable {
    /// Some.
    public var some: Int
    /// All.
    public var all: Int

    /// Their share; 0 of none.
    public var share: Double { all == 0 ? 0 : Double(some) / Double(all) }
  }
}

extension Lockstep.Tests {
  init(_ reader: FieldReader) throws(FieldFault) {
    let content = reader.content
    func part(_ name: String) -> Lockstep.Part? {
      guard let all = content["\(name)_texts"].int else { return nil }
      return Lockstep.Part(some: content["\(name)_hits"].int ?? 0, all: all)
    }
    self.init(
      visits: try reader.whole("visits"), isSynchronous: try reader.flag("passed_minute"),
      bursts: try reader.whole("bursts"), burstChance: content["bursts_p_log10"].double,
      together: try reader.number("together"),
      ordinaryTogether: try reader.number("ordinary_together"),
      ordinaryObjects: try reader.whole("ordinary_objects"), groups: try reader.whole("groups"),
      hasSeconds: try reader.flag("has_seconds"), dated: try reader.number("dated"),
      isNarrow: try reader.flag("passed_age"), narrow: content["narrow"].int,
      narrowChance: content["narrow_p_log10"].double, ageSpread: content["age_spread"].double,
      isRipeNarrow: try reader.flag("passed_ripe"), ripeVisits: try reader.whole("ripe_visits"),
      ripeNarrow: try reader.whole("ripe_narrow"), ripeChance: content["ripe_p_log10"].double,
      isSharedAbuse: try reader.flag("shared_abuse"), reports: try reader.number("reports"),
      isAcrossOwners: try reader.flag("across_owners"),
      cues: reader.texts("cues").compactMap { LockstepCue(rawValue: $0) },
      cuesSought: reader.texts("cues_sought").compactMap { LockstepCue(rawValue: $0) },
      owners: try reader.whole("owners"),
      ownersInEffect: try reader.number("owners_in_effect"),
      isSharedWording: try reader.flag("wording_shared"), wording: part("wording"),
      wordingElsewhere: part("wording_elsewhere"), wordingChance: content["wording_p_log10"].double)
  }
}
