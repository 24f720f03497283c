import Signals

/// Whether a vantage point is a witness at all: where nothing that it tried on a day came through, its line, its
/// portal, its resolver or its device may be what failed, and it says nothing of any one site.
///
/// Each row is judged by the rows of the same vantage point about *other* sites of the same day (UTC):
///
/// - who failed at ``fewestSites`` sites or more, and at ``failedForEachReached`` for each that was reached, is no
///   witness of that day;
/// - unless more than half of the country's vantage points that tried as much are in the same state, three and
///   in two networks: that is no hotel and no resolver, but a country cut off, or a list of blocked sites alone;
/// - where a network failed in one way at *all* sites, the same site now there and now not, such failures are the
///   line's: deadlines that pass, connections that are cut or refused, names that are denied;
/// - an answer unlike the control's is no stranger's where the site was found there by others (``SiteAddresses``).
///
/// The reverse holds for a name: a resolver that gave nothing about a site, while its page came by another resolver's
/// answer, is no broken one where it answered the same vantage point about other sites that day, three for each it
/// failed at. Then the row is `blocked`.
///
/// What leaves a trace that is known by name, a sinkhole or a known block page, stays as it is.
///
/// Sites are counted in sketches of a fixed size, which can only count too few; they do not depend on the order of
/// rows, and a row that is met twice counts once in those of vantage points.
public struct WitnessHealth: Sendable {
  /// So many sites have to have failed.
  static let fewestSites = 4
  /// So many sites have to have failed for each that was reached.
  static let failedForEachReached = 9
  /// A resolver has to have answered about so many sites, and about so many for each that it failed at.
  static let answeredForEachFailed = 3

  private var witnesses: [WitnessKey: Witness] = [:]
  private var networks: [NetworkDay: LineLosses] = [:]
  private var dark: Set<CountryDayKey> = []
  private var addresses = SiteAddresses()
  /// Per target the hash of its site: there are few targets and many rows.
  private var sites: [String: StableHash] = [:]
  private var isSettled = false
  /// The rows met, where copies are to be passed.
  private var met: Set<StableHash>?

  /// Knows of nobody.
  ///
  /// - Parameter meetsCopies: whether one row may be added several times, as files overlap; 16 bytes a row.
  public init(meetsCopies: Bool = false) {
    met = meetsCopies ? [] : nil
  }

  /// All rows there are, each judged by the others.
  public static func judged(_ rows: consuming [Observation]) -> [Observation] {
    var health = WitnessHealth()
    for place in rows.indices { health.add(rows[place]) }
    health.settle()
    return health.judged(rows)
  }

  /// Takes a row into account; those of messengers, which have a check of their own, and of plain tests are passed.
  public mutating func add(_ row: Observation) {
    guard row.test == "web_connectivity" else { return }
    if !row.addresses.isEmpty { addresses.add(row, of: site(of: row.target)) }
    guard let outcome = Outcome(row) else { return }
    if let isNew = met?.insert(StableHash([row.measurement, row.target])).inserted, !isNew {
      return
    }
    let site = site(of: row.target)
    witnesses[Self.witness(row), default: Witness(row)].add(outcome, site)
    if let tried = outcome.tried(row) {
      networks[Self.network(row), default: LineLosses()].add(tried, at: site)
    }
    isSettled = false
  }

  /// Finds the days on which most of a country was cut off; to be called when all rows are added.
  public mutating func settle() {
    guard !isSettled else { return }
    var days: [CountryDayKey: CountryDay] = [:]
    for witness in witnesses.values where witness.triedEnough {
      days[witness.country, default: CountryDay()].add(witness)
    }
    dark = Set(days.filter { $0.value.isCutOff }.keys)
    isSettled = true
  }

  /// The rows, with those of vantage points that are no witnesses as `insufficient`, in the same order.
  ///
  /// - Precondition: ``settle()`` was called after the last row was added.
  /// - Complexity: O(n) for n rows.
  public func judged(_ rows: consuming [Observation]) -> [Observation] {
    for place in rows.indices {
      if failsForThisNameOnly(rows[place]) {
        rows[place].state = .blocked
        rows[place].rule = .resolverFailsForThis
        rows[place].likelihood = 0.5
        rows[place].evidence.append("the resolver answered about other sites that day")
      }
      guard let fault = fault(of: rows[place]) else { continue }
      rows[place].state = .insufficient
      rows[place].rule = fault
      rows[place].likelihood = 0
      rows[place].hasArtefact = false
      rows[place].evidence.append(fault.whatElseFailed(rows[place].mechanism))
    }
    return rows
  }

  private func fault(of row: Observation) -> Rule? {
    guard row.state == .blocked, row.test == "web_connectivity", !(row.rule?.isKnownByName ?? false)
    else { return nil }
    if let witness = witnesses[Self.witness(row)], witness.reachedNothing,
      !dark.contains(witness.country)
    {
      return .nothingReached
    }
    if let way = row.mechanism?.wayOfALine, networks[Self.network(row)]?.areGeneral(way) ?? false {
      return .losesGenerally
    }
    // Every site of an observation was met when it was added.
    if let site = sites[row.target], addresses.areTheSites(row, of: site) {
      return .addressOfTheSite
    }
    return nil
  }

