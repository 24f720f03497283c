public import Coordination

/// Which words of a file of actions stay as they are: kinds and reasons that are a platform's codes.
///
/// A column of reasons may hold what people wrote, with names in it, and a campaign types the name of the person it
/// is after a thousand times: neither how often a word stands nor how it looks tells a code from a name. So a word
/// stays only where it is in the list of ``ActionWords`` or where whoever takes the file in vouched for it; else a
/// pseudonym stands for it, which tells the same words apart and changes no finding.
public struct KeptCodes: Sendable, Hashable {
  /// Kinds and reasons that stand in clear, sorted.
  public private(set) var inClear: [String] = []
  /// How many stand under pseudonyms.
  public private(set) var hidden = 0
  /// Words under pseudonyms that several accounts used, the commonest first: a person may find codes among them.
  /// They are for the eyes of whoever takes the file in, and are written nowhere.
  public private(set) var shared: [String] = []

  /// So many are shown.
  static let mostShown = 12
  /// A longer word is not shown, in bytes: it is a sentence.
  static let longest = 48
  /// By so many accounts a word is used that is shown.
  static let leastAccounts = 5

  /// Puts pseudonyms in the place of what may be more than a code.
  ///
  /// - Parameter vouchedFor: words that a person says are codes, however they are written.
  static func hide(
    in columns: inout ActionColumns, vouchedFor: [String] = [], key: AccountKey
  ) -> KeptCodes {
    var codes = KeptCodes()
    let vouched = Set(vouchedFor.map(ActionWords.folded))
    let kinds = columns.kind.map { UInt32($0) }
    let reasons = columns.reason.map { $0 == .max ? NameTable.none : UInt32($0) }
    var counted: [(word: String, accounts: Int)] = []
    columns.kinds = codes.hidden(
      columns.kinds, users(kinds, columns), key, ActionWords.kinds.union(vouched), &counted)
    columns.reasons = codes.hidden(
      columns.reasons, users(reasons, columns), key, ActionWords.reasons.union(vouched), &counted)
    codes.inClear = Set(codes.inClear).sorted()
    codes.shared = counted.sorted { ($1.accounts, $0.word) < ($0.accounts, $1.word) }
      .prefix(mostShown).map(\.word)
    return codes
  }

  /// The same for files that are looked at and taken in nowhere: nothing is counted.
  ///
  /// - Complexity: O(different words), but for the copy of the columns.
  public static func hideWords(
    in columns: inout ActionColumns, vouchedFor: [String], key: AccountKey
  ) {
    let vouched = Set(vouchedFor.map(ActionWords.folded))
    var codes = KeptCodes()
    var counted: [(word: String, accounts: Int)] = []
    columns.kinds = codes.hidden(
      columns.kinds, [:], key, ActionWords.kinds.union(vouched), &counted)
    columns.reasons = codes.hidden(
      columns.reasons, [:], key, ActionWords.reasons.union(vouched), &counted)
  }

  /// A kind as ``hideWords(in:vouchedFor:key:)`` leaves it.
  public static func shown(kind: String, vouchedFor: [String], key: AccountKey) -> String {
    let codes = ActionWords.kinds.union(vouchedFor.map(ActionWords.folded))
    return codes.contains(ActionWords.folded(kind)) ? kind : key.pseudonym(of: kind, as: .action)
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
    _ table: NameTable, _ users: [UInt32: Int], _ key: AccountKey, _ codes: Set<String>,
    _ counted: inout [(word: String, accounts: Int)]
  ) -> NameTable {
    var kept = NameTable()
    for number in 0..<UInt32(table.count) {
      let word = table[number]
      let accounts = users[number] ?? 0
      if codes.contains(ActionWords.folded(word)) {
        if accounts > 0 { inClear.append(word) }
        _ = kept.number(of: word)
      } else {
        hidden += 1
        if accounts >= Self.leastAccounts, word.utf8.count <= Self.longest {
          counted.append((word, accounts))
        }
        _ = kept.number(of: key.pseudonym(of: word, as: .action))
      }
    }
    return kept
  }
}
