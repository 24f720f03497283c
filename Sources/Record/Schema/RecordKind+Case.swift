extension RecordKind {
  /// Codes, dates and references alone: there is no field that could hold a person, an account, an address of a post or
  /// a text.
  static let caseFields: [Field] = [
    Field("number", .text).required,
    Field("restrictions", .list(.object(caseRestriction))).required,
    Field("requests", .list(.object(caseRequest))),
    Field("notices", .list(.object(caseNotice))),
    Field("stages", .list(.object(caseStage))),
  ]

  private static let caseRestriction: [Field] = [
    Field("platform", .slug).required,
    Field("country", .text).required,
    Field("subject", .choice(CaseSubject.vocabulary)).required,
    Field("measures", .list(.choice(CaseMeasure.vocabulary))),
    Field("trigger", .choice(CaseTrigger.vocabulary)).required,
    Field("scope", .choice(CaseScope.vocabulary)).required,
    Field("scope_countries", .list(.text)),
    Field("starts", .date),
    Field("ends", .date),
    Field("lifted", .date),
    Field("lift_reason", .choice(CaseLiftReason.vocabulary)),
  ]

  private static let caseRequest: [Field] = [
    Field("kind", .choice(CaseDemand.vocabulary)).required,
    Field("channel", .choice(CaseDemandChannel.vocabulary)).required,
    Field("grounds", .choice(CaseGrounds.vocabulary)).required,
    Field("statutes", .list(.reference(.statute))),
    Field("provisions", .list(.slug)),
    Field("authority", .reference(.actor)),
    Field("sent", .date),
  ]

  private static let caseNotice: [Field] = [
    Field("channel", .choice(CaseNoticeChannel.vocabulary)).required,
    Field("sent", .date),
  ]

  private static let caseStage: [Field] = [
    Field("stage", .choice(CaseStage.vocabulary)).required,
    Field("forum", .slug).required,
    Field("filed", .date),
    Field("decided", .date),
    Field("outcome", .choice(CaseOutcome.vocabulary)).required,
    Field("restored", .date),
  ]
}
