import Bytes
import Record

/// Companies and services by the names that reports give them: those of the record where there are such, new
/// ones where there are none.
struct NamedActors {
  private let holdings: any Holdings
  private var actors: [String: Slug] = [:]
  private var platforms: [String: Slug] = [:]
  private var countries: [String: LocalizedText] = [:]
  private var taken: Set<RecordReference> = []
  /// Records of what the record did not have.
  private(set) var records: [(reference: RecordReference, content: JSONValue)] = []

  /// - Parameter beside: records of the same import, which are not in the record yet.
  init(
    _ holdings: any Holdings, beside: [(reference: RecordReference, content: JSONValue)]
  ) throws {
    self.holdings = holdings
    var known = beside.sorted { $0.reference < $1.reference }
    taken = Set(known.map(\.reference))
    for kind in [RecordKind.actor, .platform, .place] {
      try holdings.each(kind) { known.append(($0.reference, $0.content)) }
    }
    for (reference, content) in known where content["retracted"].isNull {
      add(reference, content)
    }
  }

  /// The first in the order of slugs counts, so that the same record gives the same answer.
  private mutating func add(_ reference: RecordReference, _ content: JSONValue) {
    guard let name = LocalizedText(content["name"]) else { return }
    let keys = [name.en, name.vi].compactMap { $0.map { Folding.slug(from: $0) } }
    switch reference.kind {
    case .actor where content["role"].text == ActorRole.company.rawValue:
      for key in keys where actors[key] == nil { actors[key] = reference.id }
    case .platform:
      for key in keys where platforms[key] == nil { platforms[key] = reference.id }
    case .place where content["level"].text == PlaceLevel.country.rawValue:
      guard let code = content["code"].text ?? content["country"].text else { return }
      countries[code] = countries[code] ?? name
    default: break
    }
  }

  /// The company of this name.
  mutating func company(_ name: String) throws -> Slug? {
    let key = Folding.slug(from: name)
    if let known = actors[key] { return known }
    guard let slug = try free(.actor, [key, "\(key)-company"]) else { return nil }
    actors[key] = slug
    records.append(
      (
        RecordReference(.actor, slug),
        [
          "id": .string(slug.text), "name": Self.same(name),
          "role": .string(ActorRole.company.rawValue),
        ]
      ))
    return slug
  }

  /// The service of this name; without one, all services of the company.
  mutating func platform(_ service: String?, of company: String, by actor: Slug) throws -> Slug? {
    let names = service.map { [$0] } ?? ["\(company) services", company]
    for name in names {
      if let known = platforms[Folding.slug(from: name)] { return known }
    }
    let key = Folding.slug(from: names[0])
    guard let slug = try free(.platform, [key, "\(key)-service"]) else { return nil }
    platforms[key] = slug
    let name =
      service.map { Self.same($0) }
      ?? ["en": .string("\(company) services"), "vi": .string("Các dịch vụ của \(company)")]
    records.append(
      (
        RecordReference(.platform, slug),
        ["id": .string(slug.text), "name": name, "operator": .string(actor.text)]
      ))
    return slug
  }

  /// The name of a country; its code where the record has no place of it.
  func country(_ code: String, in language: Language) -> String {
    countries[code]?.text(for: language).text ?? code
  }

  private static func same(_ name: String) -> JSONValue {
    ["en": .string(name), "vi": .string(name)]
  }

  /// The first of these names that no record has.
  private mutating func free(_ kind: RecordKind, _ names: [String]) throws -> Slug? {
    for name in names {
      guard let slug = Slug(String(name.prefix(60))) else { continue }
      let reference = RecordReference(kind, slug)
      guard try holdings.version(of: reference) == nil, taken.insert(reference).inserted else {
        continue
      }
      return slug
    }
    return nil
  }
}
