import Signals

/// What failed for a network on a day, site by site; sites that share one of 32 places are one.
struct LineLosses: Sendable {
  /// One try of a site.
  enum Try: Sendable {
    case came
    case failed(WayOfALine)
  }

  /// The least share of tries that fail in one way at three of four sites, for that to be general.
  private static let general = 0.25
  /// From this share on a network reaches nothing, which its vantage points tell by themselves.
  private static let all = 0.95
  private static let places = 32
  /// The fewest sites, and tries of each, that tell something.
  private static let fewest = (sites: 5, tries: 2)

  private struct Tries {
    var came: UInt32 = 0
    var silent: UInt32 = 0
    var cut: UInt32 = 0
    var denied: UInt32 = 0

    mutating func fail(_ way: WayOfALine) {
      switch way {
      case .silence: silent &+= 1
      case .cut: cut &+= 1
      case .denial: denied &+= 1
      }
    }

    func failed(_ way: WayOfALine) -> UInt32 {
      switch way {
      case .silence: silent
      case .cut: cut
      case .denial: denied
      }
    }
  }

  private var tries = [Tries](repeating: Tries(), count: places)

  /// Takes in one try.
  mutating func add(_ tried: Try, at site: StableHash) {
    let place = Int(site.high % UInt64(Self.places))
    switch tried {
    case .came: tries[place].came &+= 1
    case .failed(let way): tries[place].fail(way)
    }
  }

  /// Whether a good part of what is tried fails in one way at three of four sites, and not all of it.
  func areGeneral(_ way: WayOfALine) -> Bool {
    let rates = tries.compactMap { tries -> Double? in
      let failed = tries.failed(way)
      guard failed &+ tries.came >= Self.fewest.tries else { return nil }
      return Double(failed) / Double(failed &+ tries.came)
    }.sorted()
    guard rates.count >= Self.fewest.sites else { return false }
    let lower = rates[rates.count / 4]
    return lower >= Self.general && lower < Self.all
  }
}

/// The ways in which a line or a resolver fails at every site alike.
enum WayOfALine: Sendable {
  /// Nothing comes until the deadline.
  case silence
  /// Connections are cut or refused.
  case cut
  /// The resolver says that there is no such name, or refuses to say.
  case denial
}

extension Mechanism {
  /// The way in which a line that is out of order would fail like this.
  var wayOfALine: WayOfALine? {
    switch self {
    case .dnsTimeout, .tcpTimeout, .tlsTimeout, .httpTimeout: .silence
    case .tcpRefused, .tcpReset, .tcpUnreachable, .tlsReset, .tlsClosed, .tlsOtherFailure,
      .httpReset, .httpClosed, .httpOtherFailure:
      .cut
    case .dnsNoSuchName, .dnsRefused, .dnsOtherFailure: .denial
    default: nil
    }
  }
}
