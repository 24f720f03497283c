import Record
import Testing
import Transparency

@Suite("Google's figures on government removals")
struct GoogleRemovalsTests {
  /// Docket specification 2.9: period, requests, items, removed by law, by policy, not found, not enough told,
  /// nothing done, removed before; R1 and R2 in percent.
  private static let vietNam = """
    2017-H1 38 3285 3283 0 0 0 2 0 99.9 99.9
    2019-H1 81 1122 798 28 3 206 27 60 73.6 96.8
    2019-H2 97 6034 5791 45 16 91 26 65 96.7 99.6
    2020-H1 100 2776 2046 5 1 181 2 541 73.9 99.9
    2020-H2 205 10347 9438 0 2 286 9 612 91.2 99.9
    2021-H1 331 5369 3990 6 56 487 18 954 74.4 99.6
    2021-H2 255 14615 11447 2 233 885 5 2043 78.3 100.0
    2022-H1 122 7470 6036 0 36 508 14 876 80.8 99.8
    2022-H2 140 4172 3048 9 104 681 18 312 73.3 99.4
    2023-H1 370 11527 9046 9 354 793 37 1288 78.6 99.6
    2023-H2 417 5330 3318 21 271 837 205 678 62.6 94.2
    2024-H1 489 6417 4393 2 108 1328 38 547 68.5 99.1
    2024-H2 443 4433 2748 14 52 770 19 828 62.3 99.3
    2025-H1 222 1645 1016 12 36 380 29 172 62.5 97.3
    2025-H2 285 4047 2148 68 15 1244 51 521 54.8 97.8
    """

  private static let counted: [Measure] = RemovalRow.Counts.measures

  private func read(_ name: String, vintage: String = "test") throws -> GoogleRemovals? {
    try SharedFile.bytes("google/" + name).map { try GoogleRemovals.read($0, vintage: vintage) }
  }

  private func vietNam(_ removals: GoogleRemovals) -> RemovalSeries {
    RemovalSeries(removals) { $0.territory == .country("VN") }
  }

  private func half(_ text: String) throws -> HalfYear { try #require(HalfYear(parsing: text)) }

  @Test func theTableOfTheLaterExportIsThatOfTheSpecification() throws {
    guard let removals = try read("google-government-removals.json") else { return }
    #expect(removals.kind == .json)
    #expect(removals.rows.count == 27_991)
    #expect(removals.notes.rows == 27_991)
    #expect(removals.notes.refusedRows == 0)
    #expect(removals.notes.unevenRows == 97)
    let series = vietNam(removals)
    for line in Self.vietNam.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      let point = try #require(series[half(fields[0])], "\(fields[0])")
      let counts = Self.counted.map { String(point.counts[$0] ?? -1) }
      #expect(counts == Array(fields[1...8]), "\(fields[0])")
      #expect(oneDigit(point.rate(.removedOfAsked)?.percent) == fields[9], "\(fields[0])")
      #expect(oneDigit(point.rate(.removedOfDecided)?.percent) == fields[10], "\(fields[0])")
    }
    func growth(_ base: String, _ now: String) throws -> String {
      guard
        case .change(let percent, _) = series.growthOfRemoved(
          from: try half(base), to: try half(now))?.kind
      else { return "none" }
      return oneDigit(percent)
    }
    #expect(try growth("2019-H1", "2019-H2") == "606.5")
    #expect(try growth("2020-H1", "2020-H2") == "360.2")
    #expect(try growth("2025-H1", "2025-H2") == "115.6")
    #expect(try growth("2017-H1", "2019-H1") == "none")
    let across = series.growthOfRemoved(from: try half("2017-H1"), to: try half("2019-H1"))
    #expect(across?.kind == .acrossBreak)
    #expect(series.stretches.count == 2)
    // Items about criticism of the government, in all half-years: section 0.
    func criticism(_ code: String) -> Int {
      removals.rows.filter { $0.territory == .country(code) && $0.reason == "Government criticism" }
        .reduce(0) { $0 + ($1.counts.itemsRequested ?? 0) }
    }
    #expect(criticism("VN") == 70_293)
    #expect(criticism("TH") == 33_875)
    #expect(criticism("BD") == 7_003)
    let police = removals.rows.filter {
      $0.territory == .country("VN") && $0.requestor == "Police"
        && $0.period.description == "2025-H2"
    }
    #expect(police.reduce(0) { $0 + ($1.counts.itemsRequested ?? 0) } == 1164)
    // YouTube in 2024, beside which the ministry claims 91 percent.
    let youTube = removals.rows.filter {
      $0.territory == .country("VN") && $0.product == "YouTube" && $0.period.year == 2024
    }
    let sum = youTube.reduce(RemovalRow.Counts()) { $0 + $1.counts }
    let rate = try #require(RateFormula.removedOfAsked.rate(of: sum))
    #expect(rate == Rate(part: 6_700, base: 10_291))
    #expect(oneDigit(rate.percent) == "65.1")
    #expect(oneDigit(RateFormula.removedOfDecided.rate(of: sum)?.percent) == "99.4")
    #expect(oneDigit(ClaimGap(claimed: 91, counted: rate).points) == "25.9")
  }

