import Bytes
import Record

@testable import Site

/// Made-up cases with all that a list, a chain and a scorecard need.
struct MadeUpCase {
  var id: String
  var platforms = ["facebook"]
  var country = "VN"
  var measures = ["removed"]
  var trigger = "state-request"
  var starts: String? = "2026-05"
  var lifted: String?
  var ground: String? = "local-law"
  var sent: String?
  var authority: String?
  var provisions: [String] = []
  var notice: String? = "email"
  var told: String?
  var stages: [JSONValue] = []
  var retracted = false

  init(_ id: String) { self.id = id }

  /// An appeal.
  static func stage(
    _ outcome: String, filed: String? = nil, decided: String? = nil, restored: String? = nil,
    at stage: String = "platform-internal"
  ) -> JSONValue {
    object([
      ("stage", .string(stage)), ("forum", "facebook-item"), ("outcome", .string(outcome)),
      ("filed", filed.map { .string($0) }), ("decided", decided.map { .string($0) }),
      ("restored", restored.map { .string($0) }),
    ])
  }

  private static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
  }

  /// The content of its record.
  var content: JSONValue {
    let restrictions = platforms.map { platform in
      Self.object([
        ("platform", .string(platform)), ("country", .string(country)), ("subject", "item"),
        ("measures", .array(measures.map { .string($0) })), ("trigger", .string(trigger)),
        ("scope", "unknown"), ("starts", starts.map { .string($0) }),
        ("lifted", lifted.map { .string($0) }),
      ])
    }
    let request = ground.map { ground in
      Self.object([
        ("kind", "remove"), ("channel", "unknown"), ("grounds", .string(ground)),
        ("authority", authority.map { .string($0) }), ("sent", sent.map { .string($0) }),
        (
          "provisions",
          provisions.isEmpty ? nil : .array(provisions.map { .string($0) })
        ),
        ("statutes", provisions.isEmpty ? nil : ["law-1"]),
      ])
    }
    let notices = notice.map {
      Self.object([("channel", .string($0)), ("sent", told.map { .string($0) })])
    }
    return Self.object([
      ("id", .string(id)), ("number", .string(id.uppercased())),
      ("restrictions", .array(restrictions)), ("requests", request.map { [$0] }),
      ("notices", notices.map { [$0] }), ("stages", stages.isEmpty ? nil : .array(stages)),
      (
        "retracted",
        retracted ? ["on": "2026-06-01", "reason": ["en": "A mistake."]] : nil
      ),
    ])
  }
}

enum MadeUpDocket {
  /// What cases refer to: an authority, a platform, and a law that held from July 2026 to the end of September.
  static let surroundings: [(RecordKind, JSONValue)] = [
    (.source, ["id": "press", "publisher": "Press"]),
    (.actor, ["id": "ministry", "name": ["en": "Ministry of Quiet"], "role": "authority"]),
    (.platform, ["id": "facebook", "name": ["en": "Facebook"]]),
    (
      .statute,
      [
        "id": "law-1", "title": ["en": "Law One"], "number": "1/2026/QH16", "type": "law",
        "status": "in-force",
        "in_force": "2026-07-01",
        "provisions": [
          [
            "id": "law-1-art-1", "article": "1", "paraphrase": ["en": "Text"],
            "valid_to": "2026-09-30", "sources": ["press"], "confidence": "reported",
          ]
        ], "sources": ["press"], "confidence": "confirmed",
      ]
    ),
  ]

  static func site(
    _ cases: [MadeUpCase], day: (Int) -> CivilDay = { _ in CivilDay(sinceEpoch: 20_800) }
  ) throws -> Site {
    var holdings = WholeHoldings(surroundings + cases.map { (.case, $0.content) }, day: day)
    holdings.state.day = CivilDay(sinceEpoch: 20_800)
    return try Site(holdings: holdings)
  }

  static func text(_ route: Route, _ site: Site) throws -> String? {
    try site.render(route).map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
