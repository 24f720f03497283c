import Bytes
import Testing

@testable import Record

@Suite("A record is checked against the fields of its kind")
struct SchemaTests {
  static let event: JSONValue = [
    "id": "2020-02-example", "when": "2020-02", "title": ["en": "An example"],
    "kind": "throttling", "sources": ["a-source"], "confidence": "reported",
  ]

  func faults(_ change: (inout JSONValue) -> Void) -> [String] {
    var event = Self.event
    change(&event)
    return SchemaCheck.faults(in: event, of: .event).map(\.description)
  }

  @Test func acceptsAWholeEvent() { #expect(faults { _ in }.isEmpty) }

  @Test func namesAMissingField() {
    #expect(
      faults { $0["when"] = .null } == ["field /when: is required and missing; add it"])
  }

  @Test func namesAnUnknownFieldAndWhatWouldBeAccepted() {
    let found = faults { $0["wehn"] = "2020" }
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("field /wehn: is not a field here; accepted: id, when, "))
  }

  @Test(
    "refuses an impossible date",
    arguments: ["2021-02-30", "2020-13", "20-02", "2020-02-12T25:00Z", "2020/2019", ""])
  func badDate(_ text: String) {
    #expect(faults { $0["when"] = .string(text) }.contains { $0.hasPrefix("field /when: ") })
  }

  @Test func refusesACodeOutsideTheList() {
    #expect(faults { $0["kind"] = "explosion" }[0].contains("is not a code of event-kind"))
  }

  @Test func refusesTheSameReferenceTwice() {
    #expect(faults { $0["sources"] = ["a", "a"] } == ["field /sources: says a twice; keep one"])
  }

  @Test func refusesAnAddressThatIsNotOfTheWeb() {
    for bad in ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a\"b"] {
      let source: JSONValue = ["id": "a", "publisher": "P", "url": .string(bad)]
      #expect(SchemaCheck.faults(in: source, of: .source).map(\.pointer) == ["/url"])
    }
  }

  @Test func refusesTextThatIsNotComposed() {
    #expect(faults { $0["title"] = ["vi": "Ha\u{300}"] }[0].contains("not in Unicode NFC"))
  }

  @Test func refusesAClaimAboutAFieldThatIsNotThere() {
    let found = faults {
      $0["claims"] = [
        ["field": "/nowhere", "value": "x", "sources": ["a"], "confidence": "alleged"]
      ]
    }
    #expect(found == ["field /claims/0/field: names a field that this record does not have"])
  }

  @Test func wantsExactlyOneTargetInATarget() {
    let found = faults { $0["targets"] = [["person": "a", "name": ["en": "B"]]] }
    #expect(found.count == 1 && found[0].hasPrefix("field /targets/0: names one of"))
  }

  @Test func refusesAReleaseBeforeTheArrest() {
    let proceeding: JSONValue = [
      "id": "p", "person": "somebody", "role": "main", "sources": ["a"], "confidence": "reported",
      "steps": [["step": "arrest", "on": "2021-05"], ["step": "release", "on": "2021-04"]],
    ]
    #expect(
      SchemaCheck.faults(in: proceeding, of: .proceeding).map(\.pointer) == ["/steps/1/on"])
  }

  @Test("every kind refuses a value that is not a mapping", arguments: RecordKind.allCases)
  func notAMapping(_ kind: RecordKind) {
    for value: JSONValue in ["text", 1, [], nil, true] {
      #expect(!SchemaCheck.faults(in: value, of: kind).isEmpty)
    }
  }
}

@Suite("The leaves of a record say all that the record says")
struct LeavesTests {
  @Test func listsFieldsInTheOrderOfTheirPointers() {
    let leaves = RecordContent.leaves(of: SchemaTests.event, kind: .event)
    #expect(
      leaves.map(\.pointer) == [
        "/confidence", "/id", "/kind", "/sources/0", "/title/en", "/when", "/when#year",
      ])
    #expect(leaves.last?.value == Array("\"2020\"".utf8))
  }

  @Test func commitsTheWholeLadderOfADate() {
    var event = SchemaTests.event
    event["when"] = "2020-02-12"
    let leaves = RecordContent.leaves(of: event, kind: .event)
    #expect(
      leaves.filter { $0.pointer.hasPrefix("/when") }.map {
        String(decoding: $0.value, as: UTF8.self)
      }
        == ["\"2020-02-12\"", "\"2020-02\"", "\"2020\""])
  }

  @Test(
    "cuts both ends of a span, keeps what a source doubts, and never sharpens",
    arguments: [
      ("2020-02-11/2020-03-02", "2020-02/2020-03", "2020"),
      ("2020-02-11/2020-02-29", "2020-02", "2020"),
      ("2019/2021", nil, nil), ("../2018-06", nil, "../2018"), ("2020-02-11~", "2020-02~", "2020~"),
      ("2020-33", nil, "2020"), ("2020-02-12T08:30+07:00", "2020-02", "2020"), ("201X", nil, nil),
    ] as [(String, String?, String?)])
  func coarserRungs(_ text: String, _ month: String?, _ year: String?) {
    var event = SchemaTests.event
    event["when"] = .string(text)
    let leaves = RecordContent.leaves(of: event, kind: .event)
    func rung(_ name: String) -> String? {
      leaves.first { $0.pointer == "/when#\(name)" }.map {
        String(decoding: $0.value, as: UTF8.self)
      }
    }
    #expect(rung("month") == month.map { "\"\($0)\"" })
    #expect(rung("year") == year.map { "\"\($0)\"" })
  }

  @Test func differsWhereRecordsDiffer() {
    var other = SchemaTests.event
    other["title"] = ["en": "An example", "vi": "Ví dụ"]
    #expect(
      RecordContent.leaves(of: other, kind: .event)
        != RecordContent.leaves(of: SchemaTests.event, kind: .event))
  }

  @Test func findsEveryReference() {
    var event = SchemaTests.event
    event["targets"] = [["person": "somebody"], ["name": ["en": "A page"]]]
    event["relations"] = [["type": "follows", "event": "2019-before"]]
    let found = RecordContent.references(in: event, of: .event).map { "\($0.pointer) \($0.target)" }
    #expect(
      found == [
        "/targets/0/person person/somebody", "/relations/0/event event/2019-before",
        "/sources/0 source/a-source",
      ])
  }
}

@Suite("A slug names a record in addresses and files")
struct SlugTests {
  @Test(
    "accepts", arguments: ["a", "2020-02-facebook", "google_requests--2014-01-01", "v1.2", "0"])
  func accepts(_ text: String) { #expect(Slug(text)?.text == text) }

  @Test(
    "refuses",
    arguments: [
      "", "-a", ".a", "A", "a/b", "a..b", "a.", "đ", "a b", "a\0",
      String(repeating: "a", count: 121),
    ])
  func refuses(_ text: String) { #expect(Slug(text) == nil) }
}

@Suite("Where sources disagree, both values stand")
struct StandingTests {
  @Test func isDisputedWhenTwoClaimsDiffer() throws {
    var content = SchemaTests.event
    content["claims"] = [
      ["field": "/when", "value": "2020-02", "sources": ["a"], "confidence": "reported"],
      ["field": "/when", "value": "2020-03", "sources": ["b"], "confidence": "reported"],
    ]
    #expect(try Event(content).evidence.standing == .disputed)
    content["retracted"] = ["on": "2021-01-01", "reason": ["en": "Withdrawn"]]
    #expect(try Event(content).evidence.standing == .retracted)
  }
}
