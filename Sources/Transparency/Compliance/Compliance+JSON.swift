public import Bytes
internal import Record

extension Compliance {
  /// For programs. Members are never taken away and never change their meaning.
  public var json: JSONValue {
    [
      "country": .string(country), "lines": .array(lines.map(\.json)),
      "claims": .array(claims.map(\.json)), "differences": .array(differences),
    ]
  }

  private var differences: [JSONValue] {
    subjects.flatMap { group in
      zip(group.vintages, group.vintages.dropFirst()).flatMap { earlier, later in
        later.differences(from: earlier).map { difference -> JSONValue in
          [
            "subject": group.subject.json, "period": .string(difference.period.description),
            "measure": .string(difference.measure.rawValue), "earlier": earlier.vintage.json,
            "later": later.vintage.json,
            "earlier_value": ComplianceTable.number(difference.there.value),
            "later_value": ComplianceTable.number(difference.here.value),
          ]
        }
      }
    }
  }
}

extension ComplianceLine.Subject {
  var json: JSONValue {
    [
      "company": publisher.map { .string($0.text) } ?? .null,
      "platform": platform.map { .string($0.text) } ?? .null,
      "part": scope.map { .string($0) } ?? .null,
    ]
  }
}

extension ComplianceLine.Vintage {
  var json: JSONValue {
    [
      "export": date.map { .string($0.description) } ?? .null,
      "source": source.map { .string($0.text) } ?? .null,
    ]
  }
}

extension Rate {
  var json: JSONValue {
    [
      "numerator": .integer(Int64(part)), "denominator": .integer(Int64(base)),
      "percent": ComplianceTable.tenths(percent),
    ]
  }
}

extension ComplianceLine {
  fileprivate var json: JSONValue {
    [
      "subject": subject.json, "vintage": vintage.json,
      "series": .object(
        JSONObject(
          Measure.allCases.compactMap { measure in
            series[measure].map { (measure.rawValue, JSONValue.string($0.text)) }
          })),
      "points": .array(points.indices.map { json(at: $0) }),
    ]
  }

  private func json(at place: Int) -> JSONValue {
    let point = points[place]
    let counts = Measure.allCases.compactMap { measure in
      point.figures[measure].map { (measure.rawValue, ComplianceTable.number($0.value)) }
    }
    let rates = RateFormula.allCases.compactMap { formula -> (String, JSONValue)? in
      guard let (rate, terms) = point.rate(formula) else { return nil }
      var json = rate.json.object ?? JSONObject()
      json["terms"] = .string(terms.text)
      return (formula.rawValue, .object(json))
    }
    var object = JSONObject([
      ("period", .string(point.period.description)), ("counts", .object(JSONObject(counts))),
      ("rates", .object(JSONObject(rates))), ("partly_filled", .bool(point.isPartlyFilled)),
    ])
    object["excess"] = point.excess.map { .integer(Int64($0)) } ?? .null
    object["after"] = seam(before: place).map { .string($0.code) } ?? .null
    object["growth_of_removed"] =
      growthOfRemoved(at: place).map { growth in
        var members = JSONObject([
          ("base", .integer(Int64(growth.base))), ("now", .integer(Int64(growth.now))),
        ])
        if case .change(let percent, let multiple) = growth.kind {
          members["percent"] = ComplianceTable.tenths(percent)
          members["multiple"] = ComplianceTable.tenths(multiple)
        }
        return .object(members)
      } ?? .null
    return .object(object)
  }
}

extension ComplianceLine.Seam {
  /// Its code for programs.
  public var code: String {
    switch self {
    case .none: "adjoining"
    case .gap: "gap"
    case .breakInCounting: "break"
    case .overlap: "overlap"
    }
  }
}

extension ComplianceClaim {
  fileprivate var json: JSONValue {
    [
      "series": .string(series.text), "platform": platform.map { .string($0.text) } ?? .null,
      "record": .string(figure.id.text), "period": .string(figure.period.description),
      "value": ComplianceTable.number(figure.value), "unit": .string(figure.unit),
      "bound": figure.bound.map { .string($0.rawValue) } ?? .null,
      "against": against.map { .string($0.text) } ?? .null,
      "gap_points": ComplianceTable.tenths(gap),
      "counted": .array(
        counted.map { counted in
          [
            "vintage": counted.vintage.json,
            "periods": .array(counted.periods.map { .string($0.description) }),
            "rate": counted.rate?.json ?? .null,
            "terms": counted.terms.map { .string($0.text) } ?? .null,
            "count": counted.count.map { .integer(Int64($0)) } ?? .null,
            "measure": counted.measure.map { .string($0.rawValue) } ?? .null,
          ]
        }),
    ]
  }
}
