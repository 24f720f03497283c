internal import Signals

/// An attack: one wave or several that belong together.
public struct Incident: Sendable, Hashable {
  /// Names it: a hash of the site, its beginning and its kind.
  public var id: String
  /// Its waves, in their order; never empty.
  public var waves: [Wave]

  init(_ wave: Wave, site: String) {
    id = StableHash([site, "\(wave.start)", wave.kind.rawValue]).shortText
    waves = [wave]
  }

  /// The heaviest wave, which speaks for all.
  public var main: Wave { waves.max { $0.requests < $1.requests } ?? waves[0] }
  /// When it began.
  public var start: Int64 { waves[0].start }
  /// When it ended.
  public var end: Int64 { waves[waves.count - 1].end }
  /// Whether the log ended first.
  public var isOpen: Bool { waves[waves.count - 1].isOpen }
  /// What it does.
  public var kind: AttackKind { main.kind }
  /// What is said of it: an attack in a crowd if any wave was.
  public var verdict: Verdict {
    waves.contains { $0.verdict == .mixed }
      ? .mixed : waves.contains { $0.verdict == .attack } ? .attack : .fewSources
  }
  /// The heaviest wave's weight.
  public var severity: Severity { waves.map(\.severity).max() ?? .low }
  /// How sure one can be, by the clearest wave.
  public var confidence: Confidence { waves.map(\.confidence).max() ?? .low }
  /// Requests of all waves beyond the usual.
  public var requests: Double { waves.reduce(0) { $0 + $1.requests } }

  /// Whether a wave goes on with this incident: soon after it and of the same kind, or with a fingerprint in common.
  func isContinued(by wave: Wave, within seconds: Int64) -> Bool {
    guard wave.start - end <= seconds else { return false }
    if waves.contains(where: { $0.kind == wave.kind }) { return true }
    let mine = Set(waves.flatMap(\.clusters).flatMap(\.features).filter { $0.field == .agent })
    return !mine.isDisjoint(with: wave.clusters.flatMap(\.features))
  }
}
