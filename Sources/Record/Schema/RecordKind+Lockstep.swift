extension RecordKind {
  private static let lockstepAccount: [Field] = [
    Field("account", .text).required,
    Field("role", .choice(LockstepRole.vocabulary)).required,
    Field("raids", .integer).required,
    Field("expected", .number).required,
    Field("p_log10", .number),
    Field("objects", .integer).required,
    Field("first", .date).required,
    Field("last", .date).required,
  ]

  private static let lockstepTarget: [Field] = [
    Field("target", .text).required,
    Field("kind", .text),
    Field("owner", .text),
    Field("on", .date).required,
    Field("made", .integer),
    Field("visit", .integer).required,
    Field("members", .list(.integer)).required,
    Field("times", .list(.integer)).required,
    Field("actions", .list(.text)),
    Field("all_accounts", .integer).required,
    Field("together", .number).required,
    Field("age_spread", .number),
  ]

  private static let lockstepPair: [Field] = [
    Field("one", .integer).required,
    Field("other", .integer).required,
    Field("co_actions", .integer).required,
    Field("expected", .number).required,
    Field("p_log10", .number),
    Field("jaccard", .number).required,
    Field("median_gap_seconds", .number).required,
    Field("first_led", .integer).required,
    Field("first", .integer).required,
    Field("last", .integer).required,
  ]

  private static let lockstepBlock: [Field] = [
    Field("density", .number).required,
    Field("by_chance", .number).required,
  ]

  private static let lockstepCrowd: [Field] = [
    Field("shared", .number).required,
    Field("by_chance", .number).required,
  ]

  private static let lockstepTests: [Field] = [
    Field("visits", .integer).required,
    Field("passed_minute", .boolean).required,
    Field("bursts", .integer).required,
    Field("bursts_p_log10", .number),
    Field("together", .number).required,
    Field("ordinary_together", .number).required,
    Field("ordinary_objects", .integer).required,
    Field("groups", .integer).required,
    Field("has_seconds", .boolean).required,
    Field("dated", .number).required,
    Field("passed_age", .boolean).required,
    Field("narrow", .integer),
    Field("narrow_p_log10", .number),
    Field("age_spread", .number),
    Field("passed_ripe", .boolean).required,
    Field("ripe_visits", .integer).required,
    Field("ripe_narrow", .integer).required,
    Field("ripe_p_log10", .number),
    Field("ripe_spread", .number),
    Field("shared_abuse", .boolean).required,
    Field("reports", .number).required,
    Field("across_owners", .boolean).required,
    Field("cues", .list(.choice(LockstepCue.vocabulary))),
    Field("cues_sought", .list(.choice(LockstepCue.vocabulary))),
    Field("owners", .integer).required,
    Field("owners_in_effect", .number).required,
    Field("wording_shared", .boolean).required,
    Field("wording_hits", .integer),
    Field("wording_texts", .integer),
    Field("wording_elsewhere_hits", .integer),
    Field("wording_elsewhere_texts", .integer),
    Field("wording_p_log10", .number),
  ]

  private static let nameCount: [Field] = [
    Field("name", .text).required,
    Field("count", .integer).required,
  ]

  private static let lockstepPortrait: [Field] = [
    Field("median_co_actions", .number).required,
    Field("median_expected", .number).required,
    Field("share_of_own_activity", .number).required,
    Field("share_of_targets", .number).required,
    Field("owners", .list(.object(nameCount))),
    Field("reasons", .list(.object(nameCount))),
    Field("reason_p_log10", .number),
    Field("reason_elsewhere", .number).required,
    Field("hours_utc", .list(.integer)).required,
    Field("weekdays_utc", .list(.integer)).required,
  ]

  private static let lockstepSearch: [Field] = [
    Field("actions", .integer).required,
    Field("accounts", .integer).required,
    Field("accounts_testable", .integer).required,
    Field("groups", .integer).required,
    Field("high", .integer).required,
    Field("medium", .integer).required,
    Field("audience", .integer).required,
    Field("thin", .integer).required,
    Field("small", .integer).required,
    Field("saturated", .integer).required,
  ]

  private static let lockstepInputs: [Field] = [
    Field("entries", .integer).required,
    Field("exhibits", .integer).required,
    Field("digest", .text).required,
  ]

  /// Who acted in lockstep, on what, how far beyond chance, and how to find it again.
  static let lockstepFields: [Field] = [
    Field("method_version", .integer).required,
    Field("title", .localized).required,
    Field("level", .choice(LockstepLevel.vocabulary)).required,
    Field("object", .choice(LockstepObject.vocabulary)),
    Field("span", .date).required,
    Field("accounts", .list(.object(lockstepAccount))).required,
    Field("targets", .list(.object(lockstepTarget))).required,
    Field("targets_in_all", .integer).required,
    Field("pairs", .list(.object(lockstepPair))),
    Field("pairs_in_all", .integer).required,
    Field("block", .object(lockstepBlock)),
    Field("crowd", .object(lockstepCrowd)),
    Field("tests", .object(lockstepTests)).required,
    Field("portrait", .object(lockstepPortrait)).required,
    Field("parameters", .list(.object(namedNumber))),
    Field("since", .date),
    Field("search", .object(lockstepSearch)).required,
    Field("inputs", .object(lockstepInputs)).required,
    Field("note", .localized),
    Field("retracted", .object(retraction)),
  ]
}
