/// The tree of a regular expression over characters.
indirect enum RegularNode: Sendable, Hashable {
  /// Nothing at all.
  case empty
  /// One character of the set.
  case set(CharacterSet)
  /// The beginning of the text.
  case start
  /// The end of the text.
  case end
  case sequence([RegularNode])
  case choice([RegularNode])
  /// At least `least` times, at most `most` times; without limit for `nil`.
  case repeated(RegularNode, least: Int, most: Int?)

  /// Characters by their code points.
  struct CharacterSet: Sendable, Hashable {
    /// In rising order, without overlaps.
    var ranges: [ClosedRange<UInt32>]
    /// Whether a byte that is no part of well-formed UTF-8 counts as a character of the set, as in
    /// pages of older encodings.
    var hasLooseBytes: Bool

    static let last: UInt32 = 0x10FFFF
    static let all = CharacterSet(ranges: [0...last], hasLooseBytes: true)

    init(ranges: [ClosedRange<UInt32>], hasLooseBytes: Bool) {
      self.ranges = ranges
      self.hasLooseBytes = hasLooseBytes
    }

    /// Puts ranges in order and joins those that touch.
    init(_ ranges: [ClosedRange<UInt32>]) {
      self.ranges = []
      hasLooseBytes = false
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        if let previous = self.ranges.last, range.lowerBound <= previous.upperBound &+ 1 {
          let upper = max(previous.upperBound, range.upperBound)
          self.ranges[self.ranges.count - 1] = previous.lowerBound...upper
        } else {
          self.ranges.append(range)
        }
      }
    }

    /// All others. Loose bytes are among them unless a character beyond ASCII is excluded, whose
    /// bytes they could be.
    var inverted: CharacterSet {
      var next: UInt32 = 0
      var rest: [ClosedRange<UInt32>] = []
      for range in ranges {
        if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
        next = range.upperBound + 1
      }
      if next <= Self.last { rest.append(next...Self.last) }
      let isASCII = ranges.allSatisfy { $0.upperBound < 0x80 }
      return CharacterSet(ranges: rest, hasLooseBytes: isASCII)
    }

    /// With the other case of each letter. Letters beyond ASCII are folded one by one, in ranges of
    /// up to 1,024 characters.
    var ignoringCase: CharacterSet {
      var more = ranges
      for range in ranges where range.count <= 1024 {
        for value in range {
          guard let scalar = Unicode.Scalar(value) else { continue }
          for mapped in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
            guard mapped.unicodeScalars.count == 1, let other = mapped.unicodeScalars.first else {
              continue
            }
            more.append(other.value...other.value)
          }
        }
      }
      var set = CharacterSet(more)
      set.hasLooseBytes = hasLooseBytes
      return set
    }

    /// The only character, if there is one only.
    var single: Unicode.Scalar? {
      guard ranges.count == 1, ranges[0].count == 1, !hasLooseBytes else { return nil }
      return Unicode.Scalar(ranges[0].lowerBound)
    }
  }
}

extension RegularNode {
  /// What every match holds.
  struct Literal {
    /// The longest bytes in a row that every match holds.
    var required: [UInt8] = []
    /// The bytes that alone match; `nil` when others do too.
    var exact: [UInt8]?
  }

  /// Literals longer than this are not looked for.
  private static let longest = 4096

  /// The literal within the expression, by which texts without a match are told at once.
  var literal: Literal {
    switch self {
    case .empty: return Literal(exact: [])
    case .start, .end: return Literal()
    case .set(let set):
      guard let scalar = set.single else { return Literal() }
      let bytes = Array(String(scalar).utf8)
      return Literal(required: bytes, exact: bytes)
    case .choice(let nodes): return nodes.count == 1 ? nodes[0].literal : Literal()
    case .repeated(let node, let least, let most):
      guard least > 0 else { return Literal() }
      let inner = node.literal
      if let exact = inner.exact, exact.count * least <= Self.longest {
        let bytes = Array(repeatElement(exact, count: least).joined())
        return Literal(required: bytes, exact: most == least ? bytes : nil)
      }
      return Literal(required: inner.required)
    case .sequence(let nodes): return Self.literal(of: nodes)
    }
  }

  private static func literal(of nodes: [RegularNode]) -> Literal {
    var best: [UInt8] = []
    var run: [UInt8] = []
    var isExact = true
    func keepBest(_ bytes: [UInt8]) { if bytes.count > best.count { best = bytes } }
    for node in nodes {
      // Anchors take no place: what stands on both sides of one stands together.
      if node == .start || node == .end {
        isExact = false
        continue
      }
      let literal = node.literal
      if let exact = literal.exact, run.count + exact.count <= longest {
        run += exact
        continue
      }
      isExact = false
      keepBest(run)
      run = []
      keepBest(literal.required)
    }
    keepBest(run)
    return Literal(required: best, exact: isExact ? run : nil)
  }
}
