import Signals

/// From when until when a run measured, seconds since 1970.
struct RunSpan: Sendable, Hashable {
  var first: Int64
  var last: Int64

  mutating func include(_ other: RunSpan) {
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// Whether it is too short to tell anything.
  var isShort: Bool {
    // Far from all clocks a difference would overflow.
    let (length, isTooLarge) = last.subtractingReportingOverflow(first)
    return !isTooLarge && length < RunSpans.shortest
  }
}

/// Tells apart volunteers whose programs have no pseudonyms.
///
/// Reports are no volunteers: each run makes a new one. Two reports are surely of two devices only where
/// they measured at the same time, for a minute at least; a program has one report open at a time. Another
/// network, way of access or program shows nothing: who measures at home measures on the way too. So what
/// is counted (``Crowd``) is a lower bound: never more than there are. Series of one network tell devices
/// apart by setting (network, program, system, way of access, network of the resolver) as well.
public struct RunSpans: Sendable {
  // By the hashes of their names: programs that make a report for each measurement make many.
  private var spans: [StableHash: RunSpan] = [:]
  private var runs: [String: Set<StableHash>] = [:]

  /// Reports that were open together for less than so many seconds may follow each other by clocks that
  /// are a little off, and a burst of reports is no crowd.
  static let shortest: Int64 = 60
  /// Stands before the number of a device where more than one ran at a time.
  static let mark = "#"

  /// Knows of no run.
  public init() {}

  /// Takes the run of an observation into account.
  public mutating func add(_ observation: Observation) {
    guard let run = observation.run else { return }
    let span = RunSpan(first: observation.start, last: observation.start)
    let name = StableHash(run)
    spans[name, default: span].include(span)
    runs[observation.vantagePoint, default: []].insert(name)
  }

  /// The observations with the spans of their runs, and with a name for each device that ran beside
  /// others of its setting.
  ///
  /// - Parameter observations: all there are, in any order.
  public static func marked(_ observations: consuming [Observation]) -> [Observation] {
    var table = RunSpans()
    for index in observations.indices { table.add(observations[index]) }
    return RunMarks(table).marked(observations)
  }

  /// Forgets runs that are too short to tell anything.
  mutating func dropShort() {
    spans = spans.filter { !$0.value.isShort }
    runs = runs.mapValues { $0.filter { spans[$0] != nil } }.filter { !$0.value.isEmpty }
  }

  /// Takes in a table of other runs.
  mutating func add(_ other: RunSpans) {
    spans.merge(other.spans) { one, other in
      var both = one
      both.include(other)
      return both
    }
    runs.merge(other.runs) { $0.union($1) }
  }

  /// The span of a run.
  fileprivate func span(of run: StableHash) -> RunSpan? { spans[run] }

  /// Of each setting, for all runs but the first that were open together: which device.
  fileprivate var lanes: [String: [StableHash: Int]] {
    runs.filter { $0.value.count > 1 }.mapValues { lanes(of: $0) }.filter { !$0.value.isEmpty }
  }

  /// Numbers for runs that were open together, from 2; the first has none.
  private func lanes(of runs: Set<StableHash>) -> [StableHash: Int] {
    let long = runs.compactMap { run in spans[run].map { (run: run, span: $0) } }
      .filter { !$0.span.isShort }
      .sorted { ($0.span.first, $0.run) < ($1.span.first, $1.run) }
    var ends: [Int64] = []
    var lanes: [StableHash: Int] = [:]
    for (run, span) in long {
      if let free = ends.firstIndex(where: { $0 - Self.shortest < span.first }) {
        ends[free] = span.last
        if free > 0 { lanes[run] = free + 1 }
      } else {
        ends.append(span.last)
        if ends.count > 1 { lanes[run] = ends.count }
      }
    }
    return lanes
  }

  /// How many of these runs were open at one time at most; 1 where none was open together with another.
  static func together(_ spans: some Collection<RunSpan>) -> Int {
    var turns: [(at: Int64, by: Int)] = []
    for span in spans where !span.isShort {
      turns.append((span.first, 1))
      turns.append((span.last - shortest, -1))
    }
    // At one moment beginnings come first: spans hold both their ends.
    turns.sort { ($0.at, -$0.by) < ($1.at, -$1.by) }
    var open = 0
    var most = 1
    for turn in turns {
      open += turn.by
      most = max(most, open)
    }
    return most
  }
}

extension Observation {
  /// What several volunteers without pseudonyms may share; `nil` where there is a pseudonym.
  var setting: Substring? {
    run == nil ? nil : vantagePoint.prefix { $0 != "#" }
  }
}

/// What all runs together tell of each of them.
struct RunMarks: Sendable {
  private let table: RunSpans
  private let lanes: [String: [StableHash: Int]]

  /// - Parameter table: of all runs.
  init(_ table: RunSpans) {
    var table = table
    table.dropShort()
    self.table = table
    lanes = table.lanes
  }

  /// The observations with the spans of their runs, and with a name for each device that ran beside
  /// others of its setting.
  func marked(_ observations: consuming [Observation]) -> [Observation] {
    for index in observations.indices {
      guard let run = observations[index].run.map({ StableHash($0) }) else { continue }
      let start = observations[index].start
      observations[index].runSpan =
        table.span(of: run) ?? RunSpan(first: start, last: start)
      if let lane = lanes[observations[index].vantagePoint]?[run] {
        observations[index].vantagePoint += "\(RunSpans.mark)\(lane)"
      }
    }
    return observations
  }
}

extension Observation {
  /// The same with a name of its run that takes no room of its own: runs are only compared.
  public var withShortRun: Observation {
    var short = self
    short.run = run.map { String(StableHash($0).low, radix: 36) }
    return short
  }
}
