import Foundation
import Record
import Testing
import Transparency

@testable import Observatory

/// Docket specification 2.9 and 2.10, recomputed from real files that lie beside the project, by way of the record.
@Suite("Tables of the specification through the record")
struct PublishedFigureTests {
  /// The path of a file; `nil`, and a line that says so, where it is absent.
  private static func path(_ name: String) -> String? {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/data/docket/\(name)").standardized
    guard FileManager.default.fileExists(atPath: file.path) else {
      print("skipped: ../shared/data/docket/\(name) is not there")
      return nil
    }
    return file.path
  }

  private func tenths(_ value: Double?) -> String {
    guard let value else { return "-" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// Period; requests; items; removed by law, by policy; not found; too little; left alone; gone already; R1; R2.
  private static let google = """
    2017-40 38 3285 3283 0 0 0 2 0 99.9 99.9
    2019-40 81 1122 798 28 3 206 27 60 73.6 96.8
    2019-41 97 6034 5791 45 16 91 26 65 96.7 99.6
    2020-40 100 2776 2046 5 1 181 2 541 73.9 99.9
    2020-41 205 10347 9438 0 2 286 9 612 91.2 99.9
    2021-40 331 5369 3990 6 56 487 18 954 74.4 99.6
    2021-41 255 14615 11447 2 233 885 5 2043 78.3 100.0
    2022-40 122 7470 6036 0 36 508 14 876 80.8 99.8
    2022-41 140 4172 3048 9 104 681 18 312 73.3 99.4
    2023-40 370 11527 9046 9 354 793 37 1288 78.6 99.6
    2023-41 417 5330 3318 21 271 837 205 678 62.6 94.2
    2024-40 489 6417 4393 2 108 1328 38 547 68.5 99.1
    2024-41 443 4433 2748 14 52 770 19 828 62.3 99.3
    2025-40 222 1645 1016 12 36 380 29 172 62.5 97.3
    2025-41 285 4047 2148 68 15 1244 51 521 54.8 97.8
    """

  @Test func googleOnVietNamInBothVintages() async throws {
    guard let later = Self.path("google/google-government-removals.json"),
      let earlier = Self.path("google/google-government-removal-requests.csv"),
      let apple = Self.path("github-apple-dsa/apple-transparency.json"),
      let gitHub = Self.path("github-apple-dsa/github-transparency.json")
    else { return }
    try await Workshop.with { shop in
      let observatory = try shop.open()
      let paths = [later, earlier, apple, gitHub]
      let intake = try observatory.read(paths, countries: ["VN"])
      try await observatory.take(intake, keys: shop.keys)
      #expect(
        intake.remarks.contains {
          $0.text(in: .en).hasPrefix("github-transparency.json: no numbers of VN")
        })
      #expect(try observatory.read(paths, countries: ["VN"]).changes == 0)
      let compliance = try Compliance(of: try observatory.holdings, country: "VN")
      #expect(
        compliance.lines.map { $0.vintage.date?.description } == ["2025-40", "2025-40", "2025-41"])
      let google = try #require(compliance.subjects.last?.vintages)
      let line = try #require(google.last)
      for row in Self.google.split(separator: "\n") {
        let fields = row.split(separator: " ").map(String.init)
        let point = try #require(line.points.first { $0.period.description == fields[0] })
        let counts = RemovalRow.Counts.measures.map { point.count($0).map { "\($0)" } ?? "-" }
        #expect(counts == Array(fields[1...8]), "\(fields[0])")
        #expect(tenths(point.rate(.removedOfAsked)?.rate.percent) == fields[9], "\(fields[0])")
        #expect(tenths(point.rate(.removedOfDecided)?.rate.percent) == fields[10], "\(fields[0])")
      }
      func growth(_ period: String) -> String? {
        line.points.firstIndex { $0.period.description == period }.flatMap {
          line.growthOfRemoved(at: $0)
        }.map {
          guard case .change(let percent, _) = $0.kind else { return "\($0.kind)" }
          return tenths(percent)
        }
      }
      #expect(growth("2019-41") == "606.5" && growth("2020-41") == "360.2")
      #expect(growth("2025-41") == "115.6")
      // Neither across 2019 nor across the second half of 2015, of which there is nothing.
      #expect(growth("2019-40") == nil && growth("2016-40") == nil)
      let differences = google[1].differences(from: google[0])
      #expect(differences.count { $0.measure == .requests } == 13)
      #expect(
        differences.filter { $0.measure == .itemsRequested }.map(\.period.description) == [
          "2021-40", "2024-40", "2024-41",
        ])
      #expect(differences.count == 16)
      let apps = try #require(compliance.lines.first { $0.series[.appsRequested] != nil })
      let point = try #require(apps.points.first)
      #expect(point.rate(.removedOfAsked)?.rate == Rate(part: 9, base: 29))
      // Two apps of two are no hundred percent.
      #expect(apps.points.last?.rate(.removedOfAsked)?.rate.percent == nil)
    }
  }

  /// Service, part, complaints, upheld, reversed, omitted, median.
  private static let union = """
    TikTok - 15411338 8296750 7114588 - 1.91
    Instagram - 8668843 5214104 3454739 72.45 0.2
    Facebook - 6636461 4637640 1998821 0 1.06
    YouTube Core 408939 267777 110187 24955 4
    YouTube Ads 6603993 5995411 552484 12 11
    X - 644956 149966 38668 456322 104
    LinkedIn - 151062 43286 104174 3602 7
    Snapchat - 130767 115352 15404 0 11
    """

  @Test func complaintsInTheUnion() async throws {
    guard let path = Self.path("github-apple-dsa/vlop-dsa.json") else { return }
    try await Workshop.with { shop in
      let observatory = try shop.open()
      let intake = try observatory.read([path], countries: ["EU"])
      try await observatory.take(intake, keys: shop.keys)
      let compliance = try Compliance(of: try observatory.holdings, country: "EU")
      func written(_ value: Double?) -> String {
        guard let value else { return "-" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
      }
      func point(_ service: String, _ part: String) -> CompliancePoint? {
        compliance.lines.first {
          $0.subject.platform?.text == service.lowercased()
            && ($0.subject.scope ?? "-") == part
        }?.points.first
      }
      for row in Self.union.split(separator: "\n") {
        let fields = row.split(separator: " ").map(String.init)
        let point = try #require(point(fields[0], fields[1]), "\(row)")
        let measures: [Measure] = [
          .complaints, .complaintsUpheld, .complaintsReversed, .complaintsOmitted, .medianTime,
        ]
        let values = measures.map { written(point.figures[$0]?.value) }
        #expect(values == Array(fields[2...]), "\(row)")
      }
      #expect(point("Facebook", "-")?.count(.disputes) == 3_935)
      #expect(point("Facebook", "-")?.count(.disputesReversed) == 2_488)
      #expect(point("Facebook", "-")?.count(.ordersToAct) == 1_358)
      #expect(point("Snapchat", "-")?.count(.ordersForInformation) == 18_400)
      let orders = compliance.lines.filter { $0.subject.scope == nil }.compactMap {
        $0.points.first?.count(.ordersToAct)
      }
      #expect(orders.reduce(0, +) == 4_696)
    }
  }
}

