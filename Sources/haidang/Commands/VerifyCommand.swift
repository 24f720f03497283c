import ArgumentParser
import Bytes
import Messages
import Observatory

/// `haidang verify`: checks an observatory, an edition or a proof, and says what was checked.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: say("verify.abstract"), discussion: say("verify.discussion"))

  @Argument(help: .init(say("verify.folder")))
  var folder: String?

  @Option(help: .init(say("verify.vkey"), valueName: "vkey"))
  var vkey: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place

  func run() async throws {
    let line = ProgressLine()
    let report = try await Verification.run(
      on: folder ?? place.path, vkey: vkey, progress: line.listener)
    line.finish()
    if json {
      Terminal.print(Array(report.json.indentedText.utf8))
    } else {
      for check in report.checks { Terminal.print(text(of: check)) }
      Terminal.print(say(report.hasPassed ? "verify.passed" : "verify.failed"))
    }
    if !report.hasPassed { throw ExitCode(1) }
  }

  private func text(of check: Verification.Check) -> String {
    let mark =
      switch check.outcome {
      case .passed: "✔"
      case .failed: "✖"
      case .skipped: "–"
      }
    let head = "\(mark) " + say("verify.check.\(check.name.rawValue)", check.arguments)
    return ([head] + check.faults.prefix(20).map { "    \($0)" }).joined(separator: "\n")
  }
}

extension Verification.Check {
  /// What the line about the check says.
  fileprivate var arguments: [String: MessageArgument] {
    ["count": .number(count), "key": .text(key), "root": .text(root), "entry": .number(entry)]
  }
}
