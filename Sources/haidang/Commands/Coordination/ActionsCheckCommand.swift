import ArgumentParser
import Bytes
import Coordination
import Observatory

/// `haidang coordination check`: what is in a file of actions, what is missing, and what that costs.
struct ActionsCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: say("coordination.check.abstract"))

  @OptionGroup var actions: ActionArguments
  @Flag(help: .init(say("option.json")))
  var json = false

  func run() async throws {
    let read = try actions.read(isQuiet: true)
    if json {
      let files = read.reports.map { ReadingText.json($0.report, of: $0.file) }
      return Terminal.print(JSONValue.array(files).indentedText)
    }
    for (file, report) in read.reports {
      for line in ReadingText.lines(report, of: file) { Terminal.print(line) }
    }
  }
}
