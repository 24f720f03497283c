import Bytes
import Coordination
import Messages
import Record

/// Findings of lockstep for a terminal.
enum LockstepText {
  /// One line.
  static func line(_ finding: LockstepFinding) -> String {
    guard finding.form == .actionAndTarget else { return layerLine(finding) }
    return say(
      "coordination.line",
      [
        "name": .text(finding.name), "level": .text(word("lockstep-level", finding.level.rawValue)),
        "accounts": .number(finding.accounts.count), "targets": .number(finding.things),
        "owners": .number(finding.tests.owners), "visits": .number(finding.tests.visits),
        "first": .text(day(finding.span.lowerBound)), "last": .text(day(finding.span.upperBound)),
      ])
  }

  private static func layerLine(_ finding: LockstepFinding) -> String {
    let object = LockstepObject(rawValue: finding.form.rawValue) ?? .target
    return say(
      "coordination.line-layer",
      [
        "name": .text(finding.name), "level": .text(word("lockstep-level", finding.level.rawValue)),
        "accounts": .number(finding.accounts.count),
        "things": .text(LockstepWording.things(finding.things, of: object, in: spoken)),
        "visits": .number(finding.tests.visits),
        "first": .text(day(finding.span.lowerBound)), "last": .text(day(finding.span.upperBound)),
        "layer": .text(finding.form.rawValue),
      ])
  }

  /// Says which layer follows, where it is not the usual one, or that there is nothing of it.
  static func tellLayer(_ form: ObjectForm, isThere: Bool) {
    if !isThere {
      Terminal.note(
        say(
          "coordination.layer-missing",
          [
            "layer": .text(form.rawValue),
            "fields": .text(form.fields.map(\.rawValue).joined(separator: ", ")),
          ]))
    } else if form != .actionAndTarget {
      Terminal.print(
        say(
          "coordination.layer",
          [
            "layer": .text(form.rawValue), "name": .text(word("lockstep-object", form.rawValue)),
          ]))
    }
  }

  /// The paragraph of a finding, a sentence each.
  static func paragraph(_ finding: LockstepFinding) throws -> [String] {
    try wording(finding).paragraph
  }

  /// The tests with their numbers, a line each.
  static func tests(_ finding: LockstepFinding) throws -> [String] {
    try wording(finding).tests.map { test in
      let p = test.chance.map { ", p = \($0)" } ?? ""
      return "\(test.isPassed ? "✔" : "✖") \(test.name): \(test.count)\(p)"
    }
  }

  /// Findings of files are told in the words of those that are recorded.
  private static func wording(_ finding: LockstepFinding) throws -> LockstepWording {
    var content = finding.content
    content["title"] = ["en": .string(finding.name)]
    let search = [
      "accounts", "accounts_testable", "actions", "audience", "groups", "high", "medium",
      "saturated", "small", "thin",
    ]
    content["search"] = .object(JSONObject(search.map { ($0, 0) }))
    content["inputs"] = ["digest": "", "entries": 0, "exhibits": 0]
    return LockstepWording(try Lockstep(.object(content)), in: spoken)
  }

  /// What was looked at, what was set aside and what is no finding.
  static func tellSummary(
    _ summary: LockstepFindings, accounts: Int, span: ClosedRange<Int64>?, alpha: Double
  ) {
    let days = span.map { ($0.upperBound - $0.lowerBound) / 86_400_000 + 1 } ?? 0
    // Blocks and crowds are told below.
    let groups = summary.groups.filter { $0.block == nil && $0.crowd == nil }
    func count(_ level: Level) -> MessageArgument {
      .number(groups.count { $0.tests.level == level })
    }
    Terminal.print(
      say(
        "coordination.summary",
        [
          "actions": .number(summary.incidences.actions), "accounts": .number(accounts),
          "days": .number(Int(days)), "testable": .number(summary.accounts),
          "visits": .number(summary.pairs.map(\.visits).reduce(0, +)),
          "pairs": .number(summary.pairs.map(\.accepted).reduce(0, +)),
          "alpha": .decimal(alpha), "groups": .number(summary.candidates), "high": count(.high),
          "medium": count(.medium), "audience": count(.audience), "thin": count(.thin),
          "saturated": .number(summary.saturated),
        ]))
    if summary.candidates > groups.count {
      Terminal.print(
        say(
          "coordination.summary-joined", ["count": .number(summary.candidates - groups.count)]))
    }
    if let blocks = summary.blocks {
      let found = summary.groups.count { $0.block != nil && $0.tests.level >= .medium }
      Terminal.print(
        say(
          "coordination.summary-blocks", ["blocks": .number(blocks), "found": .number(found)]))
    }
    tellCrowds(summary.crowds)
    if let fault = summary.reference?.ages.fault {
      Terminal.print(say("coordination.ages.\(fault.rawValue)"))
    }
    if summary.accounts < 200 {
      Terminal.print(say("coordination.insufficient", ["accounts": .number(summary.accounts)]))
    }
  }

  /// Crowds that came back: how many, and those that a person should know of.
  private static func tellCrowds(_ crowds: [Crowd]) {
    guard !crowds.isEmpty else { return }
    Terminal.print(
      say(
        "coordination.summary-crowds",
        ["crowds": .number(crowds.count), "found": .number(crowds.count { $0.level == .medium })]))
    let remarkable = crowds.filter(\.isRemarkable)
    for crowd in remarkable.prefix(mostCrowds) {
      Terminal.print(
        say(
          "coordination.crowd",
          [
            "accounts": .number(crowd.accounts), "targets": .number(crowd.objects),
            "owners": .number(crowd.owners), "first": .text(day(crowd.span.lowerBound)),
            "last": .text(day(crowd.span.upperBound)),
            "chance": .decimal(LockstepWording.rounded(crowd.byChance)),
            "shared": .decimal(LockstepWording.rounded(crowd.evidence.shared)),
            "expected": .decimal(LockstepWording.rounded(crowd.evidence.byChance)),
            "minutes": .number(Int((crowd.within + 59_999) / 60_000)),
          ]))
    }
    if remarkable.count > mostCrowds {
      Terminal.print(
        say("coordination.crowd-more", ["count": .number(remarkable.count - mostCrowds)]))
    }
  }

  /// Crowds that are told one by one.
  private static let mostCrowds = 5

  /// A chance from its natural logarithm.
  static func probability(_ logarithm: Double) -> String {
    LockstepWording.probability(
      logarithm.isFinite ? logarithm / 2.302_585_092_994_046 : nil, in: spoken)
  }

  /// The day of a moment, in universal time.
  static func day(_ milliseconds: Int64) -> String {
    CivilDay(of: Int64((Double(milliseconds) / 1000).rounded(.down))).description
  }

  static func kind(_ name: String) -> String { LockstepWording.kind(name, in: spoken) }
}
