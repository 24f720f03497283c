import Record
import Testing

@testable import Docket

@Suite("Figures of appeals")
struct FigureTests {
  static func facts(
    _ platform: String, _ country: String, reversed: Int = 0, partly: Int = 0, upheld: Int = 0,
    pending: Int = 0, lapsed: Int = 0
  ) -> [AppealFact] {
    func made(_ count: Int, _ outcome: AppealOutcome) -> [AppealFact] {
      (0..<count).map { index in
        AppealFact(
          platform: platform, country: country, stage: .platformInternal,
          half: HalfYear(of: 1_780_000_000), isFiled: outcome != .lapsed, outcome: outcome,
          days: outcome.isDecision ? index + 1 : nil, hasReasons: true, namesState: nil,
          daysToRestoration: nil, elements: [])
      }
    }
    return made(reversed, .reversed) + made(partly, .partlyReversed) + made(upheld, .upheld)
      + made(pending, .pending) + made(lapsed, .lapsed)
  }

  static func row(
    _ figures: AppealFigures, _ platform: String?, _ country: String?
  ) -> AppealFigures.Row? {
    figures.rows.first { $0.key.platform == platform && $0.key.country == country }
  }

  @Test func sharesHaveBothBasesAndIntervals() throws {
    let figures = AppealFigures(
      Self.facts("p", "VN", reversed: 40, partly: 10, upheld: 50, pending: 100, lapsed: 6))
    let row = try #require(Self.row(figures, "p", "VN"))
    let decided = try #require(row.reversedOfDecided)
    #expect(decided.hits == 50 && decided.of == 100 && decided.share == 0.5)
    // Wilson, 50 of 100 at 95 %: 0.4038 to 0.5962.
    #expect(abs(decided.low - 0.40383) < 1e-5 && abs(decided.high - 0.59617) < 1e-5)
    let filed = try #require(row.reversedOfFiled)
    #expect(filed.of == 200 && filed.share == 0.25)
    #expect(row.counts[.lapsed] == 6 && row.counts[.undecided] == 100)
  }

  @Test func mediansAreRanks() throws {
    let row = try #require(Self.row(AppealFigures(Self.facts("p", "VN", upheld: 10)), "p", "VN"))
    #expect(row.medianDays == 5 && row.ninetiethDays == 9)
  }

  @Test func smallCountsAreHidden() throws {
    let figures = AppealFigures(Self.facts("p", "VN", reversed: 2, upheld: 30))
    let row = try #require(Self.row(figures, "p", "VN"))
    #expect(row.counts[.reversed] == nil && row.counts[.upheld] == nil)
    #expect(row.reversedOfDecided == nil)
    #expect(row.counts[.decided] == 32)
  }

  @Test func aCaseCountsOnceAtItsStage() throws {
    var made = try MadeCase.begun()
    try made.ready()
    try made.filed()
    try made.decided(.upheld, after: 5)
    try made.move(.prepareNextStage)
    try made.add(
      .appeal(
        opening: AppealOpening(
          id: "a2", restrictionId: "x1", stage: .platformSecond, forum: "second", follows: "a1")))
    let facts = made.docketCase.appealFacts
    #expect(facts.count == 1)
    #expect(facts.first?.stage == .platformInternal && facts.first?.days == 5)
    #expect(facts.first?.half.description == "2026-H1")
  }

  @Test func orderLeavesNoTrace() {
    let facts =
      Self.facts("p", "VN", reversed: 7, upheld: 30) + Self.facts("q", "DE", upheld: 12, lapsed: 2)
    #expect(AppealFigures(facts) == AppealFigures(facts.reversed()))
  }
}

@Suite("Nobody can work out what is hidden")
struct DifferencingTests {
  /// Numbers that an attacker gets from the sums alone: one unknown in a sum is the rest of it, again and again.
  static func attacked(_ shown: [Int?], _ sums: [Suppression.Sum]) -> [Int?] {
    var known = shown
    var isOver = false
    while !isOver {
      isOver = true
      for sum in sums {
        let unknown = sum.members.filter { known[$0] == nil }
        guard unknown.count == 1, let place = unknown.first else { continue }
        let parts = sum.parts.compactMap { known[$0] }.reduce(0, +)
        known[place] = place == sum.whole ? parts : (known[sum.whole] ?? 0) - parts
        isOver = false
      }
    }
    return known
  }

