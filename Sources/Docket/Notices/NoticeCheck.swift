public import Record

/// Which of the fifteen elements a platform's notice has, lacks, or leaves unclear, each with the words that show
/// it (specification, section 2.6). Counts per element; never a grade.
public struct NoticeCheck: Sendable, Hashable {
  /// Words of the notice.
  public struct Span: Sendable, Hashable {
    /// The bytes in the UTF-8 of the text as it was given.
    public var bytes: Range<Int>
    /// The words.
    public var text: String
    /// The part of the element that they show, such as "territory"; empty for the whole.
    public var part: String
  }

  /// One element.
  public struct Finding: Sendable, Hashable {
    /// Which.
    public var element: NoticeElement
    /// How it stands.
    public var state: ElementState
    /// Whether this notice has to have it.
    public var applicability: Applicability
    /// The words that show it, point to it, or withhold it; in the order of the text.
    public var spans: [Span]
    /// Parts that it lacks.
    public var missingParts: [String]
  }

  /// So many of the elements that a notice has to have.
  public struct Counts: Sendable, Hashable {
    /// Elements that it has.
    public var present = 0
    /// Elements that it leaves unclear.
    public var unclear = 0
    /// Elements that it lacks.
    public var absent = 0
    /// Elements of which it is not known whether the notice has to have them, present or not.
    public var undetermined = 0
    /// Elements that this notice need not have.
    public var notApplicable = 0

    /// Elements that the notice has to have.
    public var applicable: Int { present + unclear + absent }
  }

  /// The elements N1 to N15.
  public var findings: [Finding]
  /// The languages of the notice.
  public var languages: [Language]
  /// Until when one can appeal, if the notice says.
  public var limit: FilingLimit?
  /// Why that limit is not certain.
  public var limitDoubts: [LimitDoubt]
  /// Bytes at the end that were not read, because no notice is so long.
  public var skippedBytes: Int
  /// Whether words at the end were not read.
  public var isCutAtWords: Bool

  /// The finding on an element.
  public subscript(element: NoticeElement) -> Finding? {
    findings.first { $0.element == element }
  }

  /// The counts.
  public var counts: Counts {
    var counts = Counts()
    for finding in findings {
      switch (finding.applicability, finding.state) {
      case (.notApplicable, _): counts.notApplicable += 1
      case (.undetermined, _): counts.undetermined += 1
      case (.applicable, .present): counts.present += 1
      case (.applicable, .unclear): counts.unclear += 1
      case (.applicable, .absent): counts.absent += 1
      }
    }
    return counts
  }

  /// Checks a notice, as pasted.
  ///
  /// - Parameters:
  ///   - text: mail, page, or text read from a picture; composed or decomposed, with tags or without.
  ///   - context: what is known beside the text.
  /// - Complexity: O(n · p) in words and the patterns that may begin with them.
  public init(
    of text: String, context: NoticeContext = NoticeContext(), table: NoticeTable = .shipped
  ) {
    let read = NoticeTokens(text)
    let languages = NoticeLanguages(read.tokens).found
    let words = NoticeWords(
      tokens: read.tokens,
      dates: NoticeDates(read.tokens, isVietnamese: languages == [.vi]),
      quoteEnds: read.quoteEnds, helpWords: table.helpWords)
    let matches = NoticeMatches(words, table)
    let judge = NoticeJudge(
      matches: matches, words: words, table: table, context: context, languages: languages,
      text: text)
    findings = NoticeElement.allCases.map(judge.finding)
    self.languages = languages
    let reading = LimitReading(in: words, matches, sentOn: context.sentOn)
    limit = reading.limit
    limitDoubts = reading.doubts
    skippedBytes = read.skipped.bytes
    isCutAtWords = read.skipped.isCutAtWords
  }
}
