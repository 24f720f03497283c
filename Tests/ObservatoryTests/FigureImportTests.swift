import Bytes
import Foundation
import Ledger
import Record
import Testing
import Transparency

@testable import Observatory

@Suite("Transparency reports become figures")
struct FigureImportTests {
  private func withFolder(_ body: (Workshop, FileFolder) async throws -> Void) async throws {
    try await Workshop.with { shop in
      let folder = FileFolder(URL(filePath: shop.folder + "-files"))
      defer { try? FileManager.default.removeItem(at: folder.url) }
      try await body(shop, folder)
    }
  }

  /// Where a test puts its files.
  struct FileFolder {
    let url: URL

    init(_ url: URL) { self.url = url }

    func put(_ name: String, _ text: String) throws -> String { try put(name, Array(text.utf8)) }

    func put(_ name: String, _ bytes: [UInt8]) throws -> String {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let file = url.appending(path: name)
      try Data(bytes).write(to: file)
      return file.path
    }
  }

  private func take(
    _ paths: [String], _ shop: Workshop, _ countries: [String] = ["NA"]
  ) async throws -> Intake {
    let observatory = try shop.open()
    let intake = try observatory.read(paths, countries: countries)
    try await observatory.take(intake, keys: shop.keys)
    return intake
  }

  private static let head = """
    time_period,country,cldr_territory,requestor,product,reason,number_of_requests,\
    items_requested_removal,items_removed_legal,items_removed_policy,items_content_not_found,\
    items_not_enough_info,items_no_action_taken,items_content_already_removed

    """

  private static let earlier =
    head + """
      January - June 2018,Namibia,NA,Police,YouTube,Defamation,2,20,18,0,0,0,2,0
      January - June 2019,Namibia,NA,Police,YouTube,Defamation,2,20,10,5,1,1,2,1
      July - December 2019,Namibia,NA,Police,YouTube,Defamation,1,5,1,1,1,1,1,0
      January - June 2020,Canada,CA,Police,YouTube,Defamation,1,5,1,1,1,1,1,0

      """
  private static let later =
    head + """
      January - June 2019,Namibia,NA,Police,YouTube,Defamation,3,22,10,5,1,1,2,1
      July - December 2019,Namibia,NA,Police,YouTube,Defamation,1,5,1,1,1,1,1,0
      January - June 2021,Namibia,NA,Police,YouTube,Defamation,2,40,20,10,0,0,10,0

      """

