import Coordination

/// Which words of a file of actions stay as they are: kinds and reasons that are codes.
///
/// A column of reasons may hold what people wrote, with names in it. So a word stays only in a column that has as
/// few different words as a list of codes, and where several accounts use it; else a pseudonym stands for it,
/// which tells the same words apart and changes no finding.
public struct KeptCodes: Sendable, Hashable {
  /// Kinds and reasons that stand in clear, sorted.
  public private(set) var inClear: [String] = []
  /// How many stand under pseudonyms.
  public private(set) var hidden = 0

  /// A list of codes has no more.
  static let mostCodes = 64
  /// A code is no longer, in bytes.
  static let longest = 48
  /// A code is used by so many accounts.
  static let leastAccounts = 5
  /// Kinds that tests and pages know.
  static let known: Set<String> = GroupTestSettings().reportKinds.union([
    "act", "comment", "dislike", "follow", "like", "post", "quote", "reply", "repost", "retweet",
    "share",
  ])

  /// Puts pseudonyms in the place of what may be more than a code.
  static func hide(in columns: inout ActionColumns, key: AccountKey) -> KeptCodes {
    var codes = KeptCodes()
    let kinds = columns.kind.map { UInt32($0) }
    columns.kinds = codes.hidden(columns.kinds, users(kinds, columns), key, known: known)
    let reasons = columns.reason.map { $0 == .max ? NameTable.none : UInt32($0) }
    columns.reasons = codes.hidden(columns.reasons, users(reasons, columns), key, known: [])
    codes.inClear = Set(codes.inClear).sorted()
    return codes
  }

  /// How many accounts use each word.
  private static func users(_ words: [UInt32], _ columns: ActionColumns) -> [UInt32: Int] {
    var accounts: [UInt32: Set<UInt32>] = [:]
    for (row, word) in words.enumerated() where word != NameTable.none {
      accounts[word, default: []].insert(columns.account[row])
    }
    return accounts.mapValues(\.count)
  }

  private mutating func hidden(
    _ table: NameTable, _ users: [UInt32: Int], _ key: AccountKey, known: Set<String>
  ) -> NameTable {
    var kept = NameTable()
    let isList = users.count <= Self.mostCodes
    for number in 0..<UInt32(table.count) {
      let word = table[number]
      let isCode =
        isList && word.utf8.count <= Self.longest && users[number] ?? 0 >= Self.leastAccounts
      if known.contains(word) || isCode {
        if users[number] != nil { inClear.append(word) }
        _ = kept.number(of: word)
      } else {
        hidden += 1
        _ = kept.number(of: key.pseudonym(of: word, as: .action))
      }
    }
    return kept
  }
}
