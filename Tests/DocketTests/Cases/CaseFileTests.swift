import Bytes
import Mutation
import Record
import Testing

@testable import Docket

@Suite("A case is its entries")
struct CaseFileTests {
  static func whole() throws -> DocketCase {
    var made = try MadeCase.begun()
    var notice = UserNotice(
      head: RecordHead(
        id: "n1", sources: [DocketSource(id: "s1", kind: .platformNotice)], visibility: .partners),
      restrictionId: "x1", channel: .email)
    notice.text = TaggedText("Video của bạn đã bị chặn tại Việt Nam.", language: "vi")
    notice.sentOn = CivilDay(year: 2026, month: 6, day: 1)
    notice.elements = [UserNotice.ElementNote(.item, .present, .applicable)]
    try made.add(.notice(record: notice))
    var reasons = StatementOfReasons(
      head: RecordHead(id: "s1"), restrictionId: "x1", text: TaggedText("Local law"))
    reasons.lawCited = ["csl2018-art26"]
    try made.add(.reasons(record: reasons))
    try made.add(
      .observation(
        record: ItemObservation(
          restrictionId: "x1", country: "VN", at: made.clock, result: .withheldPage)))
    try made.ready()
    try made.filed()
    try made.decided(.reversed)
    try made.move(.expectRestoration)
    var later = try #require(made.docketCase.restrictions.first)
    later.saidScope = .geoBlocked(countries: ["VN"])
    later.head.raw = ["visibility": "DECISION_VISIBILITY_NEW"]
    try made.add(.restriction(record: later))
    return made.docketCase
  }

  @Test func whatIsWrittenIsRead() throws {
    let docketCase = try Self.whole()
    let bytes = CaseFile.bytes(of: docketCase)
    let read = try CaseFile.read(bytes)
    #expect(read.docketCase == docketCase && read.unknown == [])
    #expect(CaseFile.bytes(of: read.docketCase) == bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\"platform_internal\"") && text.contains("\"sent_on\": \"2026-06-01\""))
    #expect(!text.contains("null"))
  }

  @Test func nothingIsOverwritten() throws {
    let docketCase = try Self.whole()
    #expect(docketCase.versions(of: "x1").count == 2)
    #expect(docketCase.restrictions.count == 1)
    #expect(docketCase.scope(ofRestriction: "x1")?.reason == .platformSays)
  }

  @Test func unknownMembersAreNamed() throws {
    var value = CaseFile.json(of: try Self.whole())
    value["colour"] = "red"
    var entries = value["entries"].elements
    entries[0]["act"]["request"]["record"]["weather"] = "rain"
    value["entries"] = .array(entries)
    let read = try CaseFile.read(value)
    #expect(read.unknown == ["colour", "entries[0].act.request.record.weather"])
  }

  private static func fault(of value: JSONValue) -> CaseFileFault? {
    switch Result(catching: { () throws(CaseFileFault) in try CaseFile.read(value) }) {
    case .success: nil
    case .failure(let fault): fault
    }
  }

  @Test func faultsAreToldWithTheirPlace() throws {
    func fault(_ change: (inout JSONValue) -> Void) throws -> CaseFileFault? {
      var value = CaseFile.json(of: try Self.whole())
      change(&value)
      return Self.fault(of: value)
    }
    func first(_ value: inout JSONValue, _ change: (inout JSONValue) -> Void) {
      var entries = value["entries"].elements
      change(&entries[0])
      value["entries"] = .array(entries)
    }
    #expect(try fault { $0["form"] = "other" }?.reason == .unknownVersion("other"))
    let wrong = try fault { first(&$0) { $0["at"] = "noon" } }
    #expect(wrong?.path == "entries[0].at")
    let word = try fault { first(&$0) { $0["act"]["request"]["record"]["channel"] = "pigeon" } }
    #expect(word?.path == "entries[0].act.request.record.channel")
    let date = try fault { first(&$0) { $0["act"]["request"]["record"]["sent_on"] = "2026-13" } }
    #expect(date?.path == "entries[0].act.request.record.sent_on")
    let actor = try fault { first(&$0) { $0["actor"] = "" } }
    #expect(actor?.reason == .refused(CaseRefusal(entry: 0, fault: .noActor)))
    let order = try fault { first(&$0) { $0["sequence"] = 5 } }
    #expect(
      order?.reason
        == .refused(CaseRefusal(entry: 0, fault: .wrongSequence(expected: 0, found: 5))))
  }

  @Test func damagedFilesAreSurvived() throws {
    var mutator = Mutator(corpus: [CaseFile.bytes(of: try Self.whole())], seed: 31)
    var sound = 0
    for _ in 0..<400 {
      do {
        let read = try CaseFile.read(mutator.next())
        sound += 1
        let again = try CaseFile.read(CaseFile.bytes(of: read.docketCase))
        #expect(again.docketCase == read.docketCase)
      } catch { #expect(!error.description.isEmpty) }
    }
    #expect(sound > 0)
  }

  @Test func namesOfCases() throws {
    let number = try #require(CaseNumber(year: 2026, drawn: 0x3ABC_DEF1))
    #expect(CaseNumber(parsing: number.description) == number)
    #expect(CaseNumber(parsing: number.description.lowercased()) == number)
    #expect(CaseNumber(parsing: "TD-2026-OIL000")?.description == "TD-2026-011000")
    for text in ["", "TD-2026-00000", "TD-26-000000", "XX-2026-000000", "TD-2026-00000U"] {
      #expect(CaseNumber(parsing: text) == nil)
    }
  }
}

