import Signals

import func Glibc.log

/// Turns groups of numbers into findings with names.
struct FindingWriter {
  let columns: ActionColumns
  let incidence: Incidence
  let null: PairNull
  let reference: Reference
  let groups: Int
  let reports: ReasonCounts
  /// The share of pairs within a minute that is ordinary whatever the reference shows.
  var leastTogether = 0.0

  func finding(of group: LockstepGroup) -> LockstepFinding {
    let raids = group.raids
    let members = group.members
    var placeOf: [UInt32: Int] = [:]
    for (place, member) in members.enumerated() { placeOf[member.account] = place }
    let targets = targets(of: group, placeOf: placeOf)
    let times = targets.flatMap(\.times)
    let pairs = group.pairs.compactMap { pair($0, placeOf: placeOf) }
    return LockstepFinding(
      name: name(of: members, raids: raids), level: group.tests.level, block: group.block,
      crowd: group.crowd,
      tests: group.tests, thresholds: thresholds, span: (times.min() ?? 0)...(times.max() ?? 0),
      accounts: accounts(members, targets: targets), targets: targets, pairs: pairs,
      portrait: portrait(raids, members: members, targets: targets, pairs: pairs),
      form: incidence.form)
  }

  private var thresholds: LockstepFinding.Thresholds {
    let dated = incidence.objectTime.count { $0 != ActionColumns.noTime }
    return LockstepFinding.Thresholds(
      together: max(reference.together, leastTogether), objects: reference.objects, groups: groups,
      hasSeconds: reference.hasSeconds,
      dated: Double(dated) / Double(max(1, incidence.objects)))
  }

  private func account(_ number: UInt32) -> String {
    columns.accounts[incidence.accountName[Int(number)]]
  }

  /// The three accounts that came first and the object on which they did.
  private func name(of members: [Member], raids: [Raid]) -> String {
    let inside = Set(members.map(\.account))
    var first: [UInt32: Int64] = [:]
    for raid in raids {
      for row in raid.rows where inside.contains(incidence.account[Int(row)]) {
        let who = incidence.account[Int(row)]
        first[who] = min(first[who] ?? .max, incidence.time[Int(row)])
      }
    }
    let earliest = first.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(3)
    let names = earliest.map { account($0.key) }.sorted()
    let layer = incidence.form == .actionAndTarget ? [] : [incidence.form.rawValue]
    return "lockstep-"
      + StableHash(names + [raids.first.map { target($0.object) } ?? ""] + layer).shortText
  }

  private func target(_ object: UInt32) -> String {
    columns.objectName(incidence.objectName[Int(object)], form: incidence.form)
  }

  private func targets(
    of group: LockstepGroup, placeOf: [UInt32: Int]
  ) -> [LockstepFinding.Target] {
    let raids = group.raids
    let visits =
      group.block == nil ? raids.visits(pause: GroupTestSettings().pause) : raids.hourlyVisits()
    var visitOf = [Int](repeating: 0, count: raids.count)
    for (number, visit) in visits.enumerated() {
      for raid in visit.raids { visitOf[raid] = number }
    }
    return raids.enumerated().map { place, raid in
      let object = Int(raid.object)
      let rows = raid.rows.map(Int.init).filter { placeOf[incidence.account[$0]] != nil }
      let kind = incidence.objectKind[object]
      let owner = incidence.objectOwner[object]
      let made = incidence.objectTime[object]
      return LockstepFinding.Target(
        name: target(raid.object), kind: kind == 255 ? "" : columns.kinds[UInt32(kind)],
        owner: owner == NameTable.none ? nil : columns.owners[owner],
        made: made == ActionColumns.noTime ? nil : made, visit: visitOf[place],
        times: rows.map { incidence.time[$0] },
        members: rows.compactMap { placeOf[incidence.account[$0]] }, actions: actionNames(of: rows),
        allAccounts: incidence.users(ofObject: object), together: raid.together,
        ageSpread: raid.ageSpread)
    }
  }

  private func actionNames(of rows: [Int]) -> [String] {
    guard !columns.action.isEmpty else { return [] }
    let names = rows.map { row in
      let number = columns.action[Int(incidence.source[row])]
      return number == NameTable.none ? "" : columns.actionNames[number]
    }
    return names.allSatisfy(\.isEmpty) ? [] : names
  }

  private func accounts(
    _ members: [Member], targets: [LockstepFinding.Target]
  ) -> [LockstepFinding.Account] {
    var spans = [ClosedRange<Int64>?](repeating: nil, count: members.count)
    for target in targets {
      for (time, member) in zip(target.times, target.members) {
        spans[member] =
          spans[member].map { min($0.lowerBound, time)...max($0.upperBound, time) }
          ?? time...time
      }
    }
    return members.enumerated().map { place, member in
      LockstepFinding.Account(
        name: account(member.account), role: member.role, raids: member.raids,
        expected: member.expected, logChance: member.logChance,
        objects: incidence.degree(Int(member.account)), span: spans[place] ?? 0...0)
    }
  }

