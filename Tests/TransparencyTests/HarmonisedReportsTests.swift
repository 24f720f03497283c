import Record
import Testing
import Transparency

@Suite("Reports in the EU's common template")
struct HarmonisedReportsTests {
  private func reports() throws -> HarmonisedReports? {
    try SharedFile.bytes("github-apple-dsa/vlop-dsa.json").map { try HarmonisedReports.read($0) }
  }

  /// Docket specification 2.10: service, surface, complaints, upheld, reversed, omitted, reversed of all and of decided.
  private static let table = """
    TikTok All 15411338 8296750 7114588 - 46.2 46.2 1.91
    Instagram All 8668843 5214104 3454739 72.45 39.9 39.9 0.2
    Facebook All 6636461 4637640 1998821 0 30.1 30.1 1.06
    YouTube Core 408939 267777 110187 24955 26.9 29.2 4
    YouTube Ads 6603993 5995411 552484 12 8.4 8.4 11
    X All 644956 149966 38668 456322 6.0 20.5 104
    LinkedIn All 151062 43286 104174 3602 69.0 70.6 7
    Snapchat All 130767 115352 15404 0 11.8 11.8 11
    """

  private func written(_ value: Double?) -> String {
    guard let value else { return "-" }
    return Int(exactly: value).map(String.init) ?? "\(value)"
  }

  @Test func theTableIsThatOfTheSpecification() throws {
    guard let reports = try reports() else { return }
    #expect(reports.period == "2025-07-01/2025-12-31")
    #expect(reports.appeals.reduce(0) { $0 + $1.values.count + $1.others.count } <= 844)
    for line in Self.table.split(separator: "\n") {
      let fields = line.split(separator: " ").map(String.init)
      let found = reports.appeals.filter {
        $0.service == fields[0] && $0.surface == fields[1]
          && $0.indicator == HarmonisedReports.complaints
      }
      #expect(found.count == 1, "\(fields[0])")
      let appeals = try #require(found.first)
      let scopes: [HarmonisedReports.Scope] = [.total, .upheld, .reversed, .omitted]
      #expect(scopes.map { written(appeals.values[$0]) } == Array(fields[2...5]), "\(fields[0])")
      #expect(oneDigit(appeals.reversedOfAll?.percent) == fields[6], "\(fields[0])")
      #expect(oneDigit(appeals.reversedOfDecided?.percent) == fields[7], "\(fields[0])")
      #expect(written(appeals.values[.medianTime]) == fields[8], "\(fields[0])")
    }
    func one(_ service: String, _ surface: String = "All") -> HarmonisedReports.Appeals? {
      reports.appeals.first {
        $0.service == service && $0.surface == surface
          && $0.indicator == HarmonisedReports.complaints
      }
    }
    #expect(one("Instagram")?.fractions == [.omitted])
    #expect(one("YouTube", "Core")?.open == 6_020)
    #expect(one("TikTok")?.values[.omitted] == nil && one("Facebook")?.values[.omitted] == 0)
    // The specification gives the first pair as that of accounts: in the file it is that of the service.
    func reversed(_ what: String, _ service: String) -> String {
      let found = reports.appeals.first {
        $0.service == service
          && $0.indicator == "Complaint regarding a decision to suspend or terminate \(what)"
      }
      return oneDigit(found?.reversedOfAll?.percent)
    }
    #expect(reversed("the provision of the service", "Facebook") == "69.7")
    #expect(reversed("the provision of the service", "Instagram") == "71.4")
    #expect(reversed("an account", "Facebook") == "30.0")
    #expect(reversed("an account", "Instagram") == "40.0")
  }

  @Test func disputesAndOrdersAreThoseOfTheSpecification() throws {
    guard let reports = try reports() else { return }
    let wanted: [(String, Int, Int, Double)] = [
      ("Facebook", 3935, 2488, 0.02), ("Instagram", 4350, 2804, 0.02), ("TikTok", 4501, 975, 0.403),
      ("YouTube", 449, 210, 0.0048), ("X", 16, 11, 0),
    ]
    for (service, total, reversed, share) in wanted {
      let disputes = try #require(
        reports.appeals.first {
          $0.service == service && $0.indicator == HarmonisedReports.disputes
        })
      #expect(disputes.count(.total) == total, "\(service)")
      #expect(disputes.count(.reversed) == reversed, "\(service)")
      #expect(disputes.values[.shareImplemented] == share, "\(service)")
    }
    let totals = reports.orders.filter(\.isTotal)
    func toAct(_ service: String) -> Int? { totals.first { $0.service == service }?.toAct }
    #expect(toAct("Facebook") == 1358 && toAct("Amazon") == 947 && toAct("TikTok") == 782)
    #expect(toAct("Instagram") == 492 && toAct("YouTube") == 17 && toAct("X") == 10)
    #expect(totals.count == 21)
    #expect(totals.compactMap(\.toAct).reduce(0, +) == 4696)
    func information(_ service: String) -> Int? {
      totals.first { $0.service == service }?.forInformation
    }
    #expect(information("Snapchat") == 18_400 && information("TikTok") == 10_932)
    #expect(information("X") == 5_928)
  }

  @Test func appleAndGitHubAreRead() throws {
    if let bytes = SharedFile.bytes("github-apple-dsa/apple-transparency.json") {
      let report = try AppleReport.read(bytes, vintage: "2025 H1")
      #expect(report.notes.rows == 4802 && report.notes.refusedRows == 0)
      func counts(_ measure: Measure) -> [String] {
        report.figures.filter {
          $0.territory == .named("Vietnam") && $0.reason == "app_takedown_legal_violation"
            && $0.measure == measure
        }.map { "\($0.period) \(Int($0.low))" }
      }
      #expect(counts(.appRemovalRequests) == ["2018-H2 3", "2019-H1 2", "2019-H2 2", "2020-H2 1"])
      #expect(counts(.appsRequested) == ["2018-H2 29", "2019-H1 46", "2019-H2 33", "2020-H2 2"])
      #expect(counts(.appsRemoved) == ["2018-H2 9", "2019-H1 0", "2019-H2 0", "2020-H2 2"])
    }
    if let bytes = SharedFile.bytes("github-apple-dsa/github-transparency.json") {
      let report = try GitHubReport.read(bytes, vintage: "2026")
      #expect(report.notes.rows == 476 && report.notes.refusedRows == 0)
      #expect(report.figures.count == 105)
      #expect(report.figures.allSatisfy { $0.territory != .country("VN") })
      #expect(report.passedOver["dmca_takedowns"] == 15)
    }
  }

  @Test func whatIsNoReportIsRefused() {
    #expect(throws: FigureFileFault.self) { try HarmonisedReports.read(Array("{}".utf8)) }
    #expect(throws: FigureFileFault.self) { try HarmonisedReports.read(Array("[".utf8)) }
    #expect(throws: FigureFileFault.member("periods")) {
      try AppleReport.read(Array("{\"rows\":[]}".utf8), vintage: "")
    }
    #expect(throws: FigureFileFault.unknownHeader(["a"])) {
      try GitHubReport.read(Array("{\"columns\":[\"a\"],\"rows\":[]}".utf8), vintage: "")
    }
  }
}
