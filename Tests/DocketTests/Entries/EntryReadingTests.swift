import Bytes
import Record
import Testing

@testable import Docket

/// A case that is opened and added to as people do it.
struct GivenCase {
  static let start: Int64 = 1_780_000_000  // 2026-05-28T20:26:40Z
  var docketCase: DocketCase
  var clock = GivenCase.start
  static let zone = TimeZoneOffset(minutesEast: 420) ?? .utc
  static let forums = try? ForumTable(parsing: ForumTable.shippedBytes)

  static func values(_ pairs: [String: JSONValue]) -> JSONObject {
    JSONObject(pairs.map { ($0.key, $0.value) })
  }

  static let opening = CaseOpening([
    CaseOpening.Part(
      .restriction,
      values([
        "platform": "Facebook", "country": "vn", "visibility": "removed", "starts": "2026-05-20",
      ])),
    CaseOpening.Part(
      .notice, values(["channel": "in_app", "sent": "2026-05-20", "text": "We removed your post."])),
    CaseOpening.Part(
      .fact, values(["name": "appellant.name", "value": "Nguyễn Văn Mẫu", "consent": "platform"])),
    CaseOpening.Part(.fact, values(["name": "item.url", "value": "https://social.example/p/1"])),
    CaseOpening.Part(.fact, values(["name": "item.posted", "value": "2026-05-19"])),
    CaseOpening.Part(.fact, values(["name": "item.context", "value": "a report"])),
  ])

  static func circumstances(_ at: Int64) -> CaseOpening.Circumstances {
    CaseOpening.Circumstances(at: at, actor: "caseworker-1", evidence: ["note:1"])
  }

  init(_ opening: CaseOpening = Self.opening) throws {
    let forums = try #require(Self.forums)
    docketCase = try opening.begun(
      try #require(CaseNumber(year: 2026, drawn: 7)), Self.circumstances(clock), forums: forums,
      zone: Self.zone)
  }

  mutating func add(
    _ kind: EntryKind, _ pairs: [String: JSONValue] = [:], after seconds: Int64 = 60
  ) throws {
    clock += seconds
    try docketCase.add(
      CaseOpening.Part(kind, Self.values(pairs)), Self.circumstances(clock),
      forums: try #require(Self.forums), zone: Self.zone)
  }

  /// The fault of adding something, which must change nothing.
  mutating func fault(_ kind: EntryKind, _ pairs: [String: JSONValue] = [:]) -> CaseOpening.Fault? {
    let before = docketCase
    do { try add(kind, pairs) } catch {
      #expect(docketCase == before)
      return error as? CaseOpening.Fault
    }
    return nil
  }
}

@Suite("What people add becomes entries, or is refused with what is missing")
struct EntryReadingTests {
  @Test func aCaseIsOpenedAndReadAgain() throws {
    let made = try GivenCase()
    let restriction = try #require(made.docketCase.restrictions.first)
    #expect(restriction.platform == "facebook" && restriction.country == "VN")
    #expect(restriction.visibility == [.removed] && restriction.trigger == .unknown)
    #expect(restriction.spans.first?.startsOn?.description == "2026-05-20")
    #expect(made.docketCase.notices.first?.restrictionId == "x1")
    #expect(made.docketCase.facts.count == 4 && made.docketCase.facts[0].consent == ["platform"])
    let read = try CaseFile.read(CaseFile.bytes(of: made.docketCase))
    #expect(read.docketCase == made.docketCase && read.unknown == [])
  }

