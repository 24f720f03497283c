import Record
import Testing

@testable import Redaction

@Suite("Locale packs")
struct PackTests {
  @Test func `The shipped tables can be read`() throws {
    let pack = try LocalePack(tags: ["vi-VN", "en"])
    #expect(!pack.surnames.isEmpty && pack.roles.count > 300)
    for kind in LocalePack.WordKind.allCases {
      #expect(pack.literals[kind]?.isEmpty == false, "\(kind.rawValue)")
    }
    #expect(pack.callingCodes == [Array("84".utf8)] && pack.trunk == Array("0".utf8))
  }

  @Test func `Every class and every reason speaks both languages`() {
    for language in Language.allCases {
      for kind in RedactionClass.allCases {
        #expect(MarkTexts.shipped.marks[kind]?[language.rawValue]?.isEmpty == false)
      }
      for reason in RedactionReason.allCases {
        #expect(
          MarkTexts.shipped.reasons[reason]?[language.rawValue]?.isEmpty == false, "\(reason)")
      }
    }
  }

  @Test func `Another country is another pack`() throws {
    let english = Redactor(pack: try LocalePack(tags: ["en"]))
    #expect(try withheld("Nguyễn Văn An gọi 0912345678.", english) == [])
    #expect(try withheld("Call +84 912 345 678, write to an@example.org", english).count == 2)
    var tables = LocalePack.Tables.shipped
    tables.formats = Array("pack,kind,shape,note\nxx-XX,phone,5###-,\nxx-XX,phone,555####,\n".utf8)
    let made = Redactor(pack: try LocalePack(tags: ["xx-XX"], tables: tables))
    #expect(try withheld("Call 555 1234.", made) == ["phone: 555 1234"])
  }

  @Test(arguments: [
    ("pack,spelling,share,kind\nxx,Mau,,noble\n", 2), ("pack,spelling,share,kind\nxx,Mau,1\n", 2),
    ("pack,spelling,share,kind\nxx,Mau,1,name\nxx,...,,name\n", 3), ("a,b\n\"x", 2),
  ])
  func `A table that is wrong is refused with its line`(_ table: String, _ line: Int) {
    var tables = LocalePack.Tables.shipped
    tables.surnames = Array(table.utf8)
    let fault = #expect(throws: PackFault.self) { try LocalePack(tags: ["xx"], tables: tables) }
    #expect(fault?.table == "surnames.csv" && fault?.line == line)
  }
}
