import Bytes
import Record
import Testing

@testable import Site

@Suite("A case's chain and clock, and what cases come to")
struct DocketCaseTests {
  private static func page(_ one: MadeUpCase) throws -> String {
    let site = try MadeUpDocket.site([one])
    let id = try #require(Slug(one.id))
    return try #require(try MadeUpDocket.text(.page(.en, .entry(.docket, id)), site))
  }

  @Test func stepsStandInTheirOrder() throws {
    var one = MadeUpCase("td-1")
    one.sent = "2026-07-01"
    one.starts = "2026-07-03"
    one.told = "2026-07-04"
    one.authority = "ministry"
    one.stages = [
      MadeUpCase.stage(
        "reversed", filed: "2026-07-10", decided: "2026-07-30", restored: "2026-08-02")
    ]
    let text = try Self.page(one)
    let steps = ["Demand", "Restriction", "Notice", "Appeal", "Outcome", "Seen again"]
    let places = steps.compactMap {
      text.firstRange(of: "<th scope=\"row\">\($0)</th>")?.lowerBound
    }
    #expect(places.count == steps.count && places == places.sorted())
    #expect(!text.contains("<em>"))
    let clock = CaseClock(try Case(one.content), today: CivilDay(sinceEpoch: 20_800))
    #expect(clock.spans.map(\.days) == [2...2, 1...1, 6...6, 20...20, 3...3])
    #expect(text.contains("restriction is over"))
  }

  @Test func whatIsMissingIsSaid() throws {
    var one = MadeUpCase("td-1")
    one.ground = nil
    one.notice = nil
    one.starts = nil
    let text = try Self.page(one)
    for said in [
      "missing: a demand led to it, and none is in the case", "date not known",
      "missing: whether anybody was told is not recorded", "no appeal was filed",
    ] { #expect(text.contains(said), "\(said)") }
    one.trigger = "user-report"
    one.stages = [MadeUpCase.stage("reversed", decided: "2026-07")]
    let other = try Self.page(one)
    #expect(other.contains("no demand is known"))
    #expect(other.contains("missing: nobody has seen it again"))
    #expect(other.contains("not known: a date is missing"))
    #expect(other.contains("reversed, not seen again yet"))
  }

  @Test func datesToTheMonthGiveFewestAndMostDays() throws {
    var one = MadeUpCase("td-1")
    one.stages = [
      MadeUpCase.stage("upheld", filed: "2026-05", decided: "2026-06"),
      MadeUpCase.stage("upheld", filed: "2026-06", decided: "2026-06", at: "court"),
      MadeUpCase.stage("upheld", filed: "2026-06-10", decided: "2026-06-01", at: "court"),
      MadeUpCase.stage("upheld", filed: "2026-06-10", decided: "2026-05", at: "court"),
    ]
    let spans = CaseClock(try Case(one.content), today: CivilDay(sinceEpoch: 20_800)).spans
    #expect(
      spans.filter { $0.name == .decision }.map(\.days) == [1...60, 0...29, -9 ... -9, -40 ... -10])
    let text = try Self.page(one)
    #expect(text.contains("1 to 60 days") && text.contains("9 days before it"))
    #expect(text.contains("10 to 40 days before it"))
  }

  @Test func whatWaitsRunsUntilTheDayOfTheRecord() throws {
    var one = MadeUpCase("td-1")
    one.stages = [MadeUpCase.stage("pending", filed: CivilDay(sinceEpoch: 20_790).description)]
    #expect(try Self.page(one).contains("10 days so far"))
  }

  @Test(arguments: [
    ("2026-06-30", "not in force then (30 June 2026)"), ("2026-07-01", nil),
    ("2026-09-30", nil), ("2026-10-01", "not in force then (1 October 2026)"),
    ("2026", "not known whether in force then (2026)"),
  ])
  func aProvisionThatDidNotHoldIsMarked(sent: String, mark: String?) throws {
    var one = MadeUpCase("td-1")
    one.sent = sent
    one.provisions = ["law-1-art-1"]
    let text = try Self.page(one)
    #expect(text.contains("../laws/law-1.html#law-1-art-1"))
    // Titles do not tell one decree from another.
    #expect(text.contains("article 1, Law One (1/2026/QH16)"))
    if let mark {
      #expect(text.contains(mark))
    } else {
      #expect(!text.contains("in force then"))
    }
  }

  private static func decided(_ outcomes: [String]) -> [MadeUpCase] {
    outcomes.enumerated().map { number, outcome in
      var one = MadeUpCase("td-\(number)")
      one.stages = [
        MadeUpCase.stage(outcome, filed: "2026-06-01", decided: "2026-06-0\(number % 8 + 2)")
      ]
      one.authority = "ministry"
      one.sent = number == 0 ? "2026-06-01" : "2026-08-01"
      one.provisions = ["law-1-art-1"]
      return one
    }
  }

  @Test func aPlatformHasSharesWithIntervalsAndNoGrade() throws {
    let site = try MadeUpDocket.site(
      Self.decided([
        "reversed", "partly-reversed", "upheld", "upheld", "upheld", "upheld", "pending",
      ]))
    let id = try #require(Slug("facebook"))
    let text = try #require(try MadeUpDocket.text(.page(.en, .entry(.platforms, id)), site))
    // Wilson's interval of 2 of 6.
    #expect(text.contains("33.3 %<br><small>2 of 6; 95 %: 9.7 % to 70.0 %"))
    #expect(text.contains("<td class=\"number\">7</td><td class=\"number\">6</td>"))
    #expect(text.contains("3 days<br><small>of 6 with both dates"))
    #expect(text.contains("../docket/platform-facebook.html"))
    // Two reversals are too few for a share of what was seen again.
    #expect(text.contains("<small>fewer than 5</small>"))
  }

  @Test func ofFewNoShareAndNoMedianIsTold() throws {
    let site = try MadeUpDocket.site(Self.decided(["reversed", "upheld", "upheld", "upheld"]))
    let id = try #require(Slug("facebook"))
    let text = try #require(try MadeUpDocket.text(.page(.en, .entry(.platforms, id)), site))
    #expect(!text.contains("25.0 %") && !text.contains("with both dates"))
    #expect(text.contains("fewer than 5"))
  }

  @Test func anAuthorityAndALawTellWhatWasCitedOutOfForce() throws {
    let site = try MadeUpDocket.site(Self.decided(["upheld", "upheld", "upheld"]))
    let row = "<td class=\"number\">3</td><td class=\"number\">1</td><td class=\"number\">0</td>"
    for (section, name) in [(Section.actors, "ministry"), (.laws, "law-1")] {
      let id = try #require(Slug(name))
      let text = try #require(try MadeUpDocket.text(.page(.en, .entry(section, id)), site))
      #expect(text.contains(row), "\(name)")
      #expect(text.contains("../docket/provision-law-1-art-1.html"))
    }
  }

  @Test func whatWasTakenBackCountsNowhere() throws {
    var cases = Self.decided(["upheld"])
    cases[0].retracted = true
    let site = try MadeUpDocket.site(cases)
    for (section, name) in [
      (Section.actors, "ministry"), (.laws, "law-1"), (.platforms, "facebook"),
    ] {
      let id = try #require(Slug(name))
      let text = try #require(try MadeUpDocket.text(.page(.en, .entry(section, id)), site))
      #expect(!text.contains("id=\"docket\""), "\(name)")
    }
  }
}
