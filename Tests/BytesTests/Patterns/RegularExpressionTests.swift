import Testing

@testable import Bytes

@Suite("Regular expressions")
struct RegularExpressionTests {
  private func matches(_ pattern: String, _ text: some Collection<UInt8>) throws -> Bool {
    let bytes = Array(text)
    let expression = try RegularExpression(pattern)
    let end = expression.firstMatchEnd(in: bytes.span)
    #expect(expression.walk(bytes.span) == end, "\(pattern)")
    return end != nil
  }

  @Test(arguments: [
    ("a.c", "xabcx", true), ("a.c", "ac", false), ("a.c", "a\nc", true), ("^b", "ab", false),
    ("^ab", "abc", true), ("b$", "ab", true), ("b$", "ab\n", true), ("b$", "ab\nc", false),
    ("b\\Z", "ab\n", false), ("\\Aab\\z", "ab", true), ("[a-c]+x", "zbcax", true),
    ("[^a]b", "ab", false), ("[^a]b", "cb", true), ("[]a]x", "]x", true), ("[a\\]]x", "]x", true),
    ("[a-]x", "-x", true), ("[\\d_]x", "7x", true), ("a{2,3}b", "ab", false),
    ("a{2,3}b", "aaab", true), ("a{2}b", "aab", true), ("a{,2}b", "b", true),
    ("x{a}", "x{a}", true), ("{\"a\":.*1", "{\"a\": 1", true), ("(?:ab|cd)e", "cde", true),
    ("(?P<n>ab|cd)e", "abe", true), ("(?<n>ab)e", "abe", true),
    ("(http|https)://x", "https://x", true),
    ("(?i)Blocked É", "bLOCKED é", true), ("Blocked", "blocked", false), ("(?s)a.b", "a\nb", true),
    ("don.t", "don’t", true), ("don.t", "don''t", false), ("[é-ü]x", "êx", true),
    ("[é-ü]x", "ax", false), ("\\x41\\u00e9", "Aé", true), ("\\w\\W\\s\\S", "a- b", true),
    ("\\d{3}", "ab12", false), ("a*?b", "aab", true),
  ])
  func areUnderstoodAsPythonUnderstandsThem(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try matches(pattern, text.utf8) == isMatch)
  }

  @Test func pagesOfOlderEncodingsHaveCharactersToo() throws {
    #expect(try matches("a.b", [0x61, 0xE9, 0x62]))
    #expect(try matches("<[^>]*>x", [0x3C, 0xE9, 0xFF, 0x3E, 0x78]))
    #expect(try !matches("a[é]b", [0x61, 0xE9, 0x62]))
  }

  @Test(arguments: [
    ("(a", "parenthesis"), ("a)", "parenthesis"), ("[a", "class"), ("[b-a]", "class"),
    ("*a", "nothing to repeat"), ("a**", "nothing to repeat"), ("a\\", "escape"),
    ("\\x4", "escape"), ("(a)\\1", "\\1 is not supported"), ("(?=a)b", "(?= is not supported"),
    ("(?<!a)b", "is not supported"), ("\\bword", "\\b is not supported"),
    ("(?x)a b", "(?x) is not supported"), ("a++", "possessive"), ("a{5,2}", "nothing to repeat"),
    ("a{1001}", "too large"), ("((a{1000}){1000}){1000}", "too large"), ("()*", "empty text"),
    ("((((){1000}){1000}){1000}){1000}", "too large"), ("^$", "empty text"),
    ("a|b|", "empty text"),
  ])
  func othersAreRefusedByName(pattern: String, part: String) {
    let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
    #expect(error?.description.contains(part) == true, "\(String(describing: error))")
  }

  @Test func deepGroupsAreRefusedAndNotFollowed() {
    let pattern = String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000)
    let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
    #expect(error?.fault == .tooDeep)
  }

  /// Patterns on which engines that try one way after the other take for ever.
  @Test(arguments: [
    "(a*)*b", "(a|a)*b", "(a|aa)+$", "(.*)*x(.*)*y", "(a?){300}a{300}b", "(a|b)*a(a|b){200}c",
    "(x+x+)+y", "([a-zA-Z]+)*!",
  ])
  func hostilePatternsTakeOnePass(pattern: String) throws {
    let expression = try RegularExpression(pattern)
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: 4000) + [0x5F]
    #expect(expression.firstMatchEnd(in: text.span) == nil)
  }

  @Test func literalsWithinAreFoundForTheFilter() throws {
    for (pattern, required, exact) in [
      ("abc", "abc", "abc"), ("ab.*cdef", "cdef", nil), ("^abc$", "abc", nil),
      ("a{3}b", "aaab", "aaab"), ("(abc)+d", "abc", nil), ("(ab|cd)xyz", "xyz", nil),
      ("(?i)ab12", "12", nil), ("a\\.b", "a.b", "a.b"), ("x?yz", "yz", nil),
    ] as [(String, String, String?)] {
      let literal = try RegularExpression(pattern).literal
      #expect(String(decoding: literal.required, as: UTF8.self) == required, "\(pattern)")
      #expect(literal.exact.map { String(decoding: $0, as: UTF8.self) } == exact, "\(pattern)")
    }
  }

  @Test(arguments: 0..<20) func agreesWithTryingAllWays(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    for _ in 0..<40 {
      let node = Oracle.node(depth: 3, &random)
      let pattern = Oracle.text(of: node)
      let expression: RegularExpression
      do { expression = try RegularExpression(pattern) } catch {
        #expect(error.fault == .matchesNothing, "seed \(seed): \(pattern): \(error)")
        #expect(Oracle.isMatch(node, in: []), "seed \(seed): \(pattern)")
        continue
      }
      for _ in 0..<20 {
        let text = random.bytes(8, of: Array("abc\n".utf8))
        let end = expression.firstMatchEnd(in: text.span)
        let shown = "seed \(seed): \(pattern) in \(String(decoding: text, as: UTF8.self))"
        #expect((end != nil) == Oracle.isMatch(node, in: text), "\(shown)")
        #expect(expression.walk(text.span) == end, "\(shown)")
        if end != nil {
          let required = expression.literal.required
          #expect(PatternSetTests.place(of: required, in: text) != nil, "\(shown)")
        }
      }
    }
  }

  /// The table and the walk are one engine in two forms.
  @Test func withoutATableTheAnswerIsTheSame() throws {
    let pattern = "(a|b)*a(a|b){6}c"
    let small = try RegularExpression(pattern, largest: 100)
    let large = try RegularExpression(pattern)
    #expect(!small.hasTable && large.hasTable)
    var random = Seeded(seed: 3)
    for _ in 0..<300 {
      let text = random.bytes(30, of: Array("aaabbc".utf8))
      #expect(small.firstMatchEnd(in: text.span) == large.firstMatchEnd(in: text.span))
    }
  }
}

