import ArgumentParser
import Bytes
import Messages
import Observatory
import Record

/// `haidang import`: takes files into the record.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: say("import.abstract"), discussion: say("import.discussion"))

  @Argument(help: .init(say("import.paths")))
  var paths: [String]

  @Flag(help: .init(say("import.dry-run")))
  var dryRun = false

  @Option(help: .init(say("import.language"), valueName: "vi|en"))
  var language: Language = .en

  @Option(help: .init(say("import.country"), valueName: "VN,…"))
  var country: [String] = []

  @Flag(help: .init(say("import.actions")))
  var actions = false

  @OptionGroup(title: say("import.actions-title"))
  var columns: ActionColumnArguments

  @Option(help: .init(say("import.in-clear"), valueName: "word,…"))
  var inClear: [String] = []

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var place: Place
  @OptionGroup var unlocking: Unlocking

  mutating func validate() throws {
    country = try country.flatMap { $0.split(separator: ",") }.map {
      try CountryOption.code(String($0))
    }
  }

  func run() async throws {
    let observatory = try place.open()
    if actions || columns.isGiven || !inClear.isEmpty { return try await takeActions(observatory) }
    let line = ProgressLine()
    var found = try observatory.exhibits(among: paths)
    let ended = found.exhibits.isEmpty ? nil : try await take(&found, observatory, line)
    if found.exhibits.isEmpty { found.tell() }
    if !found.rest.isEmpty {
      do { try await record(found.rest, observatory, line) } catch let error as ObservatoryError {
        let actions = ActionFiles.likely(among: found.rest)
        for file in actions {
          Terminal.note(say("import.hint-actions", ["file": .text(file)]))
        }
        throw error
      }
    }
    await observatory.tellRepairs()
    // What could not be opened may hold anything: the rest is in, and whoever called is told.
    if found.isIncomplete { throw ExitCode(3) }
    if let ended { throw ended }
  }

  /// Files of actions: names become pseudonyms before anything is written.
  private func takeActions(_ observatory: Observatory) async throws {
    let line = ProgressLine()
    let options = try columns.options()
    let codes = inClear.flatMap { $0.split(separator: ",").map(String.init) }
    let intake: ActionsIntake
    if dryRun {
      intake = try observatory.look(
        atActionsIn: paths, options, inClear: codes, progress: line.listener)
    } else {
      intake = try await observatory.take(
        actionsIn: paths, options, inClear: codes, keys: try unlocking.keys(of: observatory),
        progress: line.listener)
    }
    line.finish()
    if json {
      Terminal.print(Array(intake.json.indentedText.utf8))
    } else {
      intake.tell(isTrial: dryRun)
    }
    await observatory.tellRepairs()
  }

  private func record(
    _ paths: [String], _ observatory: Observatory, _ line: ProgressLine
  ) async throws {
    let intake = try observatory.read(
      paths, language: language, countries: country, progress: line.listener)
    line.finish()
    if !dryRun, intake.changes > 0 {
      let keys = try unlocking.keys(of: observatory)
      try await observatory.take(intake, keys: keys, progress: line.listener)
      line.finish()
    }
    if !dryRun, try await observatory.isUnfinished {
      try await observatory.finish(keys: try unlocking.keys(of: observatory))
    }
    report(intake)
  }

  /// Files that methods read: they go on the shelf, and what they say is found at once.
  ///
  /// - Returns: the code to end with, where nothing could be read in them.
  private func take(
    _ found: inout FoundFiles, _ observatory: Observatory, _ line: ProgressLine
  ) async throws -> ExitCode? {
    if dryRun {
      found.tell()
      Terminal.print(say("import.would-exhibits", ["count": .number(found.exhibits.count)]))
      return nil
    }
    let keys = try unlocking.keys(of: observatory)
    let intake = try await observatory.take(found.exhibits, keys: keys, progress: line.listener)
    found.add(intake.passedOver)
    let detection = try await observatory.detect(keys: keys, progress: line.listener)
    line.finish()
    if json {
      let summary: JSONValue = [
        "detected": detection.json, "exhibits": intake.json, "folders": found.json,
      ]
      Terminal.print(Array(summary.indentedText.utf8))
    } else {
      found.tell()
      tell(intake)
      detection.tell()
    }
    return intake.refused > 0 && intake.measurements == 0 ? ExitCode(3) : nil
  }

  private func tell(_ intake: MeasuringIntake) {
    for example in intake.examples.prefix(10) { Terminal.note(example) }
    if intake.refused + intake.defects + intake.unobserved > 0 {
      Terminal.note(say("import.show-skipped"))
    }
    Terminal.print(
      say(
        "import.exhibits",
        [
          "added": .number(intake.added), "known": .number(intake.known),
          "measurements": .number(intake.measurements),
          "unobserved": .number(intake.unobserved), "refused": .number(intake.refused),
          "defects": .number(intake.defects),
        ]))
    if intake.fingerprints + intake.prefixes > 0 {
      Terminal.print(
        say(
          "import.tables",
          [
            "fingerprints": .number(intake.fingerprints), "prefixes": .number(intake.prefixes),
            "refused": .number(intake.refusedRows),
          ]))
    }
  }

  private static let mostListed = 200

  private func list(_ plan: [Intake.Change]) {
    for change in plan.prefix(Self.mostListed) {
      let fields = change.isNew ? "" : ": " + change.fields.joined(separator: ", ")
      Terminal.print("\(change.isNew ? "+" : "~") \(change.reference)\(fields)")
    }
    let rest = plan.count - Self.mostListed
    if rest > 0 { Terminal.print(say("import.more-changes", ["count": .number(rest)])) }
  }

  private func report(_ intake: Intake) {
    if json { return Terminal.print(Array(intake.summary.indentedText.utf8)) }
    for note in intake.notes { Terminal.note(note) }
    for remark in intake.remarks { Terminal.note(remark.text(in: spoken)) }
    if dryRun { list(intake.plan) }
    Terminal.print(
      say(
        dryRun ? "import.would" : "import.done",
        [
          "created": .number(intake.created), "corrected": .number(intake.corrected),
          "unchanged": .number(intake.unchanged),
        ]))
  }
}

extension MeasuringIntake {
  /// For programs.
  var json: JSONValue {
    [
      "added": .integer(Int64(added)), "defects": .integer(Int64(defects)),
      "examples": .array(examples.map { .string($0) }),
      "fingerprints": .integer(Int64(fingerprints)), "prefixes": .integer(Int64(prefixes)),
      "refused_rows": .integer(Int64(refusedRows)), "known": .integer(Int64(known)),
      "measurements": .integer(Int64(measurements)), "refused": .integer(Int64(refused)),
      "unobserved": .integer(Int64(unobserved)),
    ]
  }
}
