import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket show`: one case, as it stands and how it came there.
struct CaseShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: say("docket.show.abstract"),
    discussion: say("docket.show.discussion"))

  @Argument(help: .init(say("docket.case.name"), valueName: "case"))
  var name: String

  @Flag(help: .init(say("docket.show.history")))
  var history = false

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var desk: Desk

  func run() throws {
    let book = try CaseBook(desk: desk, forums: forums, names: [name])
    guard let docketCase = book.cases.first else { return }
    if json {
      return Terminal.print(Array(CaseJSON.whole(docketCase).indentedText.utf8))
    }
    let now = Surroundings.system.now()
    let text = CaseText(docketCase: docketCase, zone: book.zone)
    for line in text.lines { Terminal.print(line) }
    for row in book.agenda(of: docketCase, at: now).rows {
      Terminal.print(
        say(
          "docket.show.due",
          [
            "day": .text("\(row.lastDay(in: book.zone))"),
            "what": .text(CaseText.words(for: row.what)), "subject": .text(row.subject),
          ]))
    }
    guard history else { return }
    Terminal.print(say("docket.show.entries"))
    for line in text.history { Terminal.print("  " + line) }
  }
}
