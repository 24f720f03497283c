import Interference
import Observatory

/// Observations of files, held one by one with what OONI says of their measurements.
struct ToldFiles {
  private var observations: [Observation] = []
  private var says: [String: OONIVerdict] = [:]

  /// Adds what is new; of a copy only what OONI says of it.
  mutating func add(_ observation: Observation, _ ooni: OONIVerdict?, isNew: Bool) {
    if isNew { observations.append(observation) }
    guard let ooni else { return }
    says[observation.measurement] = says[observation.measurement]?.filled(from: ooni) ?? ooni
  }

  /// All but the contested, with bursts and outages judged as when they are counted.
  func judged(
    besides isContested: (Observation) -> Bool, where isWanted: (Observation) -> Bool
  ) -> [ToldObservation] {
    let kept = observations.filter { !isContested($0) }
    let voting = BurstCheck().judged(RunSpans.marked(kept))
    return OutageCheck().judged(voting).filter(isWanted).map {
      ToldObservation(observation: $0, ooni: says[$0.measurement])
    }
  }
}

extension CopySieve {
  /// Whether the observation was not met before.
  mutating func admits(_ observation: Observation, at place: MeasurementPlace) -> Bool {
    admits(observation, file: place.source, line: place.line, column: place.column)
  }
}
