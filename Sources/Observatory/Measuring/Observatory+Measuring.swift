import Bytes
public import Interference
import Ledger
import Record
import Store

/// What taking in measurements and tables did.
public struct MeasuringIntake: Sendable, Hashable {
  /// Files that were not announced before.
  public var added = 0
  /// Files that were announced before: nothing was done with them.
  public var known = 0
  /// Measurements in the files that were added.
  public var measurements = 0
  /// Texts in them that were no measurement.
  public var refused = 0
  /// Defects inside measurements that could be read.
  public var defects = 0
  /// Fingerprints in the tables that were added.
  public var fingerprints = 0
  /// Prefixes of networks in the tables that were added.
  public var prefixes = 0
  /// Rows of these tables that could not be read.
  public var refusedRows = 0
  /// The first of all that could not be read, each with file and line.
  public var examples: [String] = []
}

extension Observatory {
  /// The files among `paths`, and in the folders among them, that are measurements or tables to
  /// judge them by; the rest is for `read`.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func exhibits(
    among paths: [String]
  ) throws -> (exhibits: [IncomingExhibit], rest: [String]) {
    var found: [IncomingExhibit] = []
    var rest: [String] = []
    for path in paths {
      let inside = try IncomingExhibit.all(at: path)
      found += inside
      if inside.isEmpty { rest.append(path) }
    }
    return (found, rest)
  }

  /// Puts files on the shelf, announces those that are new, and reads them.
  ///
  /// Killed at any moment, the same import run again finishes the work: what is announced already
  /// is left alone.
  ///
  /// - Throws: `ObservatoryError.unknownFormat` for a file without one measurement in it.
  public func take(
    _ incoming: [IncomingExhibit], keys: Keyring, progress: Progress.Listener? = nil
  ) async throws -> MeasuringIntake {
    let lock = try FolderLock(folder: folder)
    defer { _ = lock }
    try catchUp(keys: keys)
    let shelf = ExhibitShelf(folder: folder)
    var announced = Set(try exhibits(.measurements).map(\.digest))
    announced.formUnion(try judgeTables().exhibits.map(\.digest))
    var intake = MeasuringIntake()
    var due: [Exhibit] = []
    for (index, file) in incoming.enumerated() {
      progress?(Progress(.hashing, index, of: incoming.count))
      // A table that cannot be read must not come into use.
      let table = try reading(of: file)
      let (digest, count) = try shelf.take(file.path)
      guard announced.insert(digest).inserted else {
        intake.known += 1
        continue
      }
      if let table { intake.add(table) }
      due.append(
        Exhibit(
          form: file.form, name: file.name, digest: digest, count: count, entry: end.count,
          day: CivilDay(of: surroundings.now())))
    }
    for start in stride(from: 0, to: due.count, by: Self.filesOfAnAct) {
      try announce(Array(due[start..<min(start + Self.filesOfAnAct, due.count)]), keys: keys)
    }
    intake.added = due.count
    try await read(due.filter { $0.form == .measurements }, into: &intake, progress)
    return intake
  }

  private func reading(of file: IncomingExhibit) throws -> TableReading? {
    guard file.form != .measurements else { return nil }
    return try TableReading(file.path, as: file.form, named: file.name)
  }

  private static let filesOfAnAct = 1000

  private func announce(_ exhibits: [Exhibit], keys: Keyring) throws {
    let content: JSONValue = [
      "files": .array(
        exhibits.map {
          [
            "bytes": .integer(Int64($0.count)), "form": .string($0.form.rawValue),
            "name": .string($0.name), "sha256": .string($0.digest),
          ]
        })
    ]
    try write([.importing(content)], keys: keys)
  }

  private func read(
    _ exhibits: [Exhibit], into intake: inout MeasuringIntake, _ progress: Progress.Listener?
  ) async throws {
    let tables = try judgeTables()
    let reading = ObservationReading(
      folder: folder, exhibits: exhibits, tables: tables, threads: Cores.count)
    for (exhibit, counts) in zip(exhibits, try await reading.prepare(progress: progress)) {
      intake.measurements += counts.measurements
      intake.refused += counts.refused
      intake.defects += counts.defects
      guard counts.refused + counts.defects > 0, intake.examples.count < 50 else { continue }
      let file = ObservationFile(folder: folder, exhibit: exhibit, tables: tables)
      intake.examples += try file.skipped().prefix(50)
    }
  }

  /// The exhibits that methods read, as the first `size` entries announce them.
  nonisolated func exhibits(
    _ form: ExhibitForm? = nil, before size: Int = .max
  ) throws -> [Exhibit] {
    var seen: Set<String> = []
    return try cache.exhibits(before: size).compactMap { found in
      guard let its = ExhibitForm(rawValue: found.form), form == nil || its == form else {
        return nil
      }
      // A table that is announced again comes into use again; a measurement is one measurement.
      guard its != .measurements || seen.insert(found.digest).inserted else { return nil }
      return Exhibit(
        form: its, name: found.name, digest: found.digest, count: found.count,
        entry: found.entry, day: found.day)
    }
  }

  /// The tables in use after the first `size` entries.
  nonisolated func judgeTables(before size: Int = .max) throws -> JudgeTables {
    let tables = try exhibits(before: size).filter { $0.form != .measurements }
    return JudgeTables(tables, shelf: ExhibitShelf(folder: folder))
  }

  /// Every observation of the measurements taken in, each measurement once, by time.
  ///
  /// - Throws: `DiskError`.
  public nonisolated func observations(
    where isWanted: (Observation) -> Bool, progress: Progress.Listener? = nil
  ) async throws -> [Observation] {
    let reading = ObservationReading(
      folder: folder, exhibits: try exhibits(.measurements), tables: try judgeTables(),
      threads: Cores.count)
    var found = ObservationSet()
    // Rows of messengers are judged by those of other networks and countries in the same hours.
    try await reading.each(progress: progress) { observation, exhibit, place in
      guard observation.isOfMessenger || isWanted(observation) else { return }
      found.add(observation, in: exhibit, at: place)
    }
    let voting = BurstCheck().judged(RunSpans.marked(found.sorted))
    return OutageCheck().judged(voting).filter(isWanted)
  }
}

extension MeasuringIntake {
  mutating func add(_ table: TableReading) {
    fingerprints += table.fingerprints.count
    prefixes += table.networks?.prefixCount ?? 0
    refusedRows += table.refused
    examples += table.examples
  }
}
