/// The agents that a site knows: those seen often enough, and long enough ago.
///
/// Bounded: eight places for each of 1,024 sets; what comes most often stays. While something is wrong nothing becomes
/// known, so that an attack does not teach its own agents.
struct AgentMemory: Sendable {
  private static let ways = 8
  private static let sets = 1 << 10
  /// So long an agent stays new, in seconds.
  static let novelty: Int64 = 1_800
  /// So many sightings make an agent known.
  static let sightings: UInt32 = 3

  private var keys = [UInt64](repeating: 0, count: ways * sets)
  private var counts = [UInt32](repeating: 0, count: ways * sets)
  private var firsts = [Int64](repeating: 0, count: ways * sets)
  /// What was first seen before this second counts as old.
  private var start: Int64 = .max
  /// Nothing first seen after this second becomes known.
  var frozenAt: Int64 = .max

  /// Notes an agent; whether it is new to the site.
  @inline(__always)
  mutating func isNew(_ agent: UInt64, at second: Int64) -> Bool {
    if start == .max { start = second }
    let from = (Int(truncatingIfNeeded: agent >> 20) & (Self.sets - 1)) * Self.ways
    var least = from
    var lowest = UInt32.max
    for place in from..<from + Self.ways {
      if keys[place] == agent {
        counts[place] &+= 1
        let first = firsts[place]
        if first > frozenAt { return true }
        return counts[place] < Self.sightings
          || (second - first < Self.novelty && first - start > Self.novelty)
      }
      if counts[place] < lowest {
        lowest = counts[place]
        least = place
      }
    }
    (keys[least], counts[least], firsts[least]) = (agent, 1, second)
    return true
  }

  /// Lets old sightings weigh less; called once a day.
  mutating func fade() {
    for place in counts.indices where counts[place] > 64 { counts[place] /= 2 }
  }
}
