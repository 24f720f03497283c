import Bytes
import Signals
import Testing

@testable import Coordination

@Suite("Findings are read back") struct FindingReadingTests {
  @Test("What was written and read is the same but for rounding, and is written as the same bytes")
  func roundTrip() throws {
    var draw = SplitMix64(seed: 20)
    for _ in 0..<300 {
      let finding = MadeUpFindings.random(&draw)
      let bytes = finding.json.canonicalBytes
      let read = try LockstepFinding(json: JSONValue(parsing: bytes))
      #expect(read.json.canonicalBytes == bytes)
      #expect(read.name.utf8.elementsEqual(finding.name.utf8))
      #expect(read.level == finding.level && read.span == finding.span)
      #expect(near(read.tests, finding.tests))
      #expect(read.accounts.count == finding.accounts.count)
      for (one, other) in zip(read.accounts, finding.accounts) {
        var copy = other
        (copy.expected, copy.logChance) = (one.expected, one.logChance)
        #expect(one == copy && one.name.utf8.elementsEqual(other.name.utf8))
        #expect(near(one.expected, other.expected) && near(one.logChance, other.logChance))
      }
      for (one, other) in zip(read.targets, finding.targets) {
        #expect(one.members == other.members && one.times == other.times)
        #expect(one.actions == other.actions && one.made == other.made && one.owner == other.owner)
        #expect(near(one.ageSpread, other.ageSpread) && near(one.together, other.together))
      }
      for (one, other) in zip(read.pairs, finding.pairs) {
        var copy = other
        (copy.expected, copy.logChance) = (one.expected, one.logChance)
        copy.jaccard = one.jaccard
        #expect(one == copy)
        #expect(near(one.expected, other.expected) && near(one.jaccard, other.jaccard))
      }
      #expect(read.portrait.hours == finding.portrait.hours)
      #expect(read.portrait.reasons == finding.portrait.reasons)
      #expect(near(read.portrait.reasonChance, finding.portrait.reasonChance))
    }
  }

  @Test("Numbers are written with nine digits and no more") func digits() {
    func text(_ value: Double) -> String { JSONValue.rounded(value).canonicalText }
    #expect(text(2.174_360_9e-19) == "2.1743609e-19")
    #expect(text(276_113_896_123_456.7) == "276113896000000")
    #expect(text(-1.0 / 3) == "-0.333333333")
    #expect(text(999_999_999.9) == "1000000000")
    #expect(text(1e-300) == "0" && text(1.5e300) == "1.5e+300" && text(.infinity) == "null")
  }

  /// Equal to nine digits.
  private func near(_ one: Double?, _ other: Double?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one == other || (one - other).magnitude <= 6e-9 * other.magnitude
  }

  private func near(_ one: GroupTests, _ other: GroupTests) -> Bool {
    let numbers: [KeyPath<GroupTests, Double>] = [
      \.together, \.burstChance, \.narrowChance, \.ripeChance, \.ownersInEffect, \.reports,
    ]
    guard numbers.allSatisfy({ near(one[keyPath: $0], other[keyPath: $0]) }),
      near(one.ageSpread, other.ageSpread), near(one.ripeSpread, other.ripeSpread)
    else { return false }
    var copy = other
    copy.together = one.together
    copy.burstChance = one.burstChance
    copy.narrowChance = one.narrowChance
    copy.ripeChance = one.ripeChance
    copy.ownersInEffect = one.ownersInEffect
    copy.reports = one.reports
    copy.ageSpread = one.ageSpread
    copy.ripeSpread = one.ripeSpread
    return one == copy
  }

  @Test("What a search tells is read back, with the names of actions") func searched() throws {
    var actions = MadeUpActions(seed: 21)
    actions.crowd()
    actions.raid(
      accounts: 12, posts: 15, owners: 3, jitter: 90_000,
      age: MadeUpActions.hour...2 * MadeUpActions.day)
    for row in 0..<actions.columns.count {
      let number = actions.columns.actionNames.number(of: "action \(row)")
      actions.columns.action.append(row % 7 == 0 ? NameTable.none : number)
    }
    let told = LockstepSearch().told(in: actions.columns).findings
    let finding = try #require(told.first)
    for target in finding.targets {
      #expect(target.actions.count == target.times.count)
      for (place, name) in target.actions.enumerated() where !name.isEmpty {
        let row = try #require(Int(name.dropFirst("action ".count)))
        #expect(actions.columns.time[row] == target.times[place])
        let account = actions.columns.accounts[actions.columns.account[row]]
        #expect(account == finding.accounts[target.members[place]].name)
      }
    }
    let read = try LockstepFinding(json: finding.json)
    #expect(read.json == finding.json)
    #expect(read.targets.map(\.actions) == finding.targets.map(\.actions))
  }

  @Test("Names that only look alike stay two accounts") func lookalikes() throws {
    let finding = MadeUpFindings.finding(
      "x", accounts: [MadeUpFindings.account("\u{E1}"), MadeUpFindings.account("a\u{301}")],
      pairs: [MadeUpFindings.pair(1, 0)])
    let read = try LockstepFinding(json: finding.json)
    #expect(read.pairs.first?.first == 1 && read.pairs.first?.second == 0)
  }

  @Test("A fault is told with its place") func faults() {
    let sound = MadeUpFindings.tiny.json
    func error(_ change: (inout JSONValue) -> Void) -> String {
      var broken = sound
      change(&broken)
      do {
        _ = try LockstepFinding(json: broken)
        return "read"
      } catch { return "\(error)" }
    }
    func set(_ list: String, _ place: Int, _ name: String, _ value: JSONValue?) -> String {
      error { json in
        var elements = json[list].elements
        var object = elements[place].object ?? JSONObject()
        object[name] = value
        elements[place] = .object(object)
        json[list] = .array(elements)
      }
    }
    #expect(error { $0 = 3 } == "the finding: an object is wanted here")
    #expect(error { $0["name"] = 3 } == "name: a text is wanted here")
    #expect(
      error { $0["level"] = "sure" } == "level: “sure” is none of thin, audience, medium, high")
    #expect(
      error { $0["last"] = "2024-06-01T11:00:00Z" } == "last: the last moment is before the first")
    #expect(
      error { $0["tests"]["visits"] = -1 } == "tests.visits: a whole number from 0 is wanted here")
    #expect(
      error { $0["portrait"]["hours_utc"] = [1] }
        == "portrait.hours_utc: 1 elements where there are 24")
    #expect(set("accounts", 1, "raids", nil) == "accounts[1].raids: nothing is here")
    #expect(set("accounts", 0, "p_log10", nil) == "accounts[0].p_log10: nothing is here")
    #expect(set("accounts", 1, "account", "an") == "accounts[1]: the account “an” is here twice")
    #expect(
      set("pairs", 0, "target", "ai") == "pairs[0].target: “ai” is none of the finding's accounts")
    #expect(set("pairs", 0, "target", "an") == "pairs[0].target: “an” is paired with itself")
    #expect(
      set("pairs", 0, "median_gap_seconds", .number(1e300))
        == "pairs[0].median_gap_seconds: a number of seconds is wanted here")
    #expect(
      set("targets", 1, "actions", [["account": "an", "at": "2024-06-01 12:00"]])
        == "targets[1].actions[0].at: “2024-06-01 12:00” is no moment such as 2024-06-01T12:00:00Z")
    #expect(set("targets", 1, "made", "2024-06-01T99:00:00Z").hasPrefix("targets[1].made: "))
    #expect(error { $0["software"] = "of later years" } == "read")
  }
}
