public import Record
import Synchronization

/// The public site over one state of the record: routes in, bytes out.
///
/// Rendering reads nothing but the holdings it was made with, so a route gives the same bytes
/// whenever and wherever it is rendered. May be used from several tasks at once.
public final class Site: Sendable {
  /// The state that all pages are about.
  public let state: HoldingsState
  /// The names that pages link with.
  public let names: Names
  /// The stories, in the order in which the front page lists them.
  public let stories: [Story]
  /// What readers should know of this record.
  let note: LocalizedText?

  let holdings: any Holdings
  private let words: [Language: Words]
  let memory: SiteMemory
  let pieces = KeptPieces()
  private let pageKeys = Mutex<[EventSelection: [EventKey]]>([:])

  /// A saved selection of events, told as a story.
  public struct Story: Sendable, Hashable {
    /// Its name in addresses.
    public var id: Slug
    /// Its title.
    public var title: LocalizedText
    /// What it is about.
    public var intro: LocalizedText
    /// Its events, told oldest first.
    public var selection: EventSelection

    /// Makes a story.
    public init(
      id: Slug, title: LocalizedText, intro: LocalizedText, selection: EventSelection
    ) {
      self.id = id
      self.title = title
      self.intro = intro
      self.selection = selection
    }
  }

  /// Makes the site of what `holdings` has.
  ///
  /// - Parameters:
  ///   - note: what readers should know of this record, for the page about it.
  ///   - earlier: the site of an earlier state of the same record: what it has read is not read again but for what has
  ///     changed.
  public init(
    holdings: any Holdings, stories: [Story] = [], note: LocalizedText? = nil,
    following earlier: Site? = nil
  ) throws {
    self.holdings = holdings
    self.note = note
    self.stories = stories
    state = holdings.state
    let earlier = earlier.flatMap { Self.isLater(holdings.state, than: $0.state) ? $0 : nil }
    names =
      try earlier?.names.following(holdings, since: earlier?.state.size ?? 0)
      ?? Names(holdings)
    memory = SiteMemory(following: earlier)
    words = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, Words($0, zone: holdings.state.zone)) })
  }

  /// Whether a state goes on from another: the same record, which only grows.
  private static func isLater(_ state: HoldingsState, than other: HoldingsState) -> Bool {
    state.origin == other.origin && state.zone == other.zone && state.size >= other.size
  }

  /// The words of a language.
  public func words(_ language: Language) -> Words {
    words[language] ?? Words(language, zone: state.zone)
  }

  /// Starts a page at `route` in its language.
  func page(_ route: Route) -> Page {
    Page(route, words: words(route.language ?? .en), site: self)
  }

  /// The keys after which each page of a list begins: the first page needs none.
  ///
  /// - Complexity: O(n) in the selected events when first asked, O(1) afterwards.
  func pageStarts(of selection: EventSelection) throws -> [EventKey] {
    var selection = selection.firstPage
    if let known = pageKeys.withLock({ $0[selection] }) { return known }
    let list = selection
    var starts: [EventKey] = []
    while true {
      let listing = try holdings.events(selection)
      guard listing.hasMore, let last = listing.rows.last else { break }
      starts.append(last.key)
      selection.after = last.key
    }
    pageKeys.withLock { keys in
      if keys.count > 1024 { keys = [:] }
      keys[list] = starts
    }
    return starts
  }
}