  private func pair(_ pair: AccountPair, placeOf: [UInt32: Int]) -> LockstepFinding.Pair? {
    guard let first = placeOf[pair.first], let second = placeOf[pair.second] else { return nil }
    let meetings = incidence.meetings(
      of: Int(pair.first), and: Int(pair.second), window: null.window)
    let gaps = meetings.map { abs($0.first - $0.second) }.sorted()
    let times = meetings.map { min($0.first, $0.second) }
    let one = incidence.degreeByChance(Int(pair.first))
    let other = incidence.degreeByChance(Int(pair.second))
    return LockstepFinding.Pair(
      first: first, second: second, coActions: Int(pair.coActions),
      expected: null.expected(one, other), logChance: Double(pair.logChance),
      jaccard: Double(pair.coActions) / Double(max(1, one + other - Int(pair.coActions))),
      medianGap: gaps.isEmpty ? 0 : gaps[(gaps.count - 1) / 2],
      span: (times.min() ?? 0)...(times.max() ?? 0),
      firstLed: meetings.count { $0.first < $0.second })
  }

  private func portrait(
    _ raids: [Raid], members: [Member], targets: [LockstepFinding.Target],
    pairs: [LockstepFinding.Pair]
  ) -> LockstepFinding.Portrait {
    var portrait = LockstepFinding.Portrait()
    portrait.medianCoActions = median(pairs.map { Double($0.coActions) }) ?? 0
    portrait.medianExpected = median(pairs.map(\.expected)) ?? 0
    let actions = targets.map(\.times.count).reduce(0, +)
    let all = members.map { incidence.degree(Int($0.account)) }.reduce(0, +)
    portrait.shareOfOwnActivity = Double(actions) / Double(max(1, all))
    portrait.shareOfTargets =
      Double(actions) / Double(max(1, targets.map(\.allAccounts).reduce(0, +)))
    for time in targets.flatMap(\.times) {
      let hours = Int((Double(time) / 3_600_000).rounded(.down))
      portrait.hours[((hours % 24) + 24) % 24] += 1
      // 1970 began on a Thursday.
      let days = Int((Double(time) / 86_400_000).rounded(.down)) + 3
      portrait.weekdays[((days % 7) + 7) % 7] += 1
    }
    portrait.owners = counted(targets.compactMap(\.owner))
    let inside = raids.flatMap(\.rows).compactMap { row -> UInt16? in
      let reason = columns.reason[Int(incidence.source[Int(row)])]
      return reason == .max ? nil : reason
    }
    portrait.reasons = counted(inside.map { columns.reasons[UInt32($0)] })
    if let most = portrait.reasons.first {
      let elsewhere = reports.elsewhere(
        most.name, of: columns, inside: most.count, all: inside.count)
      portrait.reasonElsewhere = elsewhere.share ?? 0
      portrait.reasonChance = LogTail.binomial(
        atLeast: most.count, of: inside.count,
        chance: min(1, elsewhere.wilson().upperBound))
    }
    return portrait
  }

  private func counted(_ names: [String]) -> [LockstepFinding.Count] {
    Dictionary(grouping: names) { $0 }.map {
      LockstepFinding.Count(name: $0.key, count: $0.value.count)
    }
    .sorted { $0.count != $1.count ? $0.count > $1.count : $0.name < $1.name }
  }
}

/// How often each reason was given in all actions.
struct ReasonCounts {
  private var counts: [Int]

  init(_ columns: ActionColumns) {
    counts = Array(repeating: 0, count: columns.reasons.count)
    for reason in columns.reason where reason != .max { counts[Int(reason)] += 1 }
  }

  /// How often a reason is given outside a group.
  func elsewhere(_ name: String, of columns: ActionColumns, inside: Int, all: Int) -> Proportion {
    let number = columns.reasons.find(name).map { counts[Int($0)] } ?? 0
    return Proportion(max(0, number - inside), of: max(0, counts.reduce(0, +) - all))
  }
}

extension Incidence {
  /// The times at which two accounts met within a window, by object.
  func meetings(of one: Int, and other: Int, window: Int64) -> [(first: Int64, second: Int64)] {
    var met: [(first: Int64, second: Int64)] = []
    var (left, right) = (accountStarts[one], accountStarts[other])
    while left < accountStarts[one + 1], right < accountStarts[other + 1] {
      let rows = (Int(rowsOfAccounts[left]), Int(rowsOfAccounts[right]))
      let objects = (objectOfRow[rows.0], objectOfRow[rows.1])
      if objects.0 == objects.1 {
        if abs(time[rows.0] - time[rows.1]) <= window { met.append((time[rows.0], time[rows.1])) }
        left += 1
        right += 1
      } else if objects.0 < objects.1 {
        left += 1
      } else {
        right += 1
      }
    }
    return met
  }
}
