import Record
import Testing

@testable import Docket

@Suite("An appeal moves only as it can")
struct AppealStateTests {
  static let moves: [AppealMove] = [
    .beginTriage, .holdUnsafe(risk: "custody"), .clearHold(because: "asked"),
    .refuseAppeal(because: "no route"),
    .makeReady(
      window: AppealWindow(closes: nil, basis: .platformRule), evidence: MadeCase.evidence,
      waived: []),
    .file(proof: "p", decisionDue: nil), .acknowledge(number: "1"), .askInformation(limit: nil),
    .answerInformation(proof: "p"), .becomeOverdue,
    .decide(outcome: .upheld, reasons: nil, reviewer: .notStated), .expectRestoration,
    .observeRestored, .observeNotRestored, .prepareNextStage, .lapse, .withdraw(because: "x"),
    .close(because: "x"), .reopen(because: "x"),
  ]

  @Test func theTableAndTheMovesAgree() {
    for state in AppealState.allCases {
      let targets = Set(Self.moves.filter { $0.sources.contains(state) }.map(\.target))
      #expect(targets == state.followers, "\(state)")
    }
  }

  /// Every state of every path of moves: none decided that was never filed, steps join, times never run back.
  @Test(arguments: [1, 2, 3] as [UInt64]) func randomWalksKeepTheInvariants(seed: UInt64) throws {
    var random = SeededWalk(state: seed)
    for _ in 0..<40 {
      var made = try MadeCase.begun()
      try made.add(
        .appeal(
          opening: AppealOpening(
            id: "a1", restrictionId: "x1", stage: .platformInternal, forum: "exampletube")))
      var seen: [Appeal.Step] = []
      for _ in 0..<40 {
        let move = Self.moves[random.below(Self.moves.count)]
        let before = made.docketCase
        do {
          try made.move(move, after: Int64(random.below(5)) * 86_400)
        } catch {
          // A refused entry changes nothing.
          #expect(made.docketCase == before)
          #expect(CaseFault.codes.contains(error.fault.code))
          continue
        }
        let appeal = try #require(made.docketCase.appeal("a1"))
        #expect(Array(appeal.steps.prefix(seen.count)) == seen)
        seen = appeal.steps
        #expect(appeal.state == appeal.steps.last?.to)
        if appeal.decidedAt != nil { #expect(appeal.filedAt != nil) }
        if appeal.state == .decided { #expect(appeal.outcome != .pending) }
        for step in appeal.steps {
          #expect(step.from.followers.contains(step.to))
          #expect(!step.actor.isEmpty && !step.evidence.isEmpty)
        }
        for (one, next) in zip(appeal.steps, appeal.steps.dropFirst()) {
          #expect(one.to == next.from && one.at <= next.at)
        }
      }
      #expect(
        try DocketCase(id: "TD-2026-7XK2QM", entries: made.docketCase.entries) == made.docketCase)
    }
  }

  struct SeededWalk {
    var state: UInt64

    mutating func below(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
  }

  @Test func aWholeCaseToTheOutcome() throws {
    var made = try MadeCase.begun()
    try made.ready()
    try made.filed()
    try made.move(.acknowledge(number: "K-1"))
    try made.move(.askInformation(limit: made.clock + 86_400))
    try made.move(.answerInformation(proof: "exhibit:8"))
    try made.decided(.reversed)
    try made.move(.expectRestoration)
    #expect(throws: CaseRefusal.self) { try made.move(.observeNotRestored, after: 71 * 3600) }
    try made.move(.observeRestored, after: 80 * 3600)
    let appeal = try #require(made.docketCase.appeal("a1"))
    #expect(appeal.state == .closed && appeal.outcome == .reversed)
    #expect(appeal.implementedAt == made.clock && appeal.number == "K-1")
    #expect(appeal.steps.count == 9)
  }

  @Test func aReversalThatIsNotCarriedOutGoesOn() throws {
    var made = try MadeCase.begun()
    try made.ready()
    try made.filed()
    try made.decided(.partlyReversed)
    try made.move(.expectRestoration)
    try made.move(.observeNotRestored, after: 72 * 3600)
    try made.add(
      .appeal(
        opening: AppealOpening(
          id: "a2", restrictionId: "x1", stage: .platformSecond, forum: "second", follows: "a1")))
    #expect(made.docketCase.appeal("a1")?.state == .closed)
    #expect(made.docketCase.appeal("a2")?.state == .triage)
  }

  private func fault(_ body: () throws -> Void) -> CaseFault? {
    do {
      try body()
      return nil
    } catch { return (error as? CaseRefusal)?.fault }
  }

  @Test func refusalsSayWhy() throws {
    var made = try MadeCase.begun()
    try made.ready()
    #expect(fault { try made.ready("a2") } == .routeInUse(forum: "exampletube"))
    #expect(
      fault { try made.ready("a3", stage: .oversightBoard, forum: "board") }
        == .stageTooEarly(.oversightBoard))
    #expect(
      fault { try made.decided(.upheld) } == .wrongState(appeal: "a1", is: .ready, to: .decided))
    #expect(fault { try made.move(.lapse) } == .windowOpen(appeal: "a1"))
    #expect(
      fault { try made.move(.file(proof: "", decisionDue: nil)) } == .proofMissing(appeal: "a1"))
    #expect(
      fault { try made.move(.file(proof: "p", decisionDue: nil), after: 40 * 86_400) }
        == .windowClosed(appeal: "a1"))
    try made.filed()
    #expect(fault { try made.move(.becomeOverdue) } == .notYetOverdue(appeal: "a1"))
    #expect(fault { try made.decided(.pending) } == .noOutcome(appeal: "a1"))
    try made.decided(.upheld)
    #expect(fault { try made.move(.expectRestoration) } == .nothingToRestore(appeal: "a1"))
    #expect(
      fault { try made.move(.close(because: "x"), after: -86_400) } == .beforeLastStep(appeal: "a1")
    )
    #expect(fault { try made.move(.beginTriage, of: "zz") } == .unknownAppeal("zz"))
    #expect(fault { try made.add(.move(appeal: "a1", step: .lapse), actor: "") } == .noActor)
    #expect(fault { try made.add(.move(appeal: "a1", step: .lapse), evidence: []) } == .noEvidence)
  }

  @Test func evidenceIsNeededOrWaived() throws {
    var made = try MadeCase.begun()
    try made.add(
      .appeal(
        opening: AppealOpening(
          id: "a1", restrictionId: "x1", stage: .platformInternal, forum: "exampletube")))
    try made.move(.beginTriage)
    let window = AppealWindow(closes: nil, basis: .platformRule)
    #expect(
      fault {
        try made.move(.makeReady(window: window, evidence: [.noticeText, .consent], waived: []))
      }
        == .evidenceMissing(appeal: "a1", [.address, .times, .context]))
    try made.move(
      .makeReady(
        window: window, evidence: [.noticeText, .consent], waived: [.address, .times, .context]))
    #expect(made.docketCase.appeal("a1")?.state == .ready)
  }

  @Test func parallelRoutesAreAllowed() throws {
    var made = try MadeCase.begun()
    try made.ready()
    try made.ready("a2", stage: .disputeBody, forum: "body")
    try made.ready("a3", stage: .court, forum: "court")
    #expect(made.docketCase.appeals.map(\.state) == [.ready, .ready, .ready])
  }

  @Test func aLapsedAppealShowsItsTimer() throws {
    var made = try MadeCase.begun()
    try made.ready(closesIn: 2)
    try made.move(.lapse, after: 3 * 86_400)
    let appeal = try #require(made.docketCase.appeal("a1"))
    #expect(appeal.lapsedTimer == .windowCloses && appeal.outcome == .lapsed)
    try made.move(.reopen(because: "the notice came late"))
    #expect(made.docketCase.appeal("a1")?.outcome == .pending)
  }

  @Test func timersRun() throws {
    var made = try MadeCase.begun()
    try made.add(
      .appeal(
        opening: AppealOpening(
          id: "a1", restrictionId: "x1", stage: .platformInternal, forum: "exampletube")))
    func timer(_ now: Int64) -> DocketTimer? { made.docketCase.appeal("a1")?.timer(at: now) }
    #expect(timer(made.clock) == DocketTimer(kind: .triageTarget, due: made.clock + 86_400))
    try made.move(.beginTriage)
    try made.move(.holdUnsafe(risk: "shared device"))
    let since = made.clock
    #expect(timer(since) == DocketTimer(kind: .holdReview, due: since + 7 * 86_400))
    #expect(timer(since + 7 * 86_400)?.due == since + 14 * 86_400)
    #expect(timer(since + 6 * 86_400)?.due == since + 7 * 86_400)
  }
}
