import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang record`: adds or corrects a record.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: say("record.abstract"), discussion: say("record.discussion"))

  @Argument(help: .init(say("option.reference"), valueName: "kind/id"))
  var reference: RecordReference

  @Option(name: .customLong("from"), help: .init(say("record.from"), valueName: "file"))
  var file: String?

  @Option(name: .customLong("set"), help: .init(say("record.set"), valueName: "field=value"))
  var assignments: [String] = []

  @Flag(help: .init(say("record.edit")))
  var edit = false

  @Option(help: .init(say("record.retract"), valueName: "reason"))
  var retract: String?

  @Option(name: .customLong("revert-to"), help: .init(say("record.revert"), valueName: "n"))
  var revertTo: Int?

  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  func validate() throws {
    let ways = [file != nil, !assignments.isEmpty, edit, retract != nil, revertTo != nil].count {
      $0
    }
    if ways != 1 { throw ValidationError(say("record.one-way")) }
  }

  func run() async throws {
    let observatory = try place.open()
    let draft = try await draft(in: observatory)
    guard draft.isChanged else {
      if try await observatory.isUnfinished {
        try await observatory.finish(keys: try unlocking.keys(of: observatory))
      }
      return Terminal.print(say("record.unchanged"))
    }
    let version: RecordVersion
    do {
      let keys = try unlocking.keys(of: observatory)
      version = try await observatory.record(draft, keys: keys)
    } catch {
      if edit {
        try KeptDrafts(observatory: place.path).keep(draft.yaml, unless: "", of: reference)
      }
      throw error
    }
    await observatory.tellRepairs()
    Terminal.print(
      say(
        "record.done",
        [
          "reference": .text(reference.description), "number": .number(version.number),
          "entry": .number(version.entry),
        ]))
  }

  private func draft(in observatory: Observatory) async throws -> Draft {
    if let revertTo { return try observatory.draft(of: reference, revertedTo: revertTo) }
    var draft = try observatory.draft(of: reference)
    if let file { try draft.replace(fromFile: file) }
    for assignment in assignments { try draft.assign(assignment) }
    if let retract { draft.retract(because: retract, in: spoken, on: observatory.today) }
    if edit { try Editor.edit(&draft, drafts: KeptDrafts(observatory: place.path)) }
    return draft
  }
}
