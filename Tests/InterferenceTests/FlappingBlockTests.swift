import Signals
import Testing

@testable import Interference

@Suite("A block that comes and goes")
struct FlappingBlockTests {
  /// Eight hours on and eight off for fifteen days, from the 25th of January on.
  private static func flapping(_ share: Double, seed: UInt64) -> MadeUpCountry {
    var country = MadeUpCountry(seed: seed)
    for turn in 0..<23 {
      let begin = 480 + turn * 16
      country.happenings.append(
        .init(
          .block(share, .tls, .tlsTimeout, hasArtefact: false), hours: begin..<begin + 8,
          targets: [6]))
    }
    return country
  }

  /// The first lull is told neither as the end of the whole nor as that of one network.
  @Test(arguments: [0.95, 0.75]) func endsWithItsLastTimeAlone(share: Double) throws {
    for seed: UInt64 in [71, 72, 73] {
      let country = Self.flapping(share, seed: seed)
      let episodes = EpisodeDetector().episodes(in: country.observations)
      let episode = try #require(episodes.first)
      #expect(episodes.count == 1, "seed \(seed)")
      #expect(episode.earlyEnds == [], "seed \(seed)")
      let over = country.time(ofHour: 480 + 22 * 16)
      #expect(episode.end.map { $0.latest >= over } ?? true, "seed \(seed)")
    }
  }

  /// A pause is what it is only while the block comes back: one that stays away ended.
  @Test func aBlockThatStaysAwayEnded() throws {
    var country = MadeUpCountry(seed: 74)
    country.happenings = [480..<600, 840..<960].map {
      .init(.block(0.95, .tls, .tlsReset, hasArtefact: false), hours: $0, targets: [6])
    }
    let episodes = EpisodeDetector().episodes(in: country.observations)
    #expect(episodes.count == 2)
    #expect(episodes.allSatisfy { $0.end != nil })
  }
}
