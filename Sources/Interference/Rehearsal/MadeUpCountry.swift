import Signals

/// A country that does not exist, with networks, volunteers and sites, in which things happen that we
/// know of: what the search for episodes is rehearsed on, and its rates of false alarm counted on.
///
/// Volunteers come by the hour of the day and of the week, more on some days than on others, and
/// drift away or join over the months. Some sites fail for no reason, one of them often; some
/// volunteers sit behind a door that lets nothing through for a while. The same seed gives the same
/// country.
package struct MadeUpCountry {
  package var code = "XA"
  package var seed: UInt64
  package var days = 60
  /// The numbers of the networks; the later, the smaller.
  package var networks: [UInt32] = [64_501, 64_502, 64_503, 64_504, 64_505]
  package var targets = 40
  package var sessionsAnHour = 6.0
  package var targetsASession = 10
  package var hasGoodput = false
  /// When the first hour begins: 2026-01-05, a Monday.
  package var begin: Int64 = 1_767_571_200
  package var happenings: [Happening] = []

  package init(seed: UInt64) { self.seed = seed }

  /// Something that happens for some hours, counted from the first.
  package struct Happening {
    package enum Kind {
      /// Of the sessions, this share is left.
      case fewerSessions(Double)
      /// Of the measurements, this share is blocked.
      case block(Double, Layer, Mechanism, hasArtefact: Bool)
      /// The site is down; some measurements look blocked, for which the server outside fails too.
      case outage
      /// The helper outside says nothing.
      case noControl
      /// One volunteer measures everything every hour, and nearly all fails.
      case badVantagePoint
      /// Transfers come at this multiple of their speed.
      case slower(Double)
    }

    package var kind: Kind
    package var hours: Range<Int>
    /// Places of targets; `nil` for all.
    package var targets: Set<Int>?
    /// Places of networks; `nil` for all.
    package var networks: Set<Int>?

    package init(
      _ kind: Kind, hours: Range<Int>, targets: Set<Int>? = nil, networks: Set<Int>? = nil
    ) {
      self.kind = kind
      self.hours = hours
      self.targets = targets
      self.networks = networks
    }
  }

  package func time(ofHour hour: Int) -> Int64 { begin + Int64(hour) * 3600 }
  package func name(ofTarget target: Int) -> String { "site\(target).example" }

  package var observations: [Observation] {
    var all: [Observation] = []
    forEachObservation { all.append($0) }
    return all
  }

  /// Hands out the observations hour by hour.
  package func forEachObservation(_ body: (Observation) -> Void) {
    var random = SplitMix64(seed: seed)
    let names = (0..<targets).map(name(ofTarget:))
    let noise = (0..<targets).map { target in
      target == 3 ? 0.2 : target % 10 == 7 ? 0.05 : 0.004 + 0.012 * random.uniform()
    }
    let drift = networks.map { _ in 0.7 * random.uniform() - 0.35 }
    var measurement = 0
    var mood = 1.0
    for hour in 0..<days * 24 {
      if hour.isMultiple(of: 24) { mood = random.gamma(shape: 40) }
      let present = happenings.filter { $0.hours.contains(hour) }
      for (place, network) in networks.enumerated() {
        let here = present.filter { $0.networks?.contains(place) ?? true }
        var mean = sessionsAnHour * 1.6 / Double(place + 2) * rhythm(hour) * mood
        mean *= 1 + drift[place] * (Double(hour) / Double(days * 24) - 0.5)
        for happening in here {
          if case .fewerSessions(let left) = happening.kind { mean *= left }
        }
        let bad = here.contains {
          if case .badVantagePoint = $0.kind { true } else { false }
        }
        for session in 0..<random.poisson(mean) + (bad ? 1 : 0) {
          let isBad = bad && session == 0
          // Few volunteers do most of the measuring.
          let share = random.uniform()
          let volunteer = isBad ? 999 : Int(80 * share * share)
          let isShut = isBad || random.happens(0.004)
          let start = begin + Int64(hour) * 3600 + Int64(random.below(3500))
          let speed = hasGoodput ? 0.5 * random.normal() : 0
          var chosen = random.below(targets)
          for _ in 0..<(isBad ? targets : targetsASession) {
            chosen =
              (chosen + 1 + (isBad ? 0 : random.below(max(1, 2 * targets / targetsASession - 1))))
              % targets
            measurement += 1
            var observation = Observation(
              measurement: "\(seed)-\(measurement)", target: names[chosen],
              test: "web_connectivity", country: code, network: network, resolverNetwork: network,
              vantagePoint: "v\(network)-\(volunteer)", isPseudonym: true,
              start: start + Int64(random.below(90)), state: .ok, cameOutside: true)
            if random.happens(0.005) {
              observation.state = .down
              observation.cameOutside = false
            } else if random.happens(isShut ? (isBad ? 0.95 : 0.7) : noise[chosen]) {
              observation.block(isBad ? .dns : .tcp, isBad ? .dnsBogon : .tcpTimeout, isBad)
            }
            if hasGoodput, observation.state == .ok, random.happens(0.6) {
              observation.goodput = goodput(chosen, place, hour, speed + 0.3 * random.normal())
            }
            for happening in here where happening.targets?.contains(chosen) ?? true {
              happening.act(on: &observation, &random)
            }
            body(observation)
          }
        }
      }
    }
  }

  private func rhythm(_ hour: Int) -> Double {
    let day: [Double] = [
      0.5, 0.35, 0.25, 0.2, 0.2, 0.3, 0.5, 0.8, 1.1, 1.3, 1.3, 1.3, 1.2, 1.2, 1.2, 1.2, 1.3, 1.4,
      1.5,
      1.6, 1.6, 1.4, 1.1, 0.8,
    ]
    return day[hour % 24] * (hour / 24 % 7 >= 5 ? 0.75 : 1.1)
  }

  private func goodput(_ target: Int, _ network: Int, _ hour: Int, _ stray: Double) -> Double {
    let base = 4e6 * (1 + 0.5 * Double(target % 5)) / Double(network + 1)
    let evening = hour % 24 >= 18 ? 0.75 : 1.0
    return base * evening * LogSpace.power(stray)
  }
}

extension MadeUpCountry.Happening {
  fileprivate func act(on observation: inout Observation, _ random: inout SplitMix64) {
    switch kind {
    case .fewerSessions, .badVantagePoint: break
    case .block(let share, let layer, let mechanism, let hasArtefact):
      if random.happens(share) { observation.block(layer, mechanism, hasArtefact) }
    case .outage:
      if random.happens(0.7) {
        observation.state = .down
      } else if random.happens(0.8) {
        observation.block(.tcp, .tcpTimeout, false)
      }
      observation.cameOutside = false
    case .noControl:
      observation.state = .insufficient
      observation.cameOutside = nil
    case .slower(let factor): observation.goodput = observation.goodput.map { $0 * factor }
    }
  }
}

extension Observation {
  fileprivate mutating func block(_ layer: Layer, _ mechanism: Mechanism, _ hasArtefact: Bool) {
    state = .blocked
    self.layer = layer
    self.mechanism = mechanism
    self.hasArtefact = hasArtefact
    goodput = nil
  }
}
