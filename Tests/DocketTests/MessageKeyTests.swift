import Messages
import Record
import Testing

@testable import Docket

@Suite("Everything a person reads is there in both languages")
struct MessageKeyTests {
  private func expect<Value: RawRepresentable & CaseIterable>(
    _ list: String, _: Value.Type
  ) where Value.RawValue == String {
    for value in Value.allCases {
      let key = DocketMessage.key(list, value)
      #expect(Messages.has(key), "\(key)")
    }
  }

  @Test func closedLists() {
    expect("state", AppealState.self)
    expect("stage", AppealStage.self)
    expect("outcome", AppealOutcome.self)
    expect("reviewer", AppealReviewer.self)
    expect("effect", Outcome.self)
    expect("phase", Phase.self)
    expect("verdict", Assessment.Verdict.self)
    expect("part", Policy.Part.self)
    expect("unused", Assessment.Unused.Reason.self)
    expect("element", NoticeElement.self)
    expect("element-state", ElementState.self)
    expect("applicability", Applicability.self)
    expect("evidence", AppealEvidence.self)
    expect("deadline-basis", Deadline.Basis.self)
    expect("mark", Forum.Mark.self)
    expect("timer", DocketTimer.Kind.self)
    expect("scope-reason", ScopeFinding.Reason.self)
    expect("trigger", Restriction.Trigger.self)
    expect("measure", AppealCounts.Measure.self)
    expect("visibility", Restriction.Visibility.self)
    expect("account", Restriction.Account.self)
    expect("request-kind", RemovalRequest.Kind.self)
    expect("item-outcome", RemovalRequest.ItemOutcome.self)
    expect("notice-channel", UserNotice.Channel.self)
    expect("seen", ItemObservation.Result.self)
    expect("expression", RemovalRequest.ExpressionClass.self)
    for code in CaseFault.codes {
      #expect(Messages.has("docket.refusal.\(code)"), "\(code)")
      #expect(Messages.has("command.docket.remedy.\(code)"), "\(code)")
    }
    for why in EntryFault.Impossibility.allCases {
      #expect(Messages.has("command.docket.fault.impossible.\(why.rawValue)"), "\(why)")
    }
    for kind in EntryKind.allCases {
      #expect(Messages.has("command.docket.kind.\(kind.rawValue)"), "\(kind)")
    }
    for part in NoticeTable.shipped.parts.values.flatMap({ $0 }) {
      #expect(Messages.has(DocketMessage.key("notice-part", part)), "\(part)")
    }
  }

  @Test func dutiesAreThoseOfThePolicy() throws {
    for (code, text) in try #require(Demand.policy).duties {
      let key = DocketMessage.key("duty", code)
      #expect(Messages.text(key, in: .vi) == text.vi && Messages.text(key, in: .en) == text.en)
    }
  }
}
