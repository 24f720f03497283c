public import Bytes

/// A sequence of published numbers that measure the same thing and may be compared.
public struct Series: RecordView, Hashable {
  /// `.series`.
  public static let kind = RecordKind.series

  /// Its name.
  public var id: Slug
  /// What is measured.
  public var title: LocalizedText
  /// In what unit.
  public var unit: String
  /// Who says so: a company's own data never stands in one series with a government's claim.
  public var basis: FigureBasis
  /// Who publishes the numbers.
  public var publisher: Slug?
  /// Which platform they are about.
  public var platform: Slug?
  /// Of what whole the numbers are a part.
  public var base: LocalizedText?
  /// The series of company data beside which this claim should be read.
  public var claimedAgainst: Slug?
  /// What the numbers count, where they are of a transparency report.
  public var measure: Measure?
  /// The part that is counted, where it is not all: a kind of request, a part of a service, in the
  /// words of the report.
  public var scope: String?
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    title = try reader.localized("title")
    unit = try reader.text("unit")
    basis = try reader.code("basis", FigureBasis.self)
    publisher = reader.optionalSlug("publisher")
    platform = reader.optionalSlug("platform")
    base = reader.optionalLocalized("base")
    claimedAgainst = reader.optionalSlug("claimed_against")
    measure = reader.optionalCode("measure", Measure.self)
    scope = reader.optionalText("scope")
    evidence = try Evidence(reader)
  }
}

/// One published number.
public struct Figure: RecordView, Hashable {
  /// `.figure`.
  public static let kind = RecordKind.figure

  /// Its name.
  public var id: Slug
  /// The series it belongs to.
  public var series: Slug
  /// The country it is about, by ISO 3166-1 code.
  public var country: String?
  /// The time it covers.
  public var period: EDTF
  /// The number.
  public var value: Double
  /// Its unit.
  public var unit: String
  /// Whether it is a bound; `nil` means it is given as exact.
  public var bound: Bound?
  /// The date of the export it was read from: revisions show as figures of another vintage.
  public var vintage: EDTF?
  /// The figure of an earlier vintage that it revises.
  public var revises: Slug?
  /// What has to be said with the number.
  public var caveats: [FigureCaveat]
  /// What the record rests on.
  public var evidence: Evidence

  /// Reads checked content.
  public init(_ content: JSONValue) throws(FieldFault) {
    let reader = FieldReader(content: content)
    id = try reader.slug()
    series = try reader.slug("series")
    country = reader.optionalText("country")
    period = try reader.date("period")
    value = try reader.number("value")
    unit = try reader.text("unit")
    bound = reader.optionalCode("bound", Bound.self)
    vintage = try reader.optionalDate("vintage")
    revises = reader.optionalSlug("revises")
    caveats = reader.texts("caveats").compactMap { FigureCaveat(rawValue: $0) }
    evidence = try Evidence(reader)
  }
}
