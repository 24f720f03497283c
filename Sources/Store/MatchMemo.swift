import Synchronization

/// The events that words match, in the order of time, kept while the record stands still: readers
/// page through the same words, and finding them anew is the dearest part of a page.
///
/// A lock and not an actor, because readers are synchronous and hold it for one lookup.
final class MatchMemo: Sendable {
  private struct State {
    var size = -1
    var matches: [String: [Int64]] = [:]
    var weight = 0
  }

  private let state = Mutex(State())
  /// So that a stranger's queries cannot fill the memory: 16 MB.
  private static let most = 1 << 21

  /// The matches of `query` in the record of `size` entries.
  func matches(of query: String, at size: Int, or make: () throws -> [Int64]) rethrows -> [Int64] {
    let known = state.withLock { $0.size == size ? $0.matches[query] : nil }
    if let known { return known }
    let made = try make()
    state.withLock { state in
      if state.size != size || state.weight + made.count > Self.most {
        state = State(size: size)
      }
      if state.matches.updateValue(made, forKey: query) == nil { state.weight += made.count + 64 }
    }
    return made
  }
}
