internal import Bytes
public import Record

/// Who obeys in one country: what companies publish of demands and of what became of them, export beside export, and
/// what the government claims of it. Nothing of one is ever put into the other.
public struct Compliance: Sendable {
  /// The country by its code of two letters; `EU` for the Union as a whole.
  public let country: String
  /// Companies' numbers, by company, service and part, then by export.
  public private(set) var lines: [ComplianceLine] = []
  /// Claims of the government, by platform, series and period.
  public private(set) var claims: [ComplianceClaim] = []

  /// Countries of which the record has companies' numbers or a government's claims.
  ///
  /// - Complexity: O(figures of such series).
  public static func countries(of holdings: any Holdings) throws -> [String] {
    var found: Set<String> = []
    for series in try series(of: holdings) {
      for version in try holdings.figures(of: series.id) {
        if let country = version.content["country"].text { found.insert(country) }
      }
    }
    return found.sorted()
  }

  /// Series with a measure that companies publish, and claims of governments.
  private static func series(of holdings: any Holdings) throws -> [Series] {
    var found: [Series] = []
    try holdings.each(.series) { version in
      let series = try Series(version.content)
      guard series.evidence.retraction == nil else { return }
      if series.basis == .governmentClaim || series.basis == .companyReport && series.measure != nil
      {
        found.append(series)
      }
    }
    return found
  }

  /// Reads the record.
  ///
  /// - Complexity: O(figures of the series concerned).
  public init(of holdings: any Holdings, country: String) throws {
    self.country = country
    let files = try Self.files(of: holdings)
    var lines: [LineKey: ComplianceLine] = [:]
    var claimed: [(series: Series, figure: Figure)] = []
    for series in try Self.series(of: holdings) {
      for version in try holdings.figures(of: series.id) {
        let figure = try Figure(version.content)
        // Of the Union as a whole figures have no country.
        guard figure.country == (country == "EU" ? nil : country),
          figure.evidence.retraction == nil
        else { continue }
        if series.basis == .governmentClaim {
          claimed.append((series, figure))
        } else if let measure = series.measure {
          Self.add(figure, measure, series, files, to: &lines)
        }
      }
    }
    self.lines = lines.values.map { line in
      var line = line
      line.points.sort { $0.period < $1.period }
      return line
    }.sorted { ($0.subject, $0.vintage) < ($1.subject, $1.vintage) }
    claims = try claimed.map { try claim($0.series, $0.figure, holdings) }.sorted()
  }

  private struct LineKey: Hashable {
    var subject: ComplianceLine.Subject
    var vintage: ComplianceLine.Vintage
  }

  /// Sources of which the record has the digest: the first that is of the same file, by name.
  private static func files(of holdings: any Holdings) throws -> [Slug: Slug] {
    var first: [String: Slug] = [:]
    var files: [Slug: Slug] = [:]
    try holdings.each(.source) { version in
      guard let digest = version.content["sha256"].text else { return }
      let id = version.reference.id
      let known = first[digest.lowercased()] ?? id
      first[digest.lowercased()] = known
      files[id] = known
    }
    return files
  }

  private static func add(
    _ figure: Figure, _ measure: Measure, _ series: Series, _ files: [Slug: Slug],
    to lines: inout [LineKey: ComplianceLine]
  ) {
    let subject = ComplianceLine.Subject(
      publisher: series.publisher, platform: series.platform, scope: series.scope)
    var vintage = ComplianceLine.Vintage(
      date: figure.vintage, source: figure.evidence.sources.first)
    var key = LineKey(subject: subject, vintage: vintage)
    // One file is one export, by whatever source and date its numbers came into the record.
    if let file = vintage.source.flatMap({ files[$0] }) {
      vintage.source = file
      key.vintage = ComplianceLine.Vintage(date: nil, source: file)
    }
    var line = lines[key] ?? ComplianceLine(subject: subject, vintage: vintage)
    line.vintage = max(line.vintage, vintage)
    line.series[measure] = line.series[measure] ?? series.id
    if let place = line.points.firstIndex(where: { $0.period == figure.period }) {
      // Two numbers of the same export for the same are not for us to choose between: the first by name stands.
      if line.points[place].figures[measure] == nil {
        line.points[place].figures[measure] = figure
      }
    } else {
      line.points.append(CompliancePoint(period: figure.period, figures: [measure: figure]))
    }
    lines[key] = line
  }

  /// The exports of the same company, service and part, in the order of their dates.
  public var subjects: [(subject: ComplianceLine.Subject, vintages: [ComplianceLine])] {
    lines.reduce(into: []) { groups, line in
      if groups.last?.subject == line.subject {
        groups[groups.count - 1].vintages.append(line)
      } else {
        groups.append((line.subject, [line]))
      }
    }
  }

  private func claim(
    _ series: Series, _ figure: Figure, _ holdings: any Holdings
  ) throws -> ComplianceClaim {
    var claim = ComplianceClaim(
      series: series.id, platform: series.platform, measure: series.measure,
      against: series.claimedAgainst, figure: figure)
    let company = try series.claimedAgainst.flatMap {
      try holdings.version(of: RecordReference(.series, $0))
    }.map { try Series($0.content) }
    // A rate is read beside the company's own of the same service; a count beside the series it is claimed against.
    let platform = claim.isRate ? series.platform : company?.platform ?? series.platform
    let near = lines.filter {
      platform != nil && $0.subject.platform == platform && $0.subject.scope == company?.scope
    }
    if claim.isRate {
      claim.counted = near.compactMap { ComplianceClaim.Counted($0, over: figure.period, .rate) }
    } else if let measure = company?.measure {
      claim.counted = near.compactMap {
        ComplianceClaim.Counted($0, over: figure.period, .count(measure))
      }
    }
    return claim
  }
}
