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
  /// Those that were set aside: they are read for what their being gone has changed.
  let aside: [Exhibit]
  let tables: JudgeTables
  /// How many exhibits are read at a time.
  var threads = Cores.count

  /// - Parameter entries: how many entries of the journal count.
  init(of observatory: Observatory, before entries: Int) throws {
    folder = observatory.folder
    self.entries = entries
    let all = try observatory.exhibits(.measurements, before: entries, withThoseAside: true)
    exhibits = all.filter { !$0.isAside }
    aside = all.filter(\.isAside)
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
    return try (exhibits + aside + tables.exhibits).allSatisfy { exhibit in
      let path = shelf.path(of: exhibit.digest)
      return try Disk.exists(path) && Hex.text(FileDigest.of(path)) == exhibit.digest
    }
  }

  /// What a run made, and of what.
  struct Outcome {
    /// As fields of records.
    var findings: [JSONValue] = []
    /// By time.
    var observations: [Observation] = []
    /// The journal's entry that announces the file of each.
    var entries: [Int] = []
    var leftOut = LeftOut()
    /// How many targets have no finding, because too few vantage points tried them.
    var withheld = 0
    /// Of how many targets and months, of those that are told of, measurements wait for others.
    var waiting = 0

    /// What the search for episodes found.
    var found = EpisodeMethod.Found()
    /// The last entry that set an exhibit aside, or took one into use again; -1 where none did.
    var lastStanding = -1

    /// Adds the findings of episodes: they are sums of what the months tell as they stand in the record, and
    /// not of what these would tell were they told for the first time.
    ///
    /// - Parameter history: the versions of a finding that were recorded before this run.
    mutating func addEpisodes(
      with inputs: JSONValue, history: (Slug) throws -> [RecordVersion]
    ) throws {
      guard !found.episodes.isEmpty else { return }
      let months = try findings.filter(found.concerns).compactMap { content -> JSONValue? in
        guard let id = content["id"].text.flatMap({ Slug($0) }) else { return nil }
        return try told(content, after: history(id))
      }
      findings += EpisodeMethod().findings(of: found, months: months).map {
        MethodRun.with(inputs, $0.content)
      }
    }

    /// What of a finding is told after this run.
    private func told(_ content: JSONValue, after history: [RecordVersion]) throws -> JSONValue? {
      guard let last = history.last?.content else { return content }
      if FindingText.claim(last) == FindingText.claim(content) { return last }
      if let next = try next(of: content, after: history) { return next }
      return last["retracted"].isNull ? last : nil
    }

    /// What a finding says in its next version, beside those that were recorded.
    ///
    /// - Parameter history: the versions before, in order.
    /// - Returns: `nil` where the next version has to wait.
    func next(
      of content: JSONValue, after history: [RecordVersion]
    ) throws -> JSONValue? {
      let before = history.filter {
        $0.content["retracted"].isNull && $0.content["inputs"]["entries"].int != nil
      }
      guard let last = before.last?.content else { return content }
      // What every version before rested on is another now: no part of them can be kept or added to.
      let told = before.compactMap { $0.content["inputs"]["entries"].int }
      guard let newest = told.last, newest > lastStanding else { return content }
      let finding = try Finding(content)
      // One that was taken back and is made again is said again, whatever has changed.
      let isTakenBack = history.last.map { !$0.content["retracted"].isNull } ?? false
      if finding.method == .episode {
        return isTakenBack ? content : gap(content, finding, after: last)
      }
      let all = own(of: finding)
      return ReachabilityMethod().next(
        after: content, of: all.map(\.0), takenInBy: all.map(\.1),
        versions: told.filter { $0 > lastStanding }, recorded: last
      ).map { MethodRun.with(content["inputs"], $0.content) }
        .flatMap { !isTakenBack && FindingText.claim($0) == FindingText.claim(last) ? nil : $0 }
    }

    /// An episode is told anew when enough have measured since.
    private func gap(
      _ content: JSONValue, _ finding: Finding, after last: JSONValue
    ) -> JSONValue? {
      // What another version of the method told is no measure for this one.
      guard last["method_version"] == content["method_version"] else { return content }
      let since = last["inputs"]["entries"].int ?? 0
      let fresh = zip(observations, entries).filter { observation, taken in
        taken >= since && observation.country == finding.country
      }.map(\.0)
      return VersionGap(since: last).mayTell(content, with: fresh) ? content : nil
    }

    /// The observations that count for a finding, each with the entry that announces its file.
    private func own(of finding: Finding) -> [(Observation, Int)] {
      let targets = Set(finding.targets)
      let span = finding.span
      return zip(observations, entries).filter { observation, _ in
        observation.country == finding.country && targets.contains(observation.target)
          && span.lo() <= observation.start && observation.start < span.hi()
      }
    }
  }

  /// Runs all methods; what episodes tell is added with ``Outcome/addEpisodes(with:history:)``.
  ///
  /// - Parameter isFresh: whether observations are read out of the exhibits themselves, and not out
  ///   of the files that an earlier run left.
  func findings(
    isFresh: Bool = false, progress: Progress.Listener? = nil
  ) async throws -> Outcome {
    var outcome = Outcome()
    var (rows, gone) = try await rows(isFresh: isFresh, into: &outcome, progress: progress)
    progress?(Progress(.detecting, 0))
    rows = BurstCheck().judged(RunSpans.marked(consume rows))
    outcome.leftOut.bursts = rows.count { $0.rule == .burstSetAside }
    rows = WitnessHealth.judged(consume rows)
    outcome.leftOut.withoutWitness = rows.count { $0.rule?.isOfTheWholeLine ?? false }
    rows = OutageCheck().judged(consume rows)
    // Episodes are sought in what was seen; months are told without what an outage everywhere explains.
    outcome.found = EpisodeMethod().episodes(in: rows)
    outcome.lastStanding = (exhibits + aside).compactMap(\.standingEntry).max() ?? -1
    outcome.found.doubt(where: gone)
    outcome.observations = GlobalOutages(in: outcome.found.episodes).judged(consume rows)
    let reached = ReachabilityMethod().outcome(of: outcome.observations)
    outcome.withheld = reached.withheld
    outcome.waiting = reached.waiting
    let inputs = inputs
    outcome.findings = reached.findings.map { Self.with(inputs, $0.content) }
    return outcome
  }

  /// All rows that count, by time, and in `outcome` what does not, and the entry of each.
  private func rows(
    isFresh: Bool, into outcome: inout Outcome, progress: Progress.Listener?
  ) async throws -> (rows: [Observation], gone: [EpisodeMethod.Found.Gone]) {
    let reading = ObservationReading(
      folder: folder, exhibits: exhibits, tables: tables, threads: threads, isFresh: isFresh)
    var all = ObservationSet()
    try await reading.each(progress: progress) { row, exhibit, place in
      let observation = row.observation
      if !Self.isPossible(observation.start, in: exhibit) {
        outcome.leftOut.wrongClock += 1
      } else if observation.country.map({ !CountryCode.all.contains($0) }) ?? true {
        outcome.leftOut.withoutCountry += 1
      } else {
        all.add(observation, in: exhibit, at: place)
      }
    }
    let readingAside = ObservationReading(
      folder: folder, exhibits: aside, tables: tables, threads: threads, isFresh: isFresh)
    var gone: [EpisodeMethod.Found.Gone] = []
    try await readingAside.each { row, exhibit, _ in
      all.note(row.observation, aside: exhibit)
      gone.append(EpisodeMethod.Found.Gone(row.observation))
    }
    all.settle()
    outcome.leftOut.conflicts = all.contestedPlaces
    let sorted = all.takeSorted()
    outcome.entries = sorted.entries
    return (sorted.observations, gone)
  }

  /// The first programs of this kind ran in 2012; nothing is measured after its file was taken in, but
  /// for clocks that are a little fast.
  private static func isPossible(_ start: Int64, in exhibit: Exhibit) -> Bool {
    (1_325_376_000..<Int64(exhibit.day.sinceEpoch + 2) * 86_400).contains(start)
  }

  fileprivate static func with(_ inputs: JSONValue, _ content: JSONValue) -> JSONValue {
    guard var object = content.object else { return content }
    object["inputs"] = inputs
    return .object(object)
  }
}

/// What of the observations the methods do not look at, and why.
public struct LeftOut: Sendable, Hashable {
  /// Their country is not known, or no country.
  public var withoutCountry = 0
  /// They began before there was such a program, or after their file was taken in.
  public var wrongClock = 0
  /// They are copies that say something else than the one taken in first.
  public var conflicts = 0
  /// They began within half a minute of another report of their network that says the same
  /// (``BurstCheck``).
  public var bursts = 0
  /// They are of vantage points or networks for which most of what was tried failed (``WitnessHealth``).
  public var withoutWitness = 0

  /// Whether nothing was left out; what is set aside in bursts has its vote, and what a broken line says is
  /// counted as not judged.
  public var isNone: Bool { withoutCountry + wrongClock + conflicts == 0 }
}
