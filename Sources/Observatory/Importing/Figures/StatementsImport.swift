import Bytes
import Ledger
import Messages
import Record
import Transparency

/// The EU's statements of reasons as numbers of countries: statements by platform, category and month, of the
/// countries that were asked for.
///
/// Files are read block by block and not kept: what stays is their SHA-256 and the counts. Small counts are withheld,
/// and no sum is told from which they could be taken.
struct StatementsImport {
  private(set) var records: [FigureDrafts.Entry] = []
  private(set) var remarks: [ImportRemark] = []
  private let name: String

  /// Counts below this are withheld.
  static let smallestCount = 10
  private static let block = 1 << 20

  /// What a file is, by its first bytes: an archive, or a table with the columns of statements.
  enum Shape {
    case archive, table

    init?(_ path: String) throws {
      let file = try ReadableFile(path)
      let head = try file.read(from: 0, count: 8192)
      if path.hasSuffix(".zip"), head.starts(with: ZipReader.magic) {
        self = .archive
        return
      }
      let first = String(decoding: head.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      let names = Set(first.split(separator: ",").map { $0.filter { $0 != "\"" } })
      let needed: [StatementColumn] = [.platformName, .category, .decisionGround, .createdAt]
      guard names.isSuperset(of: needed.map(\.rawValue)) else { return nil }
      self = .table
    }
  }

  /// Each state a row names, then what is asked of it.
  private static let query = StatementQuery([
    .each(StatementColumn.territorialScope.rawValue),
    .column(StatementColumn.platformName.rawValue), .column(StatementColumn.category.rawValue),
    .day(StatementColumn.createdAt.rawValue),
  ])

  /// - Throws: `ObservatoryError.badReport`, `DiskError`.
  init(
    _ path: String, _ shape: Shape, named name: String, of countries: FigureCountries,
    _ names: inout NamedActors
  ) throws {
    self.name = name
    guard countries.areAsked else {
      remark("statements.unasked")
      return
    }
    var hash = SHA256Stream()
    var size = 0
    let counts: StatementCounts
    do {
      counts = try count(path, shape, &hash, &size)
    } catch let fault as StatementFault {
      throw ObservatoryError.badReport(name, "\(fault)")
    } catch let fault as StatementArchive.Fault {
      throw ObservatoryError.badReport(name, "\(fault)")
    } catch let fault as ZipFault {
      throw ObservatoryError.badReport(name, "\(fault)")
    }
    try take(counts, hash.digest(), size, countries, &names)
  }

  private mutating func count(
    _ path: String, _ shape: Shape, _ hash: inout SHA256Stream, _ size: inout Int
  ) throws -> StatementCounts {
    let file = try ReadableFile(path)
    func next() throws -> [UInt8]? {
      let piece = try file.read(from: size, count: Self.block)
      guard !piece.isEmpty else { return nil }
      hash.update(piece)
      size += piece.count
      return piece
    }
    switch shape {
    case .table:
      var counter = StatementCounter(Self.query)
      while let piece = try next() { try counter.read(piece) }
      return try counter.finish()
    case .archive:
      var archive = StatementArchive(Self.query)
      while let piece = try next() {
        try piece.withUnsafeBytes { bytes in try archive.read(bytes) }
      }
      let result = try archive.finish()
      if !result.passedOver.isEmpty {
        remark("passed-over", ["names": .text(TransparencyImport.list(result.passedOver))])
      }
      return result.counts
    }
  }

  private mutating func take(
    _ counts: StatementCounts, _ digest: [UInt8], _ size: Int, _ countries: FigureCountries,
    _ names: inout NamedActors
  ) throws {
    tell(counts)
    let totals = StatementTotals(counts)
    let others = totals.areas.subtracting(countries.codes).sorted()
    if !others.isEmpty {
      remark("others", ["countries": .text(TransparencyImport.list(others, most: 40))])
    }
    let wanted = totals.totals.filter { countries.codes.contains($0.area) }
    let told = wanted.filter { $0.high >= Double(Self.smallestCount) }
    if told.count < wanted.count {
      remark(
        "withheld",
        [
          "count": .number(wanted.count - told.count), "least": .number(Self.smallestCount),
        ])
    }
    if totals.undated > 0 { remark("undated", ["count": .number(totals.undated)]) }
    guard let through = totals.through, !told.isEmpty else { return }
    let export = FigureDrafts.Export(
      report: "dsa-statements-of-reasons", through: through, digest: digest, size: size)
    guard var drafts = FigureDrafts(export) else { return }
    var nameless = 0
    for total in told where try !drafts.add(total, &names) { nameless += 1 }
    if nameless > 0 { remark("nameless", ["count": .number(nameless)]) }
    records = [drafts.source] + drafts.series + drafts.figures
  }

  private mutating func remark(_ key: String, _ arguments: [String: MessageArgument] = [:]) {
    remarks.append(ImportRemark(file: name, key: key, arguments: arguments))
  }

  private mutating func tell(_ counts: StatementCounts) {
    if counts.misshapen.count > 0 {
      remark("misshapen", ["count": .number(counts.misshapen.count)])
    }
    if counts.rowsWithoutCodes > 0 {
      remark(
        "stateless", ["count": .number(counts.rowsWithoutCodes), "of": .number(counts.rows)])
    }
    if counts.unreadableLists.count > 0 {
      remark("unreadable-states", ["count": .number(counts.unreadableLists.count)])
    }
    if !counts.unknownColumns.isEmpty {
      remark(
        "unknown-columns", ["columns": .text(TransparencyImport.list(counts.unknownColumns))])
    }
    for (column, codes) in counts.unknownCodes.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      remark(
        "unknown-values",
        [
          "column": .text(column.rawValue),
          "values": .text(TransparencyImport.list(codes.keys.sorted())),
        ])
    }
  }
}
