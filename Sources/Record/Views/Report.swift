public import Bytes

/// A research report, letter or article.
public struct Report: RecordView, Hashable {
  /// `.report`.
  public static let kind = RecordKind.report

  /// A case the report gives.
  public struct Example: Sendable, Hashable {
    /// When it happened.
    public var when: EDTF
    /// What happened.
    public var what: LocalizedText
  }

  /// Its name.
  public var id: Slug
  /// Its title.
  public var title: LocalizedText
  /// The family of reports it belongs to.
  public var group: String?
  /// Who published it.
  public var publisher: String
  /// When.
  public var published: EDTF?
  /// Who wrote it.
  public var authors: [String]
  /// What it documents.
  public var documents: LocalizedText?
  /// What it asks of platforms.
  public var asks: [LocalizedText]
  /// The numbers it gives.
  public var metrics: [Metric]
  /// The cases it gives.
  public var examples: [Example]
  /// Where it is.
  public var url: String?
  /// Events it is about.
  public var events: [Slug]
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    title = try reader.localized("title")
    group = reader.optionalText("group")
    publisher = try reader.text("publisher")
    published = try reader.optionalDate("published")
    authors = reader.texts("authors")
    documents = reader.optionalLocalized("documents")
    asks = reader.localizedTexts("asks")
    metrics = try reader.list("metrics") { reader throws(FieldFault) in try Metric(reader) }
    examples = try reader.list("examples") { reader throws(FieldFault) in
      Example(when: try reader.date("when"), what: try reader.localized("what"))
    }
    url = reader.optionalText("url")
    events = reader.slugs("events")
    evidence = try Evidence(reader)
  }
}
