public import Bytes
import Signals

extension LockstepFinding {
  /// Reads what ``json`` writes. Members that it does not write are passed over, so that a line may carry
  /// more than the finding.
  ///
  /// What is read equals what was written but for the rounding of numbers to nine digits, and is written
  /// again as the same bytes.
  ///
  /// - Throws: `FindingError` with the place of the first fault.
  /// - Complexity: O(n) in the size of the finding.
  public init(json value: JSONValue) throws(FindingError) {
    let finding = JSONPlace(value)
    guard value.object != nil else { throw finding.error(.wrongType(wanted: "an object")) }
    name = try finding["name"].text()
    level = try finding["level"].word(of: Level.self)
    if finding["block"].isThere { block = try BlockEvidence(finding["block"]) }
    if finding["crowd"].isThere { crowd = try CrowdEvidence(finding["crowd"]) }
    // Findings of the first versions say none.
    form = try finding["object"].ifAny()?.word(of: ObjectForm.self) ?? .actionAndTarget
    tests = try GroupTests(finding["tests"], level: level)
    thresholds = try Thresholds(finding["tests"])
    span = try finding.span()
    let accounts = try finding["accounts"].list(Account.init)
    let places = try Self.places(of: accounts, at: finding["accounts"])
    self.accounts = accounts
    targets = try finding["targets"].list().map { (target) throws(FindingError) in
      try Target(target, places)
    }
    pairs = try finding["pairs"].list().map { (pair) throws(FindingError) in
      try Pair(pair, places)
    }
    portrait = try Portrait(finding["portrait"])
  }

  private static func places(
    of accounts: [Account], at list: JSONPlace
  ) throws(FindingError) -> [ExactName: Int] {
    var places: [ExactName: Int] = [:]
    for (place, account) in accounts.enumerated()
    where places.updateValue(place, forKey: ExactName(account.name)) != nil {
      throw FindingError(path: "\(list.path)[\(place)]", fault: .repeatedAccount(account.name))
    }
    return places
  }
}

extension JSONPlace {
  fileprivate func account(_ places: [ExactName: Int]) throws(FindingError) -> Int {
    let name = try text()
    guard let place = places[ExactName(name)] else { throw error(.unknownAccount(name)) }
    return place
  }

  fileprivate func counts(_ wanted: Int) throws(FindingError) -> [Int] {
    let counts = try list().map { (place) throws(FindingError) in try place.count() }
    guard counts.count == wanted else { throw error(.wrongCount(counts.count, wanted: wanted)) }
    return counts
  }
}

extension LockstepFinding.Account {
  init(_ json: JSONPlace) throws(FindingError) {
    name = try json["account"].text()
    role = try json["role"].word(of: Member.Role.self)
    raids = try json["raids"].count()
    expected = try json["expected"].number()
    logChance = try json["p_log10"].logChance()
    objects = try json["objects"].count()
    span = try json.span()
  }
}

extension LockstepFinding.Target {
  fileprivate init(_ json: JSONPlace, _ places: [ExactName: Int]) throws(FindingError) {
    name = try json["target"].text()
    kind = try json["kind"].text()
    owner = try json["owner"].ifAny()?.text()
    made = try json["made"].ifAny()?.moment()
    visit = try json["visit"].count()
    let list = try json["actions"].list()
    times = try list.map { (action) throws(FindingError) in try action["at"].moment() }
    members = try list.map { (action) throws(FindingError) in
      try action["account"].account(places)
    }
    let names = try list.map { (action) throws(FindingError) in
      try action["action"].ifAny()?.text() ?? ""
    }
    actions = names.allSatisfy(\.isEmpty) ? [] : names
    allAccounts = try json["all_accounts"].count()
    together = try json["together"].number()
    ageSpread = try json["age_spread"].ifAny()?.number()
  }
}

