import ArgumentParser
import Bytes
import Docket
import Glibc
import Messages
import Observatory
import Record

/// `haidang docket assess`: what a rights-respecting company should do with a demand, rule by rule.
struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: say("docket.assess.abstract"),
    discussion: say("docket.assess.discussion"))

  @Option(
    name: .customLong("fact"), help: .init(say("docket.assess.fact"), valueName: "name=value"))
  var given: [String] = []

  @Option(help: .init(say("docket.assess.facts"), valueName: "file"))
  var facts: String?

  @Option(
    name: .customLong("cites"), help: .init(say("docket.assess.cites"), valueName: "provision"))
  var cited: [String] = []

  @Option(help: .init(say("docket.assess.date"), valueName: "date"))
  var date: String?

  @Option(help: .init(say("docket.assess.policy"), valueName: "file"))
  var policy: String?

  @Option(help: .init(say("docket.assess.marks"), valueName: "file"))
  var marks: String?

  @Flag(help: .init(say("docket.assess.questions")))
  var questions = false

  @Flag(help: .init(say("docket.assess.lint")))
  var lint = false

  @Flag(help: .init(say("docket.assess.all")))
  var all = false

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place

  func run() throws {
    let bytes = try policy.map { try GivenText.bytes(of: $0) } ?? Policy.shippedBytes
    let judged = try ProvisionMarks(
      parsing: try marks.map { try GivenText.bytes(of: $0) } ?? ProvisionMarks.shippedBytes)
    let book = try statutes(judged)
    let register = book.register
    let policy = try Policy(parsing: bytes, register: lint ? register : nil)
    if lint {
      // The marks that come with the program may be of another country than the register.
      let faults = marks == nil || register.provisions.isEmpty ? [] : judged.faults(in: register)
      guard faults.isEmpty else { throw PolicyRefusal(faults: faults) }
      return Terminal.print(say("docket.assess.sound", ["name": .text(policy.id)]))
    }
    if questions { return ask(policy) }
    let day = try date.map { text in
      guard let day = try? EDTF(parsing: text) else {
        throw ValidationError(say("docket.assess.bad-date", ["text": .text(text)]))
      }
      return day
    }
    let assessment = policy.assess(
      try GivenFacts(given, file: facts, policy: policy).facts, citing: citations, on: day,
      in: register)
    if json { return Terminal.print(Array(assessment.json.indentedText.utf8)) }
    tell(assessment, policy, judged, book)
  }

  /// What the demand cites; `nil` where nobody said, and nothing where somebody said that it cites nothing.
  private var citations: [String]? {
    cited.isEmpty ? nil : cited.filter { !["none", "không"].contains($0.lowercased()) }
  }

  /// The statutes of the observatory, where there is one.
  private func statutes(_ marks: ProvisionMarks) throws -> StatuteBook {
    guard place.folder != nil || access("\(place.path)/haidang.yaml", F_OK) == 0 else {
      return StatuteBook()
    }
    return try StatuteBook(of: place.open().holdings, judgedBy: marks)
  }

  private func ask(_ policy: Policy) {
    for name in policy.enteredFacts {
      guard let fact = policy.facts[name] else { continue }
      let values =
        switch fact.type {
        case .flag: "yes|no"
        case .number: say("docket.assess.number")
        case .word(let words): words.joined(separator: "|")
        case .words(let words): words.joined(separator: ",")
        }
      Terminal.print("\(name)=\(values)\n    \(fact.question.text(for: spoken).text)")
    }
  }

  private func tell(
    _ assessment: Assessment, _ policy: Policy, _ marks: ProvisionMarks, _ book: StatuteBook
  ) {
    Terminal.print(
      say(
        "docket.assess.outcome",
        ["outcome": .text(say("docket.outcome.\(assessment.outcome.rawValue)"))]))
    if assessment.outcome == .escalateHuman, assessment.atMost < .removeHouseRule {
      let most = Outcome(assessment.atMost).rawValue
      Terminal.print(
        say("docket.assess.at-most", ["outcome": .text(say("docket.outcome.\(most)"))]))
    }
    if assessment.excess == .fired { Terminal.print(say("docket.assess.excess")) }
    for finding in assessment.findings where all || finding.verdict != .notFired {
      Terminal.print(
        "  \(finding.rule.id) \(say("docket.verdict.\(finding.verdict.rawValue)")): "
          + finding.rule.because.text(for: spoken).text)
      let sources = finding.rule.sources.compactMap { policy.sources[$0]?.cite }
      if !sources.isEmpty { Terminal.print("      " + sources.joined(separator: "; ")) }
      if finding.verdict == .undecided, !finding.unknownFacts.isEmpty {
        Terminal.print(
          "      "
            + say(
              "docket.assess.unknown",
              ["facts": .text(finding.unknownFacts.joined(separator: ", "))]))
      }
    }
    if !assessment.duties.isEmpty { Terminal.print(say("docket.assess.duties")) }
    for duty in assessment.duties {
      let text = policy.duties[duty.code]?.text(for: spoken).text ?? duty.code
      Terminal.print("  \(text) (\(duty.rules.joined(separator: ", ")))")
    }
    for citation in assessment.basis.citations { tell(citation, book) }
    if assessment.basis.citations.contains(where: { $0.provision?.judgements.isEmpty == false }) {
      Terminal.print(
        say("docket.assess.marks-of", ["title": .text(marks.title.text(for: spoken).text)]))
    }
    for unused in assessment.unused {
      Terminal.note(
        say(
          "docket.assess.unused",
          ["fact": .text(unused.fact), "reason": .text(unused.reason.rawValue)]))
    }
    if assessment.isBeforePolicy { Terminal.note(say("docket.assess.before-policy")) }
  }

  private func tell(_ citation: BasisReading.Citation, _ book: StatuteBook) {
    let key =
      citation.provision == nil
      ? "unresolved"
      : citation.inForce == .no ? "not-in-force" : "in-force-\(citation.inForce.rawValue)"
    Terminal.print(
      say(
        "docket.citation.\(key)",
        [
          "cited": .text(
            citation.provision.map { book.text(of: $0.id, in: spoken) } ?? citation.cited),
          "instead": .text(citation.heldInstead.map { book.text(of: $0, in: spoken) } ?? "–"),
        ]))
    guard let provision = citation.provision else { return }
    for test in ProvisionTest.allCases {
      let name = say("docket.test.\(test.rawValue)")
      guard let judgement = provision.judgements[test] else {
        Terminal.print("  " + say("docket.citation.unjudged", ["test": .text(name)]))
        continue
      }
      Terminal.print(
        "  "
          + say(
            "docket.citation.judged",
            [
              "test": .text(name), "mark": .text(say("docket.mark.\(judgement.mark.rawValue)")),
              "date": .text(judgement.judged.description),
              "because": .text(judgement.because.text(for: spoken).text),
              "sources": .text(judgement.sources.map(\.cite).joined(separator: "; ")),
            ]))
    }
  }
}
