public import Bytes

extension SiteReport {
  /// What was found, for programs. Times are seconds since 1970, rates requests per second, shares 0 to 1.
  ///
  /// Addresses: loud sources are told by their networks (/24, /48), never whole.
  public var json: JSONValue {
    ([
      "schema": .string("haidang-flood-1"),
      "requests": .integer(Int64(requests)),
      "herd_requests": .integer(Int64(herdRequests)),
      "span": spanJSON,
      "judged": .bool(isJudged),
      "furniture_per_page": furniturePerPage.map(JSONValue.rounded) ?? .null,
      "navigation": .rounded(navigation),
      "late": .integer(Int64(time.late)),
      "ahead": .integer(Int64(time.ahead)),
      "silences": .integer(Int64(time.gaps)),
      "lateness": .integer(time.lateness),
      "clock_steps": .array(time.steps.map(\.json)),
      "incidents": .array(incidents.map(\.json)),
      "surges": .array(surges.map(\.json)),
      "loud": .array(loud.map(\.json)),
      "loud_more": .integer(Int64(moreLoud)),
    ])
  }
}

extension SiteReport {
  private var spanJSON: JSONValue {
    guard let span else { return .null }
    return [.integer(span.lowerBound), .integer(span.upperBound)]
  }
}

extension JSONValue {
  /// A number with six digits, so that the same value is the same text everywhere.
  static func rounded(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    let scaled = (value * 1e6).rounded()
    return scaled.magnitude < 9e15 ? .number(scaled / 1e6) : .number(value)
  }
}

extension Incident {
  /// The incident, for programs.
  public var json: JSONValue {
    ([
      "id": .string(id), "verdict": .string(verdict.rawValue), "kind": .string(kind.rawValue),
      "severity": .string("\(severity)"), "confidence": .string("\(confidence)"),
      "start": .integer(start), "end": .integer(end), "open": .bool(isOpen),
      "requests": .rounded(requests.rounded()), "waves": .array(waves.map(\.json)),
    ])
  }
}

extension Wave {
  /// The wave, for programs.
  public var json: JSONValue {
    func range(_ range: ClosedRange<Int64>) -> JSONValue {
      .array([.integer(range.lowerBound), .integer(range.upperBound)])
    }
    return
      ([
        "detected": .integer(detected), "known": .integer(known), "start": .integer(start),
        "start_range": range(startRange), "end": .integer(end), "end_range": range(endRange),
        "open": .bool(isOpen), "kind": .string(kind.rawValue), "verdict": .string(verdict.rawValue),
        "severity": .string("\(severity)"), "confidence": .string("\(confidence)"),
        "families": .array(families.map { .string($0.rawValue) }),
        "evidence": .array(evidence.map(\.json)), "clusters": .array(clusters.map(\.json)),
        "requests": .rounded(requests.rounded()), "all_requests": .rounded(allRequests),
        "usual": .rounded(usual), "ratio": .rounded(ratio),
        "peak_1s": .integer(Int64(peaks[0])), "peak_10s": .integer(Int64(peaks[1])),
        "peak_60s": .integer(Int64(peaks[2])), "sources": .rounded(sources.rounded()),
        "sources_error": .rounded(sourcesError), "loudest_share": .rounded(loudestShare),
        "failed": .rounded(failed), "failed_before": .rounded(failedBefore),
        "networks": .array(networks.map(\.json)),
        "targets": .array(targets.map(\.json)),
      ])
  }
}

extension NetworkShare {
  /// The network with its length.
  public var text: String { network.networkText }
}

extension ClientAddress {
  /// The network that the address is counted with, with its length.
  public var networkText: String {
    let network = self.network
    return v4 != nil ? "\(network)/24" : isNamed ? "-" : "\(network)/48"
  }
}

extension EvidenceLine {
  var json: JSONValue {
    ([
      "code": .string(code.rawValue), "value": .rounded(value),
      "usual": usual.map(JSONValue.rounded) ?? .null, "weight": .rounded(weight),
    ])
  }
}

extension AttackCluster {
  var json: JSONValue {
    ([
      "rule": .array(features.map(\.json)), "share": .rounded(share), "usual": .rounded(usual),
      "precision": .rounded(precision),
    ])
  }
}

extension Surge {
  /// The surge, for programs.
  public var json: JSONValue {
    ([
      "detected": .integer(detected), "start": .integer(start), "end": .integer(end),
      "open": .bool(isOpen), "verdict": .string(verdict.rawValue),
      "lacks_furniture": .bool(lacksFurniture), "requests": .rounded(requests.rounded()),
      "attack_share": .rounded(attackShare), "usual": .rounded(usual),
      "peak_60s": .integer(Int64(peak)), "furniture": .rounded(furniture),
      "usual_furniture": .rounded(usualFurniture), "navigation": .rounded(navigation),
      "usual_navigation": .rounded(usualNavigation), "failed": .rounded(failed),
    ])
  }
}

extension LoudSource {
  var json: JSONValue {
    ([
      "kind": .string(kind.rawValue), "second": .integer(second), "count": .integer(Int64(count)),
      "network": .string(client.networkText),
    ])
  }
}

extension AttackCluster.Feature {
  var json: JSONValue { ["field": .string(field.rawValue), "value": .string(value)] }
}

extension TextShare {
  var json: JSONValue {
    ["path": .string(text), "share": .rounded(share), "usual": .rounded(usual)]
  }
}

extension NetworkShare {
  var json: JSONValue {
    ["network": .string(text), "share": .rounded(share), "usual": .rounded(usual)]
  }
}

extension TimeReport.ClockStep {
  var json: JSONValue { ["second": .integer(second), "by": .integer(by)] }
}
