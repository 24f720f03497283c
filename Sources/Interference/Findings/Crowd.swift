/// From whom observations come: the vantage points and their networks.
struct Crowd: Sendable, Hashable {
  private var people: Set<String> = []
  /// Runs of programs without pseudonyms, by what is known of where and how they ran.
  private var runs: [String: [String: RunSpan]] = [:]
  private(set) var networks: Set<UInt32?> = []

  mutating func add(_ observation: Observation) {
    networks.insert(observation.network)
    guard let run = observation.run, let setting = observation.setting else {
      people.insert(observation.vantagePoint)
      return
    }
    // Short runs tell nothing but that somebody was there.
    if observation.runSpan?.isShort ?? false {
      if runs[String(setting)] == nil { runs[String(setting)] = [:] }
      return
    }
    let span =
      observation.runSpan ?? RunSpan(first: observation.start, last: observation.start)
    runs[String(setting), default: [:]][run, default: span].include(span)
  }

  /// Takes all of another crowd in; whoever is in both is one.
  mutating func formUnion(_ other: Crowd) {
    people.formUnion(other.people)
    networks.formUnion(other.networks)
    for (setting, others) in other.runs {
      if runs[setting] == nil { runs[setting] = [:] }
      for (run, span) in others { runs[setting, default: [:]][run, default: span].include(span) }
    }
  }

  var isEmpty: Bool { networks.isEmpty }

  /// How many vantage points there are at least.
  var vantagePoints: Int {
    runs.values.reduce(people.count) { $0 + RunSpans.together($1.values) }
  }

  /// Whether what they say may be shown; nobody's may.
  func passes(_ floor: DisclosureFloor) -> Bool {
    isEmpty || floor.admits(vantagePoints: vantagePoints, networks: networks.count)
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
