import Docket
import Messages
import Record

/// An entry that was refused, with what is missing and what to do, in the language spoken.
struct Refused: Error, CustomStringConvertible {
  let description: String

  init(_ fault: CaseOpening.Fault) {
    description = say("docket.refused", ["why": .text(Self.text(of: fault))])
  }

  init(_ fault: CaseFault) {
    description = say("docket.refused", ["why": .text(Self.text(of: fault))])
  }

  private static func text(of fault: CaseOpening.Fault) -> String {
    switch fault {
    case .unknownPart(let name, let known):
      say(
        "docket.fault.unknown-part",
        ["name": .text(name), "known": .text(known.joined(separator: ", "))])
    case .noObject(let name): say("docket.fault.no-object", ["name": .text(name)])
    case .noRestriction: say("docket.fault.no-restriction")
    case .entry(let fault): text(of: fault)
    case .refused(let refusal): text(of: refusal.fault)
    }
  }

  private static func text(of fault: EntryFault) -> String {
    var arguments: [String: MessageArgument] = [
      "kind": .text(fault.kind.rawValue), "name": .text(fault.name),
    ]
    switch fault {
    case .unknownField(_, _, let known), .ambiguous(_, _, let known):
      arguments["known"] = .text(known.joined(separator: ", "))
    case .badValue(let value, _, let field):
      arguments["value"] = .text(value)
      let words = field.vocabulary
      arguments["wanted"] = .text(
        words.isEmpty
          ? say("docket.ask.form.\(field.formName)")
          : say("docket.ask.one-of", ["words": .text(words.joined(separator: ", "))]))
    case .missing, .nothingToChange, .impossible: break
    }
    return say("docket.fault.\(fault.code)", arguments)
  }

  private static func text(of fault: CaseFault) -> String {
    let what = Messages.text(fault.messageID, in: spoken)
    let remedy = say("docket.remedy.\(fault.code)", arguments(of: fault))
    return "\(what); \(remedy)"
  }

  private static func arguments(of fault: CaseFault) -> [String: MessageArgument] {
    switch fault {
    case .noActor, .noEvidence: [:]
    case .wrongSequence(let expected, let found):
      ["expected": .number(expected), "found": .number(found)]
    case .unknownRestriction(let name), .unknownRequest(let name), .unknownAppeal(let name),
      .nameInUse(let name), .badName(let name), .predecessorNotReady(let name):
      ["name": .text(name)]
    case .wrongState(let appeal, let state, let target):
      [
        "name": .text(appeal), "state": .text(docketWord("state", state)),
        "target": .text(docketWord("state", target)), "steps": .text(steps(from: state)),
      ]
    case .evidenceMissing(let appeal, let missing):
      [
        "name": .text(appeal),
        "list": .text(
          missing.map { evidence in
            let words = "\(evidence.rawValue) " + docketWord("evidence", evidence)
            let key = "command.docket.evidence-from.\(evidence.rawValue)"
            return Messages.has(key) ? "\(words) (\(Messages.text(key, in: spoken)))" : words
          }.joined(separator: "; ")),
        "codes": .text(missing.map(\.rawValue).joined(separator: ",")),
      ]
    case .beforeLastStep(let appeal), .proofMissing(let appeal), .windowClosed(let appeal),
      .windowOpen(let appeal), .noDecisionDue(let appeal), .notYetOverdue(let appeal),
      .noOutcome(let appeal), .nothingToRestore(let appeal), .tooEarlyToSay(let appeal):
      ["name": .text(appeal)]
    case .routeInUse(let forum): ["name": .text(forum)]
    case .stageTooEarly(let stage): ["name": .text(docketWord("stage", stage))]
    }
  }

  /// The steps that an appeal can make from a state, as `docket add` names them.
  static func steps(from state: AppealState) -> String {
    EntryKind.allCases.filter { $0.sources.contains(state) }.map(\.rawValue)
      .joined(separator: ", ")
  }
}

/// Runs `body`, and says in words why an entry was refused.
func explainingRefusals<Result>(_ body: () throws -> Result) throws -> Result {
  do { return try body() } catch let fault as CaseOpening.Fault { throw Refused(fault) }
}

/// The catalogue's word for a value of a closed list of the docket.
func docketWord(_ list: String, _ value: some RawRepresentable<String>) -> String {
  Messages.text(DocketMessage.key(list, value), in: spoken)
}
