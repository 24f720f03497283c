import Bytes
import Record

/// The table of what notices say: patterns by element, per language, extensible without the program.
public struct NoticeTable: Sendable {
  /// What a row is for.
  enum Kind: String, CaseIterable {
    /// It shows the element, or a part of it.
    case shows
    /// The same, and nothing takes it away.
    case sure
    /// It points to the element without giving it.
    case hints
    /// It says that the element is withheld.
    case denies
    /// Words that look like the element and are none.
    case not
  }

  /// A row that could not be used.
  public struct Fault: Sendable, Hashable {
    /// The line of the file, from 1.
    public var line: Int
    /// What is wrong.
    public var reason: Reason

    /// What is wrong with a row.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
      case wrongColumns = "wrong_columns"
      case unknownKind = "unknown_kind"
      case badPattern = "bad_pattern"
      case notCSV = "not_csv"
    }
  }

  struct Row: Hashable {
    var subject: String
    var language: String
    var kind: Kind
    var part: String
    var pattern: NoticePattern
    var line: Int
  }

  private(set) var rows: [Row] = []
  /// The parts that an element must have to be present.
  private(set) var parts: [String: [String]] = [:]
  private(set) var helpWords: [String] = []
  /// Rows that were left out.
  public private(set) var faults: [Fault] = []
  /// Rows by the word with which they begin, and those that may begin with any.
  private var byWord: [String: [Int]] = [:]
  private var others: [Int] = []

  /// The table that comes with the program.
  public static let shipped = NoticeTable(PackageResources.elements_csv)

  /// Reads a table (columns element, language, kind, part, pattern). Rows that cannot be used are named in
  /// ``faults`` and left out.
  public init(_ bytes: [UInt8]) {
    guard let records = try? CSVReader.rows(of: bytes) else {
      faults = [Fault(line: 1, reason: .notCSV)]
      return
    }
    var read: [(line: Int, fields: [String])] = []
    for (index, record) in records.enumerated().dropFirst() {
      guard let fields = try? record.texts(), fields.count == 5 else {
        faults.append(Fault(line: index + 1, reason: .wrongColumns))
        continue
      }
      read.append((index + 1, fields))
    }
    var lists: [String: [String]] = [:]
    for (_, fields) in read where fields[0] == "list" {
      lists[fields[2], default: []] += fields[4].split(separator: "|").map { Self.folded($0) }
    }
    // The longer first: "video" must not hide "video clip".
    lists = lists.mapValues { $0.sorted { ($0.utf8.count, $1) > ($1.utf8.count, $0) } }
    helpWords = lists["help-address"] ?? []
    for (line, fields) in read where fields[0] != "list" { add(fields, line, lists) }
    index()
  }

  private mutating func add(_ fields: [String], _ line: Int, _ lists: [String: [String]]) {
    if fields[2] == "needs" {
      parts[fields[0]] = fields[4].split(separator: " ").map { String($0) }
      return
    }
    guard let kind = Kind(rawValue: fields[2]) else {
      faults.append(Fault(line: line, reason: .unknownKind))
      return
    }
    guard let pattern = NoticePattern(Self.folded(fields[4]), lists: lists) else {
      faults.append(Fault(line: line, reason: .badPattern))
      return
    }
    rows.append(
      Row(
        subject: fields[0], language: fields[1], kind: kind, part: fields[3], pattern: pattern,
        line: line))
  }

  /// Words of the table are folded as those of notices are.
  private static func folded(_ text: some StringProtocol) -> String {
    Folding.folded(String(text.filter { $0 != "'" && $0 != "\u{2019}" }))
  }

  private mutating func index() {
    for (index, row) in rows.enumerated() {
      guard let words = row.pattern.openings else {
        others.append(index)
        continue
      }
      for word in words { byWord[word, default: []].append(index) }
    }
  }

  /// The rows that may begin with that word.
  func candidates(for token: NoticeToken) -> [Int] { (byWord[token.text] ?? []) + others }
}
