import Foundation
import Record
import Testing
import Transparency

@testable import Observatory

@Suite("Tables of Meta, TikTok and X become figures")
struct CompanyTableImportTests {
  private static let meta = """
    Country,Requests for User Data,User Accounts Referenced,Percentage of Requests Where Some Data Produced,Content Restrictions,Colour
    Namibia,"1,200",1300,50.00%,"1,556",blue
    Canada,1,1,0%,0,red
    Fiji,1,1,150%,0,red

    """
  private static let tiktok = """
    Country,Government requests,Total accounts specified,Accounts removed or restricted,Content removed or restricted
    Namibia,1,2,3,4

    """

  private static let x = """
    COUNTRY,LINKS,TIME PERIOD,ISO CODE,REPORT LINKS,FLAGS,ACCOUNTS SPECIFIED,ACCOUNTS WITHHELD,TWEETS WITHHELD,REMOVAL REQUESTS (COURT ORDERS),"REMOVAL REQUESTS (GOVERNMENT AGENCY, POLICE, OTHER) ",ACCOUNTS (NO ACTION),PERCENTAGE WHERE SOME CONTENT WITHHELD,ACCOUNTS (TOS)
    Namibia,,July - December 2016,NA,,,20,3,7,1,4,-,50%,2
    Namibia,,January - June 2017,NA,,,40,5,9,2,6,30,60%,3
    Canada,,January - June 2017,CA,,,1,0,0,0,1,1,0%,0
    TOTAL,,January - June 2017,,,,41,5,9,2,7,31,58%,3

    """

  /// Hands a folder to put files into.
  private func withFolder(
    _ body: (Workshop, (String, String) throws -> String) async throws -> Void
  ) async throws {
    try await Workshop.with { shop in
      let folder = URL(filePath: shop.folder + "-files")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      try await body(shop) { name, text in
        let file = folder.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
      }
    }
  }

  private func take(_ paths: [String], _ shop: Workshop) async throws -> Intake {
    let observatory = try shop.open()
    let intake = try observatory.read(paths, countries: ["NA"])
    try await observatory.take(intake, keys: shop.keys)
    return intake
  }

  @Test func eachFileIsAnExportOfItsHalfYear() async throws {
    try await withFolder { shop, put in
      let paths = [
        try put("meta-2013-H1.csv", Self.meta), try put("tiktok-2019-H1.csv", Self.tiktok),
      ]
      let first = try await take(paths, shop)
      // For each a source, the company, its services; 4 measures and 4, each with a figure.
      #expect(first.created == 2 * 3 + 2 * (4 + 4) && first.corrected == 0)
      let remarks = first.remarks.map { $0.text(in: .en) }
      #expect(
        remarks.contains(
          "meta-2013-H1.csv: other countries in it: CA, FJ; take them in with --country")
      )
      #expect(remarks.contains("meta-2013-H1.csv: columns that nobody reads: Colour"))
      #expect(remarks.contains("meta-2013-H1.csv: 1 number could not be read and is left out"))
      #expect(
        remarks.contains { $0.hasPrefix("meta-2013-H1.csv: line 4: ") && $0.contains("150%") })
      #expect(try shop.open().read(paths, countries: ["NA"]).changes == 0)
      let compliance = try Compliance(of: try shop.open().holdings, country: "NA")
      #expect(compliance.lines.map { $0.vintage.date?.description } == ["2013-40", "2019-40"])
      let meta = try #require(compliance.lines.first?.points.first)
      #expect(meta.figures[.contentRestrictions]?.value == 1556)
      #expect(meta.figures[.shareWithData]?.unit == "percent")
      let named = try #require(compliance.lines.last?.points.first?.figures[.accountsRequested])
      #expect(named.value == 2 && named.caveats == [.partsDoNotAddUp])
      #expect(named.evidence.note?.en?.contains("they are 1 more") == true)
      let reference = RecordReference(.source, try #require(compliance.lines[0].vintage.source))
      let source = try Source(
        try #require(try shop.open().holdings.version(of: reference)).content)
      #expect(source.title?.vi == "Báo cáo Minh bạch của Meta, tệp đến hết 2013-06")
    }
  }

  @Test func aFileOfXIsOneExportOfSeveralHalfYears() async throws {
    try await withFolder { shop, put in
      let first = try await take([try put("any.csv", Self.x)], shop)
      // A source, the company, its services; 8 measures, with 7 numbers and 8.
      #expect(first.created == 3 + 8 + 15 && first.corrected == 0)
      #expect(
        first.remarks.map { $0.text(in: .en) } == [
          "any.csv: other countries in it: CA; take them in with --country",
          "any.csv: left out: 8 of “sums of all countries”",
        ])
      let compliance = try Compliance(of: try shop.open().holdings, country: "NA")
      let line = try #require(compliance.lines.first)
      #expect(
        compliance.lines.count == 1
          && line.points.map(\.period.description) == ["2016-41", "2017-40"])
      #expect(line.points[0].figures[.accountsNotActioned] == nil)
      #expect(line.points[1].figures[.itemsRestrictedLocal]?.value == 9)
      // The company's own rate is told as it stands; none is made of numbers that may count one account twice.
      #expect(line.points[1].figures[.statedRate]?.value == 60)
      #expect(RateFormula.allCases.allSatisfy { line.points[1].rate($0) == nil })
      let reference = RecordReference(.source, try #require(line.vintage.source))
      let source = try Source(
        try #require(try shop.open().holdings.version(of: reference)).content)
      #expect(source.title?.en == "X (Twitter) Transparency Report, file ending 2017-06")
    }
  }

  @Test func aLaterFileOfTheSameHalfYearStandsBesideTheEarlier() async throws {
    try await withFolder { shop, put in
      _ = try await take([try put("meta-2013-H1.csv", Self.meta)], shop)
      let again = Self.meta.replacing("1,556", with: "1,600")
      let second = try await take([try put("meta 2013 H1.csv", again)], shop)
      #expect(second.corrected == 0 && second.created == 1 + 4 + 4)
      let compliance = try Compliance(of: try shop.open().holdings, country: "NA")
      let vintages = try #require(compliance.subjects.first?.vintages)
      #expect(
        Set(vintages.compactMap { $0.points.first?.figures[.contentRestrictions]?.value })
          == [1556, 1600])
    }
  }

  @Test func aFileThatDoesNotTellItsHalfYearIsRefusedWithWordsThatHelp() async throws {
    try await withFolder { shop, put in
      let path = try put("report.csv", Self.meta)
      let observatory = try shop.open()
      #expect {
        try observatory.read([path], countries: ["NA"])
      } throws: { error in
        "\(error)".contains("report.csv") && "\(error)".contains("meta-2013-H1.csv")
      }
    }
  }
}
