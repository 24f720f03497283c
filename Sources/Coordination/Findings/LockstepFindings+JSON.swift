public import Bytes

extension LockstepFindings {
  /// Counts of a search: what was looked at, what was set aside, what was found.
  public var json: JSONValue {
    func count(_ level: Level) -> JSONValue { .count(groups.count { $0.tests.level == level }) }
    return [
      "accounts_testable": .count(accounts), "actions": .count(incidences.actions),
      "ages_left_out": reference?.ages.fault.map { .string($0.rawValue) } ?? .null,
      "audience": count(.audience), "blocks": blocks.map(JSONValue.count) ?? .null,
      "candidates": .count(pairs.map(\.candidates).reduce(0, +)),
      "crowds": .count(crowds.count),
      "crowds_set_aside": .array(crowds.filter(\.isRemarkable).map(\.json)),
      "groups": .count(candidates), "high": count(.high), "medium": count(.medium),
      "objects": .count(objects), "ordinary_objects": .count(reference?.objects ?? 0),
      "pairs_accepted": .count(pairs.map(\.accepted).reduce(0, +)),
      "repeats": .count(incidences.repeats), "rows": .count(rows), "saturated": .count(saturated),
      "thin": count(.thin), "visits": .count(pairs.map(\.visits).reduce(0, +)),
      "without_object": .count(incidences.withoutObject),
    ]
  }
}

extension Crowd {
  /// The crowd in counts; nobody and no target is named.
  public var json: JSONValue {
    [
      "accounts": .count(accounts), "by_chance": .rounded(byChance),
      "first": .string(MomentText.text(span.lowerBound)),
      "last": .string(MomentText.text(span.upperBound)), "owners": .count(owners),
      "reports": .rounded(reports), "ripe": .rounded(ripe),
      "shared": .rounded(evidence.shared), "shared_by_chance": .rounded(evidence.byChance),
      "targets": .count(objects), "visits": .count(visits),
      "within_seconds": .integer(within / 1000),
    ]
  }
}
