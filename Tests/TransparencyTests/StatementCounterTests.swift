import Mutation
import Testing
import Transparency

@Suite("Statements of reasons counted by groups")
struct StatementCounterTests {
  private let columns = [
    "platform_name", "category", "decision_ground", "source_type", "automated_detection",
    "automated_decision",
  ]

  private func groups(_ counts: StatementCounts) -> [[[UInt8]]: Int] {
    Dictionary(uniqueKeysWithValues: counts.groups.map { ($0.key, $0.count) })
  }

  @Test func countsAreThoseOfASlowReader() throws {
    let file = Sample.file(500)
    let counts = try counted(file, by: .decisions)
    #expect(counts.rows == 500)
    #expect(counts.editions == [.full])
    #expect(groups(counts) == SlowReader.counts(file, columns))
    #expect(counts.groups.contains { $0.texts[0] == "A \"B\" C" })
    #expect(counts.groups.contains { $0.texts[0] == "Reise, Hotel & Co" })
  }

  @Test(arguments: ["\n", "\r\n"])
  func splitAtEveryByteGivesTheSame(lineEnd: String) throws {
    let file = Sample.file(12, lineEnd: lineEnd)
    let whole = try counted(file, by: .decisions)
    #expect(whole.rows == 12)
    for place in 1..<file.count {
      let split = try counted(file, by: .decisions, steps: place, file.count)
      #expect(split == whole, "split at \(place)")
    }
    for step in [1, 2, 3, 63, 64, 65] {
      #expect(try counted(file, by: .decisions, steps: step) == whole)
    }
  }

