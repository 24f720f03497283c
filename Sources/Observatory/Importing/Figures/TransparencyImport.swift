import Bytes
import Ledger
import Record
import Transparency

/// A file of a transparency report on its way to records.
struct TransparencyImport {
  private(set) var records: [FigureDrafts.Entry] = []
  private(set) var notes: [String] = []
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
      file = try TransparencyFile.read(bytes, as: kind, of: countries.codes)
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
    if nameless > 0 { note("\(nameless) numbers have names that no record can have") }
    records = [drafts.source] + drafts.series + drafts.figures
  }

  private mutating func note(_ text: String) { notes.append("\(name): \(text)") }

  /// Nothing is passed over in silence.
  private mutating func tell(_ file: TransparencyFile, _ countries: FigureCountries) {
    let others = file.areas.subtracting(countries.codes).sorted()
    let missing = countries.codes.subtracting(file.areas).sorted()
    if !missing.isEmpty { note("no numbers of \(missing.joined(separator: ", "))") }
    if !others.isEmpty {
      let shown = others.prefix(40).joined(separator: ", ")
      let rest = others.count > 40 ? " and \(others.count - 40) more" : ""
      note("other countries in it: \(shown)\(rest); take them in with --country")
    }
    if !file.unknownPlaces.isEmpty {
      note("no countries: \(Self.list(file.unknownPlaces.sorted()))")
    }
    for (what, count) in file.leftOut.sorted(by: { $0.key < $1.key }) {
      note("left out: \(count) of \(ShownText.line(what))")
    }
    tell(file.notes)
  }

  private mutating func tell(_ reading: ReadingNotes) {
    if reading.refusedRows > 0 {
      note("\(reading.refusedRows) of \(reading.rows) rows could not be taken")
      for refusal in reading.refusals.prefix(5) {
        let line = refusal.line.map { "line \($0)" } ?? "row \(refusal.row)"
        note("\(line): \(ShownText.line(refusal.field)): \(ShownText.line(refusal.text))")
      }
    }
    if !reading.unknownColumns.isEmpty {
      note("columns that nobody reads: \(Self.list(reading.unknownColumns))")
    }
    if !reading.missingColumns.isEmpty {
      note("columns that are missing: \(Self.list(reading.missingColumns))")
    }
    for (column, values) in reading.unknownValues.sorted(by: { $0.key < $1.key }) {
      note("unknown in \(ShownText.line(column)): \(Self.list(values.keys.sorted()))")
    }
    if reading.unevenRows > 0 {
      note("\(reading.unevenRows) rows have outcomes that do not add up; they are kept as they are")
    }
  }

  static func list(_ texts: [String]) -> String {
    let shown = texts.prefix(10).map(ShownText.line).joined(separator: ", ")
    return texts.count > 10 ? "\(shown) and \(texts.count - 10) more" : shown
  }
}

extension TransparencyFile.Kind {
  /// The name of the messages about it, and the beginning of its source's name.
  var report: String {
    switch self {
    case .google: "google-transparency-report"
    case .apple: "apple-transparency-report"
    case .github: "github-transparency-center"
    case .harmonised: "dsa-transparency-reports"
    }
  }
}