/// Small expressions, matched by trying every way there is.
private indirect enum Oracle {
  case letter(UInt8)
  case any
  case of([UInt8], isInverted: Bool)
  case start
  case row([Oracle])
  case choice([Oracle])
  case times(Oracle, Int, Int?)

  static func node(depth: Int, _ random: inout Seeded) -> Oracle {
    let letter = Array("abc".utf8).randomElement(using: &random) ?? 0
    switch Int.random(in: 0...(depth > 0 ? 9 : 3), using: &random) {
    case 0, 1: return .letter(letter)
    case 2: return .any
    case 3: return .of([letter, UInt8(ascii: "b")], isInverted: Bool.random(using: &random))
    case 4: return .start
    case 5, 6, 7:
      return .row(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in node(depth: depth - 1, &random) })
    case 8:
      return .choice(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in node(depth: depth - 1, &random) })
    default:
      let least = Int.random(in: 0...2, using: &random)
      let most = Bool.random(using: &random) ? least + Int.random(in: 0...1, using: &random) : nil
      return .times(node(depth: depth - 1, &random), least, most)
    }
  }

  static func text(of node: Oracle) -> String {
    switch node {
    case .letter(let byte): return String(UnicodeScalar(byte))
    case .any: return "."
    case .of(let bytes, let isInverted):
      return "[\(isInverted ? "^" : "")\(String(decoding: bytes, as: UTF8.self))]"
    case .start: return "^"
    case .row(let nodes): return nodes.map(text).joined()
    case .choice(let nodes): return "(\(nodes.map(text).joined(separator: "|")))"
    case .times(let node, let least, let most):
      return "(?:\(text(of: node))){\(least),\(most.map(String.init) ?? "")}"
    }
  }

  static func isMatch(_ node: Oracle, in text: [UInt8]) -> Bool {
    (0...text.count).contains { !ends(node, text, from: $0).isEmpty }
  }

  private static func ends(_ node: Oracle, _ text: [UInt8], from place: Int) -> Set<Int> {
    switch node {
    case .letter(let byte): return place < text.count && text[place] == byte ? [place + 1] : []
    case .any: return place < text.count ? [place + 1] : []
    case .of(let bytes, let isInverted):
      return place < text.count && bytes.contains(text[place]) != isInverted ? [place + 1] : []
    case .start: return place == 0 ? [0] : []
    case .row(let nodes):
      return nodes.reduce([place]) { places, node in
        places.reduce(into: []) { $0.formUnion(ends(node, text, from: $1)) }
      }
    case .choice(let nodes):
      return nodes.reduce(into: []) { $0.formUnion(ends($1, text, from: place)) }
    case .times(let node, let least, let most):
      var places: Set<Int> = [place]
      for _ in 0..<least {
        places = places.reduce(into: []) { $0.formUnion(ends(node, text, from: $1)) }
      }
      var all = places
      var rounds = most.map { $0 - least } ?? text.count + 1
      while rounds > 0, !places.isEmpty {
        places = places.reduce(into: []) { $0.formUnion(ends(node, text, from: $1)) }
        all.formUnion(places)
        rounds -= 1
      }
      return all
    }
  }
}
