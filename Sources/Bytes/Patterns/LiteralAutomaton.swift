/// Finds the first place of each of many literals in one pass over a text (A. V. Aho and
/// M. J. Corasick, "Efficient string matching", 1975).
///
/// The states near the root, where almost every byte is spent, have a full row of transitions by
/// classes of bytes; the long tails have one label each and a link to fall back by. A thousand
/// literals of sixty bytes take about one megabyte and a half.
public struct LiteralAutomaton: Sendable {
  /// The first place of a literal in a text.
  public struct Occurrence: Sendable, Hashable {
    /// The number of the literal in the list that the automaton was made of.
    public var literal: Int
    /// Where it stands.
    public var range: Range<Int>
  }

  /// Whether there is nothing to find.
  public var isEmpty: Bool { lengths.isEmpty }

  /// The bytes that the tables take.
  public var size: Int {
    rows.count * 2 + classes.count + labels.count
      + 4 * (children.count + fallbacks.count + reports.count + endings.count)
  }

  // States are numbered level by level from the root, so that the children of a state are
  // neighbours and the first states are the busiest.
  private var classes: [UInt8] = []
  private var shift = 0
  private var denseCount = 0
  /// The next state, or ``elsewhere``.
  private var rows: [UInt16] = []
  private var labels: [UInt8] = []
  private var children: [UInt32] = []
  private var fallbacks: [UInt32] = []
  /// The nearest state by links, itself included, at which a literal ends; 0 for none.
  private var reports: [UInt32] = []
  private var endings: [Int32] = []
  private var lengths: [Int: Int] = [:]
  private var literalCount = 0

  /// Stands in a row for a state that has no row, or has something to report.
  private static let elsewhere: UInt16 = .max

  /// Makes an automaton. Of equal literals the first is reported; empty ones are never found.
  ///
  /// - Parameter mostEntries: how many entries of two bytes the rows of full transitions may take.
  /// - Complexity: O(n) in the sum of the lengths.
  /// - Precondition: the sum of the lengths is below 2^30.
  public init(_ literals: [[UInt8]], mostEntries: Int = 1 << 20) {
    var trie = LiteralTrie()
    for (number, literal) in literals.enumerated() where !literal.isEmpty {
      if trie.insert(literal, Int32(number)) { lengths[number] = literal.count }
    }
    literalCount = literals.count
    guard !lengths.isEmpty else { return }
    let order = trie.levelOrder
    number(trie, order)
    link()
    classify(mostEntries)
    fill()
  }

  // MARK: Making

  private mutating func number(_ trie: LiteralTrie, _ order: [Int32]) {
    labels = order.map { trie.labels[Int($0)] }
    endings = order.map { trie.endings[Int($0)] }
    children.reserveCapacity(order.count + 1)
    var next: UInt32 = 1
    for node in order {
      children.append(next)
      trie.eachChild(of: node) { _ in next += 1 }
    }
    children.append(next)
  }

  private func child(_ state: UInt32, _ byte: UInt8) -> UInt32? {
    for child in children[Int(state)]..<children[Int(state) + 1]
    where labels[Int(child)] == byte { return child }
    return nil
  }

  private mutating func link() {
    fallbacks = Array(repeating: 0, count: labels.count)
    reports = fallbacks
    for state in 0..<UInt32(labels.count) {
      for next in children[Int(state)]..<children[Int(state) + 1] {
        var link = fallbacks[Int(state)]
        let byte = labels[Int(next)]
        var target: UInt32 = 0
        while state != 0 {
          if let found = child(link, byte) {
            target = found
            break
          }
          if link == 0 { break }
          link = fallbacks[Int(link)]
        }
        fallbacks[Int(next)] = target
        reports[Int(next)] = endings[Int(next)] >= 0 ? next : reports[Int(target)]
      }
    }
  }

  /// Bytes that no label bears are of one class.
  private mutating func classify(_ mostEntries: Int) {
    var isUsed = [Bool](repeating: false, count: 256)
    for label in labels.dropFirst() { isUsed[Int(label)] = true }
    let used = (0..<256).filter { isUsed[$0] }
    classes = Array(repeating: 0, count: 256)
    let first = used.count < 256 ? 1 : 0
    for (index, byte) in used.enumerated() { classes[byte] = UInt8(index + first) }
    while 1 << shift < used.count + first { shift += 1 }
    denseCount = max(1, min(labels.count, mostEntries >> shift, Int(Self.elsewhere)))
  }

