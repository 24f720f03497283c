import Bytes
import Record
import Testing

@Suite("A public case has room for codes, dates and references alone")
struct CaseTests {
  static let content: JSONValue = [
    "id": "td-2026-7xk2qm", "number": "TD-2026-7XK2QM",
    "restrictions": [
      [
        "platform": "facebook", "country": "VN", "subject": "item", "measures": ["removed"],
        "trigger": "state-request", "scope": "geo-blocked", "scope_countries": ["VN"],
        "starts": "2026-05",
      ]
    ],
    "requests": [
      [
        "kind": "remove", "channel": "official-letter", "grounds": "local-law",
        "statutes": ["law-1"], "provisions": ["law-1-art-1"], "authority": "ministry",
      ]
    ],
    "notices": [["channel": "in-app", "sent": "2026-05"]],
    "stages": [
      [
        "stage": "platform-internal", "forum": "facebook-item", "filed": "2026-06",
        "outcome": "reversed",
      ]
    ],
  ]

  @Test func isReadAsItWasWritten() throws {
    #expect(SchemaCheck.faults(in: Self.content, of: .case).isEmpty)
    let record = try Case(Self.content)
    #expect(record.restrictions.first?.measures == [.removed])
    #expect(record.requests.first?.provisions.map(\.text) == ["law-1-art-1"])
    #expect(record.stages.first?.outcome == .reversed && record.notices.first?.channel == .inApp)
    #expect(RecordKind.case.heading(of: Self.content).en == "TD-2026-7XK2QM")
    #expect(RecordKind(word: "cases") == .case)
    let provisions = RecordContent.provisions(in: Self.content, of: .case)
    #expect(provisions.map(\.pointer) == ["/requests/0/provisions/0"])
  }

  @Test func noFieldTakesAPersonOrAText() {
    for name in ["appellant", "account", "text", "address", "proof", "reasons", "person"] {
      var content = Self.content
      content[name] = "Nguyễn Văn Mẫu"
      #expect(!SchemaCheck.faults(in: content, of: .case).isEmpty, "\(name)")
    }
    for (list, field) in [("restrictions", "platform"), ("stages", "forum"), ("stages", "outcome")]
    {
      var content = Self.content
      var parts = content[list].elements
      parts[0][field] = "Nguyễn Văn Mẫu"
      content[list] = .array(parts)
      #expect(!SchemaCheck.faults(in: content, of: .case).isEmpty, "\(list) \(field)")
    }
  }

  @Test func aCountryIsOne() {
    var content = Self.content
    content["restrictions"] = [
      [
        "platform": "facebook", "country": "ZZ", "subject": "item", "trigger": "unknown",
        "scope": "unknown",
      ]
    ]
    #expect(
      SchemaCheck.faults(in: content, of: .case).map(\.pointer) == ["/restrictions/0/country"])
  }
}
