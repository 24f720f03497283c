import Bytes
import Transparency

/// All that is told of a country, as one long table.
enum WhoObeysResource {
  static func render(_ country: String, site: Site) throws -> Resource? {
    let compliance = try site.compliance(country)
    guard !compliance.lines.isEmpty || !compliance.claims.isEmpty else { return nil }
    var writer = CSVWriter()
    writer.row(ComplianceTable.columns)
    for row in ComplianceTable(compliance).rows { writer.row(row.map(text)) }
    return Resource(
      path: Route.data(.whoObeys(country)).path, mediaType: .csv, bytes: writer.take())
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    default: value.canonicalText
    }
  }
}
