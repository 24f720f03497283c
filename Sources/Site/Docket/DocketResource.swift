import Bytes
import Record

/// A list of cases in another form than a page. Tables are whole; feeds have what is new.
enum DocketResource {
  static func render(
    _ language: Language, _ selection: DocketSelection, _ form: Route.Feed, site: Site
  ) throws -> Resource? {
    let route = Route.docket(language, selection, form)
    var bytes: [UInt8] = []
    if try pieces(language, selection, form, site: site, { bytes += $0 }) {
      return Resource(path: route.path, mediaType: form == .csv ? .csv : .json, bytes: bytes)
    }
    guard [.atom, .jsonFeed].contains(form) else { return nil }
    let feed = try DocketFeed(language, selection, form, site: site)
    return Resource(
      path: route.path, mediaType: form == .atom ? .atom : .jsonFeed,
      bytes: form == .atom ? feed.atom : feed.json)
  }

  /// Hands a table to `body` in pieces of about a megabyte; `false` where the form is no table.
  static func pieces(
    _ language: Language, _ selection: DocketSelection, _ form: Route.Feed, site: Site,
    _ body: ([UInt8]) throws -> Void
  ) throws -> Bool {
    switch form {
    case .csv: try csv(language, selection, site, body)
    case .json: try json(language, selection, site, body)
    default: return false
    }
    return true
  }

  private static let piece = 1 << 20

  /// What comes before the path of a case: nothing but the way up where the site has no address.
  private static func address(
    of id: Slug, _ language: Language, _ site: Site
  ) -> String {
    (site.state.address.map { "\($0)/" } ?? "")
      + Route.page(language, .entry(.docket, id)).path
  }

  private static func csv(
    _ language: Language, _ selection: DocketSelection, _ site: Site,
    _ body: ([UInt8]) throws -> Void
  ) throws {
    let index = try site.docket()
    var writer = CSVWriter(.guarded)
    writer.row(
      ["id"] + DocketFacet.allCases.map(\.rawValue) + DocketIndex.Step.allCases.map(\.rawValue)
        + ["changed", "page"])
    for place in index.places(selection) {
      writer.append(index.ids[place].text)
      for facet in DocketFacet.allCases {
        writer.append(index.values(facet, at: place).joined(separator: ";"))
      }
      for step in DocketIndex.Step.allCases { writer.append(index.date(step, at: place)) }
      writer.append(index.changed[place].description)
      writer.append(address(of: index.ids[place], language, site))
      writer.endRow()
      if writer.bytes.count >= piece { try body(writer.take()) }
    }
    try body(writer.take())
  }

  private static func json(
    _ language: Language, _ selection: DocketSelection, _ site: Site,
    _ body: ([UInt8]) throws -> Void
  ) throws {
    let index = try site.docket()
    let places = index.places(selection)
    var json = JSONWriter()
    json.open()
    json.member("state", FeedWords.of(language).state(site.state))
    json.member("total", places.count)
    json.openList("cases")
    for place in places {
      json.newLine()
      json.open()
      json.member("id", index.ids[place].text)
      for facet in DocketFacet.allCases {
        json.openList(name(of: facet))
        for value in index.values(facet, at: place) { json.text(value) }
        json.closeList()
      }
      for step in DocketIndex.Step.allCases {
        let date = index.date(step, at: place)
        if !date.isEmpty { json.member(name(of: step), date) }
      }
      json.member("changed", index.changed[place].description)
      json.member("page", address(of: index.ids[place], language, site))
      json.close()
      if json.bytes.count >= piece { try body(json.take()) }
    }
    json.endLine()
    json.closeList()
    json.close()
    json.endLine()
    try body(json.take())
  }

  private static func name(of facet: DocketFacet) -> StaticString {
    switch facet {
    case .platform: "platform"
    case .country: "country"
    case .measure: "measure"
    case .trigger: "trigger"
    case .ground: "ground"
    case .state: "state"
    case .outcome: "outcome"
    case .year: "year"
    case .authority: "authority"
    case .provision: "provision"
    }
  }

  private static func name(of step: DocketIndex.Step) -> StaticString {
    switch step {
    case .asked: "asked"
    case .starts: "starts"
    case .told: "told"
    case .filed: "filed"
    case .decided: "decided"
    case .restored: "restored"
    case .lifted: "lifted"
    }
  }
}
