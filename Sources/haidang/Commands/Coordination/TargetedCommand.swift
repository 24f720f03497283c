import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory
import Record

/// `haidang coordination victim`: who was hit, when and by how many, and which findings touch them.
struct TargetedCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "victim", abstract: say("coordination.victim.abstract"),
    discussion: say("coordination.victim.discussion"))

  @Argument(help: .init(say("coordination.victim.files"), valueName: "file"))
  var files: [String] = []

  @OptionGroup var reading: ActionReadingArguments
  @OptionGroup var searching: SearchArguments

  @Option(help: .init(say("coordination.victim.owner"), valueName: "owner"))
  var owner: String

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place

  func run() async throws {
    if files.isEmpty { return try tellOfRecord() }
    let key = try reading.accountKey()
    let pseudonym = key.pseudonym(of: owner, as: .account)
    let columns = try reading.read(files, isQuiet: json).columns
    guard let number = columns.owners.find(pseudonym) ?? columns.owners.find(owner) else {
      throw ActionFileError(
        file: files.joined(separator: ", "),
        why: say("coordination.victim.unknown", ["owner": .text(owner)]))
    }
    let days = TargetedDays(owner: number, in: columns)
    let name = columns.owners[number]
    let findings = try searching.onlySearch().told(in: columns).findings.filter { finding in
      finding.accounts.count >= 5 && finding.targets.contains { $0.owner == name }
    }
    tell(days, findings, name)
  }

  /// All actions taken in, and the findings of the record.
  private func tellOfRecord() throws {
    let observatory = try place.open()
    let line = ProgressLine()
    let found = try observatory.targeted(owner, progress: line.listener)
    line.finish()
    guard let found else {
      throw ActionFileError(
        file: observatory.folder,
        why: say("coordination.victim.unknown", ["owner": .text(owner)]))
    }
    if !json { Terminal.note(say("coordination.victim.page", ["name": .text(found.pseudonym)])) }
    tell(found.days, found.findings, found.pseudonym)
  }

  private func tell(_ days: TargetedDays, _ findings: [LockstepFinding], _ name: String) {
    if json { return Terminal.print(answer(days, findings, name).indentedText) }
    Terminal.print(
      say(
        "coordination.victim.summary",
        [
          "actions": .number(days.actions), "accounts": .number(days.accounts),
          "targets": .number(days.targets), "findings": .number(findings.count),
        ]))
    for day in days.days {
      Terminal.print(
        "  \(day.day)  \(day.counts.map { "\(LockstepText.kind($0.key)) \($0.value)" }.sorted().joined(separator: ", "))"
      )
    }
    for finding in findings {
      let hit = finding.targets.filter { $0.owner == name }
      Terminal.print(
        say(
          "coordination.victim.finding",
          [
            "line": .text(LockstepText.line(finding)), "targets": .number(hit.count),
            "actions": .number(hit.map(\.times.count).reduce(0, +)),
          ]))
    }
  }

  private func answer(
    _ days: TargetedDays, _ findings: [LockstepFinding], _ name: String
  ) -> JSONValue {
    [
      "accounts": .integer(Int64(days.accounts)), "actions": .integer(Int64(days.actions)),
      "days": .array(
        days.days.map { day in
          [
            "counts": .object(JSONObject(day.counts.map { ($0.key, .integer(Int64($0.value))) })),
            "day": .string(day.day.description),
          ]
        }),
      "findings": .array(
        findings.map { finding in
          let hit = finding.targets.filter { $0.owner == name }
          return [
            "actions": .integer(Int64(hit.map(\.times.count).reduce(0, +))),
            "level": .string(finding.level.rawValue), "name": .string(finding.name),
            "targets": .integer(Int64(hit.count)),
          ]
        }), "owner": .string(name), "targets": .integer(Int64(days.targets)),
    ]
  }
}