  @Test func aWholeAppealNeedsFewWords() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.ready)
    let ready = try #require(made.docketCase.appeal("a1"))
    #expect(ready.stage == .platformInternal && ready.window?.basis == .conservativeDefault)
    // Thirty days from 20 May, on the earliest clock.
    let closes = try #require(ready.window?.closes)
    #expect(CivilDay(of: closes - 1, in: GivenCase.zone).description == "2026-06-19")
    try made.add(.file, ["proof": "exhibit:7"])
    try made.add(.acknowledge, ["number": "4711"])
    try made.add(.decide, ["outcome": "upheld", "reasons": "as given"], after: 86_400)
    try made.add(.nextStage)
    #expect(made.docketCase.appeal("a1")?.state == .nextStageReady)
    try made.add(.appeal, ["forum": "oversight-board", "follows": "a1"])
    #expect(made.docketCase.appeal("a2")?.stage == .oversightBoard)
    #expect(made.docketCase.appeal("a1")?.state == .closed)
    let read = try CaseFile.read(CaseFile.bytes(of: made.docketCase))
    #expect(read.docketCase == made.docketCase)
  }

  @Test func aNewVersionChangesWhatIsSaidAlone() throws {
    var made = try GivenCase()
    try made.add(.restriction, ["id": "x1", "lifted": "2026-05-28", "lift_reason": "press"])
    let restriction = try #require(made.docketCase.restrictions.first)
    #expect(made.docketCase.restrictions.count == 1)
    #expect(restriction.liftReason == .press && restriction.platform == "facebook")
    #expect(made.docketCase.versions(of: "x1").count == 2)
    try made.add(.restriction, ["platform": "youtube", "country": "VN", "visibility": "removed"])
    #expect(made.docketCase.restrictions.map(\.head.id) == ["x1", "x2"])
    #expect(
      made.fault(.observation, ["country": "DE", "result": "visible"])
        == .entry(.ambiguous("restriction", kind: .observation, among: ["x1", "x2"])))
  }

  @Test func whatCannotBeIsToldByField() throws {
    var made = try GivenCase()
    #expect(
      made.fault(.observation, ["country": "DE"]) == .entry(.missing("result", kind: .observation)))
    guard
      case .entry(.badValue(let value, _, let field)) = made.fault(
        .observation, ["country": "DE", "result": "gone"])
    else { throw Unexpected() }
    #expect(value == "gone" && field.vocabulary.contains("not_found"))
    guard
      case .entry(.unknownField("colour", _, let known)) = made.fault(.notice, ["colour": "red"])
    else { throw Unexpected() }
    #expect(known.contains("channel"))
    for (name, wrong) in [("sent", "yesterday"), ("sent", "2026-02-30"), ("durable", "perhaps")] {
      let fault = made.fault(.notice, ["channel": "email", name: .string(wrong)])
      guard case .entry(.badValue(wrong, .notice, _)) = fault else { throw Unexpected() }
    }
    #expect(made.fault(.triage) == .entry(.missing("appeal", kind: .triage)))
    #expect(
      made.fault(.appeal, ["forum": "somewhere"]) == .entry(.missing("stage", kind: .appeal)))
  }

  struct Unexpected: Error {}

  @Test func stepsAreRefusedByTheRulesOfTheCase() throws {
    var made = try GivenCase()
    func refusal(_ fault: CaseOpening.Fault?) -> CaseFault? {
      guard case .refused(let refusal) = fault else { return nil }
      return refusal.fault
    }
    #expect(
      refusal(made.fault(.appeal, ["forum": "oversight-board"])) == .stageTooEarly(.oversightBoard))
    try made.add(.appeal, ["forum": "facebook-item"])
    #expect(
      refusal(made.fault(.appeal, ["forum": "facebook-item"]))
        == .routeInUse(forum: "facebook-item"))
    #expect(
      refusal(made.fault(.file, ["proof": "p"]))
        == .wrongState(appeal: "a1", is: .recorded, to: .filed))
    try made.add(.triage)
    try made.add(.fact, ["name": "item.context", "value": "a report"])
    #expect(refusal(made.fault(.lapse)) == .wrongState(appeal: "a1", is: .triage, to: .lapsed))
    try made.add(.ready)
    #expect(refusal(made.fault(.lapse)) == .windowOpen(appeal: "a1"))
    made.clock += 400 * 86_400
    try made.add(.lapse)
    #expect(made.docketCase.appeal("a1")?.outcome == .lapsed)
  }

  private static func tiktok() throws -> GivenCase {
    var opening = GivenCase.opening
    opening.parts[0].values["platform"] = "tiktok"
    opening.parts[1].values["text"] = "We removed your video. You can appeal within 10 days."
    var made = try GivenCase(opening)
    try made.add(.appeal, ["forum": "tiktok"])
    try made.add(.triage)
    try made.add(.ready)
    return made
  }

  @Test func whatWasFiledAfterAGuessIsRecorded() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.ready)
    made.clock += 60 * 86_400
    try made.add(.file, ["proof": "Facebook confirmation 4711"])
    #expect(made.docketCase.appeal("a1")?.state == .filed)
  }

  @Test func aLimitIsOverWhenItIsOverOnEveryClock() throws {
    var made = try Self.tiktok()
    let last = try #require(CivilDay(year: 2026, month: 5, day: 30))
    let window = try #require(made.docketCase.appeal("a1")?.window)
    #expect(window.basis == .noticeText)
    made.clock = last.begins(in: GivenCase.zone) + 23 * 3600
    #expect(try #require(window.closes) < made.clock)
    var inTime = made
    try inTime.add(.file, ["proof": "p"])
    made.clock += 30 * 3600
    guard case .refused(let refusal) = made.fault(.file, ["proof": "p"]) else { throw Unexpected() }
    #expect(refusal.fault == .windowClosed(appeal: "a1"))
  }

  @Test func whatCannotBeIsNotRecorded() throws {
    func why(_ fault: CaseOpening.Fault?) -> EntryFault.Impossibility? {
      guard case .entry(.impossible(let why, _, _)) = fault else { return nil }
      return why
    }
    var made = try GivenCase()
    #expect(why(made.fault(.restriction, ["id": "x1", "starts": "2027-11-01"])) == .toCome)
    #expect(why(made.fault(.restriction, ["id": "x1", "lifted": "2027"])) == .toCome)
    #expect(why(made.fault(.restriction, ["id": "x1", "ends": "2026-05-01"])) == .endsBeforeStart)
    #expect(
      why(made.fault(.restriction, ["id": "x1", "lifted": "2026-05-01"])) == .endsBeforeStart)
    #expect(why(made.fault(.request, ["kind": "remove", "sent": "2026-12-31"])) == .toCome)
    #expect(why(made.fault(.notice, ["channel": "email", "sent": "2026-12-31"])) == .toCome)
    #expect(
      why(made.fault(.observation, ["country": "VN", "result": "visible", "seen": "2026-12-31"]))
        == .toCome)
    #expect(
      why(made.fault(.restriction, ["platform": "facebook", "country": "VN"])) == .noMeasure)
    guard
      case .entry(.badValue("ZZ", _, _)) = made.fault(
        .observation, ["country": "ZZ", "result": "visible"])
    else { throw Unexpected() }
    #expect(why(made.fault(.appeal, ["forum": "tiktok"])) == .otherPlatform)
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    try made.add(.ready)
    #expect(why(made.fault(.file, ["proof": "p", "due": "2026-05-01"])) == .limitBeforeStep)
    try made.add(.file, ["proof": "p"])
    #expect(why(made.fault(.ask, ["limit": "2026-05-01"])) == .limitBeforeStep)
    // A day that has begun somewhere on earth is not still to come.
    try made.add(.restriction, ["id": "x1", "lifted": "2026-05-29"])
  }

  @Test func restoredIsWhatSomebodySaw() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    for step in [EntryKind.triage, .ready] { try made.add(step) }
    try made.add(.file, ["proof": "p"])
    try made.add(.observation, ["country": "VN", "result": "visible", "seen": "2026-05-01"])
    try made.add(.decide, ["outcome": "reversed"])
    try made.add(.expectRestoration)
    guard case .entry(.impossible(.notSeen, _, _)) = made.fault(.restored) else {
      throw Unexpected()
    }
    try made.add(.observation, ["country": "DE", "result": "visible"])
    guard case .entry(.impossible(.notSeen, _, _)) = made.fault(.restored) else {
      throw Unexpected()
    }
    try made.add(.observation, ["country": "VN", "result": "visible"])
    try made.add(.restored)
    #expect(made.docketCase.appeal("a1")?.implementedAt != nil)
  }

  @Test func nobodyIsLedIntoDangerUnwarned() throws {
    var opening = GivenCase.opening
    opening.parts[0].values["trigger"] = "state_request"
    var made = try GivenCase(opening)
    guard case .entry(.impossible(.unwarned, _, _)) = made.fault(.appeal, ["forum": "vn-complaint"])
    else { throw Unexpected() }
    #expect(made.fault(.appeal, ["forum": "vn-complaint", "warned": "no"]) != nil)
    try made.add(.appeal, ["forum": "vn-complaint", "warned": "yes"])
    guard case .appeal(let opening) = made.docketCase.entries.last?.act else { throw Unexpected() }
    #expect(opening.isWarned == true)
    let read = try CaseFile.read(CaseFile.bytes(of: made.docketCase))
    #expect(read.docketCase == made.docketCase && read.unknown == [])
  }

  @Test func aNoticeOfLocalLawOpensTheRightDoor() throws {
    var opening = GivenCase.opening
    opening.parts[0].values["trigger"] = "state_request"
    opening.parts[1].values["text"] =
      "Your post is not available in Vietnam because of a legal request."
    let made = try GivenCase(opening)
    let restriction = try #require(made.docketCase.restrictions.first)
    let situation = made.docketCase.situation(of: restriction)
    #expect(situation.subject == .legalBlock)
    let routes = try #require(GivenCase.forums).routes(for: situation, at: made.clock)
    #expect(routes.open.contains { $0.forum.id == "facebook-local-law" })
    #expect(!routes.open.contains { $0.forum.id == "facebook-item" })
    let plain = try GivenCase()
    let other = try #require(plain.docketCase.restrictions.first)
    #expect(plain.docketCase.situation(of: other).subject == .item)
  }

  @Test func whenItWasRecordedIsKept() throws {
    var made = try GivenCase()
    var circumstances = GivenCase.circumstances(made.clock)
    circumstances.recordedAt = made.clock + 86_400
    try made.docketCase.add(
      CaseOpening.Part(
        .observation, GivenCase.values(["country": "VN", "result": "not_found"])),
      circumstances, forums: try #require(GivenCase.forums), zone: GivenCase.zone)
    let read = try CaseFile.read(CaseFile.bytes(of: made.docketCase))
    #expect(read.docketCase.entries.last?.recordedAt == made.clock + 86_400 && read.unknown == [])
    #expect(read.docketCase.entries.first?.recordedAt == nil)
  }

  @Test func missingEvidenceIsNamedAndMayBeWaived() throws {
    var made = try GivenCase(
      CaseOpening([
        CaseOpening.Part(
          .restriction,
          GivenCase.values([
            "platform": "facebook", "country": "VN", "visibility": "removed",
            "starts": "2026-05-20",
          ]))
      ]))
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    guard case .refused(let refusal) = made.fault(.ready) else { throw Unexpected() }
    #expect(
      refusal.fault
        == .evidenceMissing(appeal: "a1", [.consent, .noticeText, .address, .times, .context]))
    try made.add(.ready, ["evidence": "E2,E4,E5", "waived": ["E9", "E11"]])
    #expect(made.docketCase.appeal("a1")?.state == .ready)
  }

  @Test func aWindowOfOnesOwnNeedsItsSource() throws {
    var made = try GivenCase()
    try made.add(.appeal, ["forum": "facebook-item"])
    try made.add(.triage)
    #expect(made.fault(.ready, ["closes": "2026-07-31"]) == .entry(.missing("basis", kind: .ready)))
    try made.add(.ready, ["closes": "2026-07-31", "basis": "notice_text"])
    let closes = try #require(made.docketCase.appeal("a1")?.window?.closes)
    // The whole of the last day, on the person's clock.
    #expect(closes == CivilDay(year: 2026, month: 8, day: 1)?.begins(in: GivenCase.zone))
  }

  @Test func aFileOpensACase() throws {
    let file: JSONValue = [
      "restriction": [
        "platform": "youtube", "country": "VN", "visibility": ["disabled"],
        "trigger": "state_request",
      ],
      "request": ["kind": "restrict_local", "addresses": ["https://video.example/1"]],
      "observations": [
        ["country": "VN", "result": "withheld_page"], ["country": "DE", "result": "visible"],
      ],
      "facts": ["appellant.name": "Trần Thị Mẫu", "item.posted": "2026-05-01"],
      "consent": ["appellant.name": ["platform"]],
    ]
    let made = try GivenCase(try CaseOpening(reading: file))
    let docketCase = made.docketCase
    #expect(docketCase.restrictions.first?.requestId == "r1")
    #expect(docketCase.requests.first?.items.first?.address == "hxxps://video.example/1")
    #expect(docketCase.scope(ofRestriction: "x1")?.scope == .geoBlocked(countries: ["VN"]))
    #expect(docketCase.facts.first { $0.name == "appellant.name" }?.consent == ["platform"])
    let restriction = try #require(docketCase.restrictions.first)
    #expect(docketCase.situation(of: restriction).subject == .legalBlock)
    #expect(docketCase.evidence(for: restriction).contains(.views))
  }

  @Test func afileThatOpensNothingSaysWhy() {
    func fault(_ file: JSONValue) -> CaseOpening.Fault? {
      do {
        _ = try GivenCase(try CaseOpening(reading: file))
        return nil
      } catch { return error as? CaseOpening.Fault }
    }
    #expect(fault([]) == .noObject(""))
    #expect(fault(["notice": ["channel": "none"]]) == .noRestriction)
    #expect(fault(["restriction": "removed"]) == .noObject("restriction"))
    guard case .unknownPart("restrictionn", _) = fault(["restrictionn": [:]]) else {
      Issue.record("a part that is none")
      return
    }
  }

  @Test func lettersAreLogged() throws {
    var made = try GivenCase()
    var letter = WrittenLetter(
      kind: "L1", version: 1, language: "vi", addressee: "platform", appeal: nil, text: "Kính gửi",
      missing: ["deadline.date"], withheld: [])
    try made.docketCase.add(.letter(record: letter), GivenCase.circumstances(made.clock))
    #expect(made.docketCase.letters == [letter])
    letter.appeal = "a9"
    #expect(throws: CaseOpening.Fault.self) {
      try made.docketCase.add(.letter(record: letter), GivenCase.circumstances(made.clock))
    }
    let read = try CaseFile.read(CaseFile.bytes(of: made.docketCase))
    #expect(read.docketCase.letters.count == 1 && read.unknown == [])
  }

  @Test func daysAndMoments() throws {
    let day = try #require(GivenMoment(parsing: "2026-11-03", in: GivenCase.zone))
    #expect(day.ends - day.begins == 86_400)
    let moment = try #require(GivenMoment(parsing: "2026-11-03T00:30", in: GivenCase.zone))
    #expect(moment.begins == day.begins + 1800 && moment.ends == moment.begins)
    #expect(GivenMoment(parsing: "2026-11-02T17:30:00Z", in: GivenCase.zone) == moment)
    for text in [
      "", "2026-11", "2026-11-03T", "2026-11-03T24:00", "2026-11-03T1:00", "2026-11-03T10:00+7",
    ] {
      #expect(GivenMoment(parsing: text, in: .utc) == nil, "\(text)")
    }
    #expect(day.happened(notBefore: day.begins + 60, now: day.ends) == day.begins + 60)
    #expect(day.happened(notBefore: day.ends + 60, now: day.ends) == day.begins)
  }

  @Test func everyKindHasFieldsThatCanBeFilled() throws {
    for kind in EntryKind.allCases {
      #expect(Set(kind.fields.map(\.name)).count == kind.fields.count, "\(kind)")
      #expect(kind.isMove == !kind.sources.isEmpty, "\(kind)")
    }
  }

  @Test func aPersonConfirmsHowTheElementsOfANoticeStand() throws {
    var made = try GivenCase()
    let zone = GivenCase.zone
    func notes(_ made: GivenCase) throws -> [NoticeElement: UserNotice.ElementNote] {
      let notice = try #require(made.docketCase.notices.first)
      return Dictionary(
        uniqueKeysWithValues: notice.elements.map { ($0.element, $0) })
    }
    let before = made.docketCase.elements(of: try #require(made.docketCase.notices.first), in: zone)
    #expect(!before.areConfirmed && before.notes.count == 15)
    #expect(made.docketCase.appealFacts.allSatisfy { $0.elements.isEmpty })
    // What the check finds, but for what the person sees otherwise.
    try made.add(
      .notice, ["id": "n1", "confirmed": "yes", "present": "N5, n2", "not_needed": ["N3"]])
    var found = try notes(made)
    #expect(found.count == 15)
    #expect(found[.stateActor] == .init(.stateActor, .present, .applicable))
    #expect(found[.clause]?.state == .present && found[.provision]?.applicability == .notApplicable)
    for note in before.notes where ![.stateActor, .clause, .provision].contains(note.element) {
      #expect(found[note.element] == note)
    }
    // One more, and the others stay.
    try made.add(.notice, ["id": "n1", "unclear": "N7", "durable": "yes"])
    found = try notes(made)
    #expect(found[.facts]?.state == .unclear && found[.stateActor]?.state == .present)
    let notice = try #require(made.docketCase.notices.first)
    #expect(made.docketCase.elements(of: notice, in: zone).areConfirmed)
    // Another text is another notice: nobody has confirmed it.
    try made.add(.notice, ["id": "n1", "text": "Your post is gone."])
    #expect(try notes(made).isEmpty)
    try made.add(.notice, ["id": "n1", "absent": "N10"])
    #expect(try notes(made).keys.map(\.rawValue) == ["N10"])
  }

  @Test func anElementStandsInOneWay() throws {
    var made = try GivenCase()
    guard
      case .entry(.ambiguous("N5", .notice, let among)) = made.fault(
        .notice, ["id": "n1", "present": "N5", "absent": "N5"])
    else { throw Unexpected() }
    #expect(among == ["present", "absent"])
    guard
      case .entry(.badValue(_, .notice, let field)) = made.fault(
        .notice, ["id": "n1", "present": "N16"])
    else { throw Unexpected() }
    #expect(field.name == "present")
    guard
      case .entry(.missing("text", .notice)) = made.fault(
        .notice, ["channel": "email", "confirmed": "yes"])
    else { throw Unexpected() }
  }
}
