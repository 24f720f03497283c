import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang search`: records by their words.
struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: say("search.abstract"), discussion: say("search.discussion"))

  @Argument(help: .init(say("search.words")))
  var words: [String]

  @Option(name: .customLong("kind"), help: .init(say("search.kind"), valueName: "kind"))
  var kinds: [RecordKind] = []

  @Option(help: .init(say("list.limit"), valueName: "n"))
  var limit: Int = 50

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let listing = try observatory.holdings.search(
      words.joined(separator: " "), kinds: kinds, after: 0, limit: max(1, limit))
    var table = Table(columns: ["reference", "when", "exact", "heading"])
    for hit in listing.hits {
      table.rows.append([
        .string(hit.reference.description), hit.when.map { .string($0.description) } ?? .null,
        .bool(hit.isExact), .string(hit.heading.text(for: spoken).text),
      ])
    }
    Terminal.print(table.rendered(as: form.table))
    if form.table == .text {
      Terminal.note(
        say(
          "search.found",
          ["shown": .number(listing.hits.count), "total": .number(listing.total)]))
    }
  }
}