  @Test func columnsAreKnownByNameInAnyOrder() throws {
    let text = "created_at,novelty,category,platform_name\n2025-09-01,1,C,P\n2025-09-01,2,C,\"P\"\n"
    let query = StatementQuery(columns: [.platformName, .category])
    let counts = try counted(Array(text.utf8), by: query)
    #expect(counts.groups.map(\.texts) == [["P", "C"]])
    #expect(counts.groups.map(\.count) == [2])
    #expect(counts.unknownColumns == ["novelty"])
    #expect(counts.editions == [.other])
    #expect(counts.unknownCodes == [.category: ["C": 2]])
    #expect(throws: StatementFault(.missingColumn("decision_ground"), row: 1, line: 1, offset: 0)) {
      try counted(Array(text.utf8), by: .decisions)
    }
    #expect(throws: StatementFault.self) { try counted(Array("a,a\n1,2\n".utf8), by: query) }
  }

  @Test func editionsAreKnownByTheirNames() throws {
    func edition(without columns: Set<StatementColumn>) throws -> StatementHeader.Edition? {
      let names = StatementColumn.allCases.filter { !columns.contains($0) }.map(\.rawValue)
      var counter = StatementCounter(StatementQuery(columns: [.uuid]))
      try counter.read(Array((names.joined(separator: ",") + "\n").utf8))
      return counter.header?.edition
    }
    #expect(try edition(without: []) == .full)
    #expect(try edition(without: StatementColumn.notInLight) == .light)
    #expect(try edition(without: [.contentIDEAN]) == .fullBefore2025)
    #expect(
      try edition(without: StatementColumn.notInLight.union([.contentIDEAN])) == .lightBefore2025)
    #expect(try edition(without: [.category]) == .other)
  }

  @Test func eachCodeOfATerritoryCounts() throws {
    let counts = try counted(Sample.file(40), by: .territories)
    #expect(counts.rows == 40)
    #expect(counts.rowsWithoutCodes == 20)
    var byCountry: [String: Int] = [:]
    for group in counts.groups { byCountry[group.texts[1], default: 0] += group.count }
    #expect(byCountry == ["DE": 10, "FR": 10, "VN": 10])
    #expect(counts.unknownCodes[.territorialScope] == ["VN": 10])
    let odd =
      "platform_name,territorial_scope,decision_ground\nP,\"[\"\"DE\"\",\"\"DE\"\"]\",G\nP,DE,G\n"
    let few = try counted(Array(odd.utf8), by: .territories)
    #expect(few.groups.map(\.count) == [1])
    #expect(few.unreadableLists.places.map(\.row) == [3])
  }

  @Test func aSecondListCountsAsItIsWritten() throws {
    let query = StatementQuery([.each("territorial_scope"), .each("content_type")])
    let counts = try counted(Sample.file(8), by: query)
    #expect(
      counts.groups.map(\.texts) == [
        ["DE", "[\"CONTENT_TYPE_TEXT\"]"], ["FR", "[\"CONTENT_TYPE_TEXT\"]"],
        ["VN", "[\"CONTENT_TYPE_TEXT\"]"],
      ])
    #expect(counts.unknownCodes == [.territorialScope: ["VN": 2]])
  }

  @Test func daysAreTheBeginningOfTimes() throws {
    let counts = try counted(Sample.file(10), by: StatementQuery([.day("created_at")]))
    #expect(counts.groups.map(\.texts) == [["2025-09-01"], ["2025-09-02"]])
  }

  @Test func oddFilesAreSound() throws {
    let query = StatementQuery(columns: [.platformName])
    func count(_ text: String) throws -> StatementCounts {
      try counted(Array(text.utf8), by: query)
    }
    #expect(try count("platform_name").rows == 0)
    #expect(try count("platform_name\n").rows == 0)
    #expect(try count("\u{FEFF}platform_name\nP").rows == 1)
    #expect(try count("platform_name\n\n\nP\n").blankRows == 2)
    #expect(try count("platform_name,x\nP\u{0}Q,\n").groups[0].key == [[0x50, 0, 0x51]])
    #expect(throws: StatementFault(.noHeader, row: 1, line: 1, offset: 0)) { try count("") }
    let short = try count("platform_name,x\nP,1\nQ\nR,1,2\n")
    #expect(short.rows == 1)
    #expect(
      short.misshapen.places == [
        RowSample.Place(row: 3, line: 3, offset: 20), RowSample.Place(row: 4, line: 4, offset: 22),
      ])
    let broken = try counted(Array("platform_name\n".utf8) + [0xFF, 0x0A], by: query)
    #expect(broken.valuesNotUTF8 == 1)
  }

  @Test func wrongQuotesAreNamedWithTheirPlace() {
    let query = StatementQuery(columns: [.platformName])
    func fault(_ text: String) -> StatementFault? {
      do { _ = try counted(Array(text.utf8), by: query) } catch { return error }
      return nil
    }
    let head = "platform_name,x\n"
    #expect(
      fault(head + "P,1\nP,a\"b\n") == StatementFault(.strayQuote, row: 3, line: 3, offset: 23))
    #expect(
      fault(head + "P,\"a\"b\n") == StatementFault(.textAfterQuote, row: 2, line: 2, offset: 21))
    #expect(
      fault(head + "P,\"a\n\nb\"\nQ,\"open\n")
        == StatementFault(.unbalancedQuote, row: 3, line: 5, offset: 27))
    var tight = query
    tight.longestRow = 100
    #expect(throws: StatementFault(.rowTooLong(limit: 100), row: 2, line: 2, offset: 16)) {
      try counted(
        Array((head + "P,\"" + String(repeating: "x", count: 500)).utf8), by: tight, steps: 7)
    }
    var few = query
    few.mostGroups = 3
    #expect(throws: StatementFault.self) {
      try counted(
        Array((head + (0..<5000).map { "P\($0),1" }.joined(separator: "\n")).utf8), by: few)
    }
  }

  @Test func piecesCountedBesideEachOtherAreTheWhole() throws {
    for (file, isClean) in [(Sample.file(300), true), (Array(Self.withInnerLines.utf8), false)] {
      let query = StatementQuery(columns: [.platformName])
      let whole = try counted(file, by: query)
      var counter = StatementCounter(query)
      let headerEnd = file.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0
      try counter.read(Array(file[..<headerEnd]))
      let header = try #require(counter.header)
      for cut in [1, 50, 997, file.count / 2, file.count - 1] where cut > headerEnd {
        func piece(_ start: Int, isKnown: Bool, until stop: Int) -> StatementPiece.Result {
          var piece =
            isKnown
            ? StatementPiece(query, header: header, from: start, until: stop)
            : StatementPiece(query, header: header, guess: start, until: stop)
          file[(isKnown ? start : start - 1)...].withUnsafeBytes { bytes in
            var rest = bytes
            while !piece.isDone, !rest.isEmpty {
              piece.read(UnsafeRawBufferPointer(rebasing: rest.prefix(100)))
              rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(100))
            }
          }
          return piece.finish()
        }
        var pieces = [
          piece(headerEnd, isKnown: true, until: cut), piece(cut, isKnown: false, until: .max),
        ]
        if case .recount(let index, let start) = try StatementPiece.join(pieces) {
          #expect(index == 1 && !isClean)
          pieces[1] = piece(start, isKnown: true, until: .max)
        }
        guard case .counts(let counts) = try StatementPiece.join(pieces) else {
          Issue.record("the pieces do not fit at \(cut)")
          continue
        }
        #expect(counts.groups == whole.groups && counts.misshapen == whole.misshapen)
      }
    }
  }

  /// The file in pieces between cuts, each of which begins on its guess.
  private func joined(
    _ file: [UInt8], _ query: StatementQuery, cuts: [Int]
  ) throws -> StatementPiece.Joined {
    let first = (file.firstIndex(of: 0x0A) ?? 0) + 1
    var counter = StatementCounter(query)
    try counter.read(Array(file[..<first]))
    let header = try #require(counter.header)
    let starts = [first] + cuts.filter { $0 > first }
    return try StatementPiece.join(
      zip(starts, starts.dropFirst() + [.max]).map { start, stop in
        var piece =
          start == first
          ? StatementPiece(query, header: header, from: start, until: stop)
          : StatementPiece(query, header: header, guess: start, until: stop)
        file[(start == first ? start : start - 1)...].withUnsafeBytes { piece.read($0) }
        return piece.finish()
      })
  }

  @Test func manyPiecesAreTheWholeAlsoOfListsAndDays() throws {
    // Later pieces have values that the first has not.
    let rows = (0..<400).map { row in
      "Q\(row),P\(row / 90),\"[\"\"A\(row % 7)\"\",\"\"B\(row / 100)\"\"]\",2025-09-0\(1 + row % 3) 09:00:00"
    }
    var file = Array(
      ("uuid,platform_name,territorial_scope,created_at\n" + rows.joined(separator: "\n")).utf8)
    let feeds = file.indices.filter { file[$0] == 0x0A }
    // Rows that cannot be counted, in a later piece.
    file.insert(contentsOf: Array("short,row\n\n".utf8), at: feeds[200] + 1)
    let query = StatementQuery([
      .column("platform_name"), .each("territorial_scope"), .day("created_at"),
    ])
    let whole = try counted(file, by: query)
    #expect(whole.misshapen.count > 0 && whole.blankRows == 1 && whole.groups.count > 3)
    for step in [333, 4_001, file.count] {
      guard
        case .counts(let counts) = try joined(
          file, query, cuts: Array(stride(from: step, to: file.count, by: step)))
      else {
        Issue.record("the pieces do not fit at \(step)")
        continue
      }
      #expect(counts == whole, "\(step)")
    }
  }

  @Test func piecesTogetherHaveNoMoreGroupsThanTheWholeMayHave() throws {
    let file = Array(
      ("platform_name\n" + (0..<4_000).map { "P\($0)" }.joined(separator: "\n")).utf8)
    var query = StatementQuery(columns: [.platformName])
    query.mostGroups = 2_500
    #expect(throws: StatementFault.self) { try counted(file, by: query) }
    #expect {
      try joined(file, query, cuts: Array(stride(from: 2_000, to: file.count, by: 2_000)))
    } throws: { error in
      (error as? StatementFault).map { $0.row > 2_000 && $0.row < 4_000 && $0.offset > 10_000 }
        ?? false
    }
  }

  /// Line feeds inside quotes, on which a guess goes wrong.
  private static let withInnerLines =
    "platform_name,x\n"
    + (0..<60).map { "P\($0 % 3),\"a\nb,c\nQ\($0),\"\"\n\"" }.joined(separator: "\n") + "\nshort\n"

  @Test func damagedFilesBringNothingDown() {
    var mutator = Mutator(corpus: [Sample.file(20), Array(Self.withInnerLines.utf8)], seed: 7)
    for _ in 0..<400 {
      let file = mutator.next()
      let query = StatementQuery([.column("platform_name"), .each("territorial_scope")])
      let whole = Result { () throws(StatementFault) in try counted(file, by: query) }
      let parts = Result { () throws(StatementFault) in
        try counted(file, by: query, steps: 13, 64, 1)
      }
      #expect(whole == parts)
    }
  }
}
