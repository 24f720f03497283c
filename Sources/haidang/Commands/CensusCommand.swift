import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang census`: who was held on a day.
struct CensusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "census", abstract: say("census.abstract"), discussion: say("census.discussion"))

  @Option(help: .init(say("census.on"), valueName: "date"))
  var on: String

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    guard let day = CivilDay(parsing: on) else {
      throw ValidationError(say("census.bad-date", ["text": .text(on)]))
    }
    let observatory = try place.open()
    let census = try observatory.census(on: day, in: spoken)
    Terminal.print(
      Table(columns: census.columns, rows: census.rows).rendered(as: form.table))
    if form.table == .text {
      Terminal.note(
        say(
          "census.summary",
          [
            "certain": .number(census.certain), "possible": .number(census.possible),
            "excluded": .number(census.excluded), "rule": .text(say("census.rule")),
          ]))
    }
  }
}
