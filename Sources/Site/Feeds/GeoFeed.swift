import Bytes
import Record

/// The places of the events of a page.
struct EventPlaces: Sendable {
  private var places: [Slug: [Place]] = [:]

  init() {}

  /// Looks up the places of `rows`.
  init(_ rows: [EventRow], _ holdings: any Holdings) throws {
    var known: [Slug: Place?] = [:]
    for row in rows {
      let event = try holdings.version(of: RecordReference(.event, row.key.id))
      let ids = event?.content["places"].elements.compactMap { $0.text.flatMap { Slug($0) } } ?? []
      places[row.key.id] = try ids.compactMap { id in
        if let place = known[id] { return place }
        let place = try holdings.version(of: RecordReference(.place, id)).map {
          try Place($0.content)
        }
        known[id] = place
        return place
      }
    }
  }

  subscript(event: Slug) -> [Place] { places[event] ?? [] }
}

/// A page of events as GeoJSON (RFC 7946).
///
/// The record knows places by name and code (ISO 3166), not by coordinates, and a point would say
/// more than the sources do: the features are unlocated (`geometry` is null, section 3.2), and
/// carry the codes by which a program that has shapes can join them.
enum GeoFeed {
  static func bytes(_ feed: EventFeed, _ places: EventPlaces) -> [UInt8] {
    var json = JSONWriter(reserve: 1024 + feed.rows.count * 500)
    json.open()
    json.member("type", "FeatureCollection")
    json.openList("features")
    for row in feed.rows {
      json.newLine()
      feature(row, feed, places[row.key.id], &json)
    }
    json.endLine()
    json.closeList()
    EventTable.place(feed, &json)
    json.member("title", feed.title)
    json.close()
    json.endLine()
    return json.bytes
  }

  private static func feature(
    _ row: EventRow, _ feed: EventFeed, _ places: [Place], _ json: inout JSONWriter
  ) {
    json.open()
    json.member("type", "Feature")
    json.member("id", row.key.id.text)
    json.null("geometry")
    json.openObject("properties")
    EventTable.members(row, feed, &json)
    json.openList("places")
    for place in places { self.place(place, &json) }
    json.closeList()
    json.close()
    json.close()
  }

  private static func place(_ place: Place, _ json: inout JSONWriter) {
    json.open()
    if let code = place.code ?? place.country { json.member("code", code) }
    json.member("id", place.id.text)
    json.openObject("name")
    if let en = place.name.en { json.member("en", en) }
    if let vi = place.name.vi { json.member("vi", vi) }
    json.close()
    json.close()
  }
}
