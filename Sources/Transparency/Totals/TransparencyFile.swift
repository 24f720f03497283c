internal import Bytes
public import Record

/// A file of a transparency report as numbers of countries: what an import records.
///
/// What a file is, is told by its columns or members and never by its name. The time of a table that has no column for it is
/// told by its name or title.
public struct TransparencyFile: Sendable {
  /// What a file is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Google's figures on government removals, in any of their shapes.
    case google
    case apple, github
    /// Tables of one half-year, with a row for each country.
    case meta, tiktok
    /// A table with a row for each country and half-year.
    case x
    /// The reports of large platforms in the EU's common template.
    case harmonised
  }

  /// What it is.
  public let kind: Kind
  /// The numbers of the countries that were asked for.
  public internal(set) var totals: [FigureTotal] = []
  /// The countries and areas of which the file has numbers, asked for or not.
  public internal(set) var areas: Set<String> = []
  /// Names that stand where a country should, and are not known.
  public internal(set) var unknownPlaces: Set<String> = []
  /// The last period of which the file has numbers of any country.
  public internal(set) var through: EDTF?
  /// Numbers that are no part of what an import records, by what they are about.
  public internal(set) var leftOut: [String: Int] = [:]
  /// What was met.
  public internal(set) var notes = ReadingNotes()

  init(_ kind: Kind) { self.kind = kind }

  /// What a file is; `nil` for a file that is none of these.
  ///
  /// - Complexity: O(1) for a table, O(n) for JSON.
  public static func kind(of bytes: [UInt8]) -> Kind? {
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard first == UInt8(ascii: "{") else {
      let head = bytes.prefix(1 << 16).prefix { $0 != 0x0A && $0 != 0x0D }
      guard let table = try? FigureTable(Array(head)) else { return nil }
      return GoogleRemovals.kind(of: table) != nil ? .google : company(of: table, bytes)
    }
    var tape = JSONTape()
    guard (try? tape.read(bytes)) != nil else { return nil }
    func has(_ name: StaticString) -> Bool {
      tape.member(name, of: .root).map { tape.kind(of: $0) == .array } ?? false
    }
    if has("services"), has("service_platforms"), has("t7") { return .harmonised }
    guard has("rows") else { return nil }
    if has("request_types"), has("measures"), has("countries") { return .apple }
    if has("requestors"), has("schema"), has("country_names") { return .google }
    return has("columns") && GitHubReport.hasColumns(tape) ? .github : nil
  }

  /// Whose table a table is that may have a title above its columns.
  private static func company(of table: FigureTable, _ bytes: [UInt8]) -> Kind? {
    var table = table
    if table.names.count(where: { !$0.isEmpty }) == 1 {
      let lines = bytes.prefix(1 << 16).split(maxSplits: 2) { $0 == 0x0A || $0 == 0x0D }
      guard lines.count > 1, let under = try? FigureTable(Array(lines[1])) else { return nil }
      table = under
    }
    switch CompanyTable.Kind(of: table) {
    case .meta: return .meta
    case .tiktok: return .tiktok
    case .x: return .x
    case nil: return nil
    }
  }

  /// Reads a file of a known kind.
  ///
  /// - Parameter name: of the file, which tells the time of a table that does not.
  /// - Parameter wanted: the countries of which numbers are kept, `EU` for the Union; `nil` for all.
  /// - Throws: `FigureFileFault`.
  /// - Complexity: O(n) in its length; holds the sums of the countries that are wanted.
  public static func read(
    _ bytes: [UInt8], as kind: Kind, of wanted: Set<String>?, named name: String = ""
  ) throws(FigureFileFault) -> TransparencyFile {
    var file = TransparencyFile(kind)
    var sums = TotalSums(wanted: wanted)
    switch kind {
    case .google:
      let removals = try GoogleRemovals.read(bytes, vintage: "")
      file.notes = removals.notes
      for row in removals.rows { sums.add(row) }
      for figure in removals.figures { sums.add(figure, service: nil, scope: nil) }
    case .apple:
      let report = try AppleReport.read(bytes, vintage: "")
      file.notes = report.notes
      for figure in report.figures {
        guard figure.product != nil else {
          // What is left out still tells up to when the file goes.
          if let period = figure.period.date { sums.reach(period) }
          file.leftOut["requests for data", default: 0] += 1
          continue
        }
        sums.add(figure, service: figure.product, scope: figure.reason)
      }
    case .github:
      let report = try GitHubReport.read(bytes, vintage: "")
      file.notes = report.notes
      file.leftOut = report.passedOver
      for figure in report.figures { sums.add(figure, service: nil, scope: figure.reason) }
    case .meta, .tiktok, .x:
      let table = try CompanyTable.read(bytes, named: name, vintage: "")
      file.notes = table.notes
      for figure in table.figures {
        guard !figure.isTotal else {
          file.leftOut["sums of all countries", default: 0] += 1
          continue
        }
        sums.add(figure, service: nil, scope: nil)
      }
    case .harmonised:
      let reports = try HarmonisedReports.read(bytes)
      file.notes = reports.notes
      guard let period = TransparencyFigure.Period.date(reports.period) else {
        throw .member("meta.period")
      }
      sums.add(reports, period, leftOut: &file.leftOut)
    }
    file.totals = sums.totals
    file.areas = sums.areas
    file.unknownPlaces = sums.unknownPlaces
    file.through = sums.through
    for text in sums.oddPeriods.keys.sorted() {
      file.notes.note(text, in: "period")
    }
    for key in sums.twice { file.notes.refuse(row: 0, "\(key.measure.rawValue)", "given twice") }
    return file
  }
}

