import Bytes
import Glibc
import Interference

/// The observations of one exhibit, kept so that they need not be read out of it each time.
///
/// The file is derived: the first line names the tables it was made with, and whenever those are
/// not the ones in use it is made again. Defects are kept with it, each with its line.
///
/// Several programs may make and read it at one time: each writes under a name of its own, and what is
/// done takes the place of what was there; readers stay with the file that they opened.
struct ObservationFile: Sendable {
  let folder: String
  let exhibit: Exhibit
  let tables: JudgeTables

  /// What was read out of an exhibit.
  struct Counts: Sendable, Hashable {
    var measurements = 0
    var observations = 0
    var unobserved = 0
    var refused = 0
    var defects = 0

    /// Whether something in the file is named one by one.
    var hasNamed: Bool { unobserved + refused + defects > 0 }
  }

  private var path: String {
    "\(folder)/observations/\(exhibit.digest.prefix(2))/\(exhibit.digest).jsonl"
  }

  /// How the lines are made: files of another layout are made again.
  private static let layout = 3
  /// More that cannot be read in one exhibit is counted, and not named one by one.
  private static let mostNamed = 1_000_000
  /// The file may be made with other tables, or taken away, by another program just before it is
  /// opened; not time after time.
  private static let mostTries = 5

  /// Makes the file where there is none with these tables, and tells what it holds.
  ///
  /// - Throws: `DiskError`.
  func prepare(threads: Int) async throws -> Counts {
    if let counts = try countsOfFile() { return counts }
    return try await make(threads: threads)
  }

  /// Calls `body` with each observation and where it stands.
  ///
  /// - Throws: `DiskError`.
  func each(_ body: (ToldObservation, MeasurementPlace) throws -> Void) async throws {
    var tape = JSONTape()
    try await eachLine { line in
      guard line.first == UInt8(ascii: "{"), (try? tape.read(line)) != nil,
        let observation = Observation(tape)
      else { return }
      let place = MeasurementPlace(
        file: exhibit.name,
        text: TextPlace(
          member: tape.text("member", of: .root), line: tape.integer("line", of: .root) ?? 0,
          column: tape.integer("column", of: .root)))
      let says = tape.member("ooni", of: .root).map { OONIVerdict(tape, $0) }
      try body(ToldObservation(observation: observation, ooni: says), place)
    }
  }

  /// The observations as the exhibit itself gives them.
  func fresh(threads: Int) async throws -> [(ToldObservation, MeasurementPlace)] {
    var found: [(ToldObservation, MeasurementPlace)] = []
    var summary = MeasurementFile.Summary()
    try await read(threads: threads, &summary) { rows, place in
      found += rows.map { ($0, place) }
    }
    return found
  }

  /// What could not be read or gave no observation, each with its line.
  ///
  /// - Throws: `DiskError`.
  func skipped() async throws -> [String] {
    var skipped: [String] = []
    var tape = JSONTape()
    try await eachLine { line in
      guard (try? tape.read(line)) != nil, let text = tape.text("skipped", of: .root) else {
        return
      }
      skipped.append(text)
    }
    return skipped
  }

  /// Every line but the first, of a file that was made with these tables.
  private func eachLine(_ body: (ArraySlice<UInt8>) throws -> Void) async throws {
    for tries in 1... {
      _ = try await prepare(threads: Cores.count)
      do {
        let file = try ReadableFile(path)
        guard try counts(in: file) != nil else {
          if tries < Self.mostTries { continue }
          throw DiskError("read", path, ESTALE)
        }
        return try LineFile.each(of: file, path) { line, number in
          if number > 1 { try body(line) }
        }
      } catch let error as DiskError
        where error.code == ENOENT && error.path == path && tries < Self.mostTries
      {}
    }
  }

  /// The counts in the first line; `nil` when there is no file of these tables.
  private func countsOfFile() throws -> Counts? {
    do {
      return try counts(in: ReadableFile(path))
    } catch let error as DiskError where error.code == ENOENT { return nil }
  }

  private func counts(in file: borrowing ReadableFile) throws -> Counts? {
    let head = try file.read(from: 0, count: 4096)
    guard let end = head.firstIndex(of: 0x0A),
      let line = try? JSONValue(parsing: head[..<end]), line["layout"].int == Self.layout,
      line["tables"].text == tables.digest
    else { return nil }
    return Counts(
      measurements: line["measurements"].int ?? 0, observations: line["observations"].int ?? 0,
      unobserved: line["unobserved"].int ?? 0, refused: line["refused"].int ?? 0,
      defects: line["defects"].int ?? 0)
  }

  private func head(_ counts: Counts) -> [UInt8] {
    let head: JSONValue = [
      "defects": .integer(Int64(counts.defects)), "layout": .integer(Int64(Self.layout)),
      "measurements": .integer(Int64(counts.measurements)),
      "observations": .integer(Int64(counts.observations)),
      "refused": .integer(Int64(counts.refused)), "tables": .string(tables.digest),
      "unobserved": .integer(Int64(counts.unobserved)),
    ]
    return head.canonicalBytes
  }

  /// Writes all lines below room for the first, whose counts are known last.
  private func make(threads: Int) async throws -> Counts {
    try Disk.makeFolders(Disk.parent(of: path))
    var draft = try DerivedDraft(for: path, headSize: 512)
    var counts = Counts()
    var summary = MeasurementFile.Summary(mostExamples: Self.mostNamed)
    try await read(threads: threads, &summary) { rows, place in
      for row in rows {
        counts.observations += 1
        try draft.put(row.line(at: place.text))
      }
    }
    for example in summary.examples {
      let line: JSONValue = ["skipped": .string(example)]
      try draft.put(line.canonicalBytes)
    }
    counts.measurements = summary.measurements
    counts.unobserved = summary.unobserved
    counts.refused = summary.refused
    counts.defects = summary.defects
    try draft.finish(head: head(counts))
    return counts
  }

  private func read(
    threads: Int, _ summary: inout MeasurementFile.Summary,
    _ fold: ([ToldObservation], MeasurementPlace) throws -> Void
  ) async throws {
    let judge = try tables.judge()
    let source = MeasurementFile(
      path: ExhibitShelf(folder: folder).path(of: exhibit.digest), name: exhibit.name)
    try await MeasurementFile.each(
      in: [source], threads: threads, summary: &summary,
      map: { measurement in
        measurement.observations(by: judge).map {
          ToldObservation(observation: $0, ooni: measurement.ooni)
        }
      },
      remark: { measurement, rows in
        rows.isEmpty ? measurement.reasonForNoObservation?.description : nil
      },
      foldPlaced: fold)
  }
}

extension ToldObservation {
  /// As one line of the file.
  fileprivate func line(at place: TextPlace) -> [UInt8] {
    guard var object = observation.json.object else { return JSONValue.null.canonicalBytes }
    object["line"] = .integer(Int64(place.line))
    if let member = place.member { object["member"] = .string(member) }
    if let column = place.column { object["column"] = .integer(Int64(column)) }
    if let ooni { object["ooni"] = ooni.json }
    return JSONValue.object(object).canonicalBytes
  }
}
