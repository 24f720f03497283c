import Bytes
public import Record

/// The names of what pages link to: places, actors, platforms, persons, statutes, sources.
///
/// Read once for a state of the record, so that a page needs no query for each name.
public struct Names: Sendable {
  private var names: [RecordReference: LocalizedText] = [:]
  private var provisions: [Slug: (statute: Slug, article: String)] = [:]

  /// Reads the names.
  ///
  /// - Complexity: O(n) in the records of the kinds named above; events and figures are not read.
  public init(_ holdings: any Holdings) throws {
    for kind in [
      RecordKind.place, .actor, .platform, .person, .series, .report, .index, .finding, .lockstep,
      .case,
    ] {
      try holdings.each(kind) { version in
        let content = version.content
        let name = kind.heading(of: content)
        names[version.reference] =
          name == LocalizedText() ? LocalizedText(en: version.reference.id.text) : name
      }
    }
    try holdings.each(.source) { version in
      let source = try Source(version.content)
      names[version.reference] =
        source.title ?? LocalizedText(vi: source.publisher, en: source.publisher)
    }
    try holdings.each(.statute) { version in
      let statute = try Statute(version.content)
      names[version.reference] = statute.title
      for provision in statute.provisions {
        provisions[provision.id] = (statute.id, provision.article)
      }
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

  /// The statute that holds a provision, and its article.
  public func provision(_ id: Slug) -> (statute: Slug, article: String)? { provisions[id] }
}
