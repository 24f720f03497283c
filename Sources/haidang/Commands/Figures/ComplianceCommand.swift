import ArgumentParser
import Bytes
import Messages
import Observatory
import Record
import Transparency

/// `haidang figures compliance`: rates with their numerators and denominators named, of files or of the record.
struct ComplianceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compliance", abstract: say("figures.compliance.abstract"),
    discussion: say("figures.compliance.discussion"))

  @Argument(help: .init(say("figures.compliance.files"), valueName: "file"))
  var files: [String] = []

  @Option(help: .init(say("figures.compliance.country"), valueName: "code"))
  var country: String

  @OptionGroup var place: Place
  @OptionGroup var form: Form

  mutating func validate() throws {
    country = try CountryOption.code(country)
    try form.validate()
  }

  func run() throws {
    if files.isEmpty {
      try RecordedCompliance(country: country, form: form.table).tell(try place.open().holdings)
    } else {
      try ComplianceOfFiles(files: files, country: country, form: form.table).tell()
    }
  }
}

/// What files of one company say of a country, side by side.
struct ComplianceOfFiles {
  let files: [String]
  let country: String
  let form: Table.Form

  func tell() throws {
    var all: [RemovalSeries] = []
    var table = Table(columns: Self.columns)
    for path in files {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let removals = try GoogleRemovals.read(try ReportFolder.read(path), vintage: name)
      let series = RemovalSeries(removals) { $0.territory == .country(country) }
      tell(removals.notes, of: name)
      if series.points.isEmpty {
        Terminal.note(
          say("figures.compliance.none", ["file": .text(name), "country": .text(country)]))
      }
      all.append(series)
      for point in series.points { table.rows.append(Self.row(point, of: series.vintage)) }
    }
    Terminal.print(table.rendered(as: form))
    if form == .text { tellBreaks(all) }
  }

  private static let columns =
    ["vintage", "period"] + RemovalRow.Counts.measures.map(\.rawValue)
    + ["R1", "R1_of", "R2", "R2_of", "R3", "R3_of", "uneven_rows"]

  private static func row(_ point: RemovalSeries.Point, of vintage: String) -> [JSONValue] {
    func count(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    var row: [JSONValue] = [.string(vintage), .string("\(point.period)")]
    row += RemovalRow.Counts.measures.map { count(point.counts[$0]) }
    for formula in RateFormula.allCases {
      let rate = point.rate(formula)
      row.append(rate?.percent.map { .number(($0 * 10).rounded() / 10) } ?? .null)
      row.append(rate.map { .string("\($0.part)/\($0.base)") } ?? .null)
    }
    row.append(count(point.unevenRows))
    return row
  }

  private func tell(_ notes: ReadingNotes, of file: String) {
    if notes.refusedRows > 0 {
      Terminal.note(
        say(
          "figures.refused",
          ["file": .text(file), "count": .number(notes.refusedRows), "of": .number(notes.rows)]))
      for refusal in notes.refusals.prefix(5) {
        Terminal.note("  \(refusal.row): \(refusal.field) “\(refusal.text.prefix(60))”")
      }
    }
    for column in notes.unknownColumns {
      Terminal.note(say("figures.unknown-column", ["file": .text(file), "column": .text(column)]))
    }
    for (column, values) in notes.unknownValues.sorted(by: { $0.key < $1.key }) {
      Terminal.note(
        say(
          "figures.unknown-values",
          [
            "file": .text(file), "column": .text(column),
            "values": .text(values.keys.sorted().prefix(10).joined(separator: "; ")),
          ]))
    }
    if notes.unevenRows > 0 {
      Terminal.note(
        say("figures.uneven", ["file": .text(file), "count": .number(notes.unevenRows)]))
    }
  }

  private func tellBreaks(_ all: [RemovalSeries]) {
    Terminal.note(say("figures.compliance.formulas"))
    if all.contains(where: { $0.stretches.count > 1 }) {
      Terminal.note(say("figures.compliance.break"))
    }
    guard all.count > 1 else { return }
    for (place, other) in all.enumerated().dropFirst() {
      let differences = all[0].differences(from: other)
      Terminal.note(
        say(
          "figures.compliance.differences",
          [
            "one": .text(all[0].vintage), "other": .text(all[place].vintage),
            "count": .number(differences.count),
          ]))
    }
  }
}
