/// A regular expression as steps over bytes (K. Thompson, "Regular expression search algorithm",
/// 1968).
struct RegularProgram: Sendable {
  enum Step: Sendable {
    /// Takes one byte between the two and goes on.
    case byte(UInt8, UInt8, next: Int)
    case either(Int, Int)
    case start(next: Int)
    case end(next: Int)
    case match
  }

  private(set) var steps: [Step] = [.match]
  private(set) var first = 0
  private var work = 0

  /// A search with so many steps takes half a second over the largest body, at worst.
  static let mostSteps = 1024
  private static let mostWork = 1 << 16

  init(_ node: RegularNode) throws(RegularExpressionError) {
    first = try emit(node, before: 0)
  }

  private mutating func add(_ step: Step) throws(RegularExpressionError) -> Int {
    guard steps.count < Self.mostSteps else {
      throw RegularExpressionError(fault: .tooLarge, offset: 0)
    }
    steps.append(step)
    return steps.count - 1
  }

  /// Puts the steps of `node` before the step `next` and says where they begin.
  private mutating func emit(
    _ node: RegularNode, before next: Int
  ) throws(RegularExpressionError) -> Int {
    work += 1
    guard work < Self.mostWork else { throw RegularExpressionError(fault: .tooLarge, offset: 0) }
    switch node {
    case .empty: return next
    case .start: return try add(.start(next: next))
    case .end: return try add(.end(next: next))
    case .set(let set): return try emit(set, before: next)
    case .sequence(let nodes):
      var place = next
      for node in nodes.reversed() { place = try emit(node, before: place) }
      return place
    case .choice(let nodes):
      var places: [Int] = []
      for node in nodes { places.append(try emit(node, before: next)) }
      return try either(places)
    case .repeated(let node, let least, let most):
      return try emit(node, least, most, before: next)
    }
  }

  private mutating func either(_ places: [Int]) throws(RegularExpressionError) -> Int {
    guard var place = places.last else { return try add(.byte(1, 0, next: 0)) }
    for other in places.dropLast().reversed() { place = try add(.either(other, place)) }
    return place
  }

  private mutating func emit(
    _ node: RegularNode, _ least: Int, _ most: Int?, before next: Int
  ) throws(RegularExpressionError) -> Int {
    var place = next
    if let most {
      for _ in least..<most { place = try add(.either(emit(node, before: place), next)) }
    } else {
      let loop = try add(.either(0, 0))
      steps[loop] = .either(try emit(Self.byBytes(node), before: loop), next)
      place = loop
    }
    for _ in 0..<least { place = try emit(node, before: place) }
    return place
  }

  /// Any number of characters is any number of their bytes, where loose bytes count as characters.
  private static func byBytes(_ node: RegularNode) -> RegularNode {
    guard case .set(var set) = node, set.hasLooseBytes else { return node }
    set.ranges = set.ranges.compactMap { range in
      range.lowerBound < 0x80 ? range.lowerBound...min(range.upperBound, 0x7F) : nil
    }
    return .set(set)
  }

  private mutating func emit(
    _ set: RegularNode.CharacterSet, before next: Int
  ) throws(RegularExpressionError) -> Int {
    var places: [Int] = []
    for range in set.ranges {
      for sequence in UTF8Ranges.sequences(of: range) {
        var place = next
        for bytes in sequence.reversed() {
          place = try add(.byte(bytes.lowerBound, bytes.upperBound, next: place))
        }
        places.append(place)
      }
    }
    if set.hasLooseBytes { places.append(try add(.byte(0x80, 0xFF, next: next))) }
    return try either(places)
  }
}

/// The bytes of ranges of characters in UTF-8.
enum UTF8Ranges {
  /// Rows of ranges of bytes that together match just the characters of `range`; surrogates, which
  /// UTF-8 has not, are left out.
  static func sequences(of range: ClosedRange<UInt32>) -> [[ClosedRange<UInt8>]] {
    var found: [[ClosedRange<UInt8>]] = []
    var open = [range]
    while let range = open.popLast() {
      if let cut = cut(range) {
        if cut.upper <= range.upperBound { open.append(cut.upper...range.upperBound) }
        if cut.lower >= range.lowerBound { open.append(range.lowerBound...cut.lower) }
        continue
      }
      let (low, high) = (bytes(of: range.lowerBound), bytes(of: range.upperBound))
      found.append(zip(low, high).map { $0...$1 })
    }
    return found
  }

  /// Where a range has to be cut in two, so that the bytes of each half are independent.
  private static func cut(_ range: ClosedRange<UInt32>) -> (lower: UInt32, upper: UInt32)? {
    let (low, high) = (range.lowerBound, range.upperBound)
    if low <= 0xDFFF, high >= 0xD800 { return (0xD7FF, 0xE000) }
    for limit: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= limit && high > limit {
      return (limit, limit + 1)
    }
    guard high > 0x7F else { return nil }
    for bits: UInt32 in [6, 12, 18] {
      let mask: UInt32 = 1 << bits - 1
      guard low & ~mask != high & ~mask else { continue }
      if low & mask != 0 { return (low | mask, (low | mask) + 1) }
      if high & mask != mask { return ((high & ~mask) - 1, high & ~mask) }
    }
    return nil
  }

  private static func bytes(of value: UInt32) -> [UInt8] {
    Unicode.Scalar(value).map { Array(String($0).utf8) } ?? []
  }
}
