import Record
import Testing

@testable import Docket

@Suite("A demand is understood in the words of lawyers")
struct CitationTests {
  private static func date(_ text: String) -> EDTF? { try? EDTF(parsing: text) }

  private static let register = ProvisionRegister(
    [
      Provision(
        id: "d72-art5", of: "decree-72-2013", article: "5", validFrom: date("2013-09"),
        end: ended("2024-12-25")),
      Provision(
        id: "d147-art23", of: "decree-147-2024", article: "23 (clause 3, point e)",
        validFrom: date("2024-12-25")),
      Provision(id: "csl2018-art26", of: "csl-2018", article: "26"),
      Provision(id: "span", of: "csl-2018", article: "15–16"),
    ],
    instruments: [
      Instrument(
        id: "decree-72-2013", number: "72/2013/ND-CP",
        titles: ["Decree on internet services", "Nghị định về dịch vụ Internet"],
        validFrom: date("2013-09"), end: ended("2024-12-25"), replacedBy: "decree-147-2024"),
      Instrument(
        id: "decree-147-2024", number: "147/2024/ND-CP", titles: ["Decree on internet services"],
        validFrom: date("2024-12-25")),
      Instrument(
        id: "csl-2018", number: "24/2018/QH14",
        titles: ["Law on Cybersecurity", "Luật An ninh mạng"]),
      Instrument(
        id: "csl-2025", number: "116/2025/QH15",
        titles: ["Law on Cybersecurity (2025)", "Luật An ninh mạng (2025)"]),
    ])

  private static func ended(_ text: String) -> Provision.End {
    date(text).map { .repealed($0) } ?? .open
  }

  @Test(arguments: [
    "d72-art5", "Điều 5 Nghị định 72/2013/NĐ-CP", "khoản 1 Điều 5 Nghị định số 72/2013/NĐ-CP",
    "Nghị định 72/2013/NĐ-CP, Điều 5", "Decree 72/2013, Article 5",
    "Decree 72/2013/ND-CP Art. 5(1)",
    "Article 5 of Decree No. 72/2013/ND-CP", "điều 5, nghị định 72", "Dieu 5 ND 72/2013/ND-CP",
  ])
  func itIsFound(words: String) {
    #expect(Self.register.provision(citedAs: words)?.id == "d72-art5", "\(words)")
  }

  @Test(arguments: [
    ("Nghị định 72/2013/NĐ-CP", "decree-72-2013"),
    ("Điều 9 Nghị định 72/2013/NĐ-CP", "decree-72-2013"),
    ("Luật An ninh mạng 2018, Điều 26", "csl2018-art26"),
    ("Article 26, Law 24/2018/QH14", "csl2018-art26"),
    ("Law on Cybersecurity 2025", "csl-2025"), ("Art. 15 of Law 24/2018/QH14", "csl-2018"),
    ("Article 23 of Decree 147/2024", "d147-art23"),
  ])
  func theInstrumentStandsForWhatIsNotThere(words: String, name: String) {
    #expect(Self.register.provision(citedAs: words)?.id == name, "\(words)")
  }

  @Test(arguments: [
    "", "the laws of the land", "Điều 26 Luật An ninh mạng", "Nghị định 99/2013/NĐ-CP", "Điều 5",
    "Decree 72/2014/ND-CP", "Công văn 5", "1/2", "Decree 147/2024/TT-BTTTT",
  ])
  func nothingIsGuessed(words: String) {
    #expect(Self.register.provision(citedAs: words) == nil, "\(words)")
  }

  @Test func aRepealedArticleIsCaughtWithWhatHoldsInstead() throws {
    let reading = BasisReading(
      citing: ["Điều 5 Nghị định 72/2013/NĐ-CP"], on: Self.date("2026-08-05"), in: Self.register)
    let citation = try #require(reading.notInForce.first)
    #expect(citation.heldInstead == "decree-147-2024")
  }

  @Test func whatNobodySaidIsNotKnown() throws {
    let policy = try #require(Demand.policy)
    let silent = policy.assess([:], citing: nil, on: nil, in: Self.register)
    #expect(!silent.rules(.fired).contains("A3") && silent.basis.facts.isEmpty)
    #expect(silent.rules(.undecided).contains("A3"))
    let none = policy.assess([:], citing: [], on: nil, in: Self.register)
    #expect(none.rules(.fired).contains("A3"))
  }
}