  private func failsForThisNameOnly(_ row: Observation) -> Bool {
    guard row.state == .insufficient, row.rule == .pageByOtherResolver, row.cameOutside ?? false,
      let witness = witnesses[Self.witness(row)], witness.resolverAnswers
    else { return false }
    return !(networks[Self.network(row)]?.areGeneral(.silence) ?? false)
  }

  private mutating func site(of target: String) -> StableHash {
    if let known = sites[target] { return known }
    let site = StableHash(SiteName(of: target).domain)
    sites[target] = site
    return site
  }

  // MARK: Keys

  private struct CountryDayKey: Hashable {
    var country: String?
    var day: Int64

    init(_ row: Observation) {
      country = row.country
      day = Sight.hour(row.start) / 24
    }
  }

  private struct NetworkDay: Hashable {
    var place: CountryDayKey
    var network: UInt32?
  }

  private struct WitnessKey: Hashable {
    var network: NetworkDay
    var vantagePoint: String
  }

  private static func network(_ row: Observation) -> NetworkDay {
    NetworkDay(place: CountryDayKey(row), network: row.network)
  }

  private static func witness(_ row: Observation) -> WitnessKey {
    WitnessKey(network: network(row), vantagePoint: row.vantagePoint)
  }

  // MARK: Counts

  private enum Outcome {
    case reached, failed
    /// It was reached by another resolver's answer.
    case unnamed

    init?(_ row: Observation) {
      switch row.state {
      case .ok, .refused: self = .reached
      case .blocked: self = .failed
      case .insufficient where row.rule == .pageByOtherResolver: self = .unnamed
      case .down, .insufficient: return nil
      }
    }

    /// What it says of the line; nothing where it failed in a way of which a line is not capable.
    func tried(_ row: Observation) -> LineLosses.Try? {
      switch self {
      case .reached: .came
      case .failed: row.mechanism?.wayOfALine.map { .failed($0) }
      case .unnamed: .failed(.silence)
      }
    }
  }

  /// What one vantage point did on a day.
  private struct Witness {
    let country: CountryDayKey
    let network: UInt32?
    private var reached = SiteSketch()
    private var failed = SiteSketch()
    private var unnamed = SiteSketch()

    init(_ row: Observation) {
      country = CountryDayKey(row)
      network = row.network
    }

    mutating func add(_ outcome: Outcome, _ site: StableHash) {
      switch outcome {
      case .reached: reached.insert(site)
      case .failed: failed.insert(site)
      case .unnamed: unnamed.insert(site)
      }
    }

    var resolverAnswers: Bool {
      reached.count >= WitnessHealth.answeredForEachFailed * max(1, unnamed.count)
    }

    var triedEnough: Bool { reached.union(failed).count >= WitnessHealth.fewestSites }

    var reachedNothing: Bool {
      failed.count >= WitnessHealth.fewestSites
        && failed.count >= WitnessHealth.failedForEachReached * reached.count
    }
  }

  /// The vantage points of a country on a day that tried enough sites.
  private struct CountryDay {
    private var tried = 0
    private var dark = 0
    private var networks: Set<UInt32> = []

    mutating func add(_ witness: Witness) {
      tried += 1
      guard witness.reachedNothing else { return }
      dark += 1
      if let network = witness.network { networks.insert(network) }
    }

    var isCutOff: Bool { dark >= 3 && dark * 2 > tried && networks.count >= 2 }
  }
}

/// How many different sites there were, or fewer: two may share a place, and there are 64.
private struct SiteSketch {
  private var places: UInt64 = 0

  var count: Int { places.nonzeroBitCount }

  mutating func insert(_ site: StableHash) { places |= 1 << (site.low % 64) }

  func union(_ other: SiteSketch) -> SiteSketch {
    var both = self
    both.places |= other.places
    return both
  }
}

extension Rule {
  /// Whether it says that what failed was not the site alone, but most of what the vantage point or its network tried.
  public var isOfTheWholeLine: Bool { self == .nothingReached || self == .losesGenerally }

  /// Whether a trace is known by name: no broken line makes the sinkhole or the page of a state.
  fileprivate var isKnownByName: Bool {
    switch self {
    case .sinkholeAnswer, .knownCertificate, .blockPage, .secondAnswer: true
    default: false
    }
  }

  fileprivate func whatElseFailed(_ mechanism: Mechanism?) -> String {
    switch self {
    case .addressOfTheSite: return "other measurements found the site at that address"
    case .losesGenerally:
      switch mechanism?.wayOfALine {
      case .cut: return "connections were cut at most other sites of the network that day too"
      case .denial: return "the resolver denied most other names of the network that day too"
      case .silence, nil: return "deadlines passed at most other sites of the network that day too"
      }
    default: return "no other site came through for the vantage point that day"
    }
  }
}
