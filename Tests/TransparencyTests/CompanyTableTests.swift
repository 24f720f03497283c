import Mutation
import Record
import Testing

@testable import Transparency

@Suite("Tables of companies by country")
struct CompanyTableTests {
  private static let meta = """
    Country,Total Requests for User Data,Total User Accounts Referenced,Total Percentage of Requests Where Some Data Produced,Content Restrictions,Preservations Requested,Users/Accounts Preserved
    Namibia,12,14,50.00%,"1,556",3,5
    Canada,"1,200","2,345",81%,0,-,
    Total,"1,212","2,359",80%,"1,556",3,5
    ,,,,,,

    """

  private static let tiktok = """
    Country,Government requests,Total accounts specified,Accounts removed or restricted,Content removed or restricted
    Namibia,1,2,1,4
    Canada,3,2,5,0

    """

  private static let x = """
    COUNTRY,LINKS,TIME PERIOD,ISO CODE,REPORT LINKS,FLAGS,ACCOUNTS SPECIFIED,ACCOUNTS WITHHELD,TWEETS WITHHELD,REMOVAL REQUESTS (COURT ORDERS),"REMOVAL REQUESTS (GOVERNMENT AGENCY, POLICE, OTHER) ",ACCOUNTS (NO ACTION),PERCENTAGE WHERE SOME CONTENT WITHHELD,ACCOUNTS (TOS)
    Namibia,,January - June 2017,NA,,,"1,289",204,497,15,95,1000,11%,11
    Namibia,,"July 1 – December 31, 2016",NA,,,30,-,0,-,2,,0%,0
    Canada,,2016-H2,CA,,,2,3,1,0,1,0,100%,0
    TOTAL,,January - June 2017,,,,"1,289",204,497,15,95,1000,11%,11

    """

  private func read(_ text: String, named name: String, of wanted: Set<String>? = nil) throws
    -> TransparencyFile
  {
    let bytes = Array(text.utf8)
    let kind = try #require(TransparencyFile.kind(of: bytes))
    return try TransparencyFile.read(bytes, as: kind, of: wanted, named: name)
  }

  private func value(_ file: TransparencyFile, _ area: String, _ measure: Measure) -> Double? {
    file.totals.first { $0.area == area && $0.measure == measure }?.high
  }

