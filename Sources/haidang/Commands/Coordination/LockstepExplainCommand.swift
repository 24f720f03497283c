import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory

/// `haidang coordination explain`: one finding in a paragraph, with its tests and its accounts.
struct LockstepExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: say("coordination.explain.abstract"))

  @OptionGroup var choice: LockstepChoice

  @Flag(help: .init(say("option.json")))
  var json = false

  func run() async throws {
    let found = try choice.found()
    if json { return Terminal.print(found.json.indentedText) }
    Terminal.print(LockstepText.line(found))
    Terminal.print("")
    Terminal.print(try LockstepText.paragraph(found).joined(separator: " "))
    Terminal.print("")
    for line in try LockstepText.tests(found) { Terminal.print("  " + line) }
    Terminal.print("")
    for account in found.accounts {
      Terminal.print(
        "  "
          + say(
            "coordination.account",
            [
              "name": .text(account.name),
              "role": .text(word("lockstep-role", account.role.rawValue)),
              "raids": .number(account.raids), "targets": .number(found.targets.count),
              "expected": .decimal((account.expected * 1000).rounded() / 1000),
              "p": .text(LockstepText.probability(account.logChance)),
            ]))
    }
  }
}
