import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang show`: one record, whole.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: say("show.abstract"), discussion: say("show.discussion"))

  @Argument(help: .init(say("option.reference"), valueName: "kind/id"))
  var reference: String

  @Option(help: .init(say("show.version"), valueName: "n"))
  var version: Int?

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let found = try observatory.version(
      of: RecordArgument.reference(reference, in: observatory), number: version)
    switch form.table {
    case .json: Terminal.print(Array(found.json.indentedText.utf8))
    case .csv: Terminal.print(found.csv)
    case .text:
      Terminal.print(found.yaml)
      Terminal.note(
        say(
          "show.standing",
          [
            "number": .number(found.number), "entry": .number(found.entry),
            "day": .text(found.day.description),
          ]))
    }
  }
}
