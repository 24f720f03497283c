import Bytes
import Foundation
import Record
import Testing

@testable import Dossier

@Suite("Dossiers of YAML files")
struct DossierTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let vietNam = DossierReader.read(at: "\(root)/Data/viet-nam")

  @Test func theShippedDossierHasNoFault() {
    #expect(Self.vietNam.faults.map(\.description) == [])
  }

  @Test(arguments: [
    (RecordKind.event, 183), (.person, 95), (.statute, 24), (.figure, 809), (.report, 14),
    (.index, 1),
  ])
  func theShippedDossierIsWhole(kind: RecordKind, count: Int) {
    #expect(Self.vietNam.records.count { $0.reference.kind == kind } == count)
  }

  @Test func everyPersonOfTheDossierHasAProceeding() {
    let tried = Set(
      Self.vietNam.records.filter { $0.reference.kind == .proceeding }
        .compactMap { $0.content["person"].text })
    for record in Self.vietNam.records where record.reference.kind == .person {
      #expect(tried.contains(record.reference.id.text), "\(record.reference)")
    }
  }

  @Test func claimsOfAGovernmentStandInSeriesOfTheirOwn() throws {
    var basis: [String: String] = [:]
    for record in Self.vietNam.records where record.reference.kind == .series {
      basis[record.reference.id.text] = record.content["basis"].text
    }
    for record in Self.vietNam.records where record.reference.kind == .figure {
      let series = try #require(record.content["series"].text)
      let isClaim = basis[series] == FigureBasis.governmentClaim.rawValue
      #expect(isClaim == series.hasPrefix("claimed_"), "\(record.reference)")
    }
  }

  @Test func whatIsWrittenIsReadBackTheSame() {
    for record in Self.vietNam.records {
      let text = DossierWriter.text(of: record.content, kind: record.reference.kind)
      let again = DossierReader.read(
        record: text, kind: record.reference.kind, named: "\(record.reference)")
      #expect(again.faults.isEmpty, "\(again.faults.map(\.description))")
      #expect(
        again.records.first?.content.canonicalBytes == record.content.canonicalBytes,
        "\(record.reference)\n\(text)")
    }
  }

  @Test(arguments: [
    ("code: NO", "NO"), ("code: no", "no"), ("code: 2020-01-01", "2020-01-01"),
    ("code: 012", "012"), ("code: 1e3", "1e3"), ("code: 'null'", "null"),
    ("code: yes", "yes"),
  ])
  func textIsTextWhateverItLooksLike(line: String, value: String) {
    let text = "id: a\nname: {en: A}\nlevel: country\n\(line)\n"
    let reading = DossierReader.read(record: text, kind: .place, named: "a.yaml")
    #expect(reading.faults.isEmpty)
    #expect(reading.records.first?.content["code"].text == value)
  }

  @Test func unknownIsAbsent() {
    let text = "id: a\nname: {en: A}\nlevel: country\ncountry: null\ncode: ~\n"
    let reading = DossierReader.read(record: text, kind: .place, named: "a.yaml")
    let names = reading.records.first?.content.object?.members.map(\.name).sorted()
    #expect(names == ["id", "level", "name"])
  }

  @Test func aClaimHasTheTypeOfItsField() {
    let text = """
      id: a
      when: '2021'
      title: {en: A}
      kind: arrest
      sources: [s]
      confidence: reported
      claims:
        - {field: /when, value: 2022, sources: [s], confidence: reported}
      """
    let reading = DossierReader.read(record: text, kind: .event, named: "a.yaml")
    #expect(reading.faults.isEmpty)
    #expect(reading.records.first?.content["claims"].elements[0]["value"] == "2022")
  }

  @Test func hostileTextIsRefusedAndNeverCrashes() {
    var generator = Seeded(state: 20_261_124)
    let whole = Array("events:\n  - id: a\n    when: '2020'\n    title: {en: \"A\"}\n".utf8)
    for _ in 0..<3000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 32...126, using: &generator), at: place)
        }
      }
      let reading = DossierReader.read(
        record: String(decoding: bytes, as: UTF8.self), kind: .event, named: "x")
      #expect(!reading.faults.isEmpty || reading.records.count <= 1)
    }
  }

  @Test func deepNestingIsRefused() {
    let text =
      "id: a\nname: " + String(repeating: "[", count: 5000)
      + String(repeating: "]", count: 5000)
    let reading = DossierReader.read(record: text, kind: .place, named: "deep.yaml")
    #expect(!reading.faults.isEmpty)
  }

  @Test func settingsAreReadAndWritten() throws {
    let path = "\(Self.root)/Data/viet-nam/observatory.yaml"
    let settings = try ObservatorySettings.read(path)
    #expect(settings.stories.map(\.id.text) == ["facebook-since-2009"])
    #expect(settings.zone.description == "+07:00" && settings.country == "VN")
    #expect(settings.note?.vi?.contains("bản dịch") == true)
    #expect(try ObservatorySettings(text: settings.text, named: "again") == settings)
  }

  @Test(arguments: [
    ("zone: noon", "/zone"), ("address: nowhere", "/address"), ("tilte: {en: A}", "/tilte"),
    ("country: Vietnam", "/country"),
    ("stories: [{id: a, title: {en: A}, intro: {en: A}, selection: \"from=soon\"}]", "selection"),
  ])
  func faultySettingsAreNamed(text: String, says: String) {
    #expect {
      try ObservatorySettings(text: text, named: "haidang.yaml")
    } throws: { error in
      "\(error)".contains(says) && "\(error)".contains("haidang.yaml:1")
    }
  }
}

/// A small generator with a seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
