public import Interference
public import Record

/// One measurement judged again, whole.
public struct Judgement: Sendable, Hashable {
  /// The measurement's name.
  public var measurement: String
  /// The exhibit it is in.
  public var exhibit: String
  /// What it supports.
  public var state: LayerState
  /// What each layer supports, with rule and evidence.
  public var layers: [LayerVerdict]
}

extension Observatory {
  /// Measurements that a finding rests on, judged again with every layer: those that show
  /// interference first, then others.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func judgements(
    for finding: Finding, most: Int, progress: Progress.Listener? = nil
  ) async throws -> [Judgement] {
    guard most > 0 else { return [] }
    let targets = Set(finding.targets)
    let span = finding.span.lo()..<finding.span.hi()
    let found = try await observations(
      where: { observation in
        observation.country == finding.country && targets.contains(observation.target)
          && span.contains(observation.start)
      }, progress: progress)
    let chosen = (found.filter { $0.state == .blocked } + found.filter { $0.state != .blocked })
      .prefix(most)
    return try judgements(of: Set(chosen.map(\.measurement)), progress)
  }

  private nonisolated func judgements(
    of names: Set<String>, _ progress: Progress.Listener?
  ) throws -> [Judgement] {
    let judge = try judgeTables().judge()
    let shelf = ExhibitShelf(folder: folder)
    var left = names
    var found: [Judgement] = []
    let exhibits = try exhibits(.measurements)
    for (index, exhibit) in exhibits.enumerated() where !left.isEmpty {
      progress?(Progress(.reading, index, of: exhibits.count))
      var summary = MeasurementFile.Summary()
      try MeasurementFile(path: shelf.path(of: exhibit.digest)).each(&summary) { measurement in
        guard case .web(let web) = measurement.test, left.remove(measurement.id) != nil else {
          return
        }
        let verdict = judge.verdict(on: web, measurement)
        found.append(
          Judgement(
            measurement: measurement.id, exhibit: exhibit.name, state: verdict.state,
            layers: verdict.layers))
      }
    }
    return found.sorted { $0.measurement < $1.measurement }
  }
}
