public import Interference
public import Record

/// One measurement judged again, whole.
public struct Judgement: Sendable, Hashable {
  /// The measurement's name.
  public var measurement: String
  /// Which rules were asked.
  public var subject: Rule.Subject
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
    return try judgements(of: Set(chosen.map(\.measurement)), for: finding, progress)
  }

  private nonisolated func judgements(
    of names: Set<String>, for finding: Finding, _ progress: Progress.Listener?
  ) throws -> [Judgement] {
    let judge = try judgeTables(before: finding.inputs.entries).judge()
    let shelf = ExhibitShelf(folder: folder)
    var left = names
    var found: [Judgement] = []
    let exhibits = try exhibits(.measurements, before: finding.inputs.entries)
    for (index, exhibit) in exhibits.enumerated() where !left.isEmpty {
      progress?(Progress(.reading, index, of: exhibits.count))
      var summary = MeasurementFile.Summary()
      try MeasurementFile(path: shelf.path(of: exhibit.digest)).each(&summary) { measurement in
        guard left.remove(measurement.id) != nil else { return }
        found += Self.judgements(
          of: measurement, in: exhibit, by: judge, about: Set(finding.targets))
      }
    }
    return found.sorted { $0.measurement < $1.measurement }
  }

  private static func judgements(
    of measurement: Measurement, in exhibit: Exhibit, by judge: WebJudge, about targets: Set<String>
  ) -> [Judgement] {
    func judgement(
      _ state: LayerState, _ layers: [LayerVerdict], _ subject: Rule.Subject
    ) -> Judgement {
      Judgement(
        measurement: measurement.name, subject: subject, exhibit: exhibit.name, state: state,
        layers: layers)
    }
    switch measurement.test {
    case .web(let web):
      let verdict = judge.verdict(on: web, measurement)
      return [judgement(verdict.state, verdict.layers, .page)]
    case .service(let service):
      let verdict = ServiceJudge(bogons: judge.bogons, fingerprints: judge.fingerprints)
        .verdict(on: service, measurement)
      return verdict.parts.filter { targets.contains($0.target) }.map {
        judgement($0.verdict.state, [$0.verdict], .messenger)
      }
    case .plain, .speed, .other: return []
    }
  }
}
