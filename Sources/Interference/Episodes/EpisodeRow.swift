import Signals

/// An observation as the search for episodes needs it: numbers only, 64 bytes.
struct EpisodeRow: Sendable {
  /// The measurement.
  var measurement: StableHash
  var vantagePoint: UInt64
  var start: Int64
  /// Bits per second; 0 for not known.
  var goodput: Double
  /// The number of the country and target in the fold's tables.
  var series: UInt32
  /// 0 for not known.
  var network: UInt32
  /// The number of the page in the fold's tables; 0 for not known.
  var page: UInt32
  var layer: Layer?
  var mechanism: Mechanism?
  var vote: Vote
  var marks: Marks

  enum Vote: UInt8, Sendable {
    /// It worked, or the site itself refused: the network let it through.
    case open
    case blocked
    case down
    /// Nothing was observed, or there was nothing to compare with.
    case none
  }

  struct Marks: OptionSet, Sendable {
    var rawValue: UInt8
    static let artefact = Marks(rawValue: 1)
    static let pseudonym = Marks(rawValue: 2)
    static let controlKnown = Marks(rawValue: 4)
    static let controlCame = Marks(rawValue: 8)
    /// The resolver is in the volunteer's own network, or nothing is known of it.
    static let ownResolver = Marks(rawValue: 16)
  }

  init(_ observation: Observation, series: UInt32, page: UInt32 = 0) {
    self.series = series
    self.page = page
    measurement = StableHash(observation.measurement)
    vantagePoint = StableHash(observation.vantagePoint).low
    start = observation.start
    let goodput = observation.goodput ?? 0
    self.goodput = goodput.isFinite && goodput > 0 ? goodput : 0
    network = observation.network ?? 0
    layer = observation.layer
    mechanism = observation.mechanism
    vote =
      switch observation.state {
      case .ok, .refused: .open
      case .blocked: .blocked
      case .down: .down
      case .insufficient: .none
      }
    marks = []
    if observation.hasArtefact { marks.insert(.artefact) }
    if observation.isPseudonym { marks.insert(.pseudonym) }
    if let came = observation.cameOutside {
      marks.insert(.controlKnown)
      if came { marks.insert(.controlCame) }
    }
    let resolver = observation.resolverNetwork ?? network
    if resolver == network { marks.insert(.ownResolver) }
  }

  /// A total order within a series: by time, so that it is also the order of what happened.
  static func precedes(_ one: EpisodeRow, _ other: EpisodeRow) -> Bool {
    if one.start != other.start { return one.start < other.start }
    if one.vantagePoint != other.vantagePoint { return one.vantagePoint < other.vantagePoint }
    if one.measurement != other.measurement { return one.measurement < other.measurement }
    return one.rest < other.rest
  }

  /// What is left to tell two rows of one measurement apart by.
  private var rest: (UInt32, UInt8, UInt8, UInt64) {
    let how = mechanism.map { Self.places[$0] ?? 0 } ?? 0
    let where_ = layer.map { UInt64(Self.layerPlaces[$0] ?? 0) } ?? 0
    return (
      network, vote.rawValue, marks.rawValue, goodput.bitPattern ^ (UInt64(how) << 3 | where_)
    )
  }

  static let places = Dictionary(
    uniqueKeysWithValues: Mechanism.allCases.enumerated().map { ($1, UInt8($0 + 1)) })
  static let layerPlaces = Dictionary(
    uniqueKeysWithValues: Layer.allCases.enumerated().map { ($1, UInt8($0 + 1)) })
}