  /// A table of so many rows and columns with totals.
  static func table(_ cells: [[Int]]) -> ([Int], [Suppression.Sum]) {
    let width = cells[0].count + 1
    var values: [Int] = []
    for row in cells { values += row + [row.reduce(0, +)] }
    values += (0..<width).map { column in
      stride(from: column, to: values.count, by: width).map { values[$0] }.reduce(0, +)
    }
    var sums: [Suppression.Sum] = []
    for row in 0...cells.count {
      sums.append(
        Suppression.Sum(
          whole: row * width + width - 1, parts: (0..<width - 1).map { row * width + $0 }))
    }
    for column in 0..<width {
      sums.append(
        Suppression.Sum(
          whole: cells.count * width + column, parts: (0..<cells.count).map { $0 * width + column })
      )
    }
    return (values, sums)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func differencingFindsNothing(seed: UInt64) {
    var random = AppealStateTests.SeededWalk(state: seed)
    for _ in 0..<60 {
      let columns = 1 + random.below(5)
      let cells = (0..<(1 + random.below(5))).map { _ in
        (0..<columns).map { _ in random.below(3) == 0 ? random.below(7) : random.below(60) }
      }
      let (values, sums) = Self.table(cells)
      let suppression = Suppression(values, sums: sums)
      let shown = values.indices.map { suppression.isHidden[$0] ? nil : values[$0] }
      for (value, show) in zip(values, shown) where show != nil {
        #expect(!(1..<5).contains(value))
      }
      #expect(Self.attacked(shown, sums) == shown, "seed \(seed): \(cells)")
    }
  }

  /// Two squares of hidden cells that one cell joins: every row and column has two hidden ones, and yet that cell follows.
  @Test func aBridgeBetweenHiddenSquaresIsFound() {
    let cells = [
      [3, 3, 20, 30, 40], [3, 3, 4, 30, 40], [20, 30, 40, 3, 3], [20, 30, 3, 3, 3],
    ]
    let (values, sums) = Self.table(cells)
    let suppression = Suppression(values, sums: sums)
    #expect(suppression.isHidden.indices.filter { suppression.isHidden[$0] }.count > 10)
    // There are two tables with what is shown, for every hidden number.
    let shown = values.indices.map { suppression.isHidden[$0] ? nil : values[$0] }
    #expect(Self.attacked(shown, sums) == shown)
  }

  @Test func aSumOfTwoOnesIsNoSecret() {
    let (values, sums) = Self.table([[1, 1, 40]])
    let suppression = Suppression(values, sums: sums)
    #expect(suppression.isHidden[2] || suppression.isHidden[3])
  }

  @Test(arguments: [7, 8] as [UInt64]) func publishedTablesWithstandIt(seed: UInt64) {
    var random = AppealStateTests.SeededWalk(state: seed)
    for _ in 0..<8 {
      var facts: [AppealFact] = []
      for platform in ["p", "q", "r"] {
        for country in ["VN", "DE", "TH"] where random.below(4) > 0 {
          facts += FigureTests.facts(
            platform, country, reversed: random.below(9), partly: random.below(4),
            upheld: random.below(30), pending: random.below(8), lapsed: random.below(7))
        }
      }
      let rows = AppealFigures(facts).rows
      for measure in AppealCounts.Measure.allCases {
        for row in rows { #expect(!(1..<5).contains(row.counts[measure] ?? 0)) }
        // A platform's countries against its total: never one hidden alone.
        for platform in ["p", "q", "r"] {
          let own = rows.filter { $0.key.platform == platform }
          let hidden = own.filter { $0.counts[measure] == nil }
          #expect(hidden.count != 1, "\(measure) of \(platform), seed \(seed)")
        }
      }
      for row in rows {
        let parts = [
          row.counts[.reversed], row.counts[.partlyReversed], row.counts[.upheld],
          row.counts[.decided],
        ]
        #expect(parts.count { $0 == nil } != 1)
      }
    }
  }
}
