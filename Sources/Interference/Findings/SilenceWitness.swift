import Signals

/// Who shows that a silence is one, and not the end of what was imported.
///
/// Files that were never taken in look like measurements that were never made. Where others were
/// measured in the same hours, files of those hours are here.
enum SilenceWitness: Sendable, Hashable {
  /// It is no silence.
  case notNeeded
  /// Other networks or other countries were measured in that time.
  case others
  /// Nothing at all was taken in that was measured in that time.
  case nobody

  init(of episode: Episode, among observations: [Observation]) {
    guard episode.kind == .collapse else {
      self = .notNeeded
      return
    }
    let end = episode.end?.estimate ?? .max
    let silent = Set(episode.networks)
    let isSeen = observations.contains { observation in
      guard (episode.onset.estimate..<end).contains(observation.start) else { return false }
      if observation.country != episode.country { return true }
      return episode.scope != .country && !(observation.network.map(silent.contains) ?? true)
    }
    self = isSeen ? .others : .nobody
  }
}
