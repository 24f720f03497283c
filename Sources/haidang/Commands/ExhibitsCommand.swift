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

  @Option(help: .init(say("exhibits.set-aside"), valueName: "sha256"))
  var setAside: String?

  @Option(help: .init(say("exhibits.use-again"), valueName: "sha256"))
  var useAgain: String?

  @Option(help: .init(say("exhibits.because"), valueName: "text"))
  var because: String?

  @OptionGroup var form: Form
  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  func validate() throws {
    guard let _ = setAside ?? useAgain else {
      if because != nil { throw ValidationError(say("exhibits.because-alone")) }
      return
    }
    if setAside != nil, useAgain != nil || skipped {
      throw ValidationError(say("exhibits.one-at-a-time"))
    }
    if (because ?? "").allSatisfy(\.isWhitespace) {
      throw ValidationError(say("exhibits.needs-because"))
    }
  }

  func run() async throws {
    let observatory = try place.open()
    if let name = setAside ?? useAgain { return try await settle(name, observatory) }
    let line = ProgressLine()
    let readings = try await observatory.readings(
      findsCopies: skipped, progress: line.listener)
    line.finish()
    Terminal.print(
      (skipped ? skippedTable(readings) : table(readings)).rendered(as: form.table))
  }

  /// Changes whether an exhibit counts, and finds anew what follows from it.
  private func settle(_ name: String, _ observatory: Observatory) async throws {
    let keys = try unlocking.keys(of: observatory)
    let isAside = setAside != nil
    let (exhibit, isNew) = try await observatory.set(
      aside: isAside, name, because: because ?? "", keys: keys)
    let named: [String: MessageArgument] = [
      "name": .text(exhibit.name), "sha256": .text(String(exhibit.digest.prefix(12))),
    ]
    guard isNew else { return Terminal.note(say("exhibits.as-before", named)) }
    Terminal.note(say(isAside ? "exhibits.is-aside" : "exhibits.is-used", named))
    if exhibit.form == .actions { return Terminal.note(say("exhibits.run-coordination")) }
    let line = ProgressLine()
    let detection = try await observatory.detect(keys: keys, progress: line.listener)
    line.finish()
    detection.tell()
  }

  private func table(_ readings: [ExhibitReading]) -> Table {
    var table = Table(columns: [
      "sha256", "form", "name", "bytes", "entry", "measurements", "observations", "unobserved",
      "refused", "defects", "set_aside_because",
    ])
    for reading in readings {
      let exhibit = reading.exhibit
      func count(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
      table.rows.append([
        .string(exhibit.digest), .string(exhibit.form.rawValue), .string(exhibit.name),
        count(exhibit.count), count(exhibit.entry), count(reading.measurements),
        count(reading.observations), count(reading.unobserved), count(reading.refused),
        count(reading.defects),
        exhibit.reasonAside.map(JSONValue.string) ?? .null,
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
