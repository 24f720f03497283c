import Bytes

extension EntryReading {
  /// Whether the case has a record of that kind and name: what is given then changes it.
  func isThere(_ kind: EntryKind, _ id: JSONValue) -> Bool { base(kind, id.text ?? "") != nil }

  private func base(_ kind: EntryKind, _ id: String) -> JSONValue? {
    switch kind {
    case .restriction: Self.json(docketCase.restrictions.first { $0.head.id == id })
    case .request: Self.json(docketCase.requests.first { $0.head.id == id })
    case .notice: Self.json(docketCase.notices.first { $0.head.id == id })
    case .reasons: Self.json(docketCase.reasons.first { $0.head.id == id })
    default: nil
    }
  }

  private static func json(_ record: (some Encodable)?) -> JSONValue? {
    record.flatMap { try? JSONValueEncoder.value(of: $0) }
  }

  func record(
    _ kind: EntryKind, _ values: [String: JSONValue]
  ) throws(EntryFault) -> JSONValue {
    let id = values["id"]?.text
    var json: JSONValue
    if let id, let known = base(kind, id) {
      json = known
    } else {
      json = fresh(kind, named: id ?? freeName(kind))
    }
    json = put(values, kind.fields, into: json)
    switch kind {
    case .restriction:
      try completeRestriction(&json, values)
      try refuseImpossible(restriction: json)
    case .request: completeRequest(&json, values)
    default:
      if json["restriction_id"].isNull { json["restriction_id"] = try restriction(values, kind) }
      if kind == .notice {
        if json["text"]["text"].isNull { json["text"] = .null }
        try completeElements(&json, values)
      }
    }
    return Self.act(kind.rawValue, "record", json)
  }

  /// The first name that no record of the kind has: `x1`, `r1`, `n1`, `s1`.
  private func freeName(_ kind: EntryKind) -> String {
    let letter =
      switch kind {
      case .restriction: "x"
      case .request: "r"
      case .notice: "n"
      default: "s"
      }
    var number = 1
    while base(kind, "\(letter)\(number)") != nil { number += 1 }
    return "\(letter)\(number)"
  }

  private func fresh(_ kind: EntryKind, named id: String) -> JSONValue {
    let head: JSONValue = [
      "id": .string(id), "sources": [], "visibility": "sealed", "confidence": "reported",
    ]
    switch kind {
    case .restriction:
      return ["head": head, "trigger": "unknown", "visibility": [], "spans": []]
    case .request:
      return [
        "head": head, "external_ids": [], "channel": "unknown", "grounds": "not_stated",
        "legal_basis": [], "urgency": "normal", "gag": "unknown", "items": [],
        "expression_classes": [],
      ]
    case .notice: return ["head": head, "elements": []]
    default: return ["head": head, "law_cited": []]
    }
  }

  private func completeRestriction(
    _ json: inout JSONValue, _ values: [String: JSONValue]
  ) throws(EntryFault) {
    json["platform"] = .string((json["platform"].text ?? "").lowercased())
    if values["starts"] != nil || values["ends"] != nil {
      let kind = values["account"] != nil ? "account" : "visibility"
      var span = json["spans"].elements.first { $0["kind"].text == kind } ?? ["kind": .string(kind)]
      if let starts = values["starts"] { span["starts_on"] = starts }
      if let ends = values["ends"] { span["ends_on"] = ends }
      json["spans"] = .array(json["spans"].elements.filter { $0["kind"].text != kind } + [span])
    }
    if let scope = values["scope"]?.text {
      var countries: JSONValue = .object(JSONObject())
      if scope == "geo_blocked" {
        guard let given = values["scope_countries"] else {
          throw .missing("scope_countries", kind: .restriction)
        }
        countries = ["countries": given]
      }
      // The platform's own word is what its notices say; this is what somebody takes the scope to be.
      json["claimed_scope"] = .object(JSONObject([(scope, countries)]))
    }
    // Of one demand alone nobody has to say that it is the one.
    if json["request_id"].isNull, docketCase.requests.count == 1, values["id"] == nil {
      json["request_id"] = .string(docketCase.requests[0].head.id)
    }
  }

  private func completeRequest(_ json: inout JSONValue, _ values: [String: JSONValue]) {
    let outcome = values["outcome"]
    if let addresses = values["addresses"]?.elements {
      json["items"] = .array(
        addresses.map {
          ["address": .string(Self.unlinked($0.text ?? "")), "outcome": outcome ?? "unknown"]
        })
    } else if let outcome {
      json["items"] = .array(
        json["items"].elements.map { item in
          var item = item
          item["outcome"] = outcome
          return item
        })
    }
  }

  /// An address written so that no program makes a link of it.
  private static func unlinked(_ address: String) -> String {
    address.hasPrefix("http") ? "hxxp" + address.dropFirst(4) : address
  }

  func observation(_ values: [String: JSONValue]) throws(EntryFault) -> JSONValue {
    var json = put(values, EntryKind.observation.fields, into: .object(JSONObject()))
    json["restriction_id"] = try restriction(values, .observation)
    if json["at"].isNull { json["at"] = .integer(at) }
    return Self.act("observation", "record", json)
  }

  func opening(_ values: [String: JSONValue]) throws(EntryFault) -> JSONValue {
    var json = put(values, EntryKind.appeal.fields, into: .object(JSONObject()))
    json["restriction_id"] = try restriction(values, .appeal)
    if json["id"].isNull {
      var number = docketCase.appeals.count + 1
      while docketCase.appeal("a\(number)") != nil { number += 1 }
      json["id"] = .string("a\(number)")
    }
    if json["stage"].isNull {
      let name = values["forum"]?.text
      guard let forum = forums.forums.first(where: { $0.id == name }) else {
        throw .missing("stage", kind: .appeal)
      }
      json["stage"] = .string(forum.stage.rawValue)
    }
    try refuseImpossible(appeal: json, values)
    return Self.act("appeal", "opening", json)
  }
}
