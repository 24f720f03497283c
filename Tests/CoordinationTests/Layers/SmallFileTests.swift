import Signals
import Testing

@testable import Coordination

/// A campaign in a file of a few hundred people who write their own words, where nobody else shares a text.
@Suite("Copied texts in small files") struct SmallFileTests {
  typealias Made = MadeUpActions

  /// People who write texts of their own, some of them a phrase that two or three have.
  private static func people(_ count: Int, seed: UInt64) -> Made {
    var made = Made(seed: seed)
    let phrases = (0..<40).map { _ in made.sentence(16) }
    for one in 0..<count {
      for _ in 0..<(3 + made.draw.below(10)) {
        let text =
          made.draw.happens(0.05) ? phrases[made.draw.below(phrases.count)] : made.sentence(18)
        made.write(
          "writer \(one)", on: "thread \(made.draw.below(400))",
          at: Made.start + Int64(made.draw.uniform() * 27 * Double(Made.day)), text: text)
      }
    }
    return made
  }

  /// Fifteen who write the same within half an hour, so many times.
  private static func campaign(_ texts: Int, among count: Int, seed: UInt64) -> Made {
    var made = people(count, seed: seed)
    for wave in 0..<texts {
      let text = made.sentence(25)
      let start = Made.start + Made.day * (2 + Int64(wave) * 4)
      for one in 0..<15 {
        made.write(
          "copier \(one)", on: "own thread \(wave) \(one)",
          at: start + Int64(made.draw.uniform() * 1800) * 1000, text: text)
      }
    }
    return made
  }

  @Test(
    "Five texts of fifteen accounts are found, however few others there are",
    arguments: [120, 200, 1500])
  func found(count: Int) throws {
    for form in [ObjectForm.text, .nearText] {
      let told = Self.campaign(5, among: count, seed: UInt64(count)).told(form)
      let finding = try #require(told.first)
      #expect(told.count == 1 && finding.names == Set((0..<15).map { "copier \($0)" }))
      #expect(finding.level >= .medium && finding.tests.isSharedWording)
      #expect(finding.tests.wording == Proportion(75, of: 75))
    }
  }

  @Test("A petition that goes round once or twice is none", arguments: [1, 2])
  func petition(texts: Int) {
    for form in [ObjectForm.text, .nearText] {
      #expect(Self.campaign(texts, among: 200, seed: 4).told(form).isEmpty)
    }
  }

  @Test(
    "People who write their own words, and now and then a saying, are nobody's",
    arguments: [5, 6, 7, 8] as [UInt64])
  func nobody(seed: UInt64) {
    let made = Self.people(300, seed: seed)
    for form in [ObjectForm.text, .nearText] { #expect(made.told(form).isEmpty) }
  }

  @Test("Friends who read one joke page share some of its jokes, with others who read it too")
  func readers() {
    var made = Self.people(200, seed: 9)
    let jokes = (0..<30).map { _ in made.sentence(20) }
    for one in 0..<40 {
      for joke in jokes where made.draw.happens(0.25) {
        made.write(
          "reader \(one)", on: "own thread \(one)",
          at: Made.start + Int64(made.draw.uniform() * 27 * Double(Made.day)), text: joke)
      }
    }
    for form in [ObjectForm.text, .nearText] { #expect(made.told(form).isEmpty) }
  }
}
