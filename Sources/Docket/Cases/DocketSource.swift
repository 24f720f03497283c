public import Record

/// Where something of the docket comes from (specification, section 2.2).
public struct DocketSource: Sendable, Hashable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    case platformFile = "platform_file"
    case platformNotice = "platform_notice"
    case governmentStatement = "government_statement"
    case courtDocument = "court_document"
    case media
    case ngoReport = "ngo_report"
    case userSubmission = "user_submission"
    case api
  }

  /// Its name.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// Who published it.
  public var publisher: String?
  /// Its title.
  public var title: String?
  /// When it was published.
  public var publishedAt: EDTF?
  /// When it was fetched.
  public var retrievedAt: EDTF?
  /// The name of the export or edition.
  public var vintage: String?
  /// Page, row, article.
  public var locator: String?
  /// SHA-256 of the archived bytes, in hexadecimal.
  public var sha256: String?
  /// Their count.
  public var size: Int?
  /// The media type of those bytes.
  public var mediaType: String?
  /// The licence under which it stands.
  public var licence: String?
  /// Whether its text may be published again.
  public var mayRepublish: Bool?
  /// Names of caveats that hold for it.
  public var caveats: [String]?

  /// Makes a source.
  public init(id: String, kind: Kind) {
    self.id = id
    self.kind = kind
  }
}

/// Who may see something of the docket.
public enum DocketVisibility: String, Sendable, Hashable, CaseIterable, Codable {
  case `public`, partners, sealed
}

/// What every record of a case carries (specification, section 2.1).
public struct RecordHead: Sendable, Hashable, Codable {
  /// Its name within the case.
  public var id: String
  /// What it rests on.
  public var sources: [DocketSource]
  /// Who may see it; sealed unless somebody decides otherwise.
  public var visibility: DocketVisibility
  /// How well it is known.
  public var confidence: Fact.Confidence
  /// Values that came in and that the lists do not know, by field, word for word.
  public var raw: [String: String]?
  /// A remark; it says what "other" stands for.
  public var note: String?

  /// Makes a head.
  public init(
    id: String, sources: [DocketSource] = [], visibility: DocketVisibility = .sealed,
    confidence: Fact.Confidence = .reported
  ) {
    self.id = id
    self.sources = sources
    self.visibility = visibility
    self.confidence = confidence
  }
}

/// Text with its language (RFC 5646).
public struct TaggedText: Sendable, Hashable, Codable {
  /// The text.
  public var text: String
  /// The tag of its language.
  public var language: String?

  /// Makes a text.
  public init(_ text: String, language: String? = nil) {
    self.text = text
    self.language = language
  }
}
