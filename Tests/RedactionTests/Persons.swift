import Record
import Testing

@testable import Redaction

@Suite("Who is who")
struct Persons {
  private func shown(_ text: String, _ redactor: Redactor = Redactor(), _ language: Language = .en)
    throws -> String
  {
    redactor.proposal(for: text, in: language, on: try day("2026-08-01")).preview
  }

  @Test func `One person is one mark`() throws {
    let text = """
      Nguyễn Văn An viết bài. Ông An bị mời. Nguyen Van An trả lời; N.V.A. im lặng. An Nguyễn ký tên. \
      Trần Thị Bình thì không. Bà Bình về.
      """
    #expect(
      try shown(text) == """
        [name withheld 1] viết bài. Ông [name withheld 1] bị mời. [name withheld 1] trả lời; \
        [name withheld 1] im lặng. [name withheld 1] ký tên. [name withheld 2] thì không. \
        Bà [name withheld 2] về.
        """)
  }

  @Test func `Tones tell persons apart`() throws {
    #expect(
      try shown("Nguyễn Văn Ân và Nguyễn Văn An.")
        == "[name withheld 1] và [name withheld 2].")
  }

  @Test func `A given name that two share is nobody's`() throws {
    #expect(
      try shown("Nguyễn Văn An và Trần Đức An. Ông An cười.")
        == "[name withheld 1] và [name withheld 2]. Ông [name withheld 3] cười.")
  }

  @Test func `Officials are named while in office`() throws {
    let official = Official(
      names: ["Đỗ Văn Mẫu"], office: "Bộ trưởng", from: try day("2025-01-01"),
      until: try day("2026-12-31"))
    let redactor = Redactor(officials: [official])
    let text = "Bộ trưởng Đỗ Văn Mẫu và ông Nguyễn Văn An. Ông Mẫu nói. DO VAN MAU."
    let proposal = redactor.proposal(for: text, in: .vi, on: try day("2026-08-01"))
    #expect(
      proposal.preview
        == "Bộ trưởng Đỗ Văn Mẫu và ông [tên được che 1]. Ông Mẫu nói. DO VAN MAU.")
    #expect(
      proposal.kept.map { proposal.text(of: $0.range) } == ["Đỗ Văn Mẫu", "Mẫu", "DO VAN MAU"])
    let later = redactor.proposal(for: text, in: .vi, on: try day("2027-01-01"))
    #expect(!later.preview.contains("Mẫu"))
  }

  @Test func `Numbers go on behind those that are there`() throws {
    #expect(
      try shown("Theo [name withheld 3], Nguyễn Văn An đã đi.")
        == "Theo [name withheld 3], [name withheld 4] đã đi.")
  }
}

@Suite("Confirmation")
struct Confirmation {
  private func proposal(_ text: String) throws -> RedactionProposal {
    Redactor().proposal(for: text, in: .en, on: try day("2026-08-01"))
  }

  @Test func `A person takes out and adds`() throws {
    let text = "Nguyễn Văn An gọi 0912345678 cho Xyz Zyx."
    let proposal = try proposal(text)
    let start = try #require(text.utf8.firstRange(of: "Xyz".utf8)).lowerBound
    let place = text.utf8.distance(from: text.utf8.startIndex, to: start)
    let made = try proposal.confirmed(
      by: "desk", on: try day("2026-08-02"), accepting: .allBut([1]),
      adding: [AddedRedaction(range: place..<place + 7, kind: .name)])
    #expect(made.text == "[name withheld 1] gọi 0912345678 cho [name withheld 2].")
    #expect(made.declined == [.phone: 1])
    #expect(made.redactions.map(\.reasons) == [[.nameFull], [.added]])
    let bytes = Array(made.text.utf8)
    #expect(
      made.redactions.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        == ["[name withheld 1]", "[name withheld 2]"])
  }

  @Test func `What cannot be confirmed`() throws {
    let proposal = try proposal("Ô 0912345678")
    let day = try day("2026-08-02")
    #expect(throws: ConfirmationError.nobody) { try proposal.confirmed(by: " ", on: day) }
    #expect(throws: ConfirmationError.noSuchSpan(4)) {
      try proposal.confirmed(by: "desk", on: day, accepting: .allBut([4]))
    }
    for range in [1..<3, 3..<3, 2..<400] {
      #expect(throws: ConfirmationError.badRange(range)) {
        try proposal.confirmed(
          by: "desk", on: day, adding: [AddedRedaction(range: range, kind: .other)])
      }
    }
  }

  @Test func `The length of what is withheld does not show`() throws {
    let short = try proposal("Nguyễn Văn An gọi 0912345678.").confirmed(
      by: "desk", on: try day("2026-08-02"))
    let long = try proposal("Nguyễn Thị Phương Thảo gọi +84 912 345 678.").confirmed(
      by: "desk", on: try day("2026-08-02"))
    #expect(short.text == long.text)
    #expect(short.redactions.map(\.range) == long.redactions.map(\.range))
  }
}
