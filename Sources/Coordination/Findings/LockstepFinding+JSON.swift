public import Bytes
import Signals

extension LockstepFinding {
  /// The finding as JSON: times in universal time, chances as logarithms to base 10.
  public var json: JSONValue {
    let json: JSONValue = [
      "accounts": .array(accounts.map(\.json)),
      "first": .string(MomentText.text(span.lowerBound)),
      "last": .string(MomentText.text(span.upperBound)),
      "level": .string(level.rawValue), "name": .string(name), "object": .string(form.rawValue),
      "pairs": .array(pairs.map { $0.json(accounts) }), "portrait": portrait.json,
      "targets": .array(targets.map { $0.json(accounts) }), "tests": tests.json(thresholds),
    ]
    guard block != nil || crowd != nil, var object = json.object else { return json }
    if let block { object["block"] = block.json }
    if let crowd { object["crowd"] = crowd.json }
    return .object(object)
  }
}

extension BlockEvidence {
  var json: JSONValue { ["by_chance": .rounded(byChance), "density": .rounded(density)] }

  init(_ json: JSONPlace) throws(FindingError) {
    self.init(density: try json["density"].number(), byChance: try json["by_chance"].number())
  }
}

extension CrowdEvidence {
  var json: JSONValue { ["by_chance": .rounded(byChance), "shared": .rounded(shared)] }

  init(_ json: JSONPlace) throws(FindingError) {
    self.init(shared: try json["shared"].number(), byChance: try json["by_chance"].number())
  }
}

extension JSONValue {
  /// A number with nine significant digits: all that a reader can use, and the same on every machine.
  static func rounded(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    // What is smaller than this is nothing to a reader, and its scale would be infinite.
    guard value.magnitude >= 1e-290 else { return .integer(0) }
    var scale = 1.0
    var exponent = 0
    while value.magnitude * scale < 1e8 {
      scale *= 10
      exponent -= 1
    }
    while value.magnitude * scale >= 1e9 {
      scale /= 10
      exponent += 1
    }
    let digits = Int64((value * scale).rounded())
    // Both are exact, so the quotient is the number nearest to these digits (Clinger 1990).
    if scale >= 1, exponent >= -22 { return .number(Double(digits) / scale) }
    // A scale that is not exact would give a number beside it.
    return .number(Double("\(digits)e\(exponent)") ?? value)
  }

  /// ln 10.
  static let naturalOfTen = 2.302_585_092_994_046

  static func base10(_ logarithm: Double) -> JSONValue { rounded(logarithm / naturalOfTen) }

  static func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }
}

extension LockstepFinding.Account {
  var json: JSONValue {
    [
      "account": .string(name), "expected": .rounded(expected),
      "first": .string(MomentText.text(span.lowerBound)),
      "last": .string(MomentText.text(span.upperBound)), "objects": .count(objects),
      "p_log10": .base10(logChance), "raids": .count(raids), "role": .string(role.rawValue),
    ]
  }
}

extension LockstepFinding.Target {
  func json(_ accounts: [LockstepFinding.Account]) -> JSONValue {
    let actions = times.indices.map { place -> JSONValue in
      var action: JSONValue = [
        "account": .string(accounts[members[place]].name),
        "at": .string(MomentText.text(times[place])),
      ]
      if place < self.actions.count, !self.actions[place].isEmpty {
        action["action"] = .string(self.actions[place])
      }
      return action
    }
    return [
      "actions": .array(actions), "age_spread": ageSpread.map(JSONValue.rounded) ?? .null,
      "all_accounts": .count(allAccounts), "kind": .string(kind),
      "made": made.map { .string(MomentText.text($0)) } ?? .null,
      "owner": owner.map(JSONValue.string) ?? .null, "target": .string(name),
      "together": .rounded(together), "visit": .count(visit),
    ]
  }
}

extension LockstepFinding.Pair {
  func json(_ accounts: [LockstepFinding.Account]) -> JSONValue {
    [
      "co_actions": .count(coActions), "expected": .rounded(expected),
      "first": .string(MomentText.text(span.lowerBound)), "first_led": .count(firstLed),
      "jaccard": .rounded(jaccard), "last": .string(MomentText.text(span.upperBound)),
      "median_gap_seconds": .rounded(Double(medianGap) / 1000), "p_log10": .base10(logChance),
      "source": .string(accounts[first].name), "target": .string(accounts[second].name),
    ]
  }
}

extension LockstepFinding.Portrait {
  var json: JSONValue {
    [
      "hours_utc": .array(hours.map(JSONValue.count)),
      "median_co_actions": .rounded(medianCoActions), "median_expected": .rounded(medianExpected),
      "owners": .array(owners.map(\.json)),
      "reason_elsewhere": .rounded(reasonElsewhere),
      "reason_p_log10": reasonChance.map(JSONValue.base10) ?? .null,
      "reasons": .array(reasons.map(\.json)),
      "share_of_own_activity": .rounded(shareOfOwnActivity),
      "share_of_targets": .rounded(shareOfTargets),
      "weekdays_utc": .array(weekdays.map(JSONValue.count)),
    ]
  }
}

extension LockstepFinding.Count {
  var json: JSONValue { ["count": .count(count), "name": .string(name)] }
}

extension GroupTests {
  func json(_ thresholds: LockstepFinding.Thresholds) -> JSONValue {
    let json: JSONValue = [
      "across_owners": .bool(isAcrossOwners),
      "age_spread": ageSpread.map(JSONValue.rounded) ?? .null,
      "bursts": .count(bursts), "bursts_p_log10": .base10(burstChance),
      "dated": .rounded(thresholds.dated), "groups": .count(thresholds.groups),
      "has_seconds": .bool(thresholds.hasSeconds), "narrow": narrow.map(JSONValue.count) ?? .null,
      "narrow_p_log10": .base10(narrowChance), "ordinary_objects": .count(thresholds.objects),
      "ordinary_together": .rounded(thresholds.together), "owners": .count(owners),
      "owners_in_effect": .rounded(ownersInEffect), "passed_age": .bool(isNarrow),
      "passed_minute": .bool(isSynchronous), "passed_ripe": .bool(isRipeNarrow),
      "reports": .rounded(reports), "ripe_narrow": .count(ripeNarrow),
      "ripe_p_log10": .base10(ripeChance),
      "ripe_spread": ripeSpread.map(JSONValue.rounded) ?? .null,
      "ripe_visits": .count(ripeVisits), "shared_abuse": .bool(isSharedAbuse),
      "together": .rounded(together), "visits": .count(visits),
      "wording_elsewhere_hits": wordingElsewhere.map { .count($0.hits) } ?? .null,
      "wording_elsewhere_texts": wordingElsewhere.map { .count($0.trials) } ?? .null,
      "wording_hits": wording.map { .count($0.hits) } ?? .null,
      "wording_p_log10": .base10(wordingChance), "wording_shared": .bool(isSharedWording),
      "wording_texts": wording.map { .count($0.trials) } ?? .null,
    ]
    guard var object = json.object else { return json }
    for (name, some) in [("cues", cues), ("cues_sought", cuesSought)] where !some.isEmpty {
      object[name] = .array(some.map { .string($0.rawValue) })
    }
    return .object(object)
  }
}
