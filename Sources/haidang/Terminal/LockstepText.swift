import Bytes
import Coordination
import Messages
import Record
import Signals

import func Glibc.pow

/// Findings of lockstep in words of fixed meaning: what was seen, against what chance gives, what else could
/// explain it, and what it does not show.
enum LockstepText {
  /// One line.
  static func line(_ finding: LockstepFinding) -> String {
    say(
      "coordination.line",
      [
        "name": .text(finding.name), "level": .text(word("lockstep-level", finding.level.rawValue)),
        "accounts": .number(finding.accounts.count), "targets": .number(finding.targets.count),
        "owners": .number(finding.tests.owners), "visits": .number(finding.tests.visits),
        "first": .text(day(finding.span.lowerBound)), "last": .text(day(finding.span.upperBound)),
      ])
  }

  /// The paragraph of a finding, a sentence each.
  static func paragraph(_ finding: LockstepFinding) -> [String] {
    [what(finding), pairs(finding)] + timing(finding) + wording(finding) + reasons(finding)
      + [considered(finding), level(finding), say("coordination.not-shown")]
  }

  private static func what(_ finding: LockstepFinding) -> String {
    let kinds = Dictionary(grouping: finding.targets, by: \.kind)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .map { kind($0.key) }
    return say(
      finding.tests.owners > 0 ? "coordination.what" : "coordination.what-unowned",
      [
        "accounts": .number(finding.accounts.count), "kinds": .text(kinds.joined(separator: ", ")),
        "targets": .number(finding.targets.count), "owners": .number(finding.tests.owners),
        "first": .text(day(finding.span.lowerBound)), "last": .text(day(finding.span.upperBound)),
      ])
  }

  private static func pairs(_ finding: LockstepFinding) -> String {
    say(
      "coordination.pairs",
      [
        "expected": .decimal(rounded(finding.portrait.medianExpected)),
        "median": .decimal(rounded(finding.portrait.medianCoActions)),
      ])
  }

  private static func timing(_ finding: LockstepFinding) -> [String] {
    let tests = finding.tests
    var lines: [String] = []
    if tests.isSynchronous {
      lines.append(
        say(
          "coordination.minute",
          [
            "bursts": .number(tests.bursts), "visits": .number(tests.visits),
            "share": .decimal(percent(tests.together)),
            "ordinary": .decimal(percent(finding.thresholds.together)),
          ]))
      if (tests.ageSpread ?? 0) > 0.5 { lines.append(say("coordination.minute-fresh")) }
    }
    if tests.isNarrow, let narrow = tests.narrow {
      lines.append(
        say("coordination.age", ["narrow": .number(narrow), "visits": .number(tests.visits)]))
    }
    if tests.isRipeNarrow {
      lines.append(
        say(
          "coordination.ripe",
          ["narrow": .number(tests.ripeNarrow), "visits": .number(tests.ripeVisits)]))
    }
    if tests.isSharedAbuse {
      lines.append(say("coordination.abuse", ["owners": .number(tests.owners)]))
    }
    if tests.isAcrossOwners {
      lines.append(say("coordination.across", ["owners": .number(tests.owners)]))
    }
    if !finding.thresholds.hasSeconds { lines.append(say("coordination.rounded")) }
    if finding.thresholds.dated < 0.5 { lines.append(say("coordination.undated")) }
    return lines
  }

  private static func wording(_ finding: LockstepFinding) -> [String] {
    guard finding.tests.isSharedWording, let inside = finding.tests.wording else { return [] }
    return [
      say(
        "coordination.wording",
        [
          "hits": .number(inside.hits), "texts": .number(inside.trials),
          "elsewhere": .decimal(percent(finding.tests.wordingElsewhere?.share ?? 0)),
        ])
    ]
  }

  private static func reasons(_ finding: LockstepFinding) -> [String] {
    guard let first = finding.portrait.reasons.first, let chance = finding.portrait.reasonChance
    else { return [] }
    let all = finding.portrait.reasons.map(\.count).reduce(0, +)
    return [
      say(
        "coordination.reasons",
        [
          "reason": .text(first.name),
          "share": .decimal(percent(Double(first.count) / Double(all))),
          "elsewhere": .decimal(percent(finding.portrait.reasonElsewhere)),
          "p": .text(probability(chance)),
        ])
    ]
  }

  private static func considered(_ finding: LockstepFinding) -> String {
    let owners = finding.tests.owners
    return say(
      "coordination.considered",
      [
        "author": .text(
          owners > 1
            ? say("coordination.author-no", ["owners": .number(owners)])
            : say("coordination.author-maybe"))
      ])
  }

  private static func level(_ finding: LockstepFinding) -> String {
    say(
      "coordination.level",
      [
        "level": .text(word("lockstep-level", finding.level.rawValue)),
        "meaning": .text(word("lockstep-level", "\(finding.level.rawValue).meaning")),
      ])
  }

  /// The tests with their numbers, a line each.
  static func tests(_ finding: LockstepFinding) -> [String] {
    let tests = finding.tests
    var lines = [
      test("minute", tests.isSynchronous, "\(tests.bursts)/\(tests.visits)", tests.burstChance)
    ]
    if let narrow = tests.narrow {
      lines.append(test("age", tests.isNarrow, "\(narrow)/\(tests.visits)", tests.narrowChance))
      lines.append(
        test(
          "ripe", tests.isRipeNarrow, "\(tests.ripeNarrow)/\(tests.ripeVisits)", tests.ripeChance))
    }
    if let inside = tests.wording {
      lines.append(
        test(
          "wording", tests.isSharedWording, "\(inside.hits)/\(inside.trials)", tests.wordingChance))
    }
    lines.append(test("abuse", tests.isSharedAbuse, "\(percent(tests.reports)) %", nil))
    lines.append(test("across", tests.isAcrossOwners, "\(rounded(tests.ownersInEffect))", nil))
    return lines
  }

  private static func test(_ name: String, _ passed: Bool, _ count: String, _ chance: Double?)
    -> String
  {
    let p = chance.map { ", p = \(probability($0))" } ?? ""
    return "\(passed ? "✔" : "✖") \(say("coordination.test.\(name)")): \(count)\(p)"
  }

  /// A chance from its natural logarithm.
  static func probability(_ logarithm: Double) -> String {
    let tens = logarithm / 2.302_585_092_994_046
    if tens > -3 { return "\(rounded(pow(10, tens)))" }
    let whole = tens.rounded(.down)
    let digit = pow(10, tens - whole)
    return "\((digit * 10).rounded() / 10)·10^\(Int(whole))"
  }

  /// The day of a moment, in universal time.
  static func day(_ milliseconds: Int64) -> String {
    CivilDay(of: Int64((Double(milliseconds) / 1000).rounded(.down))).description
  }

  static func kind(_ name: String) -> String {
    ["report", "comment", "share"].contains(name) ? say("coordination.kind.\(name)") : "\"\(name)\""
  }

  private static func percent(_ share: Double) -> Double { (share * 1000).rounded() / 10 }

  private static func rounded(_ value: Double) -> Double {
    value >= 10
      ? value.rounded()
      : value >= 0.1 ? (value * 10).rounded() / 10 : (value * 10_000).rounded() / 10_000
  }
}
