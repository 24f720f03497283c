import ArgumentParser
import Bytes
import Messages
import Observatory

/// `haidang exhibits`: the files that methods read, and what could not be read in them.
struct ExhibitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exhibits", abstract: say("exhibits.abstract"),
    discussion: say("exhibits.discussion"))

  @Flag(help: .init(say("exhibits.skipped")))
  var skipped = false

  @OptionGroup var form: Form
  @OptionGroup var place: Place

  func run() async throws {
    let observatory = try place.open()
    let line = ProgressLine()
    let readings = try await observatory.readings(
      findsCopies: skipped, progress: line.listener)
    line.finish()
    Terminal.print(
      (skipped ? skippedTable(readings) : table(readings)).rendered(as: form.table))
  }

  private func table(_ readings: [ExhibitReading]) -> Table {
    var table = Table(columns: [
      "sha256", "form", "name", "bytes", "entry", "measurements", "observations", "unobserved",
      "refused", "defects",
    ])
    for reading in readings {
      let exhibit = reading.exhibit
      func count(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
      table.rows.append([
        .string(exhibit.digest), .string(exhibit.form.rawValue), .string(exhibit.name),
        count(exhibit.count), count(exhibit.entry), count(reading.measurements),
        count(reading.observations), count(reading.unobserved), count(reading.refused),
        count(reading.defects),
      ])
    }
    return table
  }

  private func skippedTable(_ readings: [ExhibitReading]) -> Table {
    var table = Table(columns: ["name", "sha256", "place"])
    for reading in readings {
      for place in reading.skipped {
        table.rows.append([
          .string(reading.exhibit.name), .string(reading.exhibit.digest), .string(place),
        ])
      }
    }
    return table
  }
}
