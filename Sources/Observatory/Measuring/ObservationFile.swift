import Bytes
import Glibc
import Interference

/// The observations of one exhibit, kept so that they need not be read out of it each time.
///
/// The file is derived: the first line names the tables it was made with, and whenever those are
/// not the ones in use it is made again. Defects are kept with it, each with its line.
struct ObservationFile: Sendable {
  let folder: String
  let exhibit: Exhibit
  let tables: JudgeTables

  /// What was read out of an exhibit.
  struct Counts: Sendable, Hashable {
    var measurements = 0
    var observations = 0
    var refused = 0
    var defects = 0

    static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        measurements: one.measurements + other.measurements,
        observations: one.observations + other.observations,
        refused: one.refused + other.refused, defects: one.defects + other.defects)
    }
  }

  private var path: String {
    "\(folder)/observations/\(exhibit.digest.prefix(2))/\(exhibit.digest).jsonl"
  }

  private static let blockSize = 1 << 20
  /// The form of the file: another is made again.
  private static let form = 2
  /// More that cannot be read in one exhibit is counted, and not named one by one.
  private static let mostNamed = 1_000_000

  /// Makes the file where there is none with these tables, and tells what it holds.
  ///
  /// - Throws: `DiskError`.
  func prepare(threads: Int) async throws -> Counts {
    if let counts = try countsOfFile() { return counts }
    try Disk.makeFolders(Disk.parent(of: path))
    return try await make(threads: threads)
  }

  /// Calls `body` with each observation and where it stands.
  func each(_ body: (Observation, TextPlace) throws -> Void) throws {
    var tape = JSONTape()
    var isHead = true
    try LineFile(path: path).each { line, _ in
      if isHead {
        isHead = false
        return
      }
      guard line.first == UInt8(ascii: "{"), (try? tape.read(line)) != nil,
        let observation = Observation(tape)
      else { return }
      let place = TextPlace(
        file: exhibit.name, member: tape.text("member", of: .root),
        line: tape.integer("line", of: .root) ?? 0)
      try body(observation, place)
    }
  }

  /// The observations as the exhibit itself gives them.
  func fresh(threads: Int) async throws -> [(Observation, TextPlace)] {
    let judge = try tables.judge()
    var found: [(Observation, TextPlace)] = []
    var summary = MeasurementFile.Summary()
    try await MeasurementFile.each(
      in: [source], threads: threads, summary: &summary,
      map: { $0.observations(by: judge) },
      foldPlaced: { observations, place in found += observations.map { ($0, place) } })
    return found
  }

  private var source: MeasurementFile {
    MeasurementFile(
      path: ExhibitShelf(folder: folder).path(of: exhibit.digest), name: exhibit.name)
  }

  /// What could not be read, each with its line.
  func skipped() throws -> [String] {
    var skipped: [String] = []
    var tape = JSONTape()
    try LineFile(path: path).each { line, _ in
      guard (try? tape.read(line)) != nil, let text = tape.text("skipped", of: .root) else {
        return
      }
      skipped.append(text)
    }
    return skipped
  }

  /// The counts in the first line; `nil` when there is no file of these tables.
  private func countsOfFile() throws -> Counts? {
    guard Disk.exists(path) else { return nil }
    let head = try Disk.read(path, from: 0, count: 4096)
    guard let end = head.firstIndex(of: 0x0A),
      let line = try? JSONValue(parsing: head[..<end]), line["tables"].text == tables.digest,
      line["form"].int == Self.form
    else { return nil }
    return Counts(
      measurements: line["measurements"].int ?? 0, observations: line["observations"].int ?? 0,
      refused: line["refused"].int ?? 0, defects: line["defects"].int ?? 0)
  }

  /// Two files and one rename: the counts of the first line are known last.
  private func make(threads: Int) async throws -> Counts {
    let draft = "\(path).part"
    let body = "\(path).body"
    defer {
      unlink(draft)
      unlink(body)
    }
    let counts = try await writeBody(to: body, threads: threads)
    let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError("write", draft) }
    defer { close(file) }
    let head: JSONValue = [
      "defects": .integer(Int64(counts.defects)), "form": .integer(Int64(Self.form)),
      "measurements": .integer(Int64(counts.measurements)),
      "observations": .integer(Int64(counts.observations)),
      "refused": .integer(Int64(counts.refused)), "tables": .string(tables.digest),
    ]
    try Disk.append(head.canonicalBytes + [0x0A], to: file, draft)
    var offset = 0
    while true {
      let block = try Disk.read(body, from: offset, count: Self.blockSize)
      if block.isEmpty { break }
      try Disk.append(block, to: file, draft)
      offset += block.count
    }
    guard rename(draft, path) == 0 else { throw DiskError("rename", path) }
    return counts
  }

  private static func line(_ observation: Observation, at place: TextPlace) -> JSONValue {
    guard var line = observation.json.object else { return .null }
    line["line"] = .integer(Int64(place.line))
    if let member = place.member { line["member"] = .string(member) }
    return .object(line)
  }

  private func writeBody(to body: String, threads: Int) async throws -> Counts {
    let file = open(body, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError("write", body) }
    defer { close(file) }
    var counts = Counts()
    var block: [UInt8] = []
    func put(_ line: JSONValue) throws {
      block.append(contentsOf: line.canonicalBytes)
      block.append(0x0A)
      guard block.count > Self.blockSize else { return }
      try Disk.append(block, to: file, body)
      block.removeAll(keepingCapacity: true)
    }
    let judge = try tables.judge()
    var summary = MeasurementFile.Summary(mostExamples: Self.mostNamed)
    try await MeasurementFile.each(
      in: [source], threads: threads, summary: &summary,
      map: { $0.observations(by: judge) },
      foldPlaced: { observations, place in
        for observation in observations {
          counts.observations += 1
          try put(Self.line(observation, at: place))
        }
      })
    for example in summary.examples {
      try put(["skipped": .string(example)])
    }
    try Disk.append(block, to: file, body)
    counts.measurements = summary.measurements
    counts.refused = summary.refused
    counts.defects = summary.defects
    return counts
  }
}
