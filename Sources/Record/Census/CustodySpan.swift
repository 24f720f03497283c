/// One stay in custody as the steps of a proceeding tell it.
struct CustodySpan: Sendable, Hashable {
  /// When it began; `nil` when only a verdict is known.
  var arrest: EDTF?
  /// The verdict, where the beginning is unknown.
  var verdict: EDTF?
  /// When it ended, if that was reported.
  var release: EDTF?
  /// Whether it ended by death.
  var endsByDeath = false
  /// When the term is over by arithmetic.
  var termEnd: EDTF?
  /// Whether a court gave a term, even for life.
  var hasTerm = false
  /// The earliest day on which a source says that the person was no longer held.
  var freeBy: CivilDay?
  /// Since when nobody says what became of the person, where no term was given either.
  var unknownSince: CivilDay?

  /// The stays of a proceeding, in the order of its steps.
  static func spans(of proceeding: Proceeding, person: Person) -> [CustodySpan] {
    var spans: [CustodySpan] = []
    var open: CustodySpan?
    for step in proceeding.steps {
      switch step.step {
      case .arrest:
        if open == nil || open?.release != nil {
          if let open { spans.append(open) }
          open = CustodySpan(arrest: step.on)
        }
      case .sentence, .appeal:
        let isPrison = (step.prisonMonths ?? 0) > 0 || step.isLife
        guard isPrison, !step.isSuspended, !step.isInAbsentia else { break }
        if open == nil { open = CustodySpan(verdict: step.on) }
        open?.take(step)
      case .release:
        open?.release = step.on
        if open?.release == nil { open?.freeBy = .distantFuture }
      case .death:
        guard open?.release == nil else { break }
        open?.release = step.on
        open?.endsByDeath = true
      default: break
      }
    }
    if var last = open {
      if last.release == nil {
        last.freeBy = freeDay(of: person, after: last.arrest ?? last.verdict)
        if !last.hasTerm { last.unknownSince = unknownDay(of: person) }
      }
      spans.append(last)
    }
    return spans
  }

  private static func unknownDay(of person: Person) -> CivilDay? {
    let newest = person.statusReports.compactMap { report in
      report.asOf.latest.map { (day: $0, status: report.status) }
    }.max { $0.day < $1.day }
    return newest?.status == .unknown ? newest?.day : nil
  }

  private mutating func take(_ step: Proceeding.Step) {
    hasTerm = true
    guard let months = step.prisonMonthsTo ?? step.prisonMonths, !step.isLife else {
      if step.isLife { termEnd = nil }
      return
    }
    guard let start = arrest ?? verdict else { return }
    termEnd = Term(months: months).end(from: start)
  }

  private static func freeDay(of person: Person, after start: EDTF?) -> CivilDay? {
    let free: Set<PersonStatus> = [.released, .exiled, .free, .dead, .underProbation]
    return person.statusReports.filter { free.contains($0.status) }.compactMap(\.asOf.latest)
      .filter { day in start?.earliest.map { day >= $0 } ?? true }.min()
  }

  /// Whether the person was held on `day`, and why.
  func answer(on day: CivilDay) -> (Answer, Census.Basis) {
    let custody = Custody(arrest: arrest, release: release)
    switch custody.isHeld(on: day) {
    case .no:
      if let earliest = arrest?.earliest, day < earliest { return (.no, .notYetArrested) }
      return (.no, endsByDeath ? .died : .released)
    case .maybe:
      if arrest == nil { return arrestUnknown(on: day) }
      if let latest = arrest?.latest, day < latest { return (.maybe, .arrestImprecise) }
      return (.maybe, .releaseImprecise)
    case .yes: return undisputed(on: day)
    }
  }

  /// Held as far as the steps tell: what else is known may cast doubt.
  private func undisputed(on day: CivilDay) -> (Answer, Census.Basis) {
    guard release == nil else { return (.yes, .held) }
    if let freeBy {
      if freeBy != .distantFuture, day >= freeBy { return (.no, .released) }
      let latestVerdictHeld = verdict?.latest.map { day <= $0 } ?? false
      return latestVerdictHeld ? (.yes, .held) : (.maybe, .freeLater)
    }
    if let over = termEnd?.latest, day > over { return (.maybe, .termOver) }
    if let unknownSince, day > unknownSince { return (.maybe, .statusUnknown) }
    return (.yes, .held)
  }

  /// How long before a verdict a person counts as possibly held when nobody says since when, in
  /// months: longer custody before trial would itself be news.
  static let longestBeforeVerdict = 36

  private func arrestUnknown(on day: CivilDay) -> (Answer, Census.Basis) {
    let start = verdict?.earliest?.adding(months: -Self.longestBeforeVerdict)
    if let start, day < start { return (.no, .notYetArrested) }
    if release == nil, let freeBy, freeBy != .distantFuture, day >= freeBy {
      return (.no, .released)
    }
    return (.maybe, .arrestUnknown)
  }
}

extension CivilDay {
  /// Stands for a day that is not known but lies ahead of all that are.
  static let distantFuture = CivilDay(sinceEpoch: 2_932_896)
}
