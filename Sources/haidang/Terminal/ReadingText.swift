import Bytes
import Coordination
import Messages

/// What became of files of actions, for people and for programs.
enum ReadingText {
  /// Everything about a file.
  static func lines(_ report: ActionReadingReport, of file: String) -> [String] {
    var lines = [
      say(
        "coordination.read",
        [
          "file": .text(file), "rows": .number(report.rowsRead), "kept": .number(report.rowsKept),
          "first": .text(report.span.map { LockstepText.day($0.lowerBound) } ?? "–"),
          "last": .text(report.span.map { LockstepText.day($0.upperBound) } ?? "–"),
        ])
    ]
    let columns = report.columns.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) ← \($0.value.joined(separator: ", "))" }
    lines.append(say("coordination.read.columns", ["list": .text(columns.joined(separator: "; "))]))
    if !report.missing.isEmpty {
      lines.append(
        say(
          "coordination.read.missing",
          ["list": .text(report.missing.map(\.rawValue).joined(separator: ", "))]))
    }
    if !report.unknownColumns.isEmpty {
      lines.append(
        say(
          "coordination.read.unknown",
          ["list": .text(report.unknownColumns.joined(separator: ", "))]))
    }
    let kinds = report.kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \($0.value)" }
    lines.append(say("coordination.read.kinds", ["list": .text(kinds.joined(separator: ", "))]))
    lines.append(
      say(
        "coordination.read.dated",
        ["share": .decimal((report.shareWithTargetTime * 1000).rounded() / 10)]))
    return lines + warnings(report)
  }

  /// What a person must know before believing a result.
  static func warnings(_ report: ActionReadingReport) -> [String] {
    var lines: [String] = []
    for (reason, refused) in report.refused.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append(
        say(
          "coordination.read.refused",
          [
            "count": .number(refused.count), "reason": .text(reason.explanation),
            "places": .text(refused.places.map(\.description).joined(separator: ", ")),
          ]))
    }
    func note(_ key: String, _ count: Int) {
      if count > 0 { lines.append(say(key, ["count": .number(count)])) }
    }
    note("coordination.read.duplicates", report.duplicates)
    note("coordination.read.repeats", report.exactDuplicates)
    note("coordination.read.owners", report.targetsWithSeveralOwners)
    note("coordination.read.times", report.targetsWithSeveralTimes)
    for (key, alike) in [
      ("coordination.read.folded", report.spellings.folded),
      ("coordination.read.spellings", report.spellings.apart),
    ] where alike.groups > 0 {
      lines.append(
        say(key, ["names": .number(alike.names), "count": .number(alike.groups)]))
    }
    if report.shareOnMinute > 0.2 { lines.append(say("coordination.read.minutes")) }
    if report.rowsKept > 0, report.shareWithTargetTime < 0.5 {
      lines.append(say("coordination.read.undated"))
    }
    return lines
  }

  /// Says on standard error what a person must know.
  static func tell(_ report: ActionReadingReport, of file: String) {
    for line in warnings(report) { Terminal.note("\(file): \(line)") }
  }

  /// For programs.
  static func json(_ report: ActionReadingReport, of file: String) -> JSONValue {
    func count(_ value: Int) -> JSONValue { .integer(Int64(value)) }
    let refused = JSONObject(
      report.refused.map { reason, refused in
        (
          reason.rawValue,
          [
            "count": count(refused.count),
            "places": .array(refused.places.map { .string($0.description) }),
          ] as JSONValue
        )
      })
    return [
      "columns": .object(
        JSONObject(
          report.columns.map { ($0.key.rawValue, .array($0.value.map(JSONValue.string))) })),
      "duplicates": count(report.duplicates), "exact_duplicates": count(report.exactDuplicates),
      "file": .string(file), "kept": count(report.rowsKept),
      "kinds": .object(JSONObject(report.kinds.map { ($0.key, count($0.value)) })),
      "missing": .array(report.missing.map { .string($0.rawValue) }),
      "refused": .object(refused), "rows": count(report.rowsRead),
      "share_on_minute": .number(report.shareOnMinute),
      "share_with_target_time": .number(report.shareWithTargetTime),
      "spellings": count(report.spellings.apart.groups),
      "spellings_folded": count(report.spellings.folded.groups),
      "targets_with_several_owners": count(report.targetsWithSeveralOwners),
      "targets_with_several_times": count(report.targetsWithSeveralTimes),
      "unknown_columns": .array(report.unknownColumns.map(JSONValue.string)),
    ]
  }
}
