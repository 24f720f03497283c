import Foundation
import Testing

@testable import Dossier

@Suite("Every fault of a dossier is named by file, line, field and remedy")
struct FaultTests {
  /// A dossier without fault; the tests put one in.
  static let sound = """
    sources:
      - id: press
        publisher: "Press"
    actors:
      - id: ministry
        name: {en: "Ministry"}
        role: authority
        country: "VN"
      - id: company
        name: {en: "Company"}
        role: company
    series:
      - id: removed
        title: {en: "Items removed"}
        unit: "items"
        basis: company-report
        publisher: company
      - id: claimed
        title: {en: "Items said to be removed"}
        unit: "percent"
        basis: government-claim
        publisher: ministry
        claimed_against: removed
    figures:
      - id: removed-2020
        series: removed
        country: "VN"
        period: '2020'
        value: 5
        unit: "items"
        sources: [press]
        confidence: confirmed
        claims:
          - {field: /period, value: "2021", sources: [press], confidence: reported}
      - id: removed-2020-later
        series: removed
        country: "VN"
        period: '2020'
        value: 6
        unit: "items"
        revises: removed-2020
        sources: [press]
        confidence: confirmed
    """

  private func faults(of text: String) throws -> [String] {
    let path = NSTemporaryDirectory() + "dossier-\(UUID().uuidString).yaml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return DossierReader.read(at: path).faults.map {
      "\($0)".replacingOccurrences(of: path, with: "a.yaml")
    }
  }

  @Test func theSoundOneHasNone() throws {
    #expect(try faults(of: Self.sound) == [])
    #expect(try faults(of: "\u{FEFF}" + Self.sound) == [])
    #expect(try faults(of: Self.sound.replacingOccurrences(of: "\n", with: "\r\n")) == [])
  }

  @Test(
    arguments: [
      // A government's claim never stands in a company's series.
      (
        "series: removed\n    country: \"VN\"\n    period: '2020'\n    value: 5",
        "series: claimed\n    country: \"VN\"\n    period: '2020'\n    value: 5", 30, "/unit",
        "percent"
      ),
      ("publisher: company", "publisher: ministry", 17, "/publisher", "company-report"),
      ("publisher: ministry", "publisher: company", 22, "/publisher", "government-claim"),
      ("claimed_against: removed", "claimed_against: claimed", 23, "/claimed_against", "itself"),
      ("basis: government-claim", "basis: estimate", 23, "/claimed_against", "government-claim"),
      ("revises: removed-2020", "revises: removed-2020-later", 41, "/revises", "itself"),
      ("period: '2020'\n    value: 6", "period: '2021'\n    value: 6", 41, "/revises", "period"),
      (
        "country: \"VN\"\n  - id: company", "country: \"XX\"\n  - id: company", 8, "/country",
        "ISO 3166-1"
      ),
      (
        "country: \"VN\"\n    period: '2020'\n    value: 5",
        "country: \"Viet Nam\"\n    period: '2020'\n    value: 5", 27, "/country", "such as VN"
      ),
      ("value: \"2021\"", "value: \"2021-13\"", 34, "/claims/0/value", "month"),
      ("field: /period", "field: /perod", 34, "/claims/0/field", "does not have"),
      ("\"Press\"", "\"Pr\\0ess\"", 3, "U+0", "remove it"),
      ("\"Press\"", "\"Pr\\u202Eess\"", 3, "U+202e", "remove it"),
      ("\"Press\"", "\"\(String(repeating: "a", count: 70_000))\"", 3, "70000", "shorten"),
      (
        "value: \"2021\"",
        "value: \(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))",
        34, "nested", "flat"
      ),
      ("value: 5", "value: \"5\"", 29, "/value", "a number"),
      ("\"Press\"", "!!binary UHJlc3M=", 3, "binary", "write it plainly"),
      ("value: 5", "value: .inf", 29, "/value", "a number"),
    ] as [(String, String, Int, String, String)])
  func isNamed(old: String, new: String, line: Int, field: String, remedy: String) throws {
    #expect(Self.sound.contains(old))
    let found = try faults(of: Self.sound.replacingOccurrences(of: old, with: new))
    let fits = found.filter { $0.contains(field) && $0.contains(remedy) }
    #expect(fits.contains { $0.hasPrefix("a.yaml:\(line):") }, "\(found)")
  }

  @Test(arguments: ["", "# nothing yet\n"])
  func anEmptyFileIsRefused(text: String) throws {
    #expect(try faults(of: text).first?.contains("holds no record") == true)
  }

  @Test func aControlCharacterOutsideOfQuotesHasItsLine() throws {
    let found = try faults(of: Self.sound + "\n# Đắk Lắk \u{7F}\n")
    #expect(found.first?.hasPrefix("a.yaml:44: the text holds") == true, "\(found)")
  }

  @Test(arguments: [
    ("publisher: \"Press\"", "publisher: \"Press", "close quotes"),
    ("publisher: \"Press\"", "publisher: [Press", "close the bracket"),
    ("    publisher: \"Press\"", "\tpublisher: \"Press\"", "indent with spaces"),
    ("actors:", "---\nactors:", "one document"),
    ("publisher: \"Press\"", "publisher: Press: the paper", "colon in quotes"),
  ])
  func textThatIsNotYAMLHasARemedy(old: String, new: String, remedy: String) throws {
    let found = try faults(of: Self.sound.replacingOccurrences(of: old, with: new))
    #expect(found.first?.contains(remedy) == true, "\(found)")
    #expect(found.first?.contains(/a\.yaml:[0-9]+:/) == true, "\(found)")
  }
}
