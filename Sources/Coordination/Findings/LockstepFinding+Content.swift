public import Bytes
import Record

extension LockstepFinding {
  /// The version of the method, which a recorded finding names: it grows when the same actions give other findings.
  public static let methodVersion = 6

  /// The most pairs that a record holds: those least likely by chance.
  public static let mostPairsRecorded = 1000

  /// The most actions that a record holds: a line of the journal has its limit, and nobody reads more by hand.
  public static let mostActionsRecorded = 100_000

  /// The first targets whose actions a record has room for.
  private var recordedTargets: ArraySlice<Target> {
    var actions = 0
    let end = targets.firstIndex { target in
      actions += target.times.count
      return actions > Self.mostActionsRecorded
    }
    return targets[..<max(min(1, targets.count), end ?? targets.count)]
  }

  /// What a record of kind `lockstep` says of the finding; whoever records adds the title, the settings and the
  /// inputs.
  public var content: JSONObject {
    let kept = pairs.indices.sorted { one, other in
      (pairs[one].logChance, one) < (pairs[other].logChance, other)
    }.prefix(Self.mostPairsRecorded).sorted()
    var content = JSONObject([
      ("accounts", .array(accounts.map(\.content))), ("id", .string(name)),
      ("level", .string(level.rawValue)), ("method_version", .count(Self.methodVersion)),
      ("pairs_in_all", .count(pairs.count)), ("portrait", Self.told(portrait.json)),
      ("span", .string(Self.days(span))), ("targets", .array(recordedTargets.map(\.content))),
      ("targets_in_all", .count(targets.count)),
      ("tests", Self.told(tests.json(thresholds))),
    ])
    content["block"] = block?.json
    content["crowd"] = crowd?.json
    // Without a word it is the usual layer.
    if form != .actionAndTarget { content["object"] = .string(form.rawValue) }
    if !kept.isEmpty { content["pairs"] = .array(kept.map { pairs[$0].content }) }
    return content
  }

  /// Reads what a record says.
  ///
  /// - Throws: `FindingError` with a place in what ``json`` would have been.
  public init(record content: JSONValue) throws(FindingError) {
    try self.init(json: Self.json(of: content))
  }

  /// What stands for an action without a name among others with names: a record has no empty texts.
  static let unnamed = "–"

  /// A day, or the first and the last.
  static func days(_ span: ClosedRange<Int64>) -> String {
    let (first, last) = (day(span.lowerBound), day(span.upperBound))
    return first == last ? first : "\(first)/\(last)"
  }

  static func day(_ milliseconds: Int64) -> String {
    String(MomentText.text(milliseconds).prefix(10))
  }

  /// An object without what is null or an empty list: a record has no such fields.
  private static func told(_ value: JSONValue) -> JSONValue {
    guard let members = value.object?.members else { return value }
    return .object(
      JSONObject(
        members.filter { !$0.value.isNull && $0.value != .array([]) }.map { ($0.name, $0.value) }))
  }

  private static func json(of content: JSONValue) -> JSONValue {
    let accounts = content["accounts"].elements
    let names = accounts.map { $0["account"] }
    let targets = content["targets"].elements
    let days = (content["span"].text ?? "").split(separator: "/").map { JSONValue.string("\($0)") }
    let times = targets.flatMap { $0["times"].elements.compactMap(\.int) }
    var spans: [Int: ClosedRange<Int>] = [:]
    for target in targets {
      for (member, time) in zip(target["members"].elements, target["times"].elements) {
        guard let member = member.int, let time = time.int else { continue }
        let old = spans[member] ?? time...time
        spans[member] = min(old.lowerBound, time)...max(old.upperBound, time)
      }
    }
    let json: JSONValue = [
      "accounts": .array(
        accounts.enumerated().map { place, account in
          with(
            account,
            [
              ("first", moment(spans[place]?.lowerBound, or: account["first"])),
              ("last", moment(spans[place]?.upperBound, or: account["last"])),
              ("p_log10", account["p_log10"]),
            ])
        }),
      "first": moment(times.min(), or: days.first), "last": moment(times.max(), or: days.last),
      "level": content["level"],
      "name": content["id"],
      "object": content["object"],
      "pairs": .array(content["pairs"].elements.map { pair($0, names) }),
      "portrait": with(
        content["portrait"],
        ["owners", "reasons"].map { ($0, .array(content["portrait"][$0].elements)) }
          + [("reason_p_log10", content["portrait"]["reason_p_log10"])]),
      "targets": .array(targets.map { target($0, names) }),
      "tests": with(
        content["tests"],
        ["bursts_p_log10", "narrow_p_log10", "ripe_p_log10", "wording_p_log10"].map {
          ($0, content["tests"][$0])
        }),
    ]
    return with(
      json, ["block", "crowd"].filter { !content[$0].isNull }.map { ($0, content[$0]) })
  }

