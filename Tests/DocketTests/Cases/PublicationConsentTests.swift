import Bytes
import Testing

@testable import Docket

@Suite("Only a plain yes makes a case public")
struct PublicationConsentTests {
  @Test(arguments: [
    ("yes", PublicationConsent.given), ("Có", .given), ("Tôi đồng ý.", .given), ("true", .given),
    ("no", .refused), ("không", .refused), ("không đồng ý", .refused), ("No!", .refused),
    ("yes, but not before I am abroad", .unclear), ("without a name", .unclear),
    ("not yes", .unclear), ("?", .unclear), ("yes?", .unclear), ("chưa đồng ý", .unclear),
  ])
  func answers(_ text: String, _ meaning: PublicationConsent) {
    #expect(PublicationConsent(.string(text)) == meaning, "\(text)")
  }

  @Test func theLastAnswerCounts() throws {
    var made = try MadeCase.begun()
    #expect(made.docketCase.publicationConsent == .notAsked)
    try made.add(.fact(record: CaseFact(name: "publication.consent", value: true)))
    #expect(made.docketCase.publicationConsent == .given)
    try made.add(.fact(record: CaseFact(name: "publication.consent", value: "no")))
    #expect(made.docketCase.publicationConsent == .refused)
  }

  @Test func aRefusalIsNoEvidenceOfConsent() throws {
    var made = try MadeCase.begun()
    try made.add(.fact(record: CaseFact(name: "publication.consent", value: "no")))
    let restriction = try #require(made.docketCase.restrictions.first)
    #expect(!made.docketCase.evidence(for: restriction).contains(.consent))
    try made.add(.fact(record: CaseFact(name: "person.consent", value: "không")))
    #expect(!made.docketCase.evidence(for: restriction).contains(.consent))
    try made.add(.fact(record: CaseFact(name: "item.url", value: "x", consent: ["nobody"])))
    #expect(!made.docketCase.evidence(for: restriction).contains(.consent))
    try made.add(.fact(record: CaseFact(name: "item.url", value: "x", consent: ["platform"])))
    #expect(made.docketCase.evidence(for: restriction).contains(.consent))
  }
}
