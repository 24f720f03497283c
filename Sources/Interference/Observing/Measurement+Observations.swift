extension Measurement {
  /// What the measurement says about each of its targets: one row for a page, one for each role of
  /// a messenger or part of a plain test; none when its time or target is not known.
  public func observations(by judge: WebJudge) -> [Observation] {
    var rows = rows(by: judge)
    guard let own = ownAddress.map(OwnAddress.init) else { return rows }
    for index in rows.indices {
      rows[index].evidence = rows[index].evidence.map(own.scrubbed)
    }
    return rows
  }

  private func rows(by judge: WebJudge) -> [Observation] {
    guard let start else { return [] }
    switch test {
    case .web(let web):
      guard let host, HostName.isValid(host) else { return [] }
      return [observation(of: host, judge.verdict(on: web, self), web, start)]
    case .service(let service):
      let verdict = ServiceJudge(bogons: judge.bogons, fingerprints: judge.fingerprints)
        .verdict(on: service, self)
      return verdict.parts.map { part in
        row(part.target, service.service.testName, start, part.verdict)
      }
    case .plain(let plain): return plainRows(plain, start)
    case .speed(let speed): return speedRows(speed, start)
    case .other: return []
    }
  }

  private func observation(
    of host: String, _ verdict: WebVerdict, _ web: WebMeasurement, _ start: Int64
  ) -> Observation {
    var row = row(host, "web_connectivity", start, verdict.deciding)
    row.state = verdict.state
    row.hasArtefact = verdict.hasArtefact
    row.cameOutside = web.control?.page.map { $0.failure == nil && $0.status != nil }
    row.addresses = Observation.addresses(of: host, in: web, by: row.rule)
    row.goodput = TransferPace.largest(in: TransferPace.all(of: web))?.goodput
    return row
  }

  private func row(
    _ target: String, _ test: String, _ start: Int64, _ verdict: LayerVerdict?
  ) -> Observation {
    Observation(
      measurement: id, uid: uid, target: target, test: test, country: country, network: network,
      resolverNetwork: resolverNetwork, vantagePoint: vantagePoint ?? setting,
      isPseudonym: vantagePoint != nil, run: vantagePoint == nil ? report ?? id : nil,
      start: start, state: verdict?.state ?? .insufficient,
      layer: verdict?.layer, mechanism: verdict?.mechanism, rule: verdict?.rule,
      likelihood: verdict?.likelihood,
      hasArtefact: verdict?.state == .blocked && verdict?.mechanism?.isArtefact ?? false,
      evidence: verdict?.evidence ?? [])
  }

  /// What is known of where and how a program without pseudonyms ran. One volunteer on three evenings
  /// has one setting, whatever the report; versions are left out, for programs bring themselves up to
  /// date.
  private var setting: String {
    [
      country ?? "?", network.map { "AS\($0)" } ?? "?", program, access ?? "?",
      resolverNetwork.map { "AS\($0)" } ?? "?",
    ].joined(separator: " ").replacing(RunSpans.mark, with: " ")
  }

  // MARK: Tests without a verdict

  /// One row for each part, `ok` where one of its attempts worked and else `insufficient`: nothing
  /// is there to compare with.
  private func plainRows(_ plain: PlainMeasurement, _ start: Int64) -> [Observation] {
    // A resolver is a target by itself; the other tests take what their program brings along.
    let place =
      plain.name == "dnscheck"
      ? "dnscheck/\(input.map { String($0.prefix(200)) } ?? "?")" : plain.name
    var parts: [String] = []
    var attempts: [String: [PlainMeasurement.Attempt]] = [:]
    for attempt in plain.attempts {
      if attempts[attempt.part] == nil { parts.append(attempt.part) }
      attempts[attempt.part, default: []].append(attempt)
    }
    return parts.map { part in
      let tries = attempts[part] ?? []
      let rule: Rule =
        tries.contains { $0.outcome == .altered }
        ? .plainAltered
        : tries.contains { $0.outcome == .worked }
          ? .plainWorked
          : tries.contains { $0.outcome == .failed } ? .plainFailed : .nothingObserved
      var row = row("\(place)/\(part)", plain.name, start, nil)
      row.rule = rule
      row.state = rule == .plainWorked ? .ok : .insufficient
      row.evidence = Self.evidence(of: tries)
      return row
    }
  }

  private static func evidence(of tries: [PlainMeasurement.Attempt]) -> [String] {
    var lines = ["\(tries.count { $0.outcome == .worked }) of \(tries.count) worked"]
    let altered = tries.count { $0.outcome == .altered }
    if altered > 0 { lines.append("\(altered) came back changed") }
    var counts: [String: Int] = [:]
    for failure in tries.compactMap(\.failure) { counts["\(failure)", default: 0] += 1 }
    let causes = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    lines += causes.prefix(6).map { "\($0.value) failed by \($0.key)" }
    if tries.count == 1, let seconds = tries[0].seconds { lines.append("\(seconds.rounded()) s") }
    return lines
  }

  private func speedRows(_ speed: SpeedMeasurement, _ start: Int64) -> [Observation] {
    var ways: [(String, Double?)] = [("download", speed.download)]
    if speed.kind == .ndt { ways.append(("upload", speed.upload)) }
    return ways.map { way, rate in
      // Nothing moved is a failure to measure, and not a speed.
      let rate = rate.flatMap { $0 > 0 ? $0 : nil }
      var row = row("\(speed.kind.rawValue)/\(way)", speed.kind.rawValue, start, nil)
      row.layer = .throughput
      row.state = rate == nil ? .insufficient : .ok
      row.rule = rate == nil ? .speedUnknown : .speedMeasured
      row.goodput = rate
      row.evidence =
        (speed.failure.map { ["\($0)"] } ?? [])
        + (speed.roundTrip.map { ["\(($0 * 1000).rounded()) ms there and back"] } ?? [])
      return row
    }
  }
}

extension WebVerdict {
  /// The layer that decided the state of the whole; `nil` when nothing was observed.
  public var deciding: LayerVerdict? {
    let state = state
    if state == .blocked { return decisive }
    return layers.filter { $0.state == state && !$0.isAside }.max {
      ($0.hop, $0.layer) < ($1.hop, $1.layer)
    }
  }
}

extension Mechanism {
  /// Whether only interference leaves this trace, so that one measurement shows it.
  public var isArtefact: Bool {
    switch self {
    case .dnsSinkhole, .dnsBogon, .dnsInjected, .tlsMiddleboxCertificate, .httpBlockPage: true
    default: false
    }
  }
}
