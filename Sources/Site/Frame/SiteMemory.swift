import Record
import Synchronization
import Transparency

/// What a site looks up once for a state of the record: a lock and not an actor, because rendering
/// is synchronous and holds it for one lookup.
final class SiteMemory: Sendable {
  private struct State {
    var tallies: [EventFacet: [Tally]] = [:]
    var years: Set<Int>?
    var stories: [Slug: [EventRow]] = [:]
    var charges: [Slug: Set<Slug>]?
    var orders: [String: [Slug]] = [:]
    var reach: ReachIndex?
    var lockstep: LockstepIndex?
    var docket: DocketIndex?
    var compliance: [String: Compliance] = [:]
    var obeying: [String]?
    var countries: [String: LocalizedText]?
  }

  private let state = Mutex(State())
  /// The cases as the site of an earlier state had them, and how many entries that state had.
  private let earlierDocket: (index: DocketIndex, size: Int)?

  init(following earlier: Site?) {
    earlierDocket = earlier.flatMap { site in
      site.memory.state.withLock { $0.docket }.map { ($0, site.state.size) }
        ?? site.memory.earlierDocket
    }
  }

  func tally(_ facet: EventFacet, or make: () throws -> [Tally]) rethrows -> [Tally] {
    if let known = state.withLock({ $0.tallies[facet] }) { return known }
    let made = try make()
    state.withLock { $0.tallies[facet] = made }
    return made
  }

  func years(or make: () throws -> Set<Int>) rethrows -> Set<Int> {
    if let known = state.withLock({ $0.years }) { return known }
    let made = try make()
    state.withLock { $0.years = made }
    return made
  }

  func charges(or make: () throws -> [Slug: Set<Slug>]) rethrows -> [Slug: Set<Slug>] {
    if let known = state.withLock({ $0.charges }) { return known }
    let made = try make()
    state.withLock { $0.charges = made }
    return made
  }

  func order(_ name: String, or make: () throws -> [Slug]) rethrows -> [Slug] {
    if let known = state.withLock({ $0.orders[name] }) { return known }
    let made = try make()
    state.withLock { $0.orders[name] = made }
    return made
  }

  func reach(or make: () throws -> ReachIndex) rethrows -> ReachIndex {
    if let known = state.withLock({ $0.reach }) { return known }
    let made = try make()
    state.withLock { $0.reach = made }
    return made
  }

  func lockstep(or make: () throws -> LockstepIndex) rethrows -> LockstepIndex {
    if let known = state.withLock({ $0.lockstep }) { return known }
    let made = try make()
    state.withLock { $0.lockstep = made }
    return made
  }

  func docket(of holdings: any Holdings) throws -> DocketIndex {
    if let known = state.withLock({ $0.docket }) { return known }
    let made =
      try earlierDocket.flatMap { try $0.index.following(holdings, since: $0.size) }
      ?? DocketIndex(holdings)
    state.withLock { $0.docket = made }
    return made
  }

  func compliance(_ country: String, or make: () throws -> Compliance) rethrows -> Compliance {
    if let known = state.withLock({ $0.compliance[country] }) { return known }
    let made = try make()
    // Addresses name countries: only those of which there is something are kept.
    guard !made.lines.isEmpty || !made.claims.isEmpty else { return made }
    state.withLock { $0.compliance[country] = made }
    return made
  }

  func obeying(or make: () throws -> [String]) rethrows -> [String] {
    if let known = state.withLock({ $0.obeying }) { return known }
    let made = try make()
    state.withLock { $0.obeying = made }
    return made
  }

  func countries(
    or make: () throws -> [String: LocalizedText]
  ) rethrows -> [String: LocalizedText] {
    if let known = state.withLock({ $0.countries }) { return known }
    let made = try make()
    state.withLock { $0.countries = made }
    return made
  }

  func parts(of story: Slug, or make: () throws -> [EventRow]) rethrows -> [EventRow] {
    if let known = state.withLock({ $0.stories[story] }) { return known }
    let made = try make()
    state.withLock { $0.stories[story] = made }
    return made
  }
}

extension Site {
  /// How many events carry each value of a facet.
  func tally(_ facet: EventFacet) throws -> [Tally] {
    try memory.tally(facet) { try holdings.tally(EventSelection(), by: facet) }
  }

  /// The years that have a page.
  func years() throws -> Set<Int> {
    try memory.years {
      Set(try holdings.heat(EventSelection()).map(\.year))
    }
  }

  /// The most events that a story tells.
  private static var longestStory: Int { 500 }

  /// The events of a story, oldest first.
  func parts(of story: Story) throws -> [EventRow] {
    try memory.parts(of: story.id) {
      var selection = story.selection
      selection.order = .old
      selection.limit = Self.longestStory
      return try holdings.events(selection).rows
    }
  }
}
