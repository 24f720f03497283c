import Bytes
public import Record

/// The names of what pages link to: places, actors, platforms, persons, statutes, sources.
///
/// Read once for a state of the record, so that a page needs no query for each name.
public struct Names: Sendable {
  private var names: [RecordReference: LocalizedText] = [:]
  private var provisions: [Slug: (statute: Slug, article: String)] = [:]
  private var numbers: [Slug: String] = [:]

  /// Reads the names.
  ///
  /// - Complexity: O(n) in the records of the kinds named above; events and figures are not read.
  public init(_ holdings: any Holdings) throws {
    for kind in Self.kinds { try holdings.each(kind) { try take($0) } }
  }

  private static let kinds: [RecordKind] = [
    .place, .actor, .platform, .person, .series, .report, .index, .finding, .lockstep, .case,
    .source, .statute,
  ]

  /// More changes than this are not taken in one by one.
  private static let mostChanges = 1_000

  /// The names of a later state of the record; `nil` where they have to be read anew.
  func following(_ holdings: any Holdings, since entry: Int) throws -> Names? {
    guard
      let changes = try holdings.changes(
        of: Set(Self.kinds), since: entry, most: Self.mostChanges)
    else { return nil }
    var names = self
    for version in changes { try names.take(version) }
    return names
  }

  private mutating func take(_ version: RecordVersion) throws {
    let reference = version.reference
    switch reference.kind {
    case .source:
      let source = try Source(version.content)
      names[reference] =
        source.title ?? LocalizedText(vi: source.publisher, en: source.publisher)
    case .statute:
      let statute = try Statute(version.content)
      // The version before may have had others.
      if names.updateValue(statute.title, forKey: reference) != nil {
        provisions = provisions.filter { $0.value.statute != statute.id }
      }
      numbers[statute.id] = statute.number
      for provision in statute.provisions {
        provisions[provision.id] = (statute.id, provision.article)
      }
    default:
      let name = reference.kind.heading(of: version.content)
      names[reference] = name == LocalizedText() ? LocalizedText(en: reference.id.text) : name
    }
  }

  /// The name of a record, or its slug where it has none.
  public func name(of kind: RecordKind, _ id: Slug) -> LocalizedText {
    names[RecordReference(kind, id)] ?? LocalizedText(vi: id.text, en: id.text)
  }

  /// Whether there is such a record.
  public func has(_ kind: RecordKind, _ id: Slug) -> Bool {
    names[RecordReference(kind, id)] != nil
  }

  /// The official number of a statute, where it has one that is a number: `72/2013/ND-CP`.
  func number(ofStatute id: Slug) -> String? {
    numbers[id].flatMap { $0.contains("/") ? $0 : nil }
  }

  /// The statute that holds a provision, and its article.
  public func provision(_ id: Slug) -> (statute: Slug, article: String)? { provisions[id] }
}
