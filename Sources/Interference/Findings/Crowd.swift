/// From whom observations come: the vantage points and their networks.
struct Crowd: Sendable, Hashable {
  private var people: Set<String> = []
  /// Runs of programs without pseudonyms, whatever their network: who measures at home and on the way is
  /// one, and so is who has a telephone and a computer.
  private var runs: [String: RunSpan] = [:]
  private var hasRuns = false
  private(set) var networks: Set<UInt32?> = []

  mutating func add(_ observation: Observation) {
    networks.insert(observation.network)
    guard let run = observation.run else {
      people.insert(observation.vantagePoint)
      return
    }
    hasRuns = true
    // Short runs tell nothing but that somebody was there.
    if observation.runSpan?.isShort ?? false { return }
    let span =
      observation.runSpan ?? RunSpan(first: observation.start, last: observation.start)
    runs[run, default: span].include(span)
  }

  /// Takes all of another crowd in; whoever is in both is one.
  mutating func formUnion(_ other: Crowd) {
    people.formUnion(other.people)
    networks.formUnion(other.networks)
    hasRuns = hasRuns || other.hasRuns
    for (run, span) in other.runs { runs[run, default: span].include(span) }
  }

  var isEmpty: Bool { networks.isEmpty }

  /// The networks that are known. One that is not, which some write as AS0, may be any of these: it is no
  /// second one.
  var knownNetworks: Int { networks.count { $0 != nil && $0 != 0 } }

  /// How many vantage points there are at least.
  var vantagePoints: Int {
    people.count + (hasRuns ? RunSpans.together(runs.values) : 0)
  }

  /// Whether what they say may be shown; nobody's may.
  func passes(_ floor: DisclosureFloor) -> Bool {
    isEmpty || floor.admits(vantagePoints: vantagePoints, networks: knownNetworks)
  }
}

/// What has to be withheld beside what is too small, so that it cannot be had by subtraction.
enum Withholding {
  /// Of parts that make up a sum which is shown: which may be shown.
  ///
  /// What is left of the sum when the shown parts are taken away comes from nobody, or from enough.
  /// - Parameter crowds: of the parts; those of nobody are shown.
  static func shown(_ crowds: [Crowd], _ floor: DisclosureFloor) -> [Bool] {
    var isShown = crowds.map { $0.passes(floor) }
    var rest = Crowd()
    for (crowd, isShown) in zip(crowds, isShown) where !isShown { rest.formUnion(crowd) }
    while !rest.passes(floor) {
      let next = crowds.indices.filter { isShown[$0] && !crowds[$0].isEmpty }
        .min { (crowds[$0].vantagePoints, $0) < (crowds[$1].vantagePoints, $1) }
      guard let next else { break }
      isShown[next] = false
      rest.formUnion(crowds[next])
    }
    return isShown
  }
}
