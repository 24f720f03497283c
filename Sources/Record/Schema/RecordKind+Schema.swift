extension RecordKind {
  /// The fields of a record of this kind, in the order in which people read them.
  ///
  /// This table alone decides what is accepted, committed, exported and documented.
  public var fields: [Field] {
    let head = [Field("id", .slug).required]
    switch self {
    case .source: return head + Self.sourceFields
    case .place: return head + Self.placeFields + Self.support
    case .actor: return head + Self.actorFields + Self.support
    case .platform: return head + Self.platformFields + Self.support
    case .statute: return head + Self.statuteFields + Self.evidence
    case .person: return head + Self.personFields + Self.evidence
    case .proceeding: return head + Self.proceedingFields + Self.evidence
    case .event: return head + Self.eventFields + Self.evidence
    case .series: return head + Self.seriesFields + Self.support
    case .figure: return head + Self.figureFields + Self.evidence
    case .report: return head + Self.reportFields + Self.evidence
    case .index: return head + Self.indexFields + Self.evidence
    case .finding: return head + Self.findingFields
    case .lockstep: return head + Self.lockstepFields
    case .case: return head + Self.caseFields + Self.support
    }
  }

  /// A claim: one value for one field from named sources, beside which others may stand.
  private static let claim: [Field] = [
    Field("field", .pointer).required,
    Field("value", .anything).required,
    Field("sources", .list(.reference(.source))).required,
    Field("confidence", .choice(Confidence.vocabulary)).required,
    Field("note", .localized),
  ]

  static let retraction: [Field] = [
    Field("on", .date).required,
    Field("reason", .localized).required,
  ]

  /// What every record that states facts carries.
  private static let evidence: [Field] = [
    Field("sources", .list(.reference(.source))).required,
    Field("confidence", .choice(Confidence.vocabulary)).required,
    Field("claims", .list(.object(claim))),
    Field("note", .localized),
    Field("retracted", .object(retraction)),
  ]

  /// What records of reference carry: they may stand without a source of their own.
  private static let support: [Field] = [
    Field("sources", .list(.reference(.source))),
    Field("claims", .list(.object(claim))),
    Field("note", .localized),
    Field("retracted", .object(retraction)),
  ]

  private static let metric: [Field] = [
    Field("name", .text).required,
    Field("title", .localized),
    Field("value", .number).required,
    Field("unit", .text).required,
    Field("bound", .choice(Bound.vocabulary)),
    Field("note", .localized),
  ]

  private static let sourceFields: [Field] = [
    Field("url", .address),
    Field("publisher", .text).required,
    Field("title", .localized),
    Field("published", .date),
    Field("archive", .address),
    Field("sha256", .text),
    Field("note", .localized),
    Field("retracted", .object(retraction)),
  ]

  private static let placeFields: [Field] = [
    Field("name", .localized).required,
    Field("level", .choice(PlaceLevel.vocabulary)).required,
    Field("country", .text),
    Field("code", .text),
    Field("part_of", .reference(.place)),
    Field("valid_from", .date),
    Field("valid_to", .date),
    Field("succeeded_by", .reference(.place)),
  ]

  private static let actorFields: [Field] = [
    Field("name", .localized).required,
    Field("role", .choice(ActorRole.vocabulary)).required,
    Field("country", .text),
    Field("part_of", .reference(.actor)),
    Field("valid_from", .date),
    Field("valid_to", .date),
    Field("succeeded_by", .reference(.actor)),
  ]

  private static let platformFields: [Field] = [
    Field("name", .localized).required,
    Field("operator", .reference(.actor)),
    Field("valid_from", .date),
    Field("valid_to", .date),
    Field("succeeded_by", .reference(.platform)),
  ]

  private static let provision: [Field] = [
    Field("id", .slug).required,
    Field("article", .text),
    Field("paraphrase", .localized).required,
    Field("penalty", .localized),
    Field("valid_from", .date),
    Field("valid_to", .date),
    Field("successor", .slug),
    Field("sources", .list(.reference(.source))).required,
    Field("confidence", .choice(Confidence.vocabulary)).required,
    Field("note", .localized),
  ]

  private static let statuteFields: [Field] = [
    Field("title", .localized).required,
    Field("number", .text),
    Field("type", .choice(StatuteType.vocabulary)).required,
    Field("issuer", .list(.reference(.actor))),
    Field("adopted", .date),
    Field("in_force", .date),
    Field("repealed", .date),
    Field("status", .choice(StatuteStatus.vocabulary)).required,
    Field("status_until", .date),
    Field("status_from", .date),
    Field("succeeded_by", .reference(.statute)),
    Field("amends", .list(.reference(.statute))),
    Field("provisions", .list(.object(provision))),
    Field("penalties", .localized),
    Field("platform_obligations", .list(.localized)),
    Field("criticism", .localized),
  ]

  private static let statusReport: [Field] = [
    Field("status", .choice(PersonStatus.vocabulary)).required,
    Field("as_of", .date).required,
  ]

  private static let personFields: [Field] = [
    Field("name", .localized).required,
    Field("name_ascii", .text),
    Field("aliases", .list(.text)),
    Field("role", .localized),
    Field("platforms", .list(.reference(.platform))),
    Field("status_reports", .list(.object(statusReport))),
  ]

  private static let step: [Field] = [
    Field("step", .choice(ProceedingStep.vocabulary)).required,
    Field("on", .date),
    Field("court", .reference(.actor)),
    Field("provisions", .list(.slug)),
    Field("outcome", .localized),
    Field("prison_months", .integer),
    Field("prison_months_to", .integer),
    Field("life", .boolean),
    Field("suspended", .boolean),
    Field("in_absentia", .boolean),
    Field("probation_months", .integer),
    Field("sources", .list(.reference(.source))),
    Field("note", .localized),
  ]

  private static let proceedingFields: [Field] = [
    Field("person", .reference(.person)).required,
    Field("role", .choice(ProceedingRole.vocabulary)).required,
    Field("steps", .list(.object(step))).required,
    Field("events", .list(.reference(.event))),
  ]

  private static let target: [Field] = [
    Field("person", .reference(.person)),
    Field("actor", .reference(.actor)),
    Field("platform", .reference(.platform)),
    Field("name", .localized),
  ]

  private static let relation: [Field] = [
    Field("type", .choice(RelationType.vocabulary)).required,
    Field("event", .reference(.event)).required,
  ]

  private static let media: [Field] = [
    Field("url", .address).required,
    Field("caption", .text),
    Field("credit", .text),
    Field("alt", .text),
  ]

  private static let eventFields: [Field] = [
    Field("when", .date).required,
    Field("when_shown", .text),
    Field("title", .localized).required,
    Field("summary", .localized),
    Field("kind", .choice(EventKind.vocabulary)).required,
    Field("tags", .list(.slug)),
    Field("actors", .list(.reference(.actor))),
    Field("targets", .list(.object(target))),
    Field("platforms", .list(.reference(.platform))),
    Field("places", .list(.reference(.place))),
    Field("statutes", .list(.reference(.statute))),
    Field("metrics", .list(.object(metric))),
    Field("relations", .list(.object(relation))),
    Field("media", .object(media)),
    Field("external_id", .text),
  ]

  private static let seriesFields: [Field] = [
    Field("title", .localized).required,
    Field("unit", .text).required,
    Field("basis", .choice(FigureBasis.vocabulary)).required,
    Field("publisher", .reference(.actor)),
    Field("platform", .reference(.platform)),
    Field("base", .localized),
    Field("claimed_against", .reference(.series)),
    Field("measure", .choice(Measure.vocabulary)),
    Field("scope", .text),
  ]

  private static let figureFields: [Field] = [
    Field("series", .reference(.series)).required,
    Field("country", .text),
    Field("period", .date).required,
    Field("value", .number).required,
    Field("unit", .text).required,
    Field("bound", .choice(Bound.vocabulary)),
    Field("vintage", .date),
    Field("revises", .reference(.figure)),
    Field("caveats", .list(.choice(FigureCaveat.vocabulary))),
  ]

  private static let example: [Field] = [
    Field("when", .date).required,
    Field("what", .localized).required,
  ]

  private static let reportFields: [Field] = [
    Field("title", .localized).required,
    Field("group", .text),
    Field("publisher", .text).required,
    Field("published", .date),
    Field("authors", .list(.text)),
    Field("documents", .localized),
    Field("asks", .list(.localized)),
    Field("metrics", .list(.object(metric))),
    Field("examples", .list(.object(example))),
    Field("url", .address),
    Field("events", .list(.reference(.event))),
  ]

  private static let scoreBlock: [Field] = [
    Field("id", .slug).required,
    Field("country", .text).required,
    Field("country_name", .text).required,
    Field("score", .number),
    Field("score_year", .integer),
    Field("edition", .integer).required,
    Field("coverage_year", .integer).required,
    Field("status", .text),
    Field("election", .object([Field("on", .date).required, Field("kind", .text).required])),
    Field("questions", .numbers),
    Field("subtotals", .numbers),
    Field("totals", .numbers),
    Field("sources", .list(.reference(.source))).required,
    Field("confidence", .choice(Confidence.vocabulary)),
    Field("note", .localized),
  ]

  private static let indexPart: [Field] = [
    Field("id", .slug).required,
    Field("name", .localized).required,
    Field("questions", .integer),
    Field("limits", .numbers),
    Field("sources", .list(.reference(.source))),
    Field("confidence", .choice(Confidence.vocabulary)),
    Field("note", .localized),
  ]

  private static let attempt: [Field] = [
    Field("id", .slug).required,
    Field("formula", .localized).required,
    Field("arithmetic", .text).required,
    Field("result", .number).required,
    Field("rounds_to", .integer).required,
    Field("matches", .boolean).required,
    Field("note", .localized),
  ]

  private static let indexFields: [Field] = [
    Field("name", .localized).required,
    Field("publisher", .text).required,
    Field("project", .text),
    Field("description", .localized).required,
    Field("direction", .localized),
    Field("minimum", .number).required,
    Field("maximum", .number).required,
    Field("categories", .list(.object(indexPart))),
    Field("inputs", .list(.object(indexPart))),
    Field(
      "labels", .list(.object([Field("id", .text).required, Field("label", .localized).required]))),
    Field("labels_sources", .list(.reference(.source))),
    Field("missing", .list(.localized)),
    Field("findings", .localized),
    Field("attempts", .list(.object(attempt))),
    Field("attempts_sources", .list(.reference(.source))),
    Field("conclusion", .localized),
    Field("scores", .list(.object(scoreBlock))),
  ]
}
