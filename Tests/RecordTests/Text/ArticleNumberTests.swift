import Testing

@testable import Record

@Suite("Numbers of articles are told in the form of each language")
struct ArticleNumberTests {
  @Test(arguments: [
    ("26", "26", "26"), ("27 (clause 3, point b)", "27(3)(b)", "27 khoản 3 điểm b"),
    ("15–16", "15–16", "15–16"), ("4 (items 3, 5, 6)", "4", "4"),
  ])
  func itIsRead(printed: String, english: String, vietnamese: String) throws {
    let number = try #require(ArticleNumber(printed))
    #expect(number.text(in: .en) == english && number.text(in: .vi) == vietnamese)
  }

  @Test(arguments: ["(removal)", "–", "", "(personal information rule)"])
  func aRemarkIsNoNumber(printed: String) { #expect(ArticleNumber(printed) == nil) }
}
