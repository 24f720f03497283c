import Record
import Testing

@testable import Interference

@Suite("Names of networks")
struct NetworkNamesTests {
  private func day(_ text: String) throws -> CivilDay { try #require(CivilDay(parsing: text)) }

  @Test func theShippedTableIsWholeAndSaysWhoSaysSo() throws {
    let names = NetworkNames.shipped
    #expect(names.entries.count >= 11)
    for entry in names.entries {
      #expect(!entry.source.isEmpty && entry.seen != nil && entry.name.vi != nil, "\(entry)")
      #expect(entry.country?.count == 2, "\(entry)")
    }
    #expect(names.name(of: 7552, on: try day("2025-05-25"))?.en == "Viettel Group")
    #expect(names.name(of: 64496, on: nil) == nil)
  }

  @Test func aNameEndsWithItsHolder() throws {
    let names = NetworkNames.shipped
    #expect(names.name(of: 63748, on: try day("2025-02-28"))?.en?.contains("Ministry") == true)
    #expect(names.name(of: 63748, on: try day("2025-03-01")) == nil)
    #expect(names.name(of: 63748, on: nil) != nil)
  }

  @Test func eachDayHasItsName() throws {
    let names = try NetworkNames(
      csv: Array(
        """
        asn,name_en,valid_from,valid_to
        64496,Old,2019-01-01,2020-12-31
        64496,New,2021-01-01,
        """.utf8))
    for (text, name) in [
      ("2018-12-31", nil), ("2019-01-01", "Old"), ("2020-12-31", "Old"), ("2021-01-01", "New"),
      ("2030-01-01", "New"),
    ] { #expect(names.name(of: 64496, on: try day(text))?.en == name) }
  }

  @Test(arguments: [
    ("asn,name\n1,x\n", "line 1: the row has no name_en"),
    ("asn,name_en\nx,y\n", "line 2: \"x\" is not a number of a network, such as 7552"),
    ("asn,name_en\n0,y\n", "line 2: \"0\" is not a number of a network, such as 7552"),
    ("asn,name_en\n\n1,\n", "line 3: the row has no name_en"),
    (
      "asn,name_en,seen\n1,y,2026-02-30\n",
      "line 2: \"2026-02-30\" is not a day, such as 2026-01-31"
    ),
    ("asn,name_en\n\"1", "line 2: not comma-separated values: unbalancedQuote"),
  ])
  func rowsThatAreWrongAreNamed(text: String, fault: String) {
    #expect {
      try NetworkNames(csv: Array(text.utf8))
    } throws: { "\($0)" == fault }
  }
}
