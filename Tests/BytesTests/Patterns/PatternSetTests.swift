import Testing

@testable import Bytes

@Suite("Many patterns in one pass")
struct PatternSetTests {
  /// Every pattern by itself, the slow way.
  static func naive(_ patterns: [BytePattern], in text: [UInt8]) -> [Int] {
    patterns.indices.filter { number in
      let bytes = Array(patterns[number].text.utf8)
      switch patterns[number].kind {
      case .full: return bytes == text
      case .prefix: return text.starts(with: bytes)
      case .contains: return place(of: bytes, in: text) != nil
      case .regexp: return false
      }
    }
  }

  static func place(of bytes: [UInt8], in text: [UInt8]) -> Int? {
    guard bytes.count <= text.count else { return nil }
    return (0...(text.count - bytes.count)).first { text[$0...].starts(with: bytes) }
  }

  @Test(arguments: 0..<12) func agreesWithSearchingOneByOne(seed: UInt64) {
    var random = Seeded(seed: seed)
    let alphabet: [UInt8] = seed.isMultiple(of: 2) ? Array("ab".utf8) : Array("abcdé<>".utf8)
    for _ in 0..<20 {
      let patterns = (0..<Int.random(in: 1...60, using: &random)).map { _ in
        BytePattern(
          [.full, .prefix, .contains].randomElement(using: &random) ?? .full,
          String(decoding: random.bytes(9, of: alphabet), as: UTF8.self) + "a")
      }
      let set = PatternSet(patterns)
      #expect(set.faults.isEmpty)
      for _ in 0..<10 {
        let text = random.bytes(60, of: alphabet)
        let matches = set.matches(in: text.span)
        #expect(
          matches.map(\.pattern) == Self.naive(patterns, in: text), "seed \(seed), \(patterns)")
        for match in matches {
          let bytes = Array(patterns[match.pattern].text.utf8)
          #expect(match.range.lowerBound == Self.place(of: bytes, in: text), "seed \(seed)")
          #expect(match.range.count == bytes.count)
        }
      }
    }
  }

  /// With fewer rows than states, long tails and their links are walked; the answer is the same.
  @Test(arguments: 0..<12, [0, 16, 64]) func rowsAreOnlyAMatterOfSpeed(seed: UInt64, entries: Int) {
    var random = Seeded(seed: seed)
    let alphabet = Array((seed.isMultiple(of: 2) ? "ab" : "abcdefgh").utf8)
    let whole = (0..<600).map { _ in alphabet.randomElement(using: &random) ?? 0 }
    let literals = (0..<80).map { _ in
      let start = Int.random(in: 0..<500, using: &random)
      var bytes = Array(whole[start..<start + Int.random(in: 1...60, using: &random)])
      if Bool.random(using: &random) { bytes[bytes.count - 1] ^= 1 }
      return bytes
    }
    let found = LiteralAutomaton(literals, mostEntries: entries).firstOccurrences(in: whole.span)
    var naive: [LiteralAutomaton.Occurrence] = []
    for (number, literal) in literals.enumerated() where literals.firstIndex(of: literal) == number
    {
      guard let place = Self.place(of: literal, in: whole) else { continue }
      naive.append(.init(literal: number, range: place..<place + literal.count))
    }
    #expect(found.sorted { $0.literal < $1.literal } == naive, "seed \(seed)")
    #expect(!naive.isEmpty && naive.count < literals.count)
  }

  @Test func allLiteralsThatEndAtOnePlaceAreFound() {
    let patterns = ["abcd", "bcd", "cd", "d", "abcd", "x"].map { BytePattern(.contains, $0) }
    let matches = PatternSet(patterns).matches(in: Array("zzabcdz".utf8).span)
    #expect(matches.map(\.pattern) == [0, 1, 2, 3, 4])
    #expect(matches.map(\.range) == [2..<6, 3..<6, 4..<6, 5..<6, 2..<6])
  }

  @Test func aBeginningIsOneOnlyAtTheBeginning() {
    let set = PatternSet([BytePattern(.prefix, "ab"), BytePattern(.full, "abab")])
    #expect(set.matches(in: Array("abab".utf8).span).map(\.pattern) == [0, 1])
    #expect(set.matches(in: Array("xabab".utf8).span).isEmpty)
    #expect(set.matches(in: Array("ababa".utf8).span).map(\.pattern) == [0])
    #expect(set.matches(in: [UInt8]().span).isEmpty)
  }

  @Test func aSetOfAllBytesIsNoSpecialCase() {
    let all = String(String.UnicodeScalarView((0..<0x7FF).compactMap { Unicode.Scalar($0) }))
    let set = PatternSet([BytePattern(.contains, all), BytePattern(.contains, "~")])
    #expect(set.matches(in: Array(all.utf8).span).map(\.pattern) == [0, 1])
  }

  @Test func whatCannotBeLookedForIsNamed() {
    let set = PatternSet([
      BytePattern(.contains, ""), BytePattern(.regexp, "(a"), BytePattern(.contains, "good"),
      BytePattern(.contains, String(repeating: "x", count: PatternSet.longest + 1)),
      BytePattern(.regexp, "x*"),
    ])
    #expect(set.faults.map(\.pattern) == [0, 1, 3, 4])
    #expect(
      set.faults.map(\.description) == [
        "an empty pattern is met in every text", "character 0: a parenthesis has no partner",
        "the pattern is longer than 65536 bytes",
        "character 0: it matches the empty text, and so every text",
      ])
    #expect(set.matches(in: Array("all good".utf8).span).map(\.pattern) == [2])
  }

  @Test func aSetHasAnEnd() {
    let literals = ["abcd", "efgh", "ij"].map { BytePattern(.contains, $0) }
    let small = PatternSet(literals, mostBytes: 7)
    #expect(small.faults == [.init(pattern: 1, reason: .setIsFull)])
    #expect(small.matches(in: Array("ijabcdefgh".utf8).span).map(\.pattern) == [0, 2])
    let expressions = (0..<40).map { BytePattern(.regexp, "abc\($0).*x") }
    let few = PatternSet(expressions, mostBytes: 8000)
    #expect(few.faults.contains { $0.reason == .setIsFull } && few.faults.count < 40)
    #expect(few.matches(in: Array("abc0 x".utf8).span).map(\.pattern) == [0])
  }

  @Test func expressionsRunOnlyWhereTheirLiteralStandsAndSayWhereTheyEnd() {
    let set = PatternSet([
      BytePattern(.regexp, "URL .* Gate"), BytePattern(.regexp, "exact\\.ly"),
      BytePattern(.regexp, "[0-9]{3}"), BytePattern(.contains, " Gate"),
    ])
    #expect(set.faults.isEmpty)
    let matches = set.matches(in: Array("the URL by\nSpider Gate, exact.ly 404".utf8).span)
    #expect(matches.map(\.pattern) == [0, 1, 2, 3])
    #expect(matches.map(\.range) == [17..<22, 24..<32, 36..<36, 17..<22])
    #expect(set.matches(in: Array("Gate URL ".utf8).span).isEmpty)
  }
}
