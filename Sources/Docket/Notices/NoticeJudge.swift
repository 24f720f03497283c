import Record

/// Decides how each element stands, from the words found and from what is known beside them.
struct NoticeJudge {
  let matches: NoticeMatches
  let words: NoticeWords
  let table: NoticeTable
  let context: NoticeContext
  let languages: [Language]
  let text: String

  func finding(_ element: NoticeElement) -> NoticeCheck.Finding {
    var finding = fromWords(element)
    switch element {
    case .language: judgeLanguage(&finding)
    case .timely: judgeTime(&finding)
    case .durable: settle(&finding, context.isDurable)
    case .placeholder: settle(&finding, context.hasPlaceholder)
    default: break
    }
    finding.applicability = applicability(of: element)
    return finding
  }

  // MARK: Words

  private func fromWords(_ element: NoticeElement) -> NoticeCheck.Finding {
    let subject = element.rawValue
    let shown = matches.of(subject, [.shows, .sure])
    let hinted = matches.of(subject, [.hints])
    let denied = matches.of(subject, [.denies])
    let needed = table.parts[subject] ?? [""]
    let missing = needed.filter { part in !shown.contains { $0.row.part == part } }
    let state: ElementState =
      if missing.isEmpty { .present } else if !denied.isEmpty {
        .absent
      } else if shown.isEmpty && hinted.isEmpty { .absent } else { .unclear }
    let spans = state == .present ? shown : denied.isEmpty ? shown + hinted : denied
    return NoticeCheck.Finding(
      element: element, state: state, applicability: .applicable, spans: distinct(spans),
      missingParts: missing.filter { !$0.isEmpty })
  }

  /// The longest words of each place, in the order of the text.
  private func distinct(_ matches: [NoticeMatches.Match]) -> [NoticeCheck.Span] {
    var kept: [NoticeMatches.Match] = []
    let order = matches.sorted {
      ($0.words.lowerBound, -$0.words.count, $0.row.line)
        < ($1.words.lowerBound, -$1.words.count, $1.row.line)
    }
    for match in order {
      let isCovered = kept.contains {
        $0.row.part == match.row.part && $0.words.lowerBound <= match.words.lowerBound
          && match.words.upperBound <= $0.words.upperBound
      }
      if !isCovered { kept.append(match) }
      if kept.count == 40 { break }
    }
    return kept.compactMap { span($0.words, part: $0.row.part) }
  }

  private func span(_ range: Range<Int>, part: String = "") -> NoticeCheck.Span? {
    guard let first = words.tokens[range].first, let last = words.tokens[range].last else {
      return nil
    }
    let bytes = first.bytes.lowerBound..<max(first.bytes.upperBound, last.bytes.upperBound)
    let slice = Array(text.utf8.dropFirst(bytes.lowerBound).prefix(bytes.count))
    return NoticeCheck.Span(
      bytes: bytes, text: String(decoding: slice, as: UTF8.self), part: part)
  }

  // MARK: What words cannot show alone

  private func settle(_ finding: inout NoticeCheck.Finding, _ known: Bool?) {
    if let known { finding.state = known ? .present : .absent }
    // The text is silent on what it is and where else a notice stands: that is no absence.
    if known == nil, finding.state == .absent { finding.state = .unclear }
  }

  private func judgeLanguage(_ finding: inout NoticeCheck.Finding) {
    if finding.state == .present { return }
    if languages.count == Language.allCases.count {
      finding.state = .present
    } else if context.languages.isEmpty || languages.isEmpty {
      finding.state = .unclear
    } else {
      let isRight = languages.contains(where: context.languages.contains)
      finding.state = isRight ? .present : .absent
    }
  }

  /// At the latest when the restriction starts. A day of difference may be one of clocks.
  private func judgeTime(_ finding: inout NoticeCheck.Finding) {
    let sent = context.sentOn.map { ($0, nil) } ?? dated("sent")
    let began = context.restrictedOn.map { ($0, nil) } ?? dated("acted")
    guard let sent, let began else {
      finding.state = .unclear
      return
    }
    let late = began.0.days(until: sent.0)
    finding.state = late <= 0 ? .present : late == 1 ? .unclear : .absent
    finding.spans = [sent.1, began.1].compactMap { $0 }.sorted {
      $0.bytes.lowerBound < $1.bytes.lowerBound
    }
  }

  private func dated(_ subject: String) -> (CivilDay, NoticeCheck.Span?)? {
    for match in matches.of(subject, [.shows, .sure]) {
      for index in match.words {
        // Figures that may be two days say nothing about being in time.
        if let date = words.dates[index], date.other == nil {
          return (date.day, span(match.words))
        }
      }
    }
    return nil
  }

  // MARK: What has to be there

  private func applicability(of element: NoticeElement) -> Applicability {
    switch element {
    case .clause:
      if let ground = context.ground { return ground == .law ? .notApplicable : .applicable }
      return mentions("rules") ? .applicable : mentionsLaw ? .notApplicable : .undetermined
    case .provision:
      if let ground = context.ground { return ground == .rules ? .notApplicable : .applicable }
      return mentionsLaw ? .applicable : mentions("rules") ? .notApplicable : .undetermined
    case .stateActor:
      if let isStateRequest = context.isStateRequest {
        return isStateRequest ? .applicable : .notApplicable
      }
      // House rules may hide a demand of a state: silence is no proof that none was made.
      return mentionsLaw ? .applicable : .undetermined
    default: return .applicable
    }
  }

  private func mentions(_ subject: String) -> Bool {
    !matches.of(subject, [.shows, .sure]).isEmpty
  }

  private var mentionsLaw: Bool {
    mentions("law") || !matches.of("N5", [.shows, .sure, .hints]).isEmpty
  }
}