  @Test func metasHalfYearStandsInItsName() throws {
    let file = try read(Self.meta, named: "2017-H1.csv")
    #expect(file.kind == .meta && file.through?.description == "2017-40")
    #expect(file.areas == ["NA", "CA"] && file.unknownPlaces.isEmpty)
    #expect(value(file, "NA", .contentRestrictions) == 1556)
    #expect(
      value(file, "NA", .shareWithData) == 50 && value(file, "CA", .accountsReferenced) == 2345)
    // Nothing and a dash are no zero.
    #expect(value(file, "CA", .contentRestrictions) == 0)
    #expect(value(file, "CA", .preservationsRequested) == nil)
    #expect(value(file, "CA", .accountsPreserved) == nil)
    #expect(file.leftOut == ["sums of all countries": 6])
    #expect(file.notes.rows == 3 && file.notes.refusedRows == 0)
  }

  @Test func columnsThatWereRenamedAreTheSame() throws {
    let earliest = """
      Country,Total Requests,Users / Accounts requested,Percentage of requests where some data produced
      Namibia,"1,001",1200,79
      """
    let first = try read(earliest, named: "Facebook_Government_Requests_2013_Jan-June.csv")
    #expect(first.kind == .meta && first.through?.description == "2013-40")
    #expect(value(first, "NA", .dataRequests) == 1001 && value(first, "NA", .shareWithData) == 79)
    #expect(first.notes.missingColumns.contains("Content Restrictions"))
    let between = """
      country,Requests For User Data,User Accounts Referenced,Percentage Of Requests Where Some Data Produced,Content Restrictions,Something New
      Namibia,7,9,12.5 %,3,x
      """
    let second = try read(between, named: "H2 2014.csv")
    #expect(value(second, "NA", .dataRequests) == 7 && value(second, "NA", .shareWithData) == 12.5)
    #expect(second.notes.unknownColumns == ["Something New"])
    #expect(second.through?.description == "2014-41")
  }

  @Test func tikToksHalfYearStandsInItsTitleOrName() throws {
    let named = try read(Self.tiktok, named: "tiktok-2019-H1.csv", of: ["NA"])
    #expect(named.kind == .tiktok && named.through?.description == "2019-40")
    #expect(named.totals.map(\.high) == [1, 2, 1, 4])
    for title in ["Transparency report: January 1 \u{2013} June 30 2019", "\u{FEFF}2019 H1,,,,"] {
      let titled = try read("\(title)\n\(Self.tiktok)", named: "any.csv", of: ["NA"])
      #expect(titled.totals == named.totals && titled.notes.refusedRows == 0, "\(title)")
    }
  }

  @Test func theHalfYearsOfXStandInItsRows() throws {
    // The name of the file tells another half-year, which is not asked for.
    let file = try read(Self.x, named: "2012-H1.csv")
    #expect(file.kind == .x && file.areas == ["NA", "CA"] && file.unknownPlaces.isEmpty)
    #expect(
      file.notes.rows == 4 && file.notes.refusals.isEmpty && file.notes.unknownColumns.isEmpty)
    #expect(file.notes.missingColumns.isEmpty && file.leftOut == ["sums of all countries": 8])
    func value(_ period: String, _ measure: Measure) -> Double? {
      file.totals.first {
        $0.area == "NA" && $0.period.description == period && $0.measure == measure
      }?.high
    }
    for (measure, first, second): (Measure, Double?, Double?) in [
      (.accountsRequested, 1289, 30), (.accountsWithheld, 204, nil),
      (.itemsRestrictedLocal, 497, 0), (.requestsCourt, 15, nil), (.requestsOther, 95, 2),
      (.accountsNotActioned, 1000, nil), (.statedRate, 11, 0), (.accountsUnderTerms, 11, 0),
    ] {
      #expect(
        value("2017-40", measure) == first && value("2016-41", measure) == second, "\(measure)")
    }
    #expect(file.totals.allSatisfy { $0.company == "X" } && file.through?.description == "2017-40")
    // More accounts withheld than were named.
    let odd = try #require(
      file.totals.first { $0.area == "CA" && $0.measure == .accountsRequested })
    #expect(odd.caveats == [.partsDoNotAddUp] && odd.excess == 1 && file.notes.unevenRows == 1)
  }

  @Test func aRowOfXWithoutATimeHasThatOfTheFileOrNone() throws {
    let text = """
      Country,Time Period,ISO code,Accounts specified,"Removal requests (Gov\u{2019}t agency, police, other)"
      Namibia,,NA,7,1
      Canada,spring 2016,CA,8,1
      Fiji,2016-H1 and 2016-H2,FJ,8,1
      """
    let named = try read(text, named: "x-2016-H1.csv")
    #expect(named.totals.map(\.period.description) == ["2016-40", "2016-40"])
    #expect(named.notes.unknownValues["period"] == ["2016-H1 and 2016-H2": 1, "spring 2016": 1])
    #expect(named.notes.missingColumns.contains("ACCOUNTS WITHHELD"))
    for name in ["report.csv", "2016-H1 to 2016-H2.csv"] {
      let nameless = try read(text, named: name)
      #expect(nameless.totals.isEmpty && nameless.notes.refusedRows == 1)
      #expect(nameless.notes.refusals.first?.field == "TIME PERIOD")
    }
    // Without the column it is as with the others.
    let without = "Country,Accounts specified,Tweets withheld\nNamibia,7,-\n"
    #expect(throws: FigureFileFault.noPeriod("x")) { try read(without, named: "report.csv") }
    #expect(try read(without, named: "2016-H1.csv").totals.map(\.high) == [7])
  }

  @Test func withoutOneHalfYearNothingIsRead() throws {
    #expect(throws: FigureFileFault.noPeriod("meta")) { try read(Self.meta, named: "report.csv") }
    #expect(throws: FigureFileFault.noPeriod("tiktok")) { try read(Self.tiktok, named: "2019.csv") }
    #expect(throws: FigureFileFault.severalPeriods("meta", ["2013-H1", "2013-H2"])) {
      try read(Self.meta, named: "2013-H1 and 2013-H2.csv")
    }
    #expect(throws: FigureFileFault.severalPeriods("tiktok", ["2019-H1", "2019-H2"])) {
      try read("TikTok 2019 H1\n\(Self.tiktok)", named: "2019-H2.csv")
    }
    #expect(FigureFileFault.noPeriod("meta").description.contains("meta-2013-H1.csv"))
  }

  @Test func whatIsOddIsToldAsItStands() throws {
    let odd = """
      Country,Requests for User Data,Percentage of Requests Where Some Data Produced,Content Restrictions
      Namibia,"1,23",150%,3.5
      Canada,-4,many,<10
      Namibia,1,1%,1
      Atlantis,1,1%,1
      Germany,1,1%
      """
    let file = try read(odd, named: "meta 2016H1.csv")
    let told = Set(file.notes.refusals.map { "\($0.line ?? 0) \($0.field): \($0.text)" })
    #expect(
      told == [
        "2 Requests for User Data: 1,23",
        "2 Percentage of Requests Where Some Data Produced: 150%",
        "3 Requests for User Data: -4", "3 Percentage of Requests Where Some Data Produced: many",
        "4 given twice: Namibia", "6 number of fields: 3",
      ])
    // A number that cannot be read is no row that cannot be taken.
    #expect(file.notes.refusedRows == 2 && file.notes.refusedNumbers == 4 && file.notes.rows == 5)
    #expect(file.unknownPlaces == ["Atlantis"] && file.areas == ["NA", "CA"])
    let kept = file.totals.first { $0.area == "NA" && $0.measure == .contentRestrictions }
    #expect(kept?.high == 3.5 && kept?.caveats == [.fractionInCount])
    let band = file.totals.first { $0.area == "CA" }
    #expect(band?.low == 1 && band?.high == 9 && band?.caveats == [.band])
  }

  @Test func moreThanWasNamedStaysAndIsSaid() throws {
    let file = try read(Self.tiktok, named: "2019-H1.csv", of: ["CA"])
    let named = try #require(file.totals.first { $0.measure == .accountsRequested })
    #expect(named.high == 2 && named.caveats == [.partsDoNotAddUp])
    #expect(named.unevenRows == 1 && named.excess == 3 && file.notes.unevenRows == 1)
    #expect(value(file, "CA", .accountsActioned) == 5)
  }

  @Test func namesThatTellAHalfYear() {
    for (text, halves) in [
      ("2013-H1", ["2013-H1"]), ("meta_2013h2.csv", ["2013-H2"]), ("H1-2013", ["2013-H1"]),
      ("2013_Jan-June.csv", ["2013-H1"]), ("July to December 2016", ["2016-H2"]),
      ("January 1, 2019 \u{2013} June 30, 2019", ["2019-H1"]),
      ("2019-07-01_2019-12-31", ["2019-H2"]), ("2013-H1 of 2020-11-29", ["2013-H1"]),
      // The year of the report or of the months: nobody guesses.
      ("2020 January - June 2019", ["2019-H1", "2020-H1"]), ("2013-H12", []), ("2013-H3", []),
      ("H1", []), ("2013", []), ("12013-H1", []), ("2019-06-30", []), ("Jan 2019", []),
      ("\u{1F600}2013\u{301}H1", ["2013-H1"]), ("", []),
    ] {
      #expect(NamedPeriod.halves(in: text).map(\.description).sorted() == halves, "\(text)")
    }
  }

  @Test func otherTablesAreNotTaken() {
    for text in [
      "Country,Total Requests\nNamibia,1\n", "Country\nNamibia\n", "A title\nCountry,People\nA,1\n",
      "Country,Accounts Specified\nNamibia,1\n", "A title\n", "A title\n\"\n",
    ] {
      #expect(TransparencyFile.kind(of: Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test func damagedTablesGiveSoundNumbersOrNone() {
    let sound = [Self.meta, Self.tiktok, "2019 H1\n" + Self.tiktok, Self.x].map { Array($0.utf8) }
    var mutator = Mutator(corpus: sound, seed: 35)
    var taken = 0
    for _ in 0..<2_000 {
      let bytes = mutator.next()
      guard let kind = TransparencyFile.kind(of: bytes),
        let file = try? TransparencyFile.read(bytes, as: kind, of: nil, named: "2019-H1")
      else { continue }
      taken += 1
      for total in file.totals {
        #expect(file.areas.contains(total.area) && total.low <= total.high && total.rows == 1)
      }
    }
    #expect(taken > 100)
  }
}
