/// Who was in custody on a day, computed from dated steps and never typed in.
///
/// A person counts as held from arrest to release or death, each known only as well as its sources
/// tell. What cannot be decided is "possible", never silently yes or no.
public struct Census: Sendable, Hashable {
  /// Why a person is counted as they are.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    /// Arrested before, and no release until after.
    case held
    /// The day lies within the time in which the arrest may have been.
    case arrestImprecise = "arrest-imprecise"
    /// The day lies within the time in which the release may have been.
    case releaseImprecise = "release-imprecise"
    /// A verdict is known, but not when custody began.
    case arrestUnknown = "arrest-unknown"
    /// The term would be over by arithmetic, and no release was reported.
    case termOver = "term-over"
    /// A source says the person was free or dead by some later day, without the day of release.
    case freeLater = "free-later"
    /// Arrested, and nobody says what became of the person since.
    case statusUnknown = "status-unknown"
    case notYetArrested = "not-yet-arrested"
    case released
    case died
    /// No step of custody is recorded.
    case noCustody = "no-custody"
  }

  /// One person.
  public struct Entry: Sendable, Hashable {
    /// Who.
    public var person: Slug
    /// Their name.
    public var name: LocalizedText
    /// Whether they were held.
    public var answer: Answer
    /// Why.
    public var basis: Basis
    /// When custody began, if that is known.
    public var since: EDTF?
    /// When it ended, if that is known.
    public var until: EDTF?
    /// The proceeding that decided.
    public var proceeding: Slug?
  }

  /// The day.
  public let day: CivilDay
  /// Everybody in the record: certain first, then possible, then excluded, each by slug.
  public let entries: [Entry]

  /// How many have an answer.
  public func count(_ answer: Answer) -> Int { entries.count { $0.answer == answer } }

  /// Takes the census of all persons in the record.
  ///
  /// - Complexity: O(n) in persons and proceedings.
  public init(of holdings: any Holdings, on day: CivilDay) throws {
    self.day = day
    var proceedings: [Slug: [Proceeding]] = [:]
    try holdings.each(.proceeding) { version in
      let proceeding = try Proceeding(version.content)
      guard proceeding.evidence.retraction == nil else { return }
      proceedings[proceeding.person, default: []].append(proceeding)
    }
    var entries: [Entry] = []
    try holdings.each(.person) { version in
      let person = try Person(version.content)
      guard person.evidence.retraction == nil else { return }
      entries.append(Self.entry(of: person, proceedings[person.id] ?? [], on: day))
    }
    let order: [Answer] = [.yes, .maybe, .no]
    self.entries = order.flatMap { answer in entries.filter { $0.answer == answer } }
  }

  /// What is known of one person on a day.
  public static func entry(
    of person: Person, _ proceedings: [Proceeding], on day: CivilDay
  ) -> Entry {
    let found = proceedings.flatMap { proceeding in
      CustodySpan.spans(of: proceeding, person: person).map { (proceeding, $0) }
    }
    var best = Entry(
      person: person.id, name: person.name, answer: .no, basis: .noCustody, since: nil, until: nil,
      proceeding: nil)
    for (proceeding, span) in found {
      let (answer, basis) = span.answer(on: day)
      guard best.proceeding == nil || Self.weight(answer) > Self.weight(best.answer) else {
        continue
      }
      best = Entry(
        person: person.id, name: person.name, answer: answer, basis: basis, since: span.arrest,
        until: span.release, proceeding: proceeding.id)
    }
    return best
  }

  private static func weight(_ answer: Answer) -> Int {
    switch answer {
    case .yes: 2
    case .maybe: 1
    case .no: 0
    }
  }
}
