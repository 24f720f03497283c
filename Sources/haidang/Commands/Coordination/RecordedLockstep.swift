import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory
import Record

/// `haidang coordination run` without files: over all actions taken in, with what is found recorded.
struct RecordedLockstep {
  private let command: LockstepRunCommand

  init(_ command: LockstepRunCommand) { self.command = command }

  func run() async throws {
    let observatory = try command.place.open()
    let since = try command.since.map { text in
      CivilDay(of: try SinceDate.seconds(text))
    }
    let keys = try command.unlocking.keys(of: observatory)
    let line = ProgressLine()
    let detection = try await observatory.searchLockstep(
      forms: command.searching.forms, since: since, keys: keys, progress: line.listener)
    line.finish()
    let standing = (detection.new + detection.changed + detection.unchanged).sorted()
    let findings = try standing.map { reference in
      try LockstepFinding(record: observatory.version(of: reference).content)
    }
    if command.json {
      Terminal.print(Array(detection.json.indentedText.utf8))
    } else {
      tell(detection, findings)
    }
    await observatory.tellRepairs()
    if let failOn = command.failOn, findings.contains(where: { $0.level >= failOn }) {
      throw ExitCode(1)
    }
    if detection.layers.contains(where: { !$0.isThere || $0.summary.accounts == 0 }) {
      throw LockstepLayers.tooLittle
    }
  }

  private func tell(_ detection: LockstepDetection, _ findings: [LockstepFinding]) {
    for layer in detection.layers {
      LockstepText.tellLayer(layer.form, isThere: layer.isThere)
      guard layer.isThere else { continue }
      LockstepText.tellSummary(
        layer.summary, accounts: detection.accounts, span: detection.span,
        alpha: command.searching.alpha)
    }
    Terminal.print(
      say(
        "coordination.run.recorded",
        [
          "new": .number(detection.new.count), "changed": .number(detection.changed.count),
          "withdrawn": .number(detection.withdrawn.count),
          "unchanged": .number(detection.unchanged.count),
        ]))
    for finding in findings.sorted(by: { ($1.level, $0.name) < ($0.level, $1.name) }) {
      Terminal.print(LockstepText.line(finding))
    }
    for reference in detection.withdrawn {
      Terminal.print(
        say("coordination.run.withdrawn", ["name": .text(reference.id.text)]))
    }
    if detection.large > 0 {
      Terminal.note(say("coordination.run.large", ["count": .number(detection.large)]))
    }
    if detection.small > 0 {
      Terminal.note(
        say("coordination.run.small", ["count": .number(detection.small), "least": .number(5)]))
    }
  }
}

extension LockstepDetection {
  /// For programs.
  var json: JSONValue {
    func names(_ references: [RecordReference]) -> JSONValue {
      .array(references.map { .string($0.description) })
    }
    return [
      "changed": names(changed), "large": .integer(Int64(large)), "new": names(new),
      "small": .integer(Int64(small)),
      "summary": layers.count == 1 && layers[0].form == .actionAndTarget
        ? layers[0].summary.json
        : .object(JSONObject(layers.map { ($0.form.rawValue, $0.summary.json) })),
      "unchanged": names(unchanged), "withdrawn": names(withdrawn),
    ]
  }
}
