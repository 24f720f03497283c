import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang history`: every version of a record and what changed.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: say("history.abstract"),
    discussion: say("history.discussion"))

  @Argument(help: .init(say("option.reference"), valueName: "kind/id"))
  var reference: String

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let changes = try observatory.changes(of: RecordArgument.reference(reference, in: observatory))
    var table = Table(columns: ["version", "entry", "day", "field", "before", "after"])
    for change in changes {
      table.rows.append([
        .integer(Int64(change.number)), .integer(Int64(change.entry)),
        .string(change.day.description), .string(change.pointer), change.before ?? .null,
        change.after ?? .null,
      ])
    }
    Terminal.print(table.rendered(as: form.table))
  }
}
