/// Which events, in what order, and which page of them.
public struct EventSelection: Sendable, Hashable {
  /// The order of a list.
  public enum Order: String, Sendable, CaseIterable {
    case new, old
  }

  /// Words to find.
  public var query: String?
  /// Any of these kinds; empty means all.
  public var kinds: [EventKind] = []
  /// Any of these standings; empty means all.
  public var standings: [Standing] = []
  /// Only events there.
  public var place: Slug?
  /// Only events in which it acted.
  public var actor: Slug?
  /// Only events on it.
  public var platform: Slug?
  /// Only events that hit them.
  public var person: Slug?
  /// Only events that rest on it.
  public var source: Slug?
  /// Only events about it.
  public var statute: Slug?
  /// Only events that bear it.
  public var tag: Slug?
  /// Only events that end after this begins.
  public var from: EDTF?
  /// Only events that begin before this ends.
  public var to: EDTF?
  /// The order.
  public var order = Order.new
  /// How many on a page.
  public var limit = 100
  /// The key of the last event of the page before.
  public var after: EventKey?
  /// The key of the first event of the page after; never given together with ``after``.
  public var before: EventKey?

  /// Selects all events, newest first.
  public init() {}
}

/// What a list of events can be narrowed by.
public enum EventFacet: String, Sendable, CaseIterable {
  case kind, standing, place, actor, platform, tag, year
}

/// The place of an event in the order of time: lo, then hi, then slug.
public struct EventKey: Sendable, Hashable, Comparable {
  /// The first second, UTC.
  public var lo: Int64
  /// The second after the last, UTC.
  public var hi: Int64
  /// The event's name.
  public var id: Slug

  /// Makes a key.
  public init(lo: Int64, hi: Int64, id: Slug) {
    self.lo = lo
    self.hi = hi
    self.id = id
  }

  /// Orders by time.
  public static func < (one: EventKey, other: EventKey) -> Bool {
    (one.lo, one.hi, one.id) < (other.lo, other.hi, other.id)
  }
}

/// What a list shows of one event.
public struct EventRow: Sendable, Hashable {
  /// Its place in time.
  public var key: EventKey
  /// The date as recorded.
  public var when: String
  /// Its kind.
  public var kind: EventKind
  /// What a reader is told of it at a glance.
  public var standing: Standing
  /// Its title.
  public var title: LocalizedText
  /// How many sources it has.
  public var sources: Int
  /// The version shown.
  public var version: Int
  /// The day that version was recorded.
  public var day: CivilDay
  /// The day its first version was recorded.
  public var firstDay: CivilDay

  /// Makes a row.
  public init(
    key: EventKey, when: String, kind: EventKind, standing: Standing, title: LocalizedText,
    sources: Int, version: Int, day: CivilDay, firstDay: CivilDay
  ) {
    self.key = key
    self.when = when
    self.kind = kind
    self.standing = standing
    self.title = title
    self.sources = sources
    self.version = version
    self.day = day
    self.firstDay = firstDay
  }
}

/// One page of events.
public struct EventListing: Sendable, Hashable {
  /// The rows, in the order asked for.
  public var rows: [EventRow]
  /// Whether more follow.
  public var hasMore: Bool
  /// Whether there are some before.
  public var hasEarlier: Bool

  /// Makes a listing.
  public init(rows: [EventRow], hasMore: Bool, hasEarlier: Bool = false) {
    self.rows = rows
    self.hasMore = hasMore
    self.hasEarlier = hasEarlier
  }
}
