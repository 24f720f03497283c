/// What an observatory holds, as pages, feeds and commands read it.
///
/// Every answer is about one state of the record, and its order is fixed, so that the same state
/// gives the same bytes. The cache answers for a live observatory; tests answer from memory.
public protocol Holdings: Sendable {
  /// What the state is: its size, root and day.
  var state: HoldingsState { get }

  /// The current version of a record, or `nil`.
  func version(of reference: RecordReference) throws -> RecordVersion?

  /// All versions of a record, oldest first.
  func history(of reference: RecordReference) throws -> [RecordVersion]

  /// Calls `body` with the current version of every record of `kind`, by slug.
  ///
  /// - Complexity: O(n); holds one record at a time.
  func each(_ kind: RecordKind, _ body: (RecordVersion) throws -> Void) throws

  /// The current versions of the records of `kinds` that have changed with entry `entry` or later, so that what was
  /// read of an earlier state need not be read again.
  ///
  /// - Parameter most: how many are told at most.
  /// - Returns: `nil` where there are more, and where the holdings do not know.
  func changes(of kinds: Set<RecordKind>, since entry: Int, most: Int) throws -> [RecordVersion]?

  /// How many records of `kind` there are.
  func count(of kind: RecordKind) throws -> Int

  /// One page of events, with what a list shows of them.
  func events(_ selection: EventSelection) throws -> EventListing

  /// How many events fit `selection`, whatever its page.
  func count(_ selection: EventSelection) throws -> Int

  /// How many of the selected events carry each value of `facet`: most frequent first, then by
  /// value.
  func tally(_ selection: EventSelection, by facet: EventFacet) throws -> [Tally]

  /// How many of the selected events begin in each month; a year-precise event counts for its year
  /// without a month.
  func heat(_ selection: EventSelection) throws -> [MonthCount]

  /// How many of the selected events begin in each year, per value of `facet`.
  func lanes(_ selection: EventSelection, by facet: EventFacet) throws -> [LaneCount]

  /// Records whose text matches `query`, exact spellings first; `after` is the number of hits to
  /// skip.
  func search(
    _ query: String, kinds: [RecordKind], after: Int, limit: Int
  ) throws -> SearchListing

  /// The records that refer to `reference`, by kind and slug.
  func citations(of reference: RecordReference) throws -> [RecordReference]

  /// The current figures of a series, by period, then vintage, then slug.
  func figures(of series: Slug) throws -> [RecordVersion]

  /// The current proceedings against a person, main one first, then by first date.
  func proceedings(against person: Slug) throws -> [RecordVersion]

  /// The statute that holds the provision, or `nil`.
  func statute(with provision: Slug) throws -> Slug?
}

extension Holdings {
  /// Holdings that do not know what has changed.
  public func changes(of _: Set<RecordKind>, since _: Int, most _: Int) -> [RecordVersion]? { nil }
}

/// The state of the record that an answer is about.
public struct HoldingsState: Sendable, Hashable {
  /// The observatory's name for readers.
  public var title: LocalizedText
  /// The origin line of its ledger.
  public var origin: String
  /// How many ledger entries the state covers: the data version.
  public var size: Int
  /// The root hash at that size, in base64.
  public var root: String
  /// The day of its last entry.
  public var day: CivilDay
  /// The offset from UTC by which days are counted.
  public var zone: TimeZoneOffset
  /// The public address of the live site, with no slash at the end; `nil` if it has none.
  public var address: String?

  /// Makes a state.
  public init(
    title: LocalizedText, origin: String, size: Int, root: String, day: CivilDay,
    zone: TimeZoneOffset, address: String?
  ) {
    self.title = title
    self.origin = origin
    self.size = size
    self.root = root
    self.day = day
    self.zone = zone
    self.address = address
  }
}

/// How often a value occurs.
public struct Tally: Sendable, Hashable {
  /// The value: a code or a slug.
  public var value: String
  /// How often.
  public var count: Int

  /// Makes a tally.
  public init(value: String, count: Int) {
    self.value = value
    self.count = count
  }
}

/// How many events begin in a month, or in a year at no stated month.
public struct MonthCount: Sendable, Hashable {
  /// The year.
  public var year: Int
  /// 1 to 12, or `nil` where events are dated no closer than the year.
  public var month: Int?
  /// How many.
  public var count: Int

  /// Makes a count.
  public init(year: Int, month: Int?, count: Int) {
    self.year = year
    self.month = month
    self.count = count
  }
}

/// How many events of a lane begin in a year.
public struct LaneCount: Sendable, Hashable {
  /// The lane: a code or a slug.
  public var value: String
  /// The year.
  public var year: Int
  /// How many.
  public var count: Int

  /// Makes a count.
  public init(value: String, year: Int, count: Int) {
    self.value = value
    self.year = year
    self.count = count
  }
}

/// A record found by its text.
public struct SearchHit: Sendable, Hashable {
  /// Which record.
  public var reference: RecordReference
  /// Its heading.
  public var heading: LocalizedText
  /// When it happened or was published, where it has a date.
  public var when: EDTF?
  /// Whether the query's own spelling, diacritics and all, occurs in it.
  public var isExact: Bool

  /// Makes a hit.
  public init(reference: RecordReference, heading: LocalizedText, when: EDTF?, isExact: Bool) {
    self.reference = reference
    self.heading = heading
    self.when = when
    self.isExact = isExact
  }
}

/// One page of hits.
public struct SearchListing: Sendable, Hashable {
  /// The hits, exact spellings first.
  public var hits: [SearchHit]
  /// How many there are in all.
  public var total: Int

  /// Makes a listing.
  public init(hits: [SearchHit], total: Int) {
    self.hits = hits
    self.total = total
  }
}
