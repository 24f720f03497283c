/// Where the patterns of the table stand in a notice.
struct NoticeMatches {
  struct Match: Hashable {
    var row: NoticeTable.Row
    var words: Range<Int>
  }

  /// Of one subject no more are kept: what a long text repeats shows nothing new.
  private static let mostOfOne = 400

  private var found: [String: [Match]] = [:]

  init(_ words: NoticeWords, _ table: NoticeTable) {
    for index in words.tokens.indices {
      for row in table.candidates(for: words.tokens[index]) {
        guard let end = words.end(of: table.rows[row].pattern, at: index) else { continue }
        let match = Match(row: table.rows[row], words: index..<end)
        if found[match.row.subject, default: []].count < Self.mostOfOne {
          found[match.row.subject, default: []].append(match)
        }
      }
    }
  }

  /// The matches of `kinds`; of those that show, only what innocent words do not take away.
  func of(_ subject: String, _ kinds: Set<NoticeTable.Kind>) -> [Match] {
    let all = found[subject] ?? []
    let innocent = all.filter { $0.row.kind == .not }.map(\.words)
    return all.filter { match in
      guard kinds.contains(match.row.kind) else { return false }
      return match.row.kind != .shows || !innocent.contains { $0.overlaps(match.words) }
    }
  }
}
