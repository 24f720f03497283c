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

  /// Which list of the catalogue has the words of a question.
  private static let lists = [
    "restriction.visibility": "visibility", "restriction.account": "account",
    "restriction.trigger": "trigger", "request.kind": "request-kind",
    "notice.channel": "notice-channel", "consent": "addressee",
  ]

  /// Codes, each with what it means in the language spoken.
  private static func explained(_ codes: String, of question: String) -> String {
    guard let list = lists[question] else { return codes }
    return codes.split(separator: ",").map { part in
      let code = String(part.drop { $0 == " " })
      let key = DocketMessage.key(list, code)
      return Messages.has(key) ? "\(code) (\(Messages.text(key, in: spoken)))" : code
    }.joined(separator: ", ")
  }

  private static func tell(_ lines: [CaseWizard.Line]) {
    for line in lines {
      var arguments = line.arguments.mapValues { MessageArgument.text($0) }
      if let question = line.arguments["question"] {
        if let words = line.arguments["words"] {
          arguments["words"] = .text(explained(words, of: question))
        }
        arguments["question"] = .text(say("docket.ask.\(question)"))
      }
      Terminal.note(Messages.text(line.key, in: spoken, arguments))
    }
  }
}
