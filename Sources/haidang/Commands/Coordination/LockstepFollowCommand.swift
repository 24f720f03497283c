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
    let key = try reading.accountKey(isQuiet: true)
    var told: Set<String> = []
    try ActionFiles.pieces(of: stream) { piece in
      guard var actions = try cutter.take(piece) else { return }
      KeptCodes.hideWords(in: &actions, vouchedFor: reading.codes, key: key)
      for change in window.take(actions, at: Self.now) { tell(change, &told) }
    }
    if var rest = try cutter.finish() {
      KeptCodes.hideWords(in: &rest, vouchedFor: reading.codes, key: key)
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
    var (word, finding, before): (String, LockstepFinding, String?) =
      switch change {
      case .appeared(let finding): ("appeared", finding, nil)
      case .changed(let finding, let before):
        ("changed", finding, before.name == finding.name ? nil : before.name)
      case .faded(let finding): ("faded", finding, nil)
      }
    // Under another name it is the same group: whoever reads joins the two by the name before.
    if let name = before, told.remove(name) != nil, finding.accounts.count >= minGroup {
      told.insert(finding.name)
    } else {
      before = nil
    }
    if word == "faded" || finding.accounts.count < minGroup {
      guard told.remove(finding.name) != nil else { return }
      word = "faded"
    } else {
      word = told.insert(finding.name).inserted ? "appeared" : "changed"
    }
    if json {
      var line: JSONValue = ["change": .string(word), "finding": finding.json]
      if let before, var object = line.object {
        object["was"] = .string(before)
        line = .object(object)
      }
      return Terminal.print(line.canonicalText)
    }
    let was = before.map { " (← \($0))" } ?? ""
    Terminal.print(
      say("coordination.follow.\(word)", ["line": .text(LockstepText.line(finding) + was)]))
  }
}
