public import Bytes
public import Record

/// Records of one kind as rows under stable columns.
public struct RecordLister {
  /// Rows under headings.
  public struct Listing: Sendable {
    /// The stable names of the columns.
    public var columns: [String]
    /// One value per column.
    public var rows: [[JSONValue]]
  }

  private let holdings: any Holdings
  private let language: Language

  /// Lists what `holdings` has; headings of records are shown in `language` where they can be.
  public init(holdings: any Holdings, language: Language) {
    self.holdings = holdings
    self.language = language
  }

  /// The records of a kind, by slug.
  public func list(_ kind: RecordKind, limit: Int) throws -> Listing {
    var listing = Listing(columns: ["id", "version", "heading", "confidence"], rows: [])
    try holdings.each(kind) { version in
      guard listing.rows.count < limit else { return }
      listing.rows.append([
        .string(version.reference.id.text), .integer(Int64(version.number)),
        .string(heading(of: version)),
        version.content["retracted"].isNull ? version.content["confidence"] : "retracted",
      ])
    }
    return listing
  }

  /// Events selected as in an address of the site.
  ///
  /// - Throws: the fault of the query, with the parameter's name and the remedy.
  public func events(query: String, limit: Int) throws -> Listing {
    var selection = try EventSelection(query: query)
    selection.limit = 500
    var listing = Listing(
      columns: ["id", "when", "kind", "standing", "sources", "title"], rows: [])
    while true {
      let page = try holdings.events(selection)
      for row in page.rows where listing.rows.count < limit { listing.rows.append(cells(of: row)) }
      // A page that ends before an event has nothing after it that was asked for.
      guard page.hasMore, selection.before == nil, let last = page.rows.last,
        listing.rows.count < limit
      else { return listing }
      selection.after = last.key
    }
  }

  private func cells(of row: EventRow) -> [JSONValue] {
    [
      .string(row.key.id.text), .string(row.when), .string(row.kind.rawValue),
      .string(row.standing.rawValue), .integer(Int64(row.sources)),
      .string(row.title.text(for: language).text),
    ]
  }

  private func heading(of version: RecordVersion) -> String {
    let content = version.content
    for name in ["title", "name"] {
      if let text = LocalizedText(content[name]) { return text.text(for: language).text }
    }
    switch version.reference.kind {
    case .source:
      return [content["publisher"].text, content["url"].text].compactMap(\.self)
        .joined(separator: " — ")
    case .proceeding:
      return [content["person"].text, content["role"].text].compactMap(\.self).joined(
        separator: ", ")
    case .figure:
      return "\(content["period"].text ?? ""): \(content["value"].canonicalText) "
        + (content["unit"].text ?? "")
    default: return ""
    }
  }
}
