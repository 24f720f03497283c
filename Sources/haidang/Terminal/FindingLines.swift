import Bytes
import Messages
import Record

/// Findings as text for a terminal.
enum FindingLines {
  /// One line: what, where, since when, until when, on what evidence; and one for each thing that has
  /// to be known beside it, above all another cause that would explain it.
  static func line(_ finding: Finding) -> String {
    let networks = finding.networks.map { "AS\($0)" }.joined(separator: ", ")
    let what = word("finding-state", finding.state.rawValue)
    let targets = finding.targets.prefix(5).joined(separator: ", ")
    let more = finding.targets.count > 5 ? " (+\(finding.targets.count - 5))" : ""
    // Of a collapse and of slowness no month counts anything.
    let form = finding.judged == nil ? "episodes.line-bare" : "episodes.line"
    let line = say(
      finding.end == nil ? form + "-ongoing" : form,
      [
        "what": .text(what), "country": .text(finding.country ?? "?"),
        "targets": .text(targets.isEmpty ? say("episodes.all-targets") : targets + more),
        "networks": .text(networks.isEmpty ? say("episodes.small-networks") : networks),
        "onset": .text(turn(finding.onset)), "end": .text(turn(finding.end)),
        "blocked": few(finding.blocked), "judged": few(finding.judged),
        "vantage_points": .number(finding.vantagePoints ?? 0), "id": .text(finding.id.text),
      ])
    let back = finding.earlyEnds.map { "\n  + " + earlyEnd($0) }
    let daily = finding.recurrence.map { "\n  ~ " + recurrence($0) } ?? ""
    let pages = finding.addresses.map { address in
      "\n  # " + say("episodes.address", ["address": .text(address)])
    }
    let labels = finding.labels.map { "\n  ! " + word("finding-label", $0) }
    return line + pages.joined() + daily + back.joined() + labels.joined()
  }

  /// What came back before the rest, and when.
  static func earlyEnd(_ back: Finding.EarlyEnd) -> String {
    let networks = back.networks.map { "AS\($0)" }.joined(separator: ", ")
    let more = back.targets.count > 5 ? " (+\(back.targets.count - 5))" : ""
    let targets = back.targets.prefix(5).joined(separator: ", ")
    return say(
      "episodes.early-end",
      [
        "targets": .text(targets.isEmpty ? say("episodes.all-targets") : targets + more),
        "networks": .text(networks.isEmpty ? say("episodes.small-networks") : networks),
        "end": .text(turn(back.turn)),
      ])
  }

  private static func recurrence(_ daily: Finding.Recurrence) -> String {
    say(
      daily.days == nil ? "episodes.recurrence" : "episodes.recurrence-days",
      [
        "from": .text(daily.from), "until": .text(daily.until), "count": .number(daily.days ?? 0),
      ])
  }

  private static func turn(_ turn: Finding.Turn?) -> String {
    guard let turn else { return "?" }
    return say(
      "episodes.turn",
      [
        "estimate": .text(turn.estimate.description), "earliest": .text(turn.earliest.description),
        "latest": .text(turn.latest.description),
      ])
  }
}
