import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket add`: an entry of a case: a record, an appeal, or a step of one.
struct CaseAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: say("docket.add.abstract"),
    discussion: say("docket.add.discussion"))

  @Argument(help: .init(say("docket.case.name"), valueName: "case"))
  var name: String?

  @Argument(help: .init(say("docket.add.what")))
  var what: EntryKind?

  @Argument(help: .init(say("docket.add.values"), valueName: "field=value"))
  var values: [GivenPair] = []

  @Option(help: .init(say("docket.add.text"), valueName: "file"))
  var text: String?

  @Flag(help: .init(say("docket.add.fields")))
  var fields = false

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var entry: EntryOptions
  @OptionGroup var desk: Desk

  func run() throws {
    if fields { return list() }
    guard let name, let what else { throw ValidationError(say("docket.add.nothing")) }
    var object = JSONObject(values.map { ($0.name, JSONValue.string($0.value)) })
    if let text { object["text"] = .string(try GivenText.text(of: text)) }
    let part = CaseOpening.Part(what, object)
    try LetterFactNames.check([part])
    let vault = try desk.vault()
    let table = try Desk.forums(forums)
    let zone = desk.zone(of: vault)
    let docketCase = try explainingRefusals {
      try vault.append(to: name) { docketCase in
        let circumstances = try entry.circumstances(
          after: earliest(docketCase, what), in: zone)
        try docketCase.add(part, circumstances, forums: table, zone: zone)
      }
    }
    if json { return Terminal.print(Array(CaseJSON.summary(docketCase).indentedText.utf8)) }
    Terminal.print(
      say(
        "docket.add.done",
        [
          "case": .text(docketCase.id), "what": .text(what.rawValue),
          "entry": .number(docketCase.entries.count - 1),
        ]))
    tell(docketCase, what, zone)
  }

  /// The last step of the appeal that this one goes on from: steps of one day follow each other.
  private func earliest(_ docketCase: DocketCase, _ what: EntryKind) -> Int64? {
    let named = values.first { $0.name == "appeal" || $0.name == "follows" }?.value
    let appeals = docketCase.appeals.filter { appeal in
      named.map { $0 == appeal.id } ?? (what.isMove && what.sources.contains(appeal.state))
    }
    return appeals.map(\.since).max()
  }

  /// The state of the appeal, and which steps can follow.
  private func tell(_ docketCase: DocketCase, _ what: EntryKind, _ zone: TimeZoneOffset) {
    guard what.isMove || what == .appeal, case .some(let entry) = docketCase.entries.last else {
      return
    }
    let id: String
    switch entry.act {
    case .move(let appeal, _): id = appeal
    case .appeal(let opening): id = opening.id
    default: return
    }
    guard let appeal = docketCase.appeal(id) else { return }
    if what == .file, let closes = appeal.window?.closes, let filed = appeal.filedAt,
      filed >= closes
    {
      Terminal.note(
        say("docket.add.after-limit", ["day": .text("\(CivilDay(of: closes - 1, in: zone))")]))
    }
    Terminal.print(
      say(
        "docket.add.state",
        [
          "appeal": .text(id), "state": .text(docketWord("state", appeal.state)),
          "steps": .text(Refused.steps(from: appeal.state)),
        ]))
  }

  private func list() {
    // With one word alone it is what to add.
    let kinds = [what ?? name.flatMap { EntryKind(rawValue: $0) }].compactMap { $0 }
    for kind in kinds.isEmpty ? EntryKind.allCases : kinds {
      Terminal.print("\(kind.rawValue)  \(say("docket.kind.\(kind.rawValue)"))")
      for field in kind.fields {
        let words = field.vocabulary
        let form =
          words.isEmpty ? say("docket.ask.form.\(field.formName)") : words.joined(separator: "|")
        Terminal.print("    \(field.name)\(field.isRequired ? "*" : "")  \(form)")
      }
    }
  }
}
