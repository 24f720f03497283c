public import Record

extension DocketCase {
  /// What the case knows of a notice beside its text.
  public func context(of notice: UserNotice, in zone: TimeZoneOffset) -> NoticeContext {
    let restriction = restrictions.first { $0.head.id == notice.restrictionId }
    var context = NoticeContext()
    context.sentOn = notice.moment?.day(in: zone)
    context.restrictedOn = restriction?.spans.compactMap { $0.startsOn?.earliest }.min()
    context.isDurable = notice.isDurable
    if notice.channel == .placeholder { context.hasPlaceholder = true }
    return context
  }

  /// How the elements of a notice stand: as a person confirmed them, and where nobody did as the check of its text
  /// finds them.
  ///
  /// - Returns: No notes for a notice without a text that nobody has confirmed.
  public func elements(
    of notice: UserNotice, in zone: TimeZoneOffset
  ) -> (notes: [UserNotice.ElementNote], areConfirmed: Bool) {
    if !notice.elements.isEmpty { return (notice.elements, true) }
    guard let text = notice.text?.text else { return ([], false) }
    return (NoticeCheck(of: text, context: context(of: notice, in: zone)).notes, false)
  }
}

extension NoticeCheck {
  /// The findings without their words.
  public var notes: [UserNotice.ElementNote] {
    findings.map { UserNotice.ElementNote($0.element, $0.state, $0.applicability) }
  }
}