@Suite("How far a restriction reaches")
struct ScopeTests {
  static func scope(_ seen: [(String, Int64, ItemObservation.Result)]) -> ScopeFinding {
    let restriction = Restriction(head: RecordHead(id: "x1"), platform: "p", country: "VN")
    return ScopeFinding(
      of: restriction,
      seen: seen.map {
        ItemObservation(restrictionId: "x1", country: $0.0, at: $0.1 * 3600, result: $0.2)
      }, word: .none)
  }

  @Test func insideAloneIsNoBlock() {
    #expect(Self.scope([("VN", 0, .withheldPage)]).scope == .unknown)
    #expect(Self.scope([("VN", 0, .withheldPage), ("DE", 1, .loginWall)]).scope == .unknown)
    #expect(Self.scope([]).scope == .unknown)
  }

  @Test func insideAndOutsideIsABlock() {
    let finding = Self.scope([("VN", 0, .withheldPage), ("DE", 5, .visible)])
    #expect(finding.scope == .geoBlocked(countries: ["VN"]) && finding.confidence == .documented)
    let two = Self.scope([("VN", 0, .withheldPage), ("TH", 0, .notFound), ("DE", 5, .visible)])
    #expect(two.scope == .geoBlocked(countries: ["TH", "VN"]))
  }

  @Test func goodNewsDoesNotEraseWhatWasProven() {
    let blocked: [(String, Int64, ItemObservation.Result)] = [
      ("VN", 0, .withheldPage), ("DE", 5, .visible),
    ]
    let later = Self.scope(blocked + [("VN", 600, .visible)])
    #expect(later.scope == .geoBlocked(countries: ["VN"]) && later.reason == .insideAndOutside)
    // Seen again inside before anybody looked outside, it may have been gone everywhere.
    let early = Self.scope([("VN", 0, .notFound), ("VN", 3, .visible), ("DE", 5, .visible)])
    #expect(early.scope == .unknown)
    let gone: [(String, Int64, ItemObservation.Result)] = [
      ("VN", 0, .notFound), ("DE", 40, .notFound),
    ]
    #expect(Self.scope(gone + [("VN", 600, .visible)]).scope == .global)
    #expect(Self.scope(gone + [("FR", 50, .visible)]).scope != .global)
  }

  private static func noticed(_ text: String?) throws -> DocketCase {
    var made = try MadeCase.begun()
    var restriction = try #require(made.docketCase.restrictions.first)
    restriction.claimedScope = .geoBlocked(countries: ["VN"])
    try made.add(.restriction(record: restriction))
    if let text {
      var notice = UserNotice(head: RecordHead(id: "n1"), restrictionId: "x1", channel: .email)
      notice.text = TaggedText(text, language: "en")
      try made.add(.notice(record: notice))
    }
    return made.docketCase
  }

  @Test func onlyThePlatformsOwnWordsAreItsWord() throws {
    let claimed = try Self.noticed(nil).scope(ofRestriction: "x1")
    #expect(claimed?.scope == .unknown && claimed?.reason == .claimed)
    // A claim opens a door, and is told to nobody.
    var bare = try Self.noticed(nil)
    var alone = try #require(bare.restrictions.first)
    alone.requestId = nil
    try bare.append(
      CaseEntry(
        sequence: bare.entries.count, at: MadeCase.start, actor: "c", evidence: ["n"],
        act: .restriction(record: alone)))
    #expect(bare.situation(of: alone).subject == .legalBlock)
    #expect(bare.shownSubject(of: alone) == .item)
    let silent = try Self.noticed("We removed your post. It goes against our rules.")
    #expect(silent.scope(ofRestriction: "x1")?.scope == .unknown)
    let said = try Self.noticed(
      "Your video is not available in Vietnam because of a legal request.")
    #expect(said.scope(ofRestriction: "x1")?.reason == .platformSays)
    #expect(said.scope(ofRestriction: "x1")?.scope == .geoBlocked(countries: ["VN"]))
  }

  @Test func seenLongBeforeOutsideProvesNothing() {
    #expect(Self.scope([("VN", 1000, .notFound), ("DE", 0, .visible)]).scope == .unknown)
  }

  @Test func goneOnTwoContinentsIsGlobal() {
    let finding = Self.scope([("VN", 0, .notFound), ("DE", 40, .notFound)])
    #expect(finding.scope == .global && finding.confidence == .inferred)
    #expect(Self.scope([("VN", 0, .notFound), ("TH", 1, .notFound)]).scope == .unknown)
    #expect(Self.scope([("VN", 0, .notFound), ("DE", 49, .notFound)]).scope == .unknown)
  }

  @Test func everyCountryHasOneContinent() {
    #expect(Continent.of("NA") == .africa && Continent.of("VN") == .asia)
    #expect(Continent.of("XX") == nil)
  }
}
