public import Interference

extension Observatory {
  /// Every observation of the measurements taken in, each measurement once, by time.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func observations(
    where isWanted: (Observation) -> Bool, progress: Progress.Listener? = nil
  ) async throws -> [Observation] {
    try await told(where: isWanted, progress: progress).map(\.observation)
  }

  /// The same, each with what OONI says of its measurement.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func told(
    where isWanted: (Observation) -> Bool, progress: Progress.Listener? = nil
  ) async throws -> [ToldObservation] {
    let reading = ObservationReading(
      folder: folder, exhibits: try exhibits(.measurements), tables: try judgeTables(),
      threads: Cores.count)
    var found = ObservationSet()
    var told: [String: OONIVerdict] = [:]
    var witnesses = WitnessHealth(meetsCopies: true)
    // Rows of messengers are judged by those of other networks and countries in the same hours.
    try await reading.each(progress: progress) { row, exhibit, place in
      let isOurs = isWanted(row.observation)
      // What else a vantage point tried tells whether it is a witness.
      witnesses.add(row.observation)
      guard isOurs || row.observation.isOfMessenger else { return }
      found.add(row.observation, in: exhibit, at: place)
      // A copy that says something else is left out, and what OONI says of it too.
      guard isOurs, let says = row.ooni, let counted = found.counted(for: row.observation),
        row.observation.saysTheSame(as: counted)
      else { return }
      told[counted.measurement] = told[counted.measurement]?.filled(from: says) ?? says
    }
    witnesses.settle()
    let voting = BurstCheck().judged(RunSpans.marked(found.takeSorted().observations))
    return OutageCheck().judged(witnesses.judged(voting)).filter(isWanted).map {
      ToldObservation(observation: $0, ooni: told[$0.measurement])
    }
  }
}

/// What a measurement says, beside what OONI says of it.
public struct ToldObservation: Sendable, Hashable {
  /// What we see in it.
  public var observation: Observation
  /// What OONI's program and servers say, where the file has it.
  public var ooni: OONIVerdict?

  /// Makes a pair.
  public init(observation: Observation, ooni: OONIVerdict?) {
    self.observation = observation
    self.ooni = ooni
  }
}