extension LockstepFinding.Pair {
  fileprivate init(_ json: JSONPlace, _ places: [ExactName: Int]) throws(FindingError) {
    first = try json["source"].account(places)
    second = try json["target"].account(places)
    guard first != second else {
      throw json["target"].error(.pairWithItself(try json["target"].text()))
    }
    coActions = try json["co_actions"].count()
    expected = try json["expected"].number()
    logChance = try json["p_log10"].logChance()
    jaccard = try json["jaccard"].number()
    medianGap = try json["median_gap_seconds"].milliseconds()
    span = try json.span()
    firstLed = try json["first_led"].count()
  }
}

extension LockstepFinding.Thresholds {
  init(_ json: JSONPlace) throws(FindingError) {
    together = try json["ordinary_together"].number()
    objects = try json["ordinary_objects"].count()
    groups = try json["groups"].count()
    hasSeconds = try json["has_seconds"].flag()
    dated = try json["dated"].number()
  }
}

extension LockstepFinding.Portrait {
  init(_ json: JSONPlace) throws(FindingError) {
    medianCoActions = try json["median_co_actions"].number()
    medianExpected = try json["median_expected"].number()
    shareOfOwnActivity = try json["share_of_own_activity"].number()
    shareOfTargets = try json["share_of_targets"].number()
    reasons = try json["reasons"].list(LockstepFinding.Count.init)
    // Without reasons there is no chance; with reasons `null` is a chance of zero.
    reasonChance = reasons.isEmpty ? nil : try json["reason_p_log10"].logChance()
    reasonElsewhere = try json["reason_elsewhere"].number()
    hours = try json["hours_utc"].counts(24)
    weekdays = try json["weekdays_utc"].counts(7)
    owners = try json["owners"].list(LockstepFinding.Count.init)
  }
}

extension LockstepFinding.Count {
  init(_ json: JSONPlace) throws(FindingError) {
    name = try json["name"].text()
    count = try json["count"].count()
  }
}

extension GroupTests {
  init(_ json: JSONPlace, level: Level) throws(FindingError) {
    self.init()
    self.level = level
    visits = try json["visits"].count()
    bursts = try json["bursts"].count()
    together = try json["together"].number()
    burstChance = try json["bursts_p_log10"].logChance()
    isSynchronous = try json["passed_minute"].flag()
    narrow = try json["narrow"].ifAny()?.count()
    ageSpread = try json["age_spread"].ifAny()?.number()
    narrowChance = try json["narrow_p_log10"].logChance()
    isNarrow = try json["passed_age"].flag()
    ripeVisits = try json["ripe_visits"].count()
    ripeNarrow = try json["ripe_narrow"].count()
    ripeSpread = try json["ripe_spread"].ifAny()?.number()
    ripeChance = try json["ripe_p_log10"].logChance()
    isRipeNarrow = try json["passed_ripe"].flag()
    isSharedAbuse = try json["shared_abuse"].flag()
    isAcrossOwners = try json["across_owners"].flag()
    cues = try Self.cues(json["cues"])
    cuesSought = try Self.cues(json["cues_sought"])
    owners = try json["owners"].count()
    ownersInEffect = try json["owners_in_effect"].number()
    reports = try json["reports"].number()
    wording = try Self.proportion("wording", json)
    wordingElsewhere = try Self.proportion("wording_elsewhere", json)
    wordingChance = try json["wording_p_log10"].logChance()
    isSharedWording = try json["wording_shared"].flag()
  }

  private static func cues(_ list: JSONPlace) throws(FindingError) -> [CommonCue] {
    guard list.isThere else { return [] }
    return try list.list().map { (cue) throws(FindingError) in try cue.word(of: CommonCue.self) }
  }

  private static func proportion(
    _ name: String, _ json: JSONPlace
  ) throws(FindingError) -> Proportion? {
    guard let texts = try json["\(name)_texts"].ifAny()?.count() else { return nil }
    let hits = try json["\(name)_hits"].count()
    guard hits <= texts else {
      throw json.error(.wrongCount(hits, wanted: texts))
    }
    return Proportion(hits, of: texts)
  }
}
