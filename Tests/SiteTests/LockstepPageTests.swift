import Bytes
import Coordination
import Record
import Testing

@testable import Site

@Suite("Pages of lockstep")
struct LockstepPageTests {
  private static let id = Slug("lockstep-0123456789abcdef") ?? SampleSlug.any
  private static let goneID = Slug("lockstep-00000000000000aa") ?? SampleSlug.any

  private static func site() throws -> Site {
    try Site(
      holdings: WholeHoldings([
        (.lockstep, MadeUpLockstep.content()),
        (.lockstep, MadeUpLockstep.takenBack(goneID.text)),
      ]), stories: [])
  }

  private static func text(_ page: Route.Page, _ language: Language = .en) throws -> String {
    let resource = try #require(try site().render(.page(language, page)), "\(page)")
    return String(decoding: resource.bytes, as: UTF8.self)
  }

  @Test func theContentOfTheMadeUpFindingFitsTheSchema() {
    #expect(SchemaCheck.faults(in: MadeUpLockstep.content(), of: .lockstep).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func everyPageSaysWhatAFindingDoesNotShow(language: Language) throws {
    let words = Words(language, zone: .utc)
    let owner = try #require(Slug("uowneraaaaa"))
    for page in [
      Route.Page.section(.lockstep, number: 1), .entry(.lockstep, Self.id), .owner(owner),
    ] {
      let text = try Self.text(page, language)
      #expect(text.contains(words("lockstep.not-shown")), "\(page)")
      for accusation in ["fake", "guilty", "bot ", "troll", "giả mạo", "có tội"] {
        #expect(!text.lowercased().contains(accusation), "\(accusation) on \(page)")
      }
    }
  }

  @Test func aFindingHasItsNumbersItsTestsAndItsFiles() throws {
    let text = try Self.text(.entry(.lockstep, Self.id))
    for picture in ["visits", "meetings"] { #expect(text.contains("id=\"\(picture)\"")) }
    for piece in [
      "uaaaaaaaaaa", "ttarget0", "4/4", "5.6·10^-10", "hate &lt;b&gt;", "00:00:00", "00:00:36",
      "../../data/lockstep-0123456789abcdef.gexf", "owner-uowneraaaaa.html",
      "haidang reproduce lockstep-0123456789abcdef",
    ] { #expect(text.contains(piece), "\(piece)") }
    #expect(!text.contains("owner-uowner<"))
  }

  @Test func theListCountsWhatIsNoFinding() throws {
    let text = try Self.text(.section(.lockstep, number: 1))
    #expect(text.contains("3 share an audience and nothing more"))
    #expect(text.contains("owner-uowneraaaaa.html"))
  }

  @Test func anOwnersPageSaysWhenAndByHowMany() throws {
    let owner = try #require(Slug("uowneraaaaa"))
    let text = try Self.text(.owner(owner))
    #expect(text.contains("1 January 2026"))
    #expect(!text.contains("4 January 2026"))
    #expect(!text.contains("uaaaaaaaaaa"))
  }

  @Test func whatWasTakenBackStandsOnItsOwnPageAlone() throws {
    let text = try Self.text(.entry(.lockstep, Self.goneID))
    #expect(text.contains("No longer made."))
    let feed = try #require(try Self.site().render(.lockstep(.en, .atom)))
    let atom = String(decoding: feed.bytes, as: UTF8.self)
    #expect(atom.contains(Self.id.text))
    #expect(!atom.contains(Self.goneID.text))
  }

  @Test func filesAreThoseOfTheFinding() throws {
    let finding = try LockstepFinding(record: MadeUpLockstep.content())
    let evidence = try #require(try Self.site().render(.data(.lockstep(Self.id, .evidence))))
    #expect(evidence.bytes == FindingExports([finding]).bytes(of: .evidence))
    #expect(evidence.bytes.count { $0 == 0x0A } == 21)
    for file in LockstepFile.allCases {
      let route = Route.data(.lockstep(Self.id, file))
      #expect(try Route(path: route.path) == route)
      #expect(try Self.site().render(route)?.bytes.isEmpty == false)
    }
  }

  @Test func theJSONFeedIsJSON() throws {
    let feed = try #require(try Self.site().render(.lockstep(.vi, .jsonFeed)))
    let value = try JSONValue(parsing: feed.bytes)
    #expect(value["items"].elements.count == 1)
    #expect(value["items"].elements[0]["title"].text == "5 tài khoản đồng nhịp")
  }
}
