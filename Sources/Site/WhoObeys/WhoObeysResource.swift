import Bytes
import Transparency

/// All that is told of a country, as one long table.
enum WhoObeysResource {
  static func render(_ country: String, site: Site) throws -> Resource? {
    let compliance = try site.compliance(country)
    guard !compliance.lines.isEmpty || !compliance.claims.isEmpty else { return nil }
    var writer = CSVWriter(.guarded)
    writer.row(ComplianceTable.columns)
    for row in ComplianceTable(compliance).rows {
      for value in row { writer.append(value: value) }
      writer.endRow()
    }
    return Resource(
      path: Route.data(.whoObeys(country)).path, mediaType: .csv, bytes: writer.take())
  }
}
