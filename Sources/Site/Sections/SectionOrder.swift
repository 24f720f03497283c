import Bytes
import Record

/// The order in which a section lists its records.
extension Site {
  /// The records of one page of a list, in the section's order: laws by the day of their adoption,
  /// the newest first; series by their title as a dictionary of the language has it; all else by
  /// slug.
  func section(
    _ section: Section, page: Int, size: Int, in language: Language
  ) throws -> [RecordVersion] {
    switch section {
    case .laws: try records(.statute, try lawsByDate(), page: page, size: size)
    case .figures: try records(.series, try seriesByTitle(language), page: page, size: size)
    default: try records(section.kind, page: page, size: size)
    }
  }

  private func records(
    _ kind: RecordKind, _ order: [Slug], page: Int, size: Int
  ) throws -> [RecordVersion] {
    try order.dropFirst((page - 1) * size).prefix(size).compactMap {
      try holdings.version(of: RecordReference(kind, $0))
    }
  }

  private func records(_ kind: RecordKind, page: Int, size: Int) throws -> [RecordVersion] {
    var found: [RecordVersion] = []
    var place = 0
    try holdings.each(kind) { version in
      if place / size == page - 1 { found.append(version) }
      place += 1
    }
    return found
  }

  /// Statutes from the newest to the oldest, by adoption, or where that is unknown by the day they
  /// took effect; what has neither date stands last.
  private func lawsByDate() throws -> [Slug] {
    try memory.order("laws") {
      var dated: [(day: Int64, id: Slug)] = []
      try holdings.each(.statute) { version in
        let statute = try Statute(version.content)
        let date = statute.adopted ?? statute.inForce
        dated.append((date?.lo(in: state.zone) ?? .min, statute.id))
      }
      return dated.sorted { ($1.day, $0.id) < ($0.day, $1.id) }.map(\.id)
    }
  }

  /// All series in that order.
  func series(in language: Language) throws -> [Series] {
    try seriesByTitle(language).compactMap { id in
      try holdings.version(of: RecordReference(.series, id)).map { try Series($0.content) }
    }
  }

  /// Series by title, in the reader's language.
  func seriesByTitle(_ language: Language) throws -> [Slug] {
    try memory.order("series.\(language.rawValue)") {
      var titled: [(key: [UInt8], id: Slug)] = []
      try holdings.each(.series) { version in
        let id = version.reference.id
        let title = names.name(of: .series, id).text(for: language).text
        titled.append((VietnameseCollation.sortKey(title), id))
      }
      return titled.sorted { one, other in
        one.key == other.key
          ? one.id < other.id : one.key.lexicographicallyPrecedes(other.key)
      }.map(\.id)
    }
  }
}
