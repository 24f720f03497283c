import Record

/// The whole timeline for TimelineJS.
enum TimelineResource {
  /// How large a piece is handed on, in bytes.
  private static let piece = 1 << 20

  static func render(_ language: Language, site: Site) throws -> Resource {
    var whole: [UInt8] = []
    try pieces(language, site: site) { whole += $0 }
    return Resource(path: Route.timelineJSON(language).path, mediaType: .json, bytes: whole)
  }

  /// The document, handed to `body` in pieces of about a megabyte.
  static func pieces(
    _ language: Language, site: Site, _ body: ([UInt8]) throws -> Void
  ) throws {
    let words = site.words(language)
    var writer = TimelineWriter(in: language, zone: site.state.zone)
    let base = site.state.address.map { "\($0)/\(language.rawValue)" } ?? ".."
    try site.holdings.each(.event) { version in
      let event = try Event(version.content)
      guard event.evidence.retraction == nil else { return }
      let page = TimelineWriter.Page(
        address: "\(base)/events/\(EventFileName.name(of: event.id)).html",
        label: words("site.story.whole"))
      writer.append(event, group: words.kind(event.eventKind), page: page)
      if writer.pending >= piece { try body(writer.take()) }
    }
    try body(writer.finish(headline: words.text(site.state.title)))
  }
}
