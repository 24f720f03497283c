import Record

/// The chart of a series as a file.
enum ChartResource {
  static func render(_ series: Slug, _ form: Route.ChartForm, site: Site) throws -> Resource? { nil }
  static func hasChart(_ series: Slug, site: Site) throws -> Bool { false }
}
