import Bytes
import Interference
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
  /// Those of them that gave no observation.
  public var unobserved = 0
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
  /// The first of all that could not be read or gave nothing, each with file and line.
  public var examples: [String] = []
  /// Files found in folders that could not be taken in after all.
  public var passedOver: [FoundFiles.PassedOver] = []
}

extension Observatory {
  /// The files among `paths`, and in the folders among them, that are measurements or tables to
  /// judge them by; the rest is for `read`. Of several paths one that is nothing is passed over.
  ///
  /// - Throws: `DiskError`; `ObservatoryError.nothingToImport` for a folder in which nobody finds
  ///   anything, where it is the only path.
  public nonisolated func exhibits(among paths: [String]) throws -> FoundFiles {
    var found = FoundFiles()
    let areMany = paths.count > 1
    for path in paths {
      var inside = try IncomingExhibit.all(at: path)
      if inside.exhibits.isEmpty, Disk.isFolder(path) {
        let hasDossier = FolderWalk(below: path).entries.contains {
          FileEnding.isOfDossier($0.path)
        }
        guard hasDossier || areMany else {
          throw ObservatoryError.nothingToImport(path, found: inside)
        }
        guard hasDossier else {
          inside.pass(path, "nothing in this folder can be imported", isClosed: true)
          found = found + inside
          continue
        }
        // Whoever reads dossiers looks at all files of the folder.
        inside = FoundFiles()
      }
      if inside.exhibits.isEmpty {
        if areMany, let reason = try Self.reasonAgainst(path) {
          inside.pass(path, reason, isClosed: true)
        } else {
          inside.rest = [path]
        }
      }
      for place in inside.exhibits.indices where areMany {
        inside.exhibits[place].isOneOfMany = true
      }
      found = found + inside
    }
    return found
  }

  /// Why nobody reads a file, dossiers, timelines and tables of records among what can be read; `nil`
  /// where somebody may.
  private static func reasonAgainst(_ path: String) throws -> String? {
    guard Disk.isRegular(path), !FileEnding.isOfDossier(path), !path.hasSuffix(".csv") else {
      return nil
    }
    if path.hasSuffix(".json"),
      (try? JSONValue(parsing: Disk.read(path, limit: 256 << 20))) != nil
    {
      return nil
    }
    if path.hasSuffix(".zip"), try StatementsImport.Shape(path) != nil { return nil }
    return try MeasurementFile.reasonAgainst(path)
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
    var announced = Set(try exhibits(.measurements, withThoseAside: true).map(\.digest))
    announced.formUnion(try judgeTables().exhibits.map(\.digest))
    var intake = MeasuringIntake()
    var due: [Exhibit] = []
    for (index, file) in incoming.enumerated() {
      progress?(Progress(.hashing, index, of: incoming.count))
      guard let (table, digest, count) = try shelved(file, on: shelf, &intake) else { continue }
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

  /// Reads a table and copies the file onto the shelf; `nil` for one of many that cannot be had: it
  /// must not cost the others.
  private func shelved(
    _ file: IncomingExhibit, on shelf: ExhibitShelf, _ intake: inout MeasuringIntake
  ) throws -> (table: TableReading?, digest: String, count: Int)? {
    func pass(_ reason: String) {
      intake.passedOver.append(
        FoundFiles.PassedOver(path: PathText.shown(file.path), reason: reason, isClosed: true))
    }
    do {
      // A table that cannot be read must not come into use.
      let table = try reading(of: file)
      let (digest, count) = try shelf.take(file.path)
      return (table, digest, count)
    } catch let error as DiskError where file.isOneOfMany && error.path == file.path {
      pass(error.reason)
    } catch ObservatoryError.badTable(_, let why) where file.isOneOfMany {
      pass("not one row of this table can be read (\(why))")
    }
    return nil
  }

  private func reading(of file: IncomingExhibit) throws -> TableReading? {
    guard file.form != .measurements else { return nil }
    return try TableReading(file.path, as: file.form, named: file.name)
  }

  private static let filesOfAnAct = 1000

  func announce(_ exhibits: [Exhibit], keys: Keyring) throws {
    // Before the announcement: what is announced is not asked for its name again.
    try ExhibitNames(folder: folder).add(
      exhibits.filter { !$0.form.isTable }.map { ($0.digest, $0.name) })
    let content: JSONValue = ["files": .array(exhibits.map(\.announcement))]
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
      intake.unobserved += counts.unobserved
      intake.refused += counts.refused
      intake.defects += counts.defects
      guard counts.hasNamed, intake.examples.count < 50 else { continue }
      let file = ObservationFile(folder: folder, exhibit: exhibit, tables: tables)
      intake.examples += try await file.skipped().prefix(50)
    }
  }

  /// The exhibits that methods read, as the first `size` entries announce them.
  ///
  /// - Parameter withThoseAside: whether those that were set aside are given too.
  nonisolated func exhibits(
    _ form: ExhibitForm? = nil, before size: Int = .max, withThoseAside: Bool = false
  ) throws -> [Exhibit] {
    var seen: Set<String> = []
    let names = try ExhibitNames(folder: folder).all()
    return try cache.exhibits(before: size).compactMap { found in
      guard let its = ExhibitForm(rawValue: found.form), form == nil || its == form else {
        return nil
      }
      if !withThoseAside, found.standing?.isAside ?? false { return nil }
      // A table that is announced again comes into use again; a measurement is one measurement.
      guard its.isTable || seen.insert(found.digest).inserted else { return nil }
      // Journals of before have the names themselves.
      let name =
        found.name.isEmpty
        ? names[found.digest] ?? ExhibitNames.substitute(for: found.digest) : found.name
      return Exhibit(
        form: its, name: name, digest: found.digest, count: found.count,
        entry: found.entry, day: found.day, standing: found.standing)
    }
  }

  /// Whether any file of measurements was taken in.
  ///
  /// - Throws: what the cache throws.
  public nonisolated var hasMeasurements: Bool {
    get throws { try !exhibits(.measurements).isEmpty }
  }

  /// The tables in use after the first `size` entries.
  nonisolated func judgeTables(before size: Int = .max) throws -> JudgeTables {
    let tables = try exhibits(before: size).filter(\.form.isTable)
    return JudgeTables(tables, shelf: ExhibitShelf(folder: folder))
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
