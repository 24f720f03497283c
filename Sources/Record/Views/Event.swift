public import Bytes

/// Something that happened, with a date of stated precision.
public struct Event: RecordView, Hashable {
  /// `.event`.
  public static let kind = RecordKind.event

  /// Whom or what an event hit.
  public enum Target: Sendable, Hashable {
    case person(Slug)
    case actor(Slug)
    case platform(Slug)
    /// Somebody or something that has no record of its own.
    case named(LocalizedText)
  }

  /// A bond to another event.
  public struct Relation: Sendable, Hashable {
    /// What kind of bond.
    public var type: RelationType
    /// The other event.
    public var event: Slug
  }

  /// A picture or page that another timeline showed beside the event; linked, never embedded.
  public struct Media: Sendable, Hashable {
    /// Where it is.
    public var url: String
    /// What it shows.
    public var caption: String?
    /// Whose it is.
    public var credit: String?
    /// What it shows, for those who cannot see it.
    public var alt: String?
  }

  /// Its name.
  public var id: Slug
  /// When it happened.
  public var when: EDTF
  /// How another timeline wanted the date shown.
  public var whenShown: String?
  /// What happened, in a line.
  public var title: LocalizedText
  /// What happened, in a paragraph.
  public var summary: LocalizedText?
  /// What kind of thing it is.
  public var eventKind: EventKind
  /// Finer shades, freely chosen.
  public var tags: [Slug]
  /// Who acted.
  public var actors: [Slug]
  /// Whom or what it hit.
  public var targets: [Target]
  /// Where online.
  public var platforms: [Slug]
  /// Where on earth.
  public var places: [Slug]
  /// The laws it is about.
  public var statutes: [Slug]
  /// Its quantities.
  public var metrics: [Metric]
  /// Its bonds to other events.
  public var relations: [Relation]
  /// What another timeline showed beside it.
  public var media: Media?
  /// Its name in the timeline it was imported from.
  public var externalID: String?
  /// What it rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    when = try reader.date("when")
    whenShown = reader.optionalText("when_shown")
    title = try reader.localized("title")
    summary = reader.optionalLocalized("summary")
    eventKind = try reader.code("kind", EventKind.self)
    tags = reader.slugs("tags")
    actors = reader.slugs("actors")
    targets = content["targets"].elements.compactMap(Self.target)
    platforms = reader.slugs("platforms")
    places = reader.slugs("places")
    statutes = reader.slugs("statutes")
    metrics = try reader.list("metrics") { reader throws(FieldFault) in try Metric(reader) }
    relations = try reader.list("relations") { reader throws(FieldFault) in
      Relation(type: try reader.code("type", RelationType.self), event: try reader.slug("event"))
    }
    media = Self.media(content["media"])
    externalID = reader.optionalText("external_id")
    evidence = try Evidence(reader)
  }

  private static func target(_ value: JSONValue) -> Target? {
    func slug(_ name: String) -> Slug? { value[name].text.flatMap { Slug($0) } }
    if let id = slug("person") { return .person(id) }
    if let id = slug("actor") { return .actor(id) }
    if let id = slug("platform") { return .platform(id) }
    return LocalizedText(value["name"]).map { .named($0) }
  }

  private static func media(_ value: JSONValue) -> Media? {
    guard let url = value["url"].text else { return nil }
    return Media(
      url: url, caption: value["caption"].text, credit: value["credit"].text,
      alt: value["alt"].text)
  }
}
