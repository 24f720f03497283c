import Signals

/// Lets each observation of a stream through once, and knows the copies that say different things.
///
/// Where nothing says which copy came first, none of them counts: whoever can write one can write the
/// other. It holds some 60 bytes for each observation, whatever its size.
public struct CopySieve: Sendable {
  /// What an observation is beside those met before.
  public enum Meeting: Sendable, Hashable {
    /// The first of its name.
    case new
    /// Another that says the same as the first.
    case copy
    /// Another that says something else than the first, which was the so-manieth new one.
    case twin(of: Int)
  }

  private struct Entry {
    /// Of what it says. Only compared within one run of the program.
    var content: Int
    var isContested = false
  }

  private var entries: [Entry] = []
  private var places: [StableHash: Int32] = [:]

  /// Has met nothing.
  public init() {}

  private static func keys(of observation: Observation) -> [StableHash] {
    [observation.measurement, observation.uid].compactMap(\.self).map {
      StableHash([$0, observation.target])
    }
  }

  private static func content(of observation: Observation) -> Int {
    var copy = observation
    copy.measurement = ""
    copy.uid = nil
    return copy.hashValue
  }

  /// Takes note of an observation, and says what it is.
  public mutating func meets(_ observation: Observation) -> Meeting {
    let keys = Self.keys(of: observation)
    let content = Self.content(of: observation)
    guard let known = keys.compactMap({ places[$0] }).first else {
      for key in keys { places[key] = Int32(truncatingIfNeeded: entries.count) }
      entries.append(Entry(content: content))
      return .new
    }
    for key in keys { places[key] = known }
    guard entries[Int(known)].content != content else { return .copy }
    entries[Int(known)].isContested = true
    return .twin(of: Int(known))
  }

  /// Whether copies of the so-manieth new one say different things.
  public func isContested(_ number: Int) -> Bool { entries[number].isContested }
}