  @Test func anExportBecomesSeriesWithASourceAndAgainChangesNothing() async throws {
    try await withFolder { shop, folder in
      let path = try folder.put("any name.csv", Self.earlier)
      let first = try await take([path], shop)
      // A source, Google, its services, 8 measures of 3 half-years.
      #expect(first.created == 1 + 2 + 8 + 24 && first.corrected == 0)
      #expect(first.remarks.contains { $0.text(in: .en).contains("other countries in it: CA") })
      let again = try shop.open().read([path, path], countries: ["NA"])
      #expect(again.changes == 0 && again.unchanged == 33)
      let holdings = try shop.open().holdings
      let compliance = try Compliance(of: holdings, country: "NA")
      let line = try #require(compliance.lines.first)
      #expect(compliance.lines.count == 1 && line.points.count == 3)
      #expect(line.vintage.date?.description == "2020-40")
      let reference = RecordReference(.source, try #require(line.vintage.source))
      let source = try Source(try #require(try holdings.version(of: reference)).content)
      #expect(source.sha256 == Hex.text(SHA256(Self.earlier)))
      #expect(source.title?.en == "Google Transparency Report, export ending 2020-06")
      #expect(source.note?.en?.contains("Source: Google Transparency Report") == true)
      // The items of the second half of 2019 were one more than is told of.
      #expect(line.points[2].figures[.itemsRequested]?.caveats == [])
      #expect(line.points[0].isPartlyFilled && !line.points[1].isPartlyFilled)
      #expect(line.points[1].rate(.removedOfAsked)?.rate == Rate(part: 15, base: 20))
      // 5 is too small a base for a percentage.
      #expect(line.points[2].rate(.removedOfAsked)?.rate == Rate(part: 2, base: 5))
      #expect(line.points[2].rate(.removedOfAsked)?.rate.percent == nil)
    }
  }

  private func SHA256(_ text: String) -> [UInt8] { SHA256Digest.of(Array(text.utf8)) }

  @Test func aNewerExportStandsBesideTheOlderOne() async throws {
    try await withFolder { shop, folder in
      _ = try await take([try folder.put("a.csv", Self.earlier)], shop)
      let second = try await take([try folder.put("b.csv", Self.later)], shop)
      #expect(second.corrected == 0 && second.created == 1 + 8 + 24)
      let compliance = try Compliance(of: try shop.open().holdings, country: "NA")
      let group = try #require(compliance.subjects.first)
      #expect(compliance.subjects.count == 1 && group.vintages.count == 2)
      let (old, new) = (group.vintages[0], group.vintages[1])
      #expect(old.vintage.date?.description == "2020-40")
      #expect(new.vintage.date?.description == "2021-40")
      let differences = new.differences(from: old)
      #expect(differences.map(\.measure) == [.requests, .itemsRequested])
      #expect(
        differences.map(\.there.value) == [2, 20] && differences.map(\.here.value) == [3, 22])
      // The items of 2019 in the later export are two more than what became of them.
      #expect(new.points[0].figures[.itemsRequested]?.caveats == [.partsDoNotAddUp])
      #expect(new.points[0].excess == -2)
    }
  }

  @Test func oneFileIsOneExportHoweverItCameIn() async throws {
    try await withFolder { shop, folder in
      let path = try folder.put("a.csv", Self.earlier)
      _ = try await take([path], shop)
      let byHand = """
        sources:
          - id: a-copy
            publisher: "Copy of the file"
            sha256: "\(Hex.text(SHA256(Self.earlier)))"
        series:
          - id: by-hand
            title: {en: "Requests"}
            unit: "requests"
            basis: company-report
            publisher: google
            platform: google-services
            measure: requests
        figures:
          - id: by-hand--2019
            series: by-hand
            country: "NA"
            period: '2019-40'
            value: 2
            unit: "requests"
            vintage: '2026-07-01'
            sources: [a-copy]
            confidence: confirmed

        """
      _ = try await take([try folder.put("b.yaml", byHand)], shop)
      let lines = try Compliance(of: try shop.open().holdings, country: "NA").lines
      #expect(lines.count == 1 && lines[0].points.count == 3)
      #expect(lines[0].vintage.date?.description == "2026-07-01")
    }
  }

  @Test func nothingIsComparedAcrossABreakOrAGap() async throws {
    try await withFolder { shop, folder in
      _ = try await take(
        [try folder.put("a.csv", Self.earlier), try folder.put("b.csv", Self.later)], shop)
      let compliance = try Compliance(of: try shop.open().holdings, country: "NA")
      let (old, new) = (compliance.lines[0], compliance.lines[1])
      #expect(old.stretches.map(\.count) == [1, 2])
      // Half a year is missing between 2018 and 2019.
      guard case .gap(let from, let to) = old.seam(before: 1) else {
        Issue.record("no gap")
        return
      }
      #expect("\(from) \(to)" == "2018-07-01 2018-12-31")
      #expect(old.growthOfRemoved(at: 1) == nil)
      #expect(old.growthOfRemoved(at: 2) == Growth(from: 15, to: 2))
      #expect(new.stretches.map(\.count) == [2, 1] && new.growthOfRemoved(at: 2) == nil)
      let table = ComplianceTable(compliance).rows.map { $0.map(\.canonicalText) }
      let names = table.filter { $0[7].hasPrefix("\"G") }.map { "\($0[6]) \($0[7])" }
      #expect(names.count == 4 && names.allSatisfy { $0.contains("2019-41") })
      #expect(table.allSatisfy { $0.count == ComplianceTable.columns.count })
    }
  }

  @Test func whoseCountryNobodySaysIsAsked() async throws {
    try await withFolder { shop, folder in
      let path = try folder.put("a.csv", Self.earlier)
      #expect {
        _ = try shop.open().read([path])
      } throws: {
        "\($0)".contains("--country") && "\($0)".contains("CA, NA")
      }
      let settings = "\(shop.folder)/haidang.yaml"
      let text = try String(contentsOfFile: settings, encoding: .utf8)
      try (text + "country: \"CA\"\n").write(toFile: settings, atomically: true, encoding: .utf8)
      let own = try shop.open().read([path])
      #expect(own.plan.contains { $0.reference.id.text.hasPrefix("google-ca-requests") })
      #expect(!own.plan.contains { $0.reference.id.text.hasPrefix("google-na-") })
      let none = try shop.open().read([path], countries: ["FR"])
      #expect(
        none.changes == 0 && none.remarks.contains { $0.text(in: .en).contains("no numbers of FR") }
      )
    }
  }

  @Test func companiesOfTheRecordAreFoundByTheirNames() async throws {
    try await withFolder { shop, folder in
      let dossier = try folder.put(
        "actors.yaml",
        """
        actors:
          - id: a-search-company
            name: {en: "Google"}
            role: company
        platforms:
          - id: all-services
            name: {en: "Google services"}
            operator: a-search-company
        places:
          - id: namibia
            name: {en: "Namibia", vi: "Nam-mi-bi-a"}
            level: country
            code: "NA"

        """)
      // What stands in a file beside it counts too.
      let first = try await take([try folder.put("a.csv", Self.earlier), dossier], shop)
      #expect(first.created == 3 + 1 + 8 + 24)
      let intake = try await take([try folder.put("b.csv", Self.later)], shop)
      #expect(!intake.plan.contains { [.actor, .platform].contains($0.reference.kind) })
      let holdings = try shop.open().holdings
      let lines = try Compliance(of: holdings, country: "NA").lines
      let last = try #require(lines.last)
      #expect(last.subject.publisher?.text == "a-search-company")
      #expect(last.subject.platform?.text == "all-services")
      let series = try #require(last.series[.requests])
      let version = try #require(try holdings.version(of: RecordReference(.series, series)))
      let title = try Series(version.content).title
      #expect(title.en == "Google: requests, Namibia (export ending 2021-06)")
      #expect(title.vi == "Google: số yêu cầu, Nam-mi-bi-a (bản xuất đến hết 2021-06)")
    }
  }

  @Test(arguments: [
    #"{"requestors":[],"schema":["period"],"country_names":[],"rows":[]}"#,
    #"{"periods":["x"],"countries":["NA"],"country_names":["N"],"requestors":["a"],"products":["b"],"reasons":["c"],"schema":["period","country","requestor","product","reason","num_requests"],"rows":[[9,9,9,9,9,-1],[0],"x",null,[0,0,0,0,0,1e300]]}"#,
    #"{"services":["A"],"service_platforms":[],"t7":[]}"#,
    #"{"services":[],"service_platforms":[],"t7":[],"t3":[],"meta":{"period":"yesterday"}}"#,
    #"{"request_types":[],"measures":["a"],"countries":[],"periods":[],"rows":[[1,2],{}]}"#,
    #"{"columns":["year","period","dataset","government","iso2","category","metric","count_low","count_high"],"rows":[[99999999999,"","government_takedowns_received","X","NA","c","received",1,2]]}"#,
  ])
  func hostileFilesGiveNoRecordAndNoEnd(text: String) async throws {
    try await withFolder { shop, folder in
      let path = try folder.put("a.json", text)
      let observatory = try shop.open()
      do {
        let intake = try observatory.read([path], countries: ["NA"])
        #expect(intake.changes == 0)
      } catch let error as ObservatoryError {
        #expect("\(error)".contains("a.json"))
      }
    }
  }

  @Test func bandsFractionsAndPartsAreKeptRaw() async throws {
    try await withFolder { shop, folder in
      let github = """
        {"columns":["year","period","dataset","government","iso2","category","metric","count_low","count_high"],
        "rows":[[2020,"","government_takedowns_received","Namibia","NA","Local law","received",0,249]]}
        """
      let union = """
        {"meta":{"period":"2025-07-01/2025-12-31"},"services":["Fora"],"service_platforms":["Forum Inc"],
        "scopes":["Total number","Decisions upheld","Decision omitted","Median time","DE"],"sections":["s"],
        "indicators":["Number of complaints submitted to the internal-complaints mechanism"],"surfaces":["All"],
        "categories":["TOTAL"],"t7":[[0,0,0,0,100,0],[0,0,0,1,60,0],[0,0,0,2,0.5,0],[0,0,0,3,4,0]],
        "t3":[[0,0,4,7,9,1]]}
        """
      _ = try await take(
        [try folder.put("g.json", github), try folder.put("u.json", union)], shop,
        ["NA", "EU", "DE"])
      let holdings = try shop.open().holdings
      let band = try #require(
        try Compliance(of: holdings, country: "NA").lines.first?.points.first?.figures[.requests])
      #expect(band.value == 249 && band.bound == .atMost && band.caveats == [.band])
      #expect(band.evidence.note?.en == "The file gives a band, 0 to 249.")
      let whole = try #require(
        try Compliance(of: holdings, country: "EU").lines.first?.points.first)
      #expect(whole.figures[.complaints]?.caveats == [.partsDoNotAddUp])
      #expect(whole.figures[.complaintsOmitted]?.value == 0.5)
      #expect(whole.figures[.complaintsOmitted]?.caveats == [.fractionInCount])
      #expect(whole.count(.complaintsOmitted) == nil)
      #expect(whole.figures[.complaintsReversed] == nil)
      #expect(whole.figures[.medianTime]?.caveats == [.unitDiffers])
      let orders = try #require(
        try Compliance(of: holdings, country: "DE").lines.first?.points.first)
      #expect(orders.count(.ordersToAct) == 7 && orders.count(.ordersForInformation) == 1)
      #expect(try Compliance.countries(of: holdings) == ["DE", "NA"])
    }
  }
}