  @Test func theEarlierExportIsReadAsItIs() throws {
    guard let removals = try read("google-government-removal-requests.csv") else { return }
    #expect(removals.kind == .requests)
    #expect(removals.rows.count == 17_483)
    #expect(removals.notes.unevenRows == 0)
    #expect(removals.notes.refusedRows == 0)
    #expect(removals.notes.unknownColumns.isEmpty && removals.notes.missingColumns.isEmpty)
    #expect(removals.notes.unknownValues.filter { $0.key != "territory" } == [:])
    #expect(Set(removals.rows.map(\.period)).count == 13)

    #expect(removals.rows.filter { $0.territory == .europol }.count == 3)
    #expect(removals.rows.filter { $0.territory == .unknown }.count == 1)
    var items: [String: Int] = [:]
    for row in removals.rows where row.territory == .country("VN") {
      items[row.requestor ?? "", default: 0] += row.counts.itemsRequested ?? 0
    }
    #expect(items["Information and Communications Authority"] == 64_115)
    #expect(items["Government Officials"] == 16_657)
    #expect(items["Police"] == 452)
  }

  @Test func exportsReviseEachOtherAndStayApart() throws {
    guard let early = try read("google-government-removal-requests.csv", vintage: "to 2025-H1"),
      let detailed = try read(
        "google-government-detailed-removal-requests.csv", vintage: "to 2025-H1"),
      let late = try read("google-government-removals.json", vintage: "to 2025-H2")
    else { return }
    #expect(detailed.kind == .detailed)
    #expect(detailed.rows.count == 21_065)
    // "NA" is Namibia.
    #expect(
      detailed.rows.contains { $0.territory == .country("NA") && $0.territoryName == "Namibia" })
    #expect(Set(detailed.rows.map(\.period)).count == 29)
    #expect(detailed.notes.unknownValues.filter { $0.key != "territory" } == [:])
    #expect(detailed.rows.filter { $0.territory == .europol }.count == 24)
    #expect(detailed.rows.filter { $0.territory == .interpol }.count == 1)
    let first = try half("2021-H1")
    #expect(vietNam(early)[first]?.counts.requests == 622)
    #expect(vietNam(detailed)[first]?.counts.requests == 331)
    #expect(vietNam(late)[first]?.counts.requests == 331)
    let differences = vietNam(late).differences(from: vietNam(early))
    let items = differences.first { $0.period == first && $0.measure == .itemsRequested }
    #expect(items?.here == 5369 && items?.there == 5511)
    #expect(early.rows[0].figures(vintage: early.vintage).allSatisfy { $0.vintage == "to 2025-H1" })
  }

  @Test func theRenamedColumnsAreKnown() throws {
    let text = """
      time_period,country_name,cldr_territory,requestor,product,reason,number_of_requests,items_requested,\
      items_removed_legal,items_removed_policy,items_content_not_found,items_not_enough_info,\
      items_no_action_taken,items_content_already_removed,new_column
      July - December 2025,Vietnam,VN,Police,YouTube,Government criticism,40,1095,589,0,1,323,0,182,x
      July - December 2025,Vietnam,VN,police,Google Ads,Reason Unspecified,1,2,3,0,0,0,0,0,x
      July - December 2025,Namibia,NA,Committee,Time Machine,Weather,1,1,1,0,0,0,0,0,x
      July - August 2025,Vietnam,VN,Police,YouTube,Other,1,1,1,0,0,0,0,0,x
      July - December 2025,Vietnam,VN,Police,YouTube,Other,1.5,1,1,0,0,0,0,0,x
      """
    let removals = try GoogleRemovals.read(Array(text.utf8), vintage: "v")
    #expect(removals.kind == .requestsRenamed)
    #expect(removals.rows.count == 3)
    #expect(removals.notes.refusals.map(\.field) == ["period", "number_of_requests"])
    #expect(removals.notes.unknownColumns == ["new_column"])
    #expect(removals.rows[1].reason == "Unspecified" && removals.rows[1].product == "Adwords")
    #expect(removals.rows[1].requestor == "Police")
    #expect(removals.rows[2].territory == .country("NA"))
    #expect(
      removals.notes.unknownValues == [
        "requestor": ["Committee": 1], "product": ["Time Machine": 1], "reason": ["Weather": 1],
      ])
    #expect(removals.notes.uneven == [3])
    let figures = removals.rows[1].figures(vintage: "v")
    #expect(figures.first { $0.measure == .itemsRequested }?.caveats == [.partsDoNotAddUp(by: 1)])
    #expect(figures.first { $0.measure == .itemsRemovedLegal }?.value == 3)
  }

  @Test func theFirstGenerationHasBands() throws {
    let heads = ["All Requests", "Court Orders", "Other Requests (Executive, Police, etc.)"].flatMap
    {
      [
        "\"\($0): Number of Requests\"", "\"\($0): % Fully Or Partially Complied With\"",
        "\"\($0): Items Requested To Be Removed\"",
      ]
    }
    let text =
      "Period Ending,Country,CLDR Territory Code," + heads.joined(separator: ",")
      + "\n2009-12-31,Brazil,BR,291,82,?,165,,,126,,\n2010-06-30,Vietnam,VN,<10,?,1\u{2009},,,,,,\n"
    let removals = try GoogleRemovals.read(Array(text.utf8), vintage: "v")
    #expect(removals.kind == .byCountry)
    #expect(
      removals.figures.map(\.measure) == [
        .requests, .statedRate, .requestsCourt, .requestsOther, .requests, .itemsRequested,
      ])
    let band = removals.figures[4]
    #expect(band.low == 1 && band.high == 9)
    #expect(band.value == nil && band.caveats == [.band])
    #expect(throws: FigureFileFault.unknownHeader(["a", "b"])) {
      try GoogleRemovals.read(Array("a,b\n1,2\n".utf8), vintage: "v")
    }
  }

  @Test func smallBasesAreNoPercentages() {
    if case .change(let percent, let multiple) = Growth(from: 265, to: 1556).kind {
      #expect(oneDigit(percent) == "487.2" && oneDigit(multiple) == "5.9")
    }
    #expect(Growth(from: 9, to: 90).kind == .smallBase)
    #expect(Growth(from: 0, to: 3).kind == .new)
    #expect(Growth(from: 0, to: 0).kind == .nothing)
    #expect(Growth(from: 50, to: 90, isBaseShorter: true).kind == .smallBase)
    #expect(Rate(part: 9, base: 9).percent == nil)
    #expect(Rate(part: 11, base: 10).percent == nil)
    #expect(Rate(part: 0, base: 0).percent == nil)
    if case .change(let percent, _) = Growth(from: 77, to: 834).kind {
      #expect(oneDigit(percent) == "983.1")
    }
  }

  @Test func countsAreReadStrictly() {
    for (text, wanted) in [("1,234", "1234.0"), ("0 - 249", "0.0"), ("<10", "1.0"), ("12", "12.0")]
    {
      #expect(FigureBand.low(text) == wanted)
    }
    for text in ["1,23", ",1", "1,2345", "-1", "1.5", "", "9999999999999999", "<0", "5-1"] {
      #expect(FigureBand.low(text) == nil, "\(text)")
    }
  }
}

private enum FigureBand {
  /// The least value that a file by country gives for a count.
  static func low(_ text: String) -> String? {
    let file =
      "Period Ending,Country,CLDR Territory Code,All Requests: Number of Requests\n"
      + "2010-06-30,Vietnam,VN,\"\(text)\"\n"
    let read = try? GoogleRemovals.read(Array(file.utf8), vintage: "v")
    return read?.figures.first.map { "\($0.low)" }
  }
}
