/// Why a page stands in the place of another, as far as the page says.
///
/// Filters say by whose authority they keep a page away. Sites refuse readers for their country or age,
/// and operators send readers to themselves for what is used up or unpaid: their words are those of
/// refusals too. So words of refusal alone prove nothing, and a page that gives a harmless reason is no
/// proof whatever else it says.
struct PageNotice {
  enum Kind: Hashable {
    /// It bears the mark of a filter, or says by whose authority the page is kept away.
    case filter, authority
    /// It says that the page is kept away, and not the reader, or bears vague words of block pages.
    case named
    /// It gives a reason of a site's own, or one of the volunteer's line.
    case siteReason, lineReason
    /// It says nothing of the kind, or only that something is withheld.
    case unclear
  }

  let kind: Kind
  /// The words and marks that say so.
  let evidence: [String]

  init(_ exchange: WebMeasurement.Exchange, marks: [FingerprintMatch]) {
    let found = NoticeWords.found(in: exchange.text)
    let filter = marks.of(.product).strongest?.description
    let vague = marks.of(.institution, .vagueWords).map(\.description)
    let said = [found[.named] ?? found[.withheld], found[.authority]].compactMap(\.self).map {
      "the page says \"\($0)\""
    }
    let isWithheld = found[.withheld] != nil || found[.named] != nil
    let seen = [filter].compactMap(\.self) + vague + said
    if let reason = found[.line] {
      kind = .lineReason
      evidence = seen + ["the page gives a reason of the line's: \"\(reason)\""]
    } else if let reason = found[.site] {
      kind = .siteReason
      evidence = seen + ["the page gives a reason of a site's own: \"\(reason)\""]
    } else {
      evidence = seen
      kind =
        if filter != nil {
          .filter
        } else if isWithheld, found[.authority] != nil {
          .authority
        } else if found[.named] != nil || !marks.of(.vagueWords).isEmpty {
          .named
        } else {
          .unclear
        }
    }
  }
}
