import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang list`: the records of one kind.
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: say("list.abstract"), discussion: say("list.discussion"))

  @Argument(help: .init(say("list.kind")))
  var kind: RecordKind

  @Option(help: .init(say("list.where"), valueName: "query"))
  var `where`: String?

  @Option(help: .init(say("list.limit"), valueName: "n"))
  var limit: Int = 1_000_000

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let lister = RecordLister(holdings: try observatory.holdings, language: spoken)
    guard kind == .event else {
      guard `where` == nil else { throw ValidationError(say("list.where-events-only")) }
      let listing = try lister.list(kind, limit: limit)
      return Terminal.print(
        Table(columns: listing.columns, rows: listing.rows).rendered(as: form.table))
    }
    let listing = try lister.events(query: `where` ?? "", limit: limit)
    Terminal.print(Table(columns: listing.columns, rows: listing.rows).rendered(as: form.table))
  }
}
