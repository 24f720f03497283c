/// How many statements there are in each group, and what was met on the way.
public struct StatementCounts: Sendable, Hashable {
  /// One group.
  public struct Group: Sendable, Hashable {
    /// What its rows have in common, in the order of the query: bytes as they stand in the file.
    public var key: [[UInt8]]
    /// How many rows.
    public var count: Int

    /// The key as text; bytes that are not UTF-8 are replaced.
    public var texts: [String] { key.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// The groups, in the order of the bytes of their keys.
  public internal(set) var groups: [Group] = []
  /// Rows that were counted.
  public internal(set) var rows = 0
  /// Lines with nothing on them.
  public internal(set) var blankRows = 0
  /// Rows with more or fewer fields than there are names: they are not counted in any group.
  public internal(set) var misshapen = RowSample()
  /// Rows whose list of codes is empty: they are in no group where each code is counted.
  public internal(set) var rowsWithoutCodes = 0
  /// Rows whose list of codes cannot be read: they are in no group.
  public internal(set) var unreadableLists = RowSample()
  /// Names of columns that the schema does not know.
  public internal(set) var unknownColumns: [String] = []
  /// Which editions of the table were read.
  public internal(set) var editions: Set<StatementHeader.Edition> = []
  /// Values of a column of codes that the schema does not know, with their rows, by column and code.
  public internal(set) var unknownCodes: [StatementColumn: [String: Int]] = [:]
  /// Values of the keys that are not UTF-8.
  public internal(set) var valuesNotUTF8 = 0

  /// Counts of nothing.
  public init() {}

  /// The sum with the counts of another file, by the same query. The order of files leaves no trace but in
  /// the places that are kept as samples.
  ///
  /// - Complexity: O(groups).
  public func adding(_ other: StatementCounts) -> StatementCounts {
    adding(other, rows: 0, lines: 0)
  }

  /// The sum with the counts of a later piece of the same file, before which so many rows and lines stand.
  func adding(_ other: StatementCounts, rows: Int, lines: Int) -> StatementCounts {
    var sum = self
    sum.rows += other.rows
    sum.blankRows += other.blankRows
    sum.misshapen.append(other.misshapen, rows: rows, lines: lines)
    sum.rowsWithoutCodes += other.rowsWithoutCodes
    sum.unreadableLists.append(other.unreadableLists, rows: rows, lines: lines)
    sum.unknownColumns = Set(unknownColumns).union(other.unknownColumns).sorted()
    sum.editions.formUnion(other.editions)
    sum.valuesNotUTF8 += other.valuesNotUTF8
    for (column, codes) in other.unknownCodes {
      sum.unknownCodes[column, default: [:]].merge(codes, uniquingKeysWith: +)
    }
    sum.groups = Self.merged(groups, other.groups)
    return sum
  }

  private static func merged(_ one: [Group], _ other: [Group]) -> [Group] {
    var all: [Group] = []
    all.reserveCapacity(max(one.count, other.count))
    var (left, right) = (0, 0)
    while left < one.count, right < other.count {
      if one[left].key == other[right].key {
        all.append(Group(key: one[left].key, count: one[left].count + other[right].count))
        left += 1
        right += 1
      } else if precedes(one[left].key, other[right].key) {
        all.append(one[left])
        left += 1
      } else {
        all.append(other[right])
        right += 1
      }
    }
    return all + one[left...] + other[right...]
  }

  static func precedes(_ one: [[UInt8]], _ other: [[UInt8]]) -> Bool {
    for (left, right) in zip(one, other) where left != right {
      return left.lexicographicallyPrecedes(right)
    }
    return false
  }

  /// Adds what a sink has counted to what is known of its files.
  init(_ sink: GroupSink, _ files: StatementCounts) {
    self = files
    rows = sink.rows
    rowsWithoutCodes = sink.rowsWithoutCodes
    unreadableLists = sink.unreadableLists
    groups = (0..<sink.groups.count).map { group in
      let members = sink.groups.members(of: group)
      let key = zip(members, members.indices).map { id, place in
        Array(sink.value(id, in: place - members.startIndex))
      }
      return Group(key: key, count: sink.groups.counts[group])
    }
    groups.sort { Self.precedes($0.key, $1.key) }
    var seen: Set<[UInt8]> = []
    for group in groups {
      for (place, (key, value)) in zip(sink.query.keys, group.key).enumerated() {
        note(value, of: key, isCode: place == sink.each, count: group.count)
        if seen.insert(value).inserted, String(validating: value, as: UTF8.self) == nil {
          valuesNotUTF8 += 1
        }
      }
    }
  }

  private mutating func note(_ value: [UInt8], of key: StatementQuery.Key, isCode: Bool, count: Int)
  {
    guard let column = StatementColumn(rawValue: key.column), !value.isEmpty else { return }
    // A list as it is written is no code.
    guard isCode || column.content != .codes else { return }
    let text = String(decoding: value, as: UTF8.self)
    guard let known = StatementVocabulary.codes[column], !known.contains(text) else { return }
    unknownCodes[column, default: [:]][text, default: 0] += count
  }
}
