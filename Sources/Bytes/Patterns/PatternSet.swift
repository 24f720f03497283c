/// What a text is compared with.
public struct BytePattern: Sendable, Hashable {
  /// How it is compared.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The text is the pattern.
    case full
    /// The text begins with it.
    case prefix
    /// It occurs anywhere in the text.
    case contains
    /// The text has a match of this regular expression.
    case regexp
  }

  /// How it is compared.
  public var kind: Kind
  /// The bytes or the regular expression.
  public var text: String

  /// Makes a pattern.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

/// Many patterns that are looked for in one pass over a text.
///
/// Literals, beginnings and whole texts are states of one automaton; so is, for every regular
/// expression, a literal that each of its matches holds, and the expression itself runs only over
/// texts that hold it.
public struct PatternSet: Sendable {
  /// A pattern that was found.
  public struct Match: Sendable, Hashable {
    /// Its number in the list that the set was made of.
    public var pattern: Int
    /// Where the first one stands. Of a regular expression the end is known; the range then begins
    /// where its literal does, and is empty at the end where it has none.
    public var range: Range<Int>
  }

  /// Why a pattern cannot be looked for.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Sendable, Hashable, CustomStringConvertible {
      case empty
      /// Longer than ``PatternSet/longest`` bytes.
      case tooLong
      /// The patterns before it fill the set.
      case setIsFull
      case expression(RegularExpressionError)

      /// The reason in one line.
      public var description: String {
        switch self {
        case .empty: "an empty pattern is met in every text"
        case .tooLong: "the pattern is longer than \(PatternSet.longest) bytes"
        case .setIsFull: "the set holds no more patterns"
        case .expression(let error): "\(error)"
        }
      }
    }

    /// The number of the pattern.
    public var pattern: Int
    /// What is wrong.
    public var reason: Reason

    /// The reason in one line.
    public var description: String { "\(reason)" }
  }

  /// The longest pattern, in bytes.
  public static let longest = 1 << 16
  /// The bytes of all literals together, and of all regular expressions.
  public static let mostBytes = 16 << 20

  private struct Condition: Sendable {
    var pattern: Int
    var kind: BytePattern.Kind
  }

  private var automaton = LiteralAutomaton([])
  private var conditions: [[Condition]] = []
  private var expressions: [Int: RegularExpression] = [:]
  /// Expressions without a literal of their own.
  private var unfiltered: [Int] = []

  /// The patterns that are not looked for, in their order.
  public private(set) var faults: [Fault] = []

  /// The bytes that automaton and tables take.
  public private(set) var size = 0

  /// Whether nothing is looked for.
  public var isEmpty: Bool { automaton.isEmpty && unfiltered.isEmpty }

  /// Makes a set; what cannot be looked for is named in ``faults``.
  ///
  /// - Parameter mostBytes: the most bytes of all literals, and again of all regular expressions.
  /// - Complexity: O(n) in the sum of the lengths, besides the tables of regular expressions.
  public init(_ patterns: [BytePattern], mostBytes: Int = PatternSet.mostBytes) {
    var builder = Builder(mostBytes: mostBytes)
    faults = builder.add(patterns)
    automaton = LiteralAutomaton(builder.literals)
    conditions = builder.conditions
    expressions = builder.expressions
    unfiltered = builder.unfiltered
    size = automaton.size + builder.tables
  }

  /// The patterns that a set of these would not look for, without the cost of its automaton.
  public static func faults(of patterns: [BytePattern]) -> [Fault] {
    var builder = Builder(mostBytes: mostBytes)
    return builder.add(patterns)
  }

  private struct Builder {
    let mostBytes: Int
    var literals: [[UInt8]] = []
    var numbers: [[UInt8]: Int] = [:]
    var conditions: [[Condition]] = []
    var expressions: [Int: RegularExpression] = [:]
    var unfiltered: [Int] = []
    var bytes = 0
    var tables = 0

    mutating func add(_ patterns: [BytePattern]) -> [Fault] {
      var faults: [Fault] = []
      for (number, pattern) in patterns.enumerated() {
        do throws(Fault) { try add(pattern, number) } catch { faults.append(error) }
      }
      return faults
    }

    private mutating func add(_ pattern: BytePattern, _ number: Int) throws(Fault) {
      let text = Array(pattern.text.utf8)
      guard !text.isEmpty else { throw Fault(pattern: number, reason: .empty) }
      guard text.count <= PatternSet.longest else {
        throw Fault(pattern: number, reason: .tooLong)
      }
      guard bytes + text.count <= mostBytes else {
        throw Fault(pattern: number, reason: .setIsFull)
      }
      guard pattern.kind == .regexp else { return add(text, number, pattern.kind) }
      do throws(RegularExpressionError) {
        // Many lists write plain text as an expression.
        if let exact = try RegularParser.node(of: pattern.text).literal.exact, !exact.isEmpty {
          return add(exact, number, .contains)
        }
        let room = max(0, min(1 << 18, mostBytes - tables))
        let expression = try RegularExpression(pattern.text, largest: room)
        if tables + expression.size <= mostBytes { return add(expression, number) }
      } catch { throw Fault(pattern: number, reason: .expression(error)) }
      throw Fault(pattern: number, reason: .setIsFull)
    }

    private mutating func add(_ literal: [UInt8], _ number: Int, _ kind: BytePattern.Kind) {
      let condition = Condition(pattern: number, kind: kind)
      if let known = numbers[literal] {
        conditions[known].append(condition)
        return
      }
      numbers[literal] = literals.count
      literals.append(literal)
      conditions.append([condition])
      bytes += literal.count
    }

    private mutating func add(_ expression: RegularExpression, _ number: Int) {
      expressions[number] = expression
      tables += expression.size
      // A literal of one or two letters is met in every page.
      if expression.literal.required.count < 3 {
        unfiltered.append(number)
      } else {
        add(expression.literal.required, number, .regexp)
      }
    }
  }

  /// The patterns that `text` meets, in the order of their numbers.
  ///
  /// - Complexity: O(n) in the length of the text, and as much again for each regular expression
  ///   whose literal occurs in it.
  public func matches(in text: Span<UInt8>) -> [Match] {
    var found: [Match] = []
    for occurrence in automaton.firstOccurrences(in: text) {
      let range = occurrence.range
      for condition in conditions[occurrence.literal] {
        switch condition.kind {
        // The first place of a literal is the beginning wherever it stands there at all.
        case .full where range.lowerBound > 0 || range.upperBound < text.count: continue
        case .prefix where range.lowerBound > 0: continue
        case .regexp:
          let end = expressions[condition.pattern]?.firstMatchEnd(in: text)
          guard let end else { continue }
          found.append(
            Match(pattern: condition.pattern, range: min(range.lowerBound, end)..<end))
        default: found.append(Match(pattern: condition.pattern, range: range))
        }
      }
    }
    for number in unfiltered {
      guard let end = expressions[number]?.firstMatchEnd(in: text) else { continue }
      found.append(Match(pattern: number, range: end..<end))
    }
    return found.sorted { $0.pattern < $1.pattern }
  }
}