  /// A moment; where none is told, the beginning of a day.
  private static func moment(_ milliseconds: Int?, or day: JSONValue? = nil) -> JSONValue {
    if let milliseconds { return .string(MomentText.text(Int64(milliseconds))) }
    return day?.text.map { .string("\($0)T00:00:00Z") } ?? .null
  }

  /// An object with some members set; `null` stands where nothing does.
  private static func with(_ value: JSONValue, _ members: [(String, JSONValue)]) -> JSONValue {
    var object = value.object ?? JSONObject()
    for (name, member) in members { object[name] = member }
    return .object(object)
  }

  private static func target(_ target: JSONValue, _ names: [JSONValue]) -> JSONValue {
    let actions = target["actions"].elements
    let list = zip(target["members"].elements, target["times"].elements).enumerated().map {
      place, one -> JSONValue in
      let account = one.0.int.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? .null
      var action: JSONValue = ["account": account, "at": moment(one.1.int)]
      if place < actions.count, actions[place] != .string(Self.unnamed) {
        action["action"] = actions[place]
      }
      return action
    }
    return with(
      target,
      [
        ("actions", .array(list)), ("kind", target["kind"].isNull ? "" : target["kind"]),
        ("made", moment(target["made"].int)),
      ])
  }

  private static func pair(_ pair: JSONValue, _ names: [JSONValue]) -> JSONValue {
    func name(_ field: String) -> JSONValue {
      pair[field].int.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? .null
    }
    return with(
      pair,
      [
        ("first", moment(pair["first"].int)), ("last", moment(pair["last"].int)),
        ("p_log10", pair["p_log10"]), ("source", name("one")), ("target", name("other")),
      ])
  }
}

extension LockstepFinding.Account {
  fileprivate var content: JSONValue {
    var content = JSONObject([
      ("account", .string(name)), ("expected", .rounded(expected)),
      ("first", .string(LockstepFinding.day(span.lowerBound))),
      ("last", .string(LockstepFinding.day(span.upperBound))), ("objects", .count(objects)),
      ("raids", .count(raids)), ("role", .string(role.rawValue)),
    ])
    content["p_log10"] = chance(logChance)
    return .object(content)
  }
}

/// A chance as records have it; none for one of zero, whose logarithm is no number.
private func chance(_ logarithm: Double) -> JSONValue? {
  logarithm.isFinite ? .base10(logarithm) : nil
}

extension LockstepFinding.Target {
  fileprivate var content: JSONValue {
    var content = JSONObject([
      ("all_accounts", .count(allAccounts)), ("members", .array(members.map(JSONValue.count))),
      ("target", .string(name)), ("times", .array(times.map(JSONValue.integer))),
      ("together", .rounded(together)), ("visit", .count(visit)),
    ])
    if let first = times.min() { content["on"] = .string(LockstepFinding.day(first)) }
    if !kind.isEmpty { content["kind"] = .string(kind) }
    content["owner"] = owner.map(JSONValue.string)
    content["made"] = made.map(JSONValue.integer)
    content["age_spread"] = ageSpread.map(JSONValue.rounded)
    if actions.contains(where: { !$0.isEmpty }) {
      content["actions"] = .array(
        actions.map { .string($0.isEmpty ? LockstepFinding.unnamed : $0) })
    }
    return .object(content)
  }
}

extension LockstepFinding.Pair {
  fileprivate var content: JSONValue {
    var content = JSONObject([
      ("co_actions", .count(coActions)), ("expected", .rounded(expected)),
      ("first", .integer(span.lowerBound)), ("first_led", .count(firstLed)),
      ("jaccard", .rounded(jaccard)), ("last", .integer(span.upperBound)),
      ("median_gap_seconds", .rounded(Double(medianGap) / 1000)), ("one", .count(first)),
      ("other", .count(second)),
    ])
    content["p_log10"] = chance(logChance)
    return .object(content)
  }
}
