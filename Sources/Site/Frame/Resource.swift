/// One file of the site: where it lies in an edition, what it is, and its bytes.
public struct Resource: Sendable, Hashable {
  /// The path from the edition's root, without a leading slash.
  public var path: String
  /// What it is.
  public var mediaType: MediaType
  /// Its bytes.
  public var bytes: [UInt8]

  /// Makes a resource.
  public init(path: String, mediaType: MediaType, bytes: [UInt8]) {
    self.path = path
    self.mediaType = mediaType
    self.bytes = bytes
  }
}

/// The types of files an edition has.
public enum MediaType: String, Sendable, Hashable, CaseIterable {
  case html = "text/html; charset=utf-8"
  case css = "text/css; charset=utf-8"
  case csv = "text/csv; charset=utf-8; header=present"
  case json = "application/json"
  case geoJSON = "application/geo+json"
  case jsonFeed = "application/feed+json"
  case atom = "application/atom+xml; charset=utf-8"
  case calendar = "text/calendar; charset=utf-8"
  case csvMetadata = "application/csvm+json"
  case jsonLines = "application/x-ndjson"
  case svg = "image/svg+xml"
  case png = "image/png"
  case icon = "image/vnd.microsoft.icon"
  case xml = "application/xml; charset=utf-8"
  case text = "text/plain; charset=utf-8"
  case binary = "application/octet-stream"

  /// The type that a file's name tells.
  public init(path: String) {
    let endings: [(String, MediaType)] = [
      (".csv-metadata.json", .csvMetadata), (".feed.json", .jsonFeed), (".html", .html),
      (".geojson", .geoJSON), (".css", .css), (".csv", .csv), (".json", .json),
      (".jsonl", .jsonLines), (".atom", .atom),
      (".ics", .calendar), (".svg", .svg), (".png", .png), (".ico", .icon), (".xml", .xml),
      (".gexf", .xml), (".graphml", .xml),
      (".txt", .text),
      ("checkpoint", .text), (".vkey", .text), (".pub", .text), (".sha256", .text),
      (".minisig", .text),
    ]
    self = endings.first { path.hasSuffix($0.0) }?.1 ?? .binary
  }
}
