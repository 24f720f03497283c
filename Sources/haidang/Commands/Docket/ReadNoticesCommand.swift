import ArgumentParser
import Bytes
import Messages
import Transparency

/// `haidang docket read`: notices in other people's formats as files that a case is opened with.
struct ReadNoticesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: say("docket.read.abstract"),
    discussion: say("docket.read.discussion"))

  @Argument(help: .init(say("docket.read.file"), valueName: "file"))
  var file: String

  func run() throws {
    let read = try NoticeDrafts(try GivenText.bytes(of: file), at: file)
    // One alone is the file itself.
    let output: JSONValue = read.drafts.count == 1 ? read.drafts[0] : .array(read.drafts)
    Terminal.print(Array(output.indentedText.utf8))
    for refusal in read.notes.refusals.prefix(5) {
      Terminal.note("\(refusal.row): \(refusal.field): \(ShownText.line(refusal.text))")
    }
    for (field, values) in read.notes.unknownValues.sorted(by: { $0.key < $1.key }) {
      Terminal.note(
        say(
          "docket.read.unknown-values",
          [
            "field": .text(ShownText.line(field)),
            "values": .text(
              values.keys.sorted().prefix(10).map { ShownText.line($0) }.joined(separator: ", ")),
          ]))
    }
  }
}
