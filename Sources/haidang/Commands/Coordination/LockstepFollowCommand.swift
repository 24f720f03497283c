import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory

/// `haidang coordination follow`: findings that appear, change and fade in a stream.
struct LockstepFollowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow", abstract: say("coordination.follow.abstract"),
    discussion: say("coordination.follow.discussion"))

  @Argument(help: .init(say("coordination.follow.stream"), valueName: "-"))
  var stream = "-"

  @OptionGroup var reading: ActionReadingArguments
  @OptionGroup var searching: SearchArguments

  @Option(help: .init(say("coordination.follow.days"), valueName: "days"))
  var days = 28
  @Option(help: .init(say("coordination.follow.late"), valueName: "hours"))
  var late = 24
  @Option(help: .init(say("coordination.follow.most"), valueName: "n"))
  var most = 2_000_000
  @Option(help: .init(say("coordination.min-group"), valueName: "n"))
  var minGroup = 5
  @Flag(help: .init(say("option.json")))
  var json = false

  func run() async throws {
    var window = ActionWindow(
      length: Int64(days) * 86_400_000, lateness: Int64(late) * 3_600_000, mostActions: most,
      search: try searching.onlySearch())
    var cutter = StreamCutter(try reading.options())
    var told: Set<String> = []
    try ActionFiles.pieces(of: stream) { piece in
      guard let actions = try cutter.take(piece) else { return }
      for change in window.take(actions, at: Self.now) { tell(change, &told) }
    }
    if let rest = try cutter.finish() {
      for change in window.take(rest, at: Self.now) { tell(change, &told) }
    }
    for change in window.close() { tell(change, &told) }
    Terminal.note(
      say(
        "coordination.follow.end",
        [
          "actions": .number(cutter.kept), "refused": .number(cutter.refused),
          "late": .number(window.late), "crowded": .number(window.crowdedOut),
          "ahead": .number(window.ahead),
        ]))
  }

  private static var now: Int64 { Surroundings.system.now() * 1000 }

  /// - Parameter told: the findings that stand as told; one that becomes too small has faded for whoever reads.
  private func tell(_ change: ActionWindow.Change, _ told: inout Set<String>) {
    var (word, finding): (String, LockstepFinding) =
      switch change {
      case .appeared(let finding): ("appeared", finding)
      case .changed(let finding, before: _): ("changed", finding)
      case .faded(let finding): ("faded", finding)
      }
    if word == "faded" || finding.accounts.count < minGroup {
      guard told.remove(finding.name) != nil else { return }
      word = "faded"
    } else {
      word = told.insert(finding.name).inserted ? "appeared" : "changed"
    }
    if json {
      let line: JSONValue = ["change": .string(word), "finding": finding.json]
      return Terminal.print(line.canonicalText)
    }
    Terminal.print(say("coordination.follow.\(word)", ["line": .text(LockstepText.line(finding))]))
  }
}
