import Interference

/// Observations, each measurement once for each of its targets.
///
/// Of copies that say different things the one that was taken in first stays: names of reports are
/// public, and whoever writes a file with them later must not be able to take back what was found. The
/// later copies are left out, and where they stand is known. Of copies that one import brought none
/// counts: nothing that their writers could not choose says which was there first.
struct ObservationSet {
  private struct Key: Hashable {
    var measurement: String
    var target: String
  }

  /// A copy that says something else than the one that counts.
  struct Conflict: Sendable, Hashable {
    var exhibit: Exhibit
    var place: MeasurementPlace
    /// Where the one stands that counts.
    var first: MeasurementPlace
  }

  private var places: [Key: Int] = [:]
  private var observations: [Observation] = []
  /// The journal's entry that announces the file of each.
  private var entries: [Int] = []
  /// The entry since which each has counted.
  private var settled: [Int] = []
  private var origins: [MeasurementPlace] = []
  /// The files, and which of them each is of.
  private var exhibits: [Exhibit] = []
  private var numbers: [String: Int32] = [:]
  private var files: [Int32] = []
  /// Whether copies of one report within a minute have been looked for since the last was added.
  private var isSettled = false
  private(set) var conflicts: [Conflict] = []
  /// Those that do not count.
  private var contested: Set<Int> = []

  /// Adds one.
  ///
  /// - Returns: Whether it was not there before.
  @discardableResult
  mutating func add(
    _ observation: Observation, in exhibit: Exhibit, at place: MeasurementPlace
  ) -> Bool {
    isSettled = false
    let key = Key(measurement: observation.measurement, target: observation.target)
    // The server's name is another name of the same measurement.
    let alias = observation.uid.map { Key(measurement: $0, target: observation.target) }
    guard let known = places[key] ?? alias.flatMap({ places[$0] }) else {
      places[key] = observations.count
      if let alias { places[alias] = observations.count }
      observations.append(observation)
      entries.append(exhibit.entry)
      settled.append(exhibit.settled)
      origins.append(place)
      files.append(number(of: exhibit))
      return true
    }
    places[key] = known
    if let alias { places[alias] = known }
    if !observation.saysTheSame(as: observations[known]) {
      conflicts.append(Conflict(exhibit: exhibit, place: place, first: origins[known]))
      if entries[known] == exhibit.entry { contested.insert(known) }
    }
    return false
  }

  /// Notes a copy in an exhibit that was set aside: that the one here counts may be due to that.
  mutating func note(_ observation: Observation, aside exhibit: Exhibit) {
    let names = [observation.measurement, observation.uid].compactMap(\.self)
    for name in names {
      guard let known = places[Key(measurement: name, target: observation.target)] else { continue }
      settled[known] = max(settled[known], exhibit.settled)
    }
  }

  /// The copy of a measurement that counts; `nil` where none was added.
  func counted(for observation: Observation) -> Observation? {
    places[Key(measurement: observation.measurement, target: observation.target)].flatMap {
      contested.contains($0) ? nil : observations[$0]
    }
  }

  private mutating func number(of exhibit: Exhibit) -> Int32 {
    if let known = numbers[exhibit.digest] { return known }
    let number = Int32(truncatingIfNeeded: exhibits.count)
    numbers[exhibit.digest] = number
    exhibits.append(exhibit)
    return number
  }

  /// Leaves out what contradicts another measurement of the same report and input within a minute, which
  /// bears another name but is the same measurement (``NearCopies``). To be called when all are added.
  mutating func settle() {
    guard !isSettled else { return }
    isSettled = true
    var near = NearCopies()
    for place in observations.indices {
      near.add(observations[place], number: place, entry: entries[place])
    }
    let settled = near.settled()
    contested.formUnion(settled.dropped)
    for pair in settled.contradictions {
      conflicts.append(
        Conflict(
          exhibit: exhibits[Int(files[pair.second])], place: origins[pair.second],
          first: origins[pair.first]))
    }
  }

  /// At how many places copies stand that are left out; see `settle`.
  var contestedPlaces: Int { Set(conflicts).count }

  /// All, by time, then by name, with the entry since which each has counted. Nothing is left here: rows
  /// are many, and each copy of them is as large as all of them.
  mutating func takeSorted() -> (observations: [Observation], entries: [Int]) {
    settle()
    places = [:]
    let order = observations.indices.filter { !contested.contains($0) }.sorted { one, other in
      let (one, other) = (observations[one], observations[other])
      return (one.start, one.measurement, one.target)
        < (other.start, other.measurement, other.target)
    }
    let taken = (order.map { observations[$0] }, order.map { settled[$0] })
    observations = []
    entries = []
    settled = []
    origins = []
    files = []
    contested = []
    return taken
  }
}

extension Observation {
  /// Whether two copies differ in nothing but what they are called.
  func saysTheSame(as other: Observation) -> Bool {
    var copy = other
    copy.uid = uid
    copy.measurement = measurement
    return copy == self
  }
}
