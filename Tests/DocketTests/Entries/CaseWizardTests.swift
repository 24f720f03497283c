import Bytes
import Messages
import Record
import Testing

@testable import Docket

@Suite("A case is opened by questions")
struct CaseWizardTests {
  /// What is shown for lines, from the first question on.
  private static func run(
    _ lines: [String], actor: String? = nil, evidence: [String] = []
  ) -> (CaseWizard, [CaseWizard.Line]) {
    var wizard = CaseWizard(addressees: ["platform"], actor: actor, evidence: evidence)
    var shown = wizard.opening
    for line in lines { shown += wizard.answer(line) }
    return (wizard, shown)
  }

  private static let answers = [
    "Facebook", "VN", "", "removed", "2026-05-20", "state_request", "remove", "", "d147-removal",
    "in_app", "2026-05-20", "We removed your post.", "It goes against our rules.", ".",
    "https://social.example/p/1", "a report", "Nguyễn Văn Mẫu", "", "2026-05-19", "platform",
    "caseworker-1", "told by the person",
  ]

  @Test func answersBecomeACase() throws {
    let (wizard, shown) = Self.run(Self.answers + ["yes"])
    #expect(wizard.outcome == .confirmed)
    #expect(wizard.actor == "caseworker-1" && wizard.evidence == ["told by the person"])
    let docketCase = try GivenCase(wizard.given).docketCase
    #expect(docketCase.restrictions.first?.requestId == "r1")
    #expect(
      docketCase.notices.first?.text?.text == "We removed your post.\nIt goes against our rules.")
    #expect(docketCase.facts.first { $0.name == "appellant.name" }?.consent == ["platform"])
    #expect(docketCase.facts.first { $0.name == "item.context" }?.consent == ["platform"])
    // The summary shows what will be written before anybody is asked to agree.
    let summary = try #require(shown.firstIndex { $0.key.hasSuffix("ask.summary") })
    let confirm = try #require(shown.firstIndex { $0.key.hasSuffix("ask.confirm") })
    #expect(shown[summary..<confirm].contains { $0.arguments["text"] == "Nguyễn Văn Mẫu" })
  }

  @Test func nothingIsDoneUnlessSomebodySaysYes() {
    #expect(Self.run(Self.answers).0.outcome == .asking)
    #expect(Self.run(Self.answers + ["perhaps"]).0.outcome == .asking)
    #expect(Self.run(Self.answers + ["no"]).0.outcome == .abandoned)
    #expect(Self.run(Self.answers + ["có"]).0.outcome == .confirmed)
  }

  @Test func whatCannotBeIsAskedAgain() {
    let (wizard, shown) = Self.run(["", "facebook", "Vietnam"])
    #expect(shown.contains { $0.key.hasSuffix("ask.needed") })
    #expect(shown.contains { $0.key.hasSuffix("ask.unfit") && $0.arguments["text"] == "Vietnam" })
    #expect(shown.last { $0.key.hasSuffix("restriction.country") } != nil)
    #expect(wizard.given.parts.first?.values.members.map(\.name) == ["platform"])
  }

  @Test func aQuestionMarkListsTheWordsAndALessThanGoesBack() {
    let (_, shown) = Self.run(["facebook", "VN", "?"])
    #expect(shown.contains { $0.arguments["words"] == "suspended, terminated" })
    let (wizard, again) = Self.run(["facebook", "<", "youtube", "VN"])
    #expect(again.count { $0.key.hasSuffix("ask.restriction.platform") } == 2)
    #expect(wizard.given.parts.first?.values["platform"] == "youtube")
  }

  @Test func questionsThatDoNotApplyAreNotAsked() {
    let (wizard, shown) = Self.run(
      [
        "facebook", "VN", "", "removed", "", "own_initiative", "none", "", "", "", "", "", "",
        "yes",
      ],
      actor: "caseworker-1", evidence: ["note:1"])
    #expect(!shown.contains { $0.key.contains("ask.request.") || $0.key.hasSuffix("notice.text") })
    #expect(!shown.contains { $0.key.hasSuffix("ask.actor") })
    #expect(wizard.outcome == .confirmed && wizard.actor == nil)
  }

  @Test func everyLineIsThereInBothLanguages() {
    let names =
      CaseWizard.Question.names + [
        "opening", "question", "optional", "passage", "needed", "unfit", "one-of", "summary",
        "answer", "confirm", "abandoned",
      ]
      + ["text", "texts", "date", "day", "moment", "country", "countries", "anything"].map {
        "form.\($0)"
      }
    for name in names { #expect(Messages.has("command.docket.ask.\(name)"), "\(name)") }
  }
}
