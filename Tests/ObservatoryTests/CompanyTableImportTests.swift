import Foundation
import Record
import Testing
import Transparency

@testable import Observatory

@Suite("Tables of Meta and TikTok become figures")
struct CompanyTableImportTests {
  private static let meta = """
    Country,Requests for User Data,User Accounts Referenced,Percentage of Requests Where Some Data Produced,Content Restrictions,Colour
    Namibia,"1,200",1300,50.00%,"1,556",blue
    Canada,1,1,0%,0,red

    """
  private static let tiktok = """
    Country,Government requests,Total accounts specified,Accounts removed or restricted,Content removed or restricted
    Namibia,1,2,3,4

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
        remarks.contains("meta-2013-H1.csv: other countries in it: CA; take them in with --country")
      )
      #expect(remarks.contains("meta-2013-H1.csv: columns that nobody reads: Colour"))
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