@Suite("Statements of reasons become figures")
struct StatementFigureTests {
  private func rows(_ count: Int, _ platform: String, _ states: String, _ day: String) -> String {
    String(
      repeating: "\(platform),STATEMENT_CATEGORY_SCAMS_AND_FRAUD,DECISION_GROUND_ILLEGAL_CONTENT,"
        + "\"\(states)\",\"\(day) 10:00:00\"\n", count: count)
  }

  @Test func countsOfNamedCountriesWithoutSmallOnes() async throws {
    try await Workshop.with { shop in
      let text =
        "platform_name,category,decision_ground,territorial_scope,created_at\n"
        + rows(12, "Fora", "[\"\"DE\"\",\"\"FR\"\"]", "2025-09-01")
        + rows(3, "Fora", "[\"\"DE\"\"]", "2025-09-30")
        + rows(9, "Klip", "[\"\"DE\"\"]", "2025-09-02") + rows(4, "Fora", "[]", "2025-09-01")
      let path = shop.folder + "-statements.csv"
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      defer { try? FileManager.default.removeItem(atPath: path) }
      let observatory = try shop.open()
      let unasked = try observatory.read([path])
      #expect(
        unasked.changes == 0 && unasked.remarks.contains { $0.text(in: .en).contains("--country") })
      let intake = try observatory.read([path], countries: ["DE"])
      #expect(intake.remarks.contains { $0.text(in: .en).contains("1 count below 10 withheld") })
      #expect(intake.remarks.contains { $0.text(in: .en).contains("other countries in it: FR") })
      #expect(
        intake.remarks.contains { $0.text(in: .en).contains("4 of 28 statements name no state") })
      try await observatory.take(intake, keys: shop.keys)
      #expect(try observatory.read([path], countries: ["DE"]).changes == 0)
      let lines = try Compliance(of: try observatory.holdings, country: "DE").lines
      #expect(lines.count == 1 && lines[0].subject.scope == "SCAMS_AND_FRAUD")
      #expect(lines[0].points.map(\.period.description) == ["2025-09"])
      #expect(lines[0].points.first?.count(.statements) == 15)
    }
  }
}
