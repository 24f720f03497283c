import Signals

/// Finds measurements of one report that are told twice with a second's difference.
///
/// A run measures an input once; what bears the same report, test and input within a minute is a copy,
/// and one that says something else contradicts the other. What an earlier entry of the journal brought
/// stands. Of one entry none counts where they differ: their writers choose what would put one first.
public struct NearCopies {
  /// What is left out.
  public struct Settled: Sendable, Hashable {
    /// Rows that contradict another, with the one that they contradict, by their numbers.
    public var contradictions: [Pair] = []
    /// All rows that do not count.
    public var dropped: Set<Int> = []
  }

  /// A row and one that came before it.
  public struct Pair: Sendable, Hashable {
    /// The one that came first.
    public var first: Int
    /// The one that says something else.
    public var second: Int
  }

  fileprivate struct Row {
    var key: StableHash
    var start: Int64
    var entry: Int
    var what: StableHash
    var number: Int
  }

  /// Seconds within which the same input of a report is the same measurement.
  private static let span: Int64 = 60

  private var rows: [Row] = []

  /// Knows of no rows.
  public init() {}

  /// Takes a row into account; one whose measurement bears no time is no copy of another.
  ///
  /// - Parameters:
  ///   - number: what it is called in what is settled.
  ///   - entry: the journal's entry that brought it.
  public mutating func add(_ row: Observation, number: Int, entry: Int = 0) {
    guard let end = row.measurement.utf8.lastIndex(of: UInt8(ascii: "|")) else { return }
    rows.append(
      Row(
        key: StableHash([String(row.measurement[..<end]), row.target]), start: row.start,
        entry: entry, what: row.outcome, number: number))
  }

  /// What is left out, whatever the order in which rows of one entry came.
  ///
  /// Complexity: O(n log n) in the rows.
  public func settled() -> Settled {
    var settled = Settled()
    let order = rows.sorted {
      ($0.key, $0.entry, $0.start, $0.what, $0.number)
        < ($1.key, $1.entry, $1.start, $1.what, $1.number)
    }
    var first = 0
    while first < order.count {
      var end = first + 1
      while end < order.count, order[end].key == order[first].key { end += 1 }
      if end - first > 1 { Self.settle(order[first..<end], &settled) }
      first = end
    }
    return settled
  }

  /// - Parameter rows: of one report and input, by entry and time.
  private static func settle(_ rows: ArraySlice<Row>, _ settled: inout Settled) {
    /// Those of earlier entries, by time.
    var earlier: [Row] = []
    var place = rows.startIndex
    while place < rows.endIndex {
      let entry = rows[place].entry
      let batch = rows[place...].prefix { $0.entry == entry }
      place = batch.endIndex
      var chain: [Row] = []
      for row in batch {
        if let known = near(row, earlier) {
          settled.drop(row, known)
          continue
        }
        if let last = chain.last, !isNear(row, last) {
          settled.settle(chain)
          chain = []
        }
        chain.append(row)
      }
      settled.settle(chain)
      earlier = (earlier + batch).sorted { ($0.start, $0.entry) < ($1.start, $1.entry) }
    }
  }

  /// The row nearest in time that is near enough, the earlier of two.
  private static func near(_ row: Row, _ earlier: [Row]) -> Row? {
    var (low, high) = (0, earlier.count)
    while low < high {
      let middle = (low + high) / 2
      if earlier[middle].start < row.start { low = middle + 1 } else { high = middle }
    }
    let beside = [low - 1, low].filter(earlier.indices.contains).map { earlier[$0] }
    return beside.filter { isNear(row, $0) }.min {
      distance(row, $0) < distance(row, $1)
    }
  }

  private static func distance(_ one: Row, _ other: Row) -> UInt64 {
    let (gap, isTooLarge) = one.start.subtractingReportingOverflow(other.start)
    return isTooLarge ? .max : gap.magnitude
  }

  private static func isNear(_ one: Row, _ other: Row) -> Bool {
    distance(one, other) <= UInt64(span)
  }
}

extension NearCopies.Settled {
  fileprivate mutating func drop(_ row: NearCopies.Row, _ first: NearCopies.Row) {
    dropped.insert(row.number)
    if row.what != first.what {
      contradictions.append(NearCopies.Pair(first: first.number, second: row.number))
    }
  }

  /// Of rows that one entry brought the first stands where all say the same, and else none.
  fileprivate mutating func settle(_ chain: [NearCopies.Row]) {
    guard chain.count > 1, let first = chain.first else { return }
    for row in chain.dropFirst() { drop(row, first) }
    if chain.contains(where: { $0.what != first.what }) { dropped.insert(first.number) }
  }
}

extension Observation {
  /// What it says, without when and in what words.
  fileprivate var outcome: StableHash {
    StableHash([
      country ?? "", network.map { "\($0)" } ?? "", vantagePoint, state.rawValue,
      layer?.rawValue ?? "", mechanism?.rawValue ?? "", hasArtefact ? "1" : "",
      cameOutside.map { $0 ? "1" : "0" } ?? "",
    ])
  }
}
