public import Bytes

/// A page, file or document that supports what is said elsewhere.
public struct Source: RecordView, Hashable {
  /// `.source`.
  public static let kind = RecordKind.source

  /// Its name.
  public var id: Slug
  /// Where it was read; `nil` for print.
  public var url: String?
  /// Who published it; a copy names both the copier and the original.
  public var publisher: String
  /// Its title.
  public var title: LocalizedText?
  /// When it was published; `nil` where the page shows no date.
  public var published: EDTF?
  /// A copy elsewhere.
  public var archive: String?
  /// The SHA-256 of the file that was read, in hexadecimal; `nil` for a page.
  public var sha256: String?
  /// A remark for readers.
  public var note: LocalizedText?

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    url = reader.optionalText("url")
    publisher = try reader.text("publisher")
    title = reader.optionalLocalized("title")
    published = try reader.optionalDate("published")
    archive = reader.optionalText("archive")
    sha256 = reader.optionalText("sha256")
    note = reader.optionalLocalized("note")
  }
}

/// A place that events name.
public struct Place: RecordView, Hashable {
  /// `.place`.
  public static let kind = RecordKind.place

  /// Its name in addresses.
  public var id: Slug
  /// Its name.
  public var name: LocalizedText
  /// How large it is.
  public var level: PlaceLevel
  /// The country, by ISO 3166-1 code.
  public var country: String?
  /// The subdivision, by ISO 3166-2 code.
  public var code: String?
  /// The larger place around it.
  public var partOf: Slug?
  /// Since when it is so named and bounded.
  public var validFrom: EDTF?
  /// Until when it was so named and bounded.
  public var validTo: EDTF?
  /// The place that it was merged into.
  public var succeededBy: Slug?
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    name = try reader.localized("name")
    level = try reader.code("level", PlaceLevel.self)
    country = reader.optionalText("country")
    code = reader.optionalText("code")
    partOf = reader.optionalSlug("part_of")
    validFrom = try reader.optionalDate("valid_from")
    validTo = try reader.optionalDate("valid_to")
    succeededBy = reader.optionalSlug("succeeded_by")
    evidence = try Evidence(reader)
  }
}

/// Somebody who acts: an authority, a court, a company, a group.
public struct Actor: RecordView, Hashable {
  /// `.actor`.
  public static let kind = RecordKind.actor

  /// Its name in addresses.
  public var id: Slug
  /// Its name.
  public var name: LocalizedText
  /// What it is.
  public var role: ActorRole
  /// Its country, by ISO 3166-1 code.
  public var country: String?
  /// The body it is part of.
  public var partOf: Slug?
  /// Since when it exists under that name.
  public var validFrom: EDTF?
  /// Until when it existed under that name.
  public var validTo: EDTF?
  /// Who took over its tasks.
  public var succeededBy: Slug?
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    name = try reader.localized("name")
    role = try reader.code("role", ActorRole.self)
    country = reader.optionalText("country")
    partOf = reader.optionalSlug("part_of")
    validFrom = try reader.optionalDate("valid_from")
    validTo = try reader.optionalDate("valid_to")
    succeededBy = reader.optionalSlug("succeeded_by")
    evidence = try Evidence(reader)
  }
}

/// An online service.
public struct Platform: RecordView, Hashable {
  /// `.platform`.
  public static let kind = RecordKind.platform

  /// Its name in addresses.
  public var id: Slug
  /// Its name.
  public var name: LocalizedText
  /// The company that runs it.
  public var operatedBy: Slug?
  /// The service that took its place.
  public var succeededBy: Slug?
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    name = try reader.localized("name")
    operatedBy = reader.optionalSlug("operator")
    succeededBy = reader.optionalSlug("succeeded_by")
    evidence = try Evidence(reader)
  }
}
