/// How many accounts used each text, or each cluster of texts.
public struct TextUsage: Sendable {
  /// Per text, how many different accounts used it.
  public let accounts: [UInt32]

  /// Counts rows of a text and an account; rows whose text is `NameTable.none` say nothing. Sorts the
  /// rows.
  /// - Parameter count: How many texts there are.
  public init(texts: some Sequence<UInt32>, by users: some Sequence<UInt32>, count: Int) {
    var rows: [UInt64] = []
    for (text, user) in zip(texts, users) where text != NameTable.none {
      rows.append(UInt64(text) << 32 | UInt64(user))
    }
    rows.sort()
    var accounts = [UInt32](repeating: 0, count: count)
    var last: UInt64?
    for row in rows where row != last {
      accounts[Int(row >> 32)] += 1
      last = row
    }
    self.accounts = accounts
  }

  /// Of a text that more accounts than this use nothing can be said, such as what a share button fills
  /// in, or a greeting: 20, or one account in ten thousand where that is more.
  public static func limit(accounts: Int) -> Int { max(20, accounts / 10_000) }

  /// Whether more than `limit` accounts used a text.
  public func isCommon(_ text: UInt32, limit: Int) -> Bool { Int(accounts[Int(text)]) > limit }
}
