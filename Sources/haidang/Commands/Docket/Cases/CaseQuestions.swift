import Docket
import Letters
import Messages

/// The questions of a case on the terminal.
enum CaseQuestions {
  /// Asks until the person says yes; `nil` where they say no, or the input ends.
  static func ask(actor: String?, evidence: [String]) -> CaseWizard? {
    var wizard = CaseWizard(
      addressees: AddresseeKind.allCases.map(\.rawValue), actor: actor, evidence: evidence)
    tell(wizard.opening)
    while wizard.outcome == .asking {
      guard let line = readLine() else {
        Terminal.note(say("docket.ask.abandoned"))
        return nil
      }
      tell(wizard.answer(line))
    }
    return wizard.outcome == .confirmed ? wizard : nil
  }

  private static func tell(_ lines: [CaseWizard.Line]) {
    for line in lines {
      var arguments = line.arguments.mapValues { MessageArgument.text($0) }
      if let question = line.arguments["question"] {
        arguments["question"] = .text(say("docket.ask.\(question)"))
      }
      Terminal.note(Messages.text(line.key, in: spoken, arguments))
    }
  }
}
