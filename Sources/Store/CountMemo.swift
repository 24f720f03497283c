import Record
import Synchronization

/// Counts already made, by what was counted and at which position of the cache.
///
/// A lock and not an actor, because readers are synchronous and hold it for one lookup.
final class CountMemo: Sendable {
  private struct State {
    var position = -1
    var counts: [String: Int] = [:]
  }

  private let state = Mutex(State())
  /// So that a stranger's queries cannot fill the memory.
  private static let most = 4096

  func count(_ key: String, at position: Int, or make: () throws -> Int) rethrows -> Int {
    let known = state.withLock { $0.position == position ? $0.counts[key] : nil }
    if let known { return known }
    let made = try make()
    state.withLock { state in
      if state.position != position || state.counts.count >= Self.most {
        state = State(position: position, counts: [:])
      }
      state.counts[key] = made
    }
    return made
  }
}
