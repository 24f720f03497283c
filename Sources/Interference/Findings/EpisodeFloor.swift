import Signals

extension DisclosureFloor {
  /// Whether enough stand behind an episode for it to be told.
  ///
  /// Even that something began in a network at an hour could point at one volunteer. Of a silence those are
  /// asked for who were there before it: that hardly anybody is left is what it says, and one who stopped
  /// among few is not told of.
  ///
  /// - Parameters:
  ///   - observations: those of the episode's networks, from the time before it on.
  ///   - memory: how far before a silence those were there who count, in seconds.
  func admits(_ episode: Episode, among observations: [Observation], memory: Int64) -> Bool {
    guard episode.kind == .collapse else {
      return admits(
        vantagePoints: episode.tally.vantagePoints, networks: episode.networks.count)
    }
    let before = (episode.onset.earliest - memory)..<episode.onset.earliest
    var crowd = Crowd()
    for observation in observations where before.contains(observation.start) {
      crowd.add(observation)
    }
    return admits(vantagePoints: crowd.vantagePoints, networks: crowd.networks.count)
  }
}
