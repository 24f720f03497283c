import ArgumentParser
import Bytes
import Messages
import Observatory
import Transparency

/// `haidang figures statements`: EU statements of reasons by groups.
struct StatementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements", abstract: say("figures.statements.abstract"),
    discussion: say("figures.statements.discussion"))

  @Argument(help: .init(say("figures.statements.files"), valueName: "file"))
  var files: [String]

  @Option(help: .init(say("figures.statements.by"), valueName: "column,…"))
  var by = "platform_name,category,decision_ground"

  @OptionGroup var form: Form

  func run() throws {
    let names = by.split(separator: ",").map(String.init)
    let query = StatementQuery(
      names.map { $0.hasPrefix("each:") ? .each(String($0.dropFirst(5))) : .column($0) })
    var counts: StatementCounts?
    for path in files {
      let some = try count(path, query)
      counts = counts.map { $0.adding(some) } ?? some
    }
    guard let counts else { return }
    var table = Table(columns: query.keys.map(\.column) + ["statements"])
    for group in counts.groups {
      table.rows.append(group.texts.map { .string($0) } + [.integer(Int64(group.count))])
    }
    Terminal.print(table.rendered(as: form.table))
    tell(counts)
  }

  private func count(_ path: String, _ query: StatementQuery) throws -> StatementCounts {
    if try FileBlocks.start(of: path, count: 4) == ZipReader.magic {
      var archive = StatementArchive(query)
      try FileBlocks.each(path) { try archive.read($0) }
      let result = try archive.finish()
      for name in result.passedOver {
        Terminal.note(say("figures.statements.passed-over", ["name": .text(name)]))
      }
      return result.counts
    }
    var counter = StatementCounter(query)
    try FileBlocks.each(path) { try counter.read($0) }
    return try counter.finish()
  }

  private func tell(_ counts: StatementCounts) {
    Terminal.note(
      say(
        "figures.statements.rows",
        [
          "rows": .number(counts.rows), "misshapen": .number(counts.misshapen.count),
          "groups": .number(counts.groups.count),
        ]))
    for column in counts.unknownColumns {
      Terminal.note(say("figures.unknown-column", ["file": .text(""), "column": .text(column)]))
    }
    for (column, codes) in counts.unknownCodes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Terminal.note(
        say(
          "figures.unknown-values",
          [
            "file": .text(""), "column": .text(column.rawValue),
            "values": .text(codes.keys.sorted().prefix(10).joined(separator: "; ")),
          ]))
    }
  }
}
