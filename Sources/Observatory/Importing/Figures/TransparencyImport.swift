import Bytes
import Ledger
import Messages
import Record
import Transparency

/// A file of a transparency report on its way to records.
struct TransparencyImport {
  private(set) var records: [FigureDrafts.Entry] = []
  private(set) var remarks: [ImportRemark] = []
  private let name: String

  /// Reads a report of a company.
  ///
  /// - Throws: `ObservatoryError.badReport` for a file that cannot be read, or where nobody says of which countries.
  init(
    _ bytes: [UInt8], as kind: TransparencyFile.Kind, named name: String,
    of countries: FigureCountries, _ names: inout NamedActors
  ) throws {
    self.name = name
    let file: TransparencyFile
    do throws(FigureFileFault) {
      file = try TransparencyFile.read(bytes, as: kind, of: countries.codes, named: name)
    } catch { throw ObservatoryError.badReport(name, "\(error)") }
    guard !countries.codes.isEmpty else {
      throw ObservatoryError.noCountry(name, file.areas.sorted())
    }
    tell(file, countries)
    guard let through = file.through, !file.totals.isEmpty else { return }
    let export = FigureDrafts.Export(
      report: kind.report, through: through, digest: SHA256Digest.of(bytes), size: bytes.count)
    guard var drafts = FigureDrafts(export) else { return }
    var nameless = 0
    for total in file.totals where try !drafts.add(total, &names) { nameless += 1 }
    if nameless > 0 { remark("nameless", ["count": .number(nameless)]) }
    records = [drafts.source] + drafts.series + drafts.figures
  }

  private mutating func remark(_ key: String, _ arguments: [String: MessageArgument]) {
    remarks.append(ImportRemark(file: name, key: key, arguments: arguments))
  }

  /// Nothing is passed over in silence.
  private mutating func tell(_ file: TransparencyFile, _ countries: FigureCountries) {
    let others = file.areas.subtracting(countries.codes).sorted()
    let missing = countries.codes.subtracting(file.areas).sorted()
    if !missing.isEmpty {
      remark("no-numbers", ["countries": .text(missing.joined(separator: ", "))])
    }
    if !others.isEmpty { remark("others", ["countries": .text(Self.list(others, most: 40))]) }
    if !file.unknownPlaces.isEmpty {
      remark("no-countries", ["names": .text(Self.list(file.unknownPlaces.sorted()))])
    }
    for (what, count) in file.leftOut.sorted(by: { $0.key < $1.key }) {
      remark("left-out", ["count": .number(count), "what": .text(ShownText.line(what))])
    }
    tell(file.notes)
  }

  private mutating func tell(_ reading: ReadingNotes) {
    if reading.refusedRows > 0 {
      remark("refused", ["count": .number(reading.refusedRows), "of": .number(reading.rows)])
    }
    if reading.refusedNumbers > 0 {
      remark("refused-numbers", ["count": .number(reading.refusedNumbers)])
    }
    for refusal in reading.refusals.prefix(5) {
      remark(
        refusal.line == nil ? "row" : "line",
        [
          "place": .text(String(refusal.line ?? refusal.row)),
          "field": .text(ShownText.line(refusal.field)),
          "text": .text(ShownText.line(refusal.text)),
        ])
    }
    if !reading.unknownColumns.isEmpty {
      remark("unknown-columns", ["columns": .text(Self.list(reading.unknownColumns))])
    }
    if !reading.missingColumns.isEmpty {
      remark("missing-columns", ["columns": .text(Self.list(reading.missingColumns))])
    }
    for (column, values) in reading.unknownValues.sorted(by: { $0.key < $1.key }) {
      remark(
        "unknown-values",
        [
          "column": .text(ShownText.line(column)), "values": .text(Self.list(values.keys.sorted())),
        ])
    }
    if reading.unevenRows > 0 { remark("uneven", ["count": .number(reading.unevenRows)]) }
  }

  /// The first of many, and how many more there are.
  static func list(_ texts: [String], most: Int = 10) -> String {
    let shown = texts.prefix(most).map { ShownText.line($0) }.joined(separator: ", ")
    return texts.count > most ? "\(shown), … (+\(texts.count - most))" : shown
  }
}

extension TransparencyFile.Kind {
  /// The name of the messages about it, and the beginning of its source's name.
  var report: String {
    switch self {
    case .google: "google-transparency-report"
    case .apple: "apple-transparency-report"
    case .github: "github-transparency-center"
    case .meta: "meta-transparency-report"
    case .tiktok: "tiktok-transparency-report"
    case .x: "x-transparency-report"
    case .harmonised: "dsa-transparency-reports"
    }
  }
}
