import Bytes
import Interference
import Ledger
import Record

/// One run of all methods over the measurements that the journal's first entries announce.
struct MethodRun: Sendable {
  /// The methods that are run.
  static let methods: [FindingMethod] = [.reachability, .episode]

  /// The version of a method.
  static func version(of method: FindingMethod) -> Int {
    switch method {
    case .reachability: ReachabilityMethod.version
    case .episode: EpisodeMethod.version
    }
  }

  let folder: String
  let entries: Int
  let exhibits: [Exhibit]
  let tables: JudgeTables
  /// How many exhibits are read at a time.
  var threads = Cores.count

  /// - Parameter entries: how many entries of the journal count.
  init(of observatory: Observatory, before entries: Int) throws {
    folder = observatory.folder
    self.entries = entries
    exhibits = try observatory.exhibits(.measurements, before: entries)
    tables = try observatory.judgeTables(before: entries)
  }

  /// From what the findings of this run are made.
  var inputs: JSONValue {
    let digests = exhibits.map(\.digest).sorted().joined(separator: "\n")
    return [
      "digest": .string(Hex.text(SHA256Digest.of(Array(digests.utf8)))),
      "entries": .integer(Int64(entries)), "exhibits": .integer(Int64(exhibits.count)),
      "tables": .string(tables.digest),
    ]
  }

  /// Whether every exhibit is on the shelf as it was announced.
  func areExhibitsSound() throws -> Bool {
    let shelf = ExhibitShelf(folder: folder)
    return try (exhibits + tables.exhibits).allSatisfy { exhibit in
      let path = shelf.path(of: exhibit.digest)
      return try Disk.exists(path) && Hex.text(FileDigest.of(path)) == exhibit.digest
    }
  }

  /// All findings, as fields of records.
  ///
  /// - Parameter isFresh: whether observations are read out of the exhibits themselves, and not out
  ///   of the files that an earlier run left.
  func findings(
    isFresh: Bool = false, progress: Progress.Listener? = nil
  ) async throws -> (findings: [JSONValue], observations: Int, leftOut: LeftOut) {
    let reading = ObservationReading(
      folder: folder, exhibits: exhibits, tables: tables, threads: threads, isFresh: isFresh)
    var all = ObservationSet()
    var leftOut = LeftOut()
    try await reading.each(progress: progress) { row, exhibit in
      let observation = row.observation
      if !Self.isPossible(observation.start, in: exhibit) {
        leftOut.wrongClock += 1
      } else if observation.country.map({ !CountryCode.all.contains($0) }) ?? true {
        leftOut.withoutCountry += 1
      } else {
        all.add(observation)
      }
    }
    leftOut.conflicts = all.conflicts
    progress?(Progress(.detecting, 0))
    let observations = OutageCheck().judged(all.sorted)
    let drafts =
      ReachabilityMethod().findings(in: observations) + EpisodeMethod().findings(in: observations)
    let inputs = inputs
    return (drafts.map { with(inputs, $0.content) }, observations.count, leftOut)
  }

  /// The first programs of this kind ran in 2012; nothing is measured after its file was taken in, but
  /// for clocks that are a little fast.
  private static func isPossible(_ start: Int64, in exhibit: Exhibit) -> Bool {
    (1_325_376_000..<Int64(exhibit.day.sinceEpoch + 2) * 86_400).contains(start)
  }

  private func with(_ inputs: JSONValue, _ content: JSONValue) -> JSONValue {
    guard var object = content.object else { return content }
    object["inputs"] = inputs
    return .object(object)
  }
}

/// Observations, each measurement once for each of its targets.
///
/// Copies of one measurement that say different things cannot both be true: whoever can write one can
/// write the other, so they say nothing.
struct ObservationSet {
  private struct Key: Hashable {
    var measurement: String
    var target: String
  }

  private var places: [Key: Int] = [:]
  private var observations: [Observation] = []
  private var inConflict: Set<Int> = []

  /// How many names have copies that differ.
  var conflicts: Int { inConflict.count }

  /// Adds one.
  mutating func add(_ observation: Observation) {
    let key = Key(measurement: observation.measurement, target: observation.target)
    guard let place = places[key] else {
      places[key] = observations.count
      observations.append(observation)
      return
    }
    if observations[place] != observation { inConflict.insert(place) }
  }

  /// All that are not in conflict, by time, then by name.
  var sorted: [Observation] {
    let kept =
      inConflict.isEmpty
      ? observations
      : observations.enumerated().filter { !inConflict.contains($0.offset) }.map(\.element)
    return kept.sorted {
      ($0.start, $0.measurement, $0.target) < ($1.start, $1.measurement, $1.target)
    }
  }
}

/// What of the observations the methods do not look at, and why.
public struct LeftOut: Sendable, Hashable {
  /// Their country is not known, or no country.
  public var withoutCountry = 0
  /// They began before there was such a program, or after their file was taken in.
  public var wrongClock = 0
  /// Copies of one measurement differ.
  public var conflicts = 0

  /// Whether nothing was left out.
  public var isNone: Bool { self == LeftOut() }
}
