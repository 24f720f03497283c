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

  func validate() throws {
    if let vkey, !Verification.hasFormOfKey(vkey) {
      throw ValidationError(say("verify.bad-vkey", ["text": .text(vkey)]))
    }
  }

  func run() async throws {
    let line = ProgressLine()
    let report = try await Verification.run(
      on: folder ?? place.path, vkey: vkey, progress: line.listener)
    line.finish()
    if json {
      Terminal.print(Array(report.json.indentedText.utf8))
    } else {
      for check in report.checks { Terminal.print(text(of: check)) }
      Terminal.print(say(conclusion(of: report)))
    }
    if !report.hasPassed { throw ExitCode(1) }
  }

  private static let mostFaults = 20

  private func conclusion(of report: Verification) -> String {
    guard report.hasPassed else {
      return report.isUnfinished ? "verify.unfinished" : "verify.failed"
    }
    return report.isTrusted ? "verify.passed" : "verify.passed-untrusted"
  }

  private func text(of check: Verification.Check) -> String {
    let mark =
      switch check.outcome {
      case .passed: "✔"
      case .failed: "✖"
      case .skipped: "–"
      }
    let isSkipped = check.outcome == .skipped && check.name == .trust
    let key = "verify.check.\(check.name.rawValue)" + (isSkipped ? "-skipped" : "")
    let passed = say(key, check.arguments)
    let head =
      check.outcome == .failed
      ? "\(mark) "
        + say("verify.check-failed", ["subject": .text(String(passed.prefix { $0 != ":" }))])
      : "\(mark) \(passed)"
    var lines = [head] + (check.shown + check.faults.prefix(Self.mostFaults)).map { "    \($0)" }
    let rest = check.faults.count - Self.mostFaults
    if rest > 0 { lines.append("    " + say("verify.more-faults", ["count": .number(rest)])) }
    return lines.joined(separator: "\n")
  }
}

extension Verification.Check {
  /// What the line about the check says.
  fileprivate var arguments: [String: MessageArgument] {
    ["count": .number(count), "key": .text(key), "root": .text(root), "entry": .number(entry)]
  }
}