/// Sums of rows by what they are about.
struct TotalSums {
  let wanted: Set<String>?
  private var sums: [FigureTotal.Key: FigureTotal] = [:]
  private(set) var areas: Set<String> = []
  private(set) var unknownPlaces: Set<String> = []
  private(set) var through: EDTF?
  private(set) var oddPeriods: [String: Int] = [:]
  /// Shares and times of which there are several.
  private(set) var twice: [FigureTotal.Key] = []

  init(wanted: Set<String>?) { self.wanted = wanted }

  /// The sums in a fixed order.
  var totals: [FigureTotal] { sums.values.sorted(by: FigureTotal.isOrdered) }

  /// Notes that there is something of an area and a time.
  ///
  /// - Returns: whether it is wanted.
  private mutating func takes(_ area: String, _ period: EDTF) -> Bool {
    areas.insert(area)
    reach(period)
    return wanted?.contains(area) ?? true
  }

  /// Notes up to when a file goes.
  mutating func reach(_ period: EDTF) {
    if through.map({ $0.hi() < period.hi() }) ?? true { through = period }
  }

  mutating func add(_ total: FigureTotal) {
    guard takes(total.area, total.period) else { return }
    guard var sum = sums[total.key] else {
      sums[total.key] = total
      return
    }
    if sum.add(total) { sums[total.key] = sum } else { twice.append(total.key) }
  }

  private mutating func area(of territory: Territory?) -> String? {
    guard let code = territory?.countryCode else {
      unknownPlaces.insert(territory?.description ?? "—")
      return nil
    }
    return code
  }

  mutating func add(_ row: RemovalRow) {
    guard let period = row.period.date, let area = area(of: row.territory),
      takes(area, period)
    else { return }
    let isPartly = row.period < RemovalRegime.firstWithAllOutcomes
    for measure in RemovalRow.Counts.measures {
      guard let count = row.counts[measure] else { continue }
      var total = FigureTotal(
        company: "Google", service: nil, scope: nil, area: area, period: period, measure: measure,
        low: Double(count), high: Double(count))
      if measure == .itemsRequested, let excess = row.counts.excess, excess != 0 {
        total.caveats.insert(.partsDoNotAddUp)
        total.unevenRows = 1
        total.excess = Double(excess)
      }
      if isPartly, measure != .requests, measure != .itemsRequested {
        total.caveats.insert(.outcomesPartlyFilled)
      }
      add(total)
    }
  }

  mutating func add(_ figure: TransparencyFigure, service: String?, scope: String?) {
    guard let area = area(of: figure.territory) else { return }
    guard let period = figure.period.date else {
      oddPeriods[figure.period.description, default: 0] += 1
      return
    }
    var total = FigureTotal(
      company: figure.publisher, service: service, scope: scope, area: area, period: period,
      measure: figure.measure, low: figure.low, high: figure.high,
      caveats: Set(figure.caveats.map(\.code)))
    for case .partsDoNotAddUp(let excess) in figure.caveats {
      total.unevenRows = 1
      total.excess = excess
    }
    add(total)
  }
}

extension TransparencyFigure.Caveat {
  /// The code by which records name it.
  public var code: FigureCaveat {
    switch self {
    case .partsDoNotAddUp: .partsDoNotAddUp
    case .fractionInCount: .fractionInCount
    case .band: .band
    case .outcomesPartlyFilled: .outcomesPartlyFilled
    case .unitDiffersBetweenFilers: .unitDiffers
    case .methodUnpublished: .methodUnpublished
    }
  }
}
