import ArgumentParser
import Bytes
import Docket
import Messages
import Record

/// `haidang docket figures`: what came of appeals, by half-year, stage, platform and country.
struct CaseFiguresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures", abstract: say("docket.figures.abstract"),
    discussion: say("docket.figures.discussion"))

  @Option(help: .init(say("docket.list.platform")))
  var platform: String?

  @Option(help: .init(say("docket.list.country"), valueName: "code"))
  var country: String?

  @OptionGroup var form: Form
  @OptionGroup var desk: Desk

  /// What stands for all platforms, or all countries.
  private static let all = "*"

  func run() throws {
    let country = try country.map { try CountryOption.code($0) }
    let platform = platform?.lowercased()
    let book = try CaseBook(desk: desk, forums: nil, names: [])
    // What is hidden depends on all of them: only then is it chosen what is shown.
    let rows = AppealFigures(book.cases.flatMap(\.appealFacts)).rows.filter { row in
      (platform == nil || row.key.platform == platform)
        && (country == nil || row.key.country == country)
    }
    let measures = AppealCounts.Measure.allCases
    var table = Table(
      columns: ["half_year", "stage", "platform", "country"] + measures.map(\.rawValue) + [
        "reversed_of_decided", "reversed_of_decided_low", "reversed_of_decided_high",
        "reversed_of_filed", "median_days", "p90_days", "with_reasons", "state_named", "restored",
        "median_days_to_restoration", "elements",
      ])
    for row in rows {
      table.rows.append(
        [
          .string(row.key.half.description), .string(row.key.stage.rawValue),
          .string(row.key.platform ?? Self.all), .string(row.key.country ?? Self.all),
        ] + measures.map { Self.number(row.counts[$0]) } + shares(of: row))
    }
    Terminal.print(table.rendered(as: form.table))
    if form.table == .text {
      Terminal.print(Messages.text("docket.figures.selection", in: spoken))
      Terminal.print(say("docket.figures.hidden"))
    }
    try book.tellUnreadable()
  }

  private func shares(of row: AppealFigures.Row) -> [JSONValue] {
    [
      Self.percent(row.reversedOfDecided?.share), Self.percent(row.reversedOfDecided?.low),
      Self.percent(row.reversedOfDecided?.high), Self.percent(row.reversedOfFiled?.share),
      Self.number(row.medianDays), Self.number(row.ninetiethDays),
      Self.percent(row.withReasons?.share), Self.percent(row.stateNamed?.share),
      Self.percent(row.restored?.share), Self.number(row.medianDaysToRestoration),
      row.elements.isEmpty
        ? .null
        : .string(
          row.elements.map {
            "\($0.element.rawValue) \($0.present)/\($0.present + $0.unclear + $0.absent)"
          }.joined(separator: "; ")),
    ]
  }

  private static func number(_ value: Int?) -> JSONValue {
    value.map { .integer(Int64($0)) } ?? .null
  }

  /// In percent, with one digit.
  private static func percent(_ share: Double?) -> JSONValue {
    share.map { .number(($0 * 1000).rounded() / 10) } ?? .null
  }
}
