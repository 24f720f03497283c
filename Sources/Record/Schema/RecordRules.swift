import Bytes

/// What the fields of one record must satisfy together.
enum RecordRules {
  static func faults(in content: JSONValue, of kind: RecordKind) -> [FieldFault] {
    let own: [FieldFault] =
      switch kind {
      case .event: targets(content)
      case .statute: validity(content)
      case .proceeding: steps(content)
      case .place, .actor: order(content, "valid_from", "valid_to") + country(content)
      case .platform: order(content, "valid_from", "valid_to")
      case .figure, .finding: country(content)
      case .index:
        content["scores"].elements.enumerated().flatMap { country($1, at: "/scores/\($0)") }
      case .case:
        content["restrictions"].elements.enumerated().flatMap {
          country($1, at: "/restrictions/\($0)")
        }
      default: []
      }
    return own + claims(content, kind)
  }

  private static func country(_ value: JSONValue, at pointer: String = "") -> [FieldFault] {
    guard let code = value["country"].text, !CountryCode.all.contains(code) else { return [] }
    return [
      FieldFault(
        "\(pointer)/country",
        .rule("\"\(code)\" is no country's code; write two capitals of ISO 3166-1, such as VN"))
    ]
  }

  /// What a claim says of a field must be something that the field could say.
  private static func claims(_ content: JSONValue, _ kind: RecordKind) -> [FieldFault] {
    content["claims"].elements.enumerated().flatMap { index, claim in
      guard let pointer = claim["field"].text, let type = kind.type(at: pointer) else {
        return [FieldFault]()
      }
      let value: JSONValue = ["value": claim["value"]]
      return SchemaCheck.faults(in: value, fields: [Field("value", type)]).map {
        FieldFault("/claims/\(index)\($0.pointer)", $0.reason)
      }
    }
  }

  private static func targets(_ event: JSONValue) -> [FieldFault] {
    event["targets"].elements.enumerated().compactMap { index, target in
      let count = target.object?.members.count { !$0.value.isNull } ?? 0
      guard count != 1 else { return nil }
      return FieldFault(
        "/targets/\(index)",
        .rule("names one of person, actor, platform or name; write exactly one"))
    }
  }

  private static func validity(_ statute: JSONValue) -> [FieldFault] {
    order(statute, "in_force", "repealed") + order(statute, "adopted", "repealed")
      + statute["provisions"].elements.enumerated().flatMap { index, provision in
        order(provision, "valid_from", "valid_to", at: "/provisions/\(index)")
      }
  }

  private static func steps(_ proceeding: JSONValue) -> [FieldFault] {
    let steps = proceeding["steps"].elements
    var faults: [FieldFault] = []
    for (index, step) in steps.enumerated() {
      for name in ["prison_months", "prison_months_to", "probation_months"] {
        if let months = step[name].int, months < 0 {
          faults.append(FieldFault("/steps/\(index)/\(name)", .rule("must not be negative")))
        }
      }
    }
    let arrest = steps.first { $0["step"].text == "arrest" }.flatMap { date($0["on"]) }
    let release = steps.lastIndex { $0["step"].text == "release" }
    if let arrest, let release, let end = date(steps[release]["on"]), end.hi() <= arrest.lo() {
      faults.append(
        FieldFault("/steps/\(release)/on", .rule("is before the arrest; one of the two is wrong")))
    }
    return faults
  }

  /// `last` may not end before `first` begins.
  private static func order(
    _ value: JSONValue, _ first: String, _ last: String, at pointer: String = ""
  ) -> [FieldFault] {
    guard let start = date(value[first]), let end = date(value[last]), end.hi() <= start.lo() else {
      return []
    }
    return [FieldFault("\(pointer)/\(last)", .rule("is before \(first); one of the two is wrong"))]
  }

  private static func date(_ value: JSONValue) -> EDTF? {
    // A bad date is reported by the field check before rules are asked.
    value.text.flatMap { try? EDTF(parsing: $0) }
  }
}
