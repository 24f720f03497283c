import Bytes
import Record

/// Words of notices, as Data/notices/words.csv has them.
///
/// They prove nothing by themselves: they tell a notice by authority from a refusal of the site's own
/// and from a portal of the line, where a page is already known to stand in the place of another.
enum NoticeWords {
  /// What words say.
  enum Meaning: String, CaseIterable {
    /// Something is kept away.
    case withheld
    /// By law, by order, or by whose.
    case authority
    /// It is the page or the site that is kept away, and not the reader.
    case named
    /// A reason of a site's own: country, rights, owner, age, shield.
    case site
    /// A reason of the volunteer's line: quota, payment, a filter that was chosen, the rules of a house.
    case line
  }

  /// What a page says, and with which words.
  struct Found: Hashable {
    var words: [Meaning: String] = [:]

    /// The words that say so; `nil` where nothing does.
    subscript(_ meaning: Meaning) -> String? { words[meaning] }
  }

  /// The rows of the table, without case and diacritics.
  static let phrases: [(meaning: Meaning, words: String)] = rows(
    of: PackageResources.notice_words_csv)

  private static let patterns = PatternSet(phrases.map { BytePattern(.contains, $0.words) })

  /// What is longer is no notice: words of any kind stand on long pages.
  private static let longestPage = 16_384
  /// In characters that a reader sees.
  private static let longestText = 3000

  /// What a page says, as far as it is short enough to be a notice; else what its title says.
  static func found(in body: [UInt8]) -> Found {
    if body.count <= longestPage {
      let text = NoticeText.of(body)
      if text.unicodeScalars.count <= longestText { return found(inFolded: text) }
    }
    return found(inFolded: Folding.folded(PageTitle.of(body) ?? ""))
  }

  private static func found(inFolded text: String) -> Found {
    var found = Found()
    let bytes = Array(text.utf8)
    // Of several the first of the table is named, in whatever order they stand.
    for match in patterns.matches(in: bytes.span).sorted(by: { $0.pattern < $1.pattern }) {
      let (meaning, words) = phrases[match.pattern]
      if found.words[meaning] == nil { found.words[meaning] = words }
    }
    return found
  }

  static func rows(of table: [UInt8]) -> [(meaning: Meaning, words: String)] {
    let rows = (try? CSVReader.rows(of: table)) ?? []
    return rows.dropFirst().compactMap { row in
      guard let texts = try? row.texts(), texts.count == 4,
        let meaning = Meaning(rawValue: texts[0])
      else { return nil }
      return (meaning, Folding.folded(texts[2]))
    }
  }
}
