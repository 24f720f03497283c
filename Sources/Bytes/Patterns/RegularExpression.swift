/// A regular expression over bytes that answers in linear time, whatever the pattern and the text.
///
/// It is made into a table of states ahead of time (M. O. Rabin and D. Scott, 1959); where the
/// table would grow too large, the steps are walked all at once (K. Thompson, 1968). Nothing is ever
/// tried twice. See ``RegularParser`` for what is understood; `.` matches line ends.
public struct RegularExpression: Sendable {
  private let program: RegularProgram
  private let table: RegularTable?
  let literal: RegularNode.Literal

  /// The bytes that steps and table take.
  public var size: Int {
    program.steps.count * MemoryLayout<RegularProgram.Step>.stride + (table?.size ?? 0)
  }

  /// Whether searching is a single look into a table for each byte.
  public var hasTable: Bool { table != nil }

  /// Reads a pattern.
  ///
  /// - Parameter largest: the most bytes that its table may take.
  /// - Throws: `RegularExpressionError` for what is no pattern, is not supported, or is met in every
  ///   text.
  public init(_ pattern: String, largest: Int = 1 << 18) throws(RegularExpressionError) {
    let node = try RegularParser.node(of: pattern)
    program = try RegularProgram(node)
    literal = node.literal
    var search = RegularSearch(program)
    guard !search.matchesEmptyText() else {
      throw RegularExpressionError(fault: .matchesNothing, offset: 0)
    }
    table = RegularTable(program, largest: largest)
  }

  /// The end of the match that ends first, or `nil` when there is none.
  ///
  /// - Complexity: O(n) in the length of the text; O(n · m) where there is no table, for m steps,
  ///   which are 1,024 at most.
  public func firstMatchEnd(in text: Span<UInt8>) -> Int? {
    table.map { $0.firstMatchEnd(in: text) } ?? walk(text)
  }

  /// Walks the steps without a table.
  func walk(_ text: Span<UInt8>) -> Int? {
    var search = RegularSearch(program)
    search.begin()
    for place in text.indices {
      search.advance(over: text[place])
      if search.isMatch { return place + 1 }
    }
    return search.isMatchAtEnd(search.steps) ? text.count : nil
  }
}

/// All sets of steps that a search can be in, as rows of a table.
struct RegularTable: Sendable {
  private var classes: [UInt8] = []
  private var width = 0
  private var rows: [UInt16] = []
  private var matchesAtEnd: [Bool] = []

  /// The state in which a match has been seen.
  private static let match: UInt16 = .max
  private static let mostStates = 4096
  private static let mostWork = 1 << 22

  var size: Int { rows.count * 2 + classes.count + matchesAtEnd.count }

  /// `nil` when the table would be larger than `largest` bytes, or take too long to make.
  init?(_ program: RegularProgram, largest: Int) {
    let samples = classify(program)
    var search = RegularSearch(program)
    search.begin()
    var numbers = [search.steps: 0]
    var sets = [search.steps]
    var place = 0
    while place < sets.count {
      let set = sets[place]
      matchesAtEnd.append(search.isMatchAtEnd(set))
      for byte in samples {
        search.advance(from: set, over: byte)
        if search.isMatch {
          rows.append(Self.match)
          continue
        }
        let number = numbers[search.steps] ?? sets.count
        if number == sets.count {
          numbers[search.steps] = number
          sets.append(search.steps)
        }
        rows.append(UInt16(number))
      }
      place += 1
      guard sets.count < Self.mostStates, search.work < Self.mostWork, size <= largest else {
        return nil
      }
    }
  }

  /// Puts bytes that no step tells apart into one class, and returns one byte of each.
  private mutating func classify(_ program: RegularProgram) -> [UInt8] {
    var begins = [Bool](repeating: false, count: 257)
    begins[0] = true
    for step in program.steps {
      guard case .byte(let low, let high, _) = step, low <= high else { continue }
      begins[Int(low)] = true
      begins[Int(high) + 1] = true
    }
    var samples: [UInt8] = []
    for byte in 0...255 {
      if begins[byte] { samples.append(UInt8(byte)) }
      classes.append(UInt8(samples.count - 1))
    }
    width = samples.count
    return samples
  }

  func firstMatchEnd(in text: Span<UInt8>) -> Int? {
    classes.withUnsafeBufferPointer { classes in
      rows.withUnsafeBufferPointer { rows in
        var state = 0
        for place in text.indices {
          let next = rows[state &* width &+ Int(classes[Int(text[unchecked: place])])]
          if next == Self.match { return place + 1 }
          state = Int(next)
        }
        return matchesAtEnd[state] ? text.count : nil
      }
    }
  }
}