  private mutating func fill() {
    let width = 1 << shift
    rows = Array(repeating: 0, count: denseCount * width)
    for state in 0..<denseCount {
      if state > 0 {
        // A link leads to a level nearer the root, whose row is done.
        let link = Int(fallbacks[state])
        for column in 0..<width { rows[state * width + column] = rows[link * width + column] }
      }
      for next in children[state]..<children[state + 1] {
        let isPlain = next < UInt32(denseCount) && reports[Int(next)] == 0
        rows[state * width + Int(classes[Int(labels[Int(next)])])] =
          isPlain ? UInt16(next) : Self.elsewhere
      }
    }
  }

  // MARK: Finding

  /// The first place of each literal that occurs in `text`, in the order of the places' ends.
  ///
  /// - Complexity: O(n + m) for n bytes and m literals found, whatever the bytes.
  public func firstOccurrences(in text: Span<UInt8>) -> [Occurrence] {
    guard !isEmpty else { return [] }
    var search = Search(count: literalCount)
    classes.withUnsafeBufferPointer { classes in
      rows.withUnsafeBufferPointer { rows in
        let dense = UInt32(denseCount)
        let shift = shift
        var state: UInt32 = 0
        var place = 0
        while place < text.count {
          if state < dense {
            let column = Int(classes[Int(text[unchecked: place])])
            let next = rows[Int(state) << shift | column]
            if next != Self.elsewhere {
              state = UInt32(next)
              place += 1
              continue
            }
          }
          state = step(from: state, text[unchecked: place])
          place += 1
          let report = reports[Int(state)]
          if report != 0 { note(report, end: place, in: &search) }
        }
      }
    }
    return search.found
  }

  /// Goes on by children and links alone.
  private func step(from start: UInt32, _ byte: UInt8) -> UInt32 {
    var state = start
    while true {
      if let next = child(state, byte) { return next }
      if state == 0 { return 0 }
      state = fallbacks[Int(state)]
      // A state with a row knows the rest of the way, unless that leads elsewhere.
      if state < denseCount {
        let next = rows[Int(state) << shift | Int(classes[Int(byte)])]
        if next != Self.elsewhere { return UInt32(next) }
      }
    }
  }

  private struct Search {
    var seen: [UInt64]
    var found: [Occurrence] = []

    init(count: Int) { seen = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func isNew(_ literal: Int) -> Bool {
      let bit: UInt64 = 1 << UInt64(literal % 64)
      guard seen[literal / 64] & bit == 0 else { return false }
      seen[literal / 64] |= bit
      return true
    }
  }

  private func note(_ report: UInt32, end: Int, in search: inout Search) {
    var state = report
    while state != 0 {
      let literal = Int(endings[Int(state)])
      // Whoever noted this literal noted all that end with it too.
      guard search.isNew(literal) else { return }
      search.found.append(
        Occurrence(literal: literal, range: end - (lengths[literal] ?? 0)..<end))
      state = reports[Int(fallbacks[Int(state)])]
    }
  }
}

/// The tree of the beginnings of literals.
private struct LiteralTrie {
  var labels: [UInt8] = [0]
  /// The number of the literal that ends here; -1 for none.
  var endings: [Int32] = [-1]
  private var firstChildren: [Int32] = [-1]
  private var siblings: [Int32] = [-1]

  /// `false` when the same literal is there already.
  mutating func insert(_ literal: [UInt8], _ number: Int32) -> Bool {
    var node: Int32 = 0
    for byte in literal {
      var child = firstChildren[Int(node)]
      while child >= 0, labels[Int(child)] != byte { child = siblings[Int(child)] }
      if child < 0 {
        child = Int32(labels.count)
        labels.append(byte)
        endings.append(-1)
        siblings.append(firstChildren[Int(node)])
        firstChildren.append(-1)
        firstChildren[Int(node)] = child
      }
      node = child
    }
    guard endings[Int(node)] < 0 else { return false }
    endings[Int(node)] = number
    return true
  }

  func eachChild(of node: Int32, _ body: (Int32) -> Void) {
    var child = firstChildren[Int(node)]
    while child >= 0 {
      body(child)
      child = siblings[Int(child)]
    }
  }

  /// All nodes, level by level from the root, the children of one node together.
  var levelOrder: [Int32] {
    var order: [Int32] = [0]
    order.reserveCapacity(labels.count)
    var place = 0
    while place < order.count {
      eachChild(of: order[place]) { order.append($0) }
      place += 1
    }
    return order
  }
}
