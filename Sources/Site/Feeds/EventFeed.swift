public import Record

/// One page of events, as every feed format tells it: the same events in the same order as the list
/// that it stands beside.
public struct EventFeed: Sendable {
  /// Where a feed and what belongs to it are found, absolute where the site has an address and
  /// relative to the feed otherwise.
  public struct Links: Sendable, Hashable {
    /// The feed itself.
    public var own: String
    /// The page for people with the same events.
    public var page: String
    /// The table of all events of the list, of which the feed may have a part.
    public var whole: String
    /// The same feed from its beginning, where this is not it (RFC 5005 section 3).
    public var first: String?
    /// The same feed up to the event before this page, if there is one.
    public var previous: String?
    /// The same feed from the next event on, if there are more.
    public var next: String?
    /// What comes before an event's id in the address of its page.
    public var eventPrefix: String
    /// What comes after it.
    public var eventSuffix: String

    /// Makes links.
    public init(
      own: String, page: String, whole: String = "", first: String? = nil, previous: String? = nil,
      next: String? = nil, eventPrefix: String = "", eventSuffix: String = ".html"
    ) {
      self.own = own
      self.page = page
      self.whole = whole
      self.first = first
      self.previous = previous
      self.next = next
      self.eventPrefix = eventPrefix
      self.eventSuffix = eventSuffix
    }
  }

  /// The language of the feed; a title that lacks it is shown in the other and marked so.
  public var language: Language
  /// What the feed holds, in words.
  public var title: String
  /// The canonical query of the selection: part of the feed's permanent name.
  public var query: String
  /// The events.
  public var rows: [EventRow]
  /// How many events the whole list has.
  public var total: Int
  /// The state of the record that they were taken from.
  public var state: HoldingsState
  /// Where things are.
  public var links: Links

  /// Makes a feed.
  public init(
    language: Language, title: String, query: String, rows: [EventRow], total: Int? = nil,
    state: HoldingsState, links: Links
  ) {
    self.language = language
    self.title = title
    self.query = query
    self.rows = rows
    self.total = total ?? rows.count
    self.state = state
    self.links = links
  }

  /// The day of the last change to an event of the feed.
  var updated: CivilDay { rows.lazy.map(\.day).max() ?? state.day }

  /// Whether it holds all events of the list.
  var isWhole: Bool { rows.count == total }

  /// That it holds a part, and where all is; `nil` where it is whole.
  func part(_ words: FeedWords) -> String? {
    isWhole ? nil : words.part(rows.count, of: total, links.whole)
  }

  func address(of row: EventRow) -> String {
    links.eventPrefix + EventFileName.name(of: row.key.id) + links.eventSuffix
  }

  /// Says in one line when it happened, what it is, and what it rests on.
  func summary(of row: EventRow, _ words: FeedWords) -> String {
    let when = (try? EDTF(parsing: row.when))?.text(in: language) ?? row.when
    let sources = words.sources(row.sources)
    return "\(when) · \(words.kind(row.kind)) · \(words.standing(row.standing)) · \(sources)"
  }
}

/// Permanent names of feeds and events: tag URIs (RFC 4151) under the origin of the ledger.
struct PermanentName {
  /// Any day on which the name of the origin belonged to its owner; it may never change.
  private static let day = "2026"

  let prefix: String
  /// The host of the origin, for the UID of calendars.
  let authority: String

  init(origin: String) {
    let parts = origin.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let host = parts.first.map(String.init) ?? ""
    if Self.isHost(host) {
      authority = host
      let rest = parts.count > 1 ? PercentPath.encoded(String(parts[1])) + "/" : ""
      prefix = "tag:\(host),\(Self.day):\(rest)"
    } else {
      // An origin that is no host name keeps its whole text behind a name that is nobody's
      // (RFC 2606).
      authority = "origin.invalid"
      prefix = "tag:origin.invalid,\(Self.day):\(PercentPath.encoded(origin))/"
    }
  }

  func event(_ id: Slug) -> String { "\(prefix)event/\(id.text)" }

  func feed(_ language: Language, _ query: String) -> String {
    "\(prefix)\(language.rawValue)/events\(query.isEmpty ? "" : "?\(query)")"
  }

  /// The scheme of the kinds of events.
  var kinds: String { "\(prefix)kind" }

  /// The data as a whole.
  var data: String { "\(prefix)data" }

  private static func isHost(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      }
  }
}
