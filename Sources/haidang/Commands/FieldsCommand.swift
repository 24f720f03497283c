import ArgumentParser
import Messages
import Observatory
import Record

/// `haidang fields`: what each field of a record means.
struct FieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields", abstract: say("fields.abstract"), discussion: say("fields.discussion"))

  @Argument(help: .init(say("fields.kind")))
  var kind: RecordKind?

  func run() throws {
    for kind in kind.map({ [$0] }) ?? RecordKind.allCases {
      Terminal.print(FieldGuide(language: spoken).text(for: kind))
    }
  }
}
