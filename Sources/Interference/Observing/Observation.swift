import Bytes

/// What one measurement says about one target: the row that tables, episodes and findings are made
/// of. It is derived and can be made again from its exhibit; it holds no address and no body.
public struct Observation: Sendable, Hashable {
  /// What tells the measurement from others (`Measurement.id`): met in two files it is counted once.
  public var measurement: String
  /// The name that OONI's servers gave the measurement; `nil` for none.
  public var uid: String?
  /// What was tried: a host in lower case, or a part of a service such as `telegram/data-centres`.
  public var target: String
  /// Which test it was, as the report names it: `web_connectivity`, `telegram`, …
  public var test: String
  /// The country of the volunteer, two letters; `nil` for not known.
  public var country: String?
  /// The number of the volunteer's network; `nil` for not known.
  public var network: UInt32?
  /// The number of the resolver's network; `nil` for not known.
  public var resolverNetwork: UInt32?
  /// The volunteer's pseudonym; for programs without one what is known of where and how they ran, which
  /// several volunteers may share.
  public var vantagePoint: String
  /// Whether `vantagePoint` is a pseudonym, and not only what several volunteers may share.
  public var isPseudonym: Bool
  /// The report it belongs to, where there is no pseudonym: one run of one program.
  public var run: String?
  /// From when until when that run measured, as far as is known (``RunSpans``).
  var runSpan: RunSpan?
  /// When the measurement began, seconds since 1970.
  public var start: Int64
  /// What the measurement supports.
  public var state: LayerState
  /// The layer that decided; where the state is `insufficient`, the one at which it failed, if it
  /// did.
  public var layer: Layer?
  /// How, where the state is `blocked` or `refused`; where it is `insufficient`, how it failed.
  public var mechanism: Mechanism?
  /// The rule that decided; `nil` where the measurement holds nothing to decide on.
  public var rule: Rule?
  /// How strongly a single measurement of this kind speaks for its state, 0 to 1; `nil` where no rule
  /// compared anything.
  public var likelihood: Double?
  /// Whether the interference left something that only it leaves: a known sinkhole or block page, a
  /// forged certificate, an address that no public name has.
  public var hasArtefact: Bool
  /// Whether the page came to the server outside; `nil` when that server said nothing.
  public var cameOutside: Bool?
  /// Bits per second after the first 16 kB of the largest transfer; `nil` when too little came.
  public var goodput: Double?
  /// Numbers that stand for addresses: of the system's answer where that is what is held against it, else of where the
  /// site was found to be (``SiteAddresses``).
  var addresses: [UInt32] = []
  /// What made the rule fire, as it stands in the measurement.
  public var evidence: [String] {
    // The one place at which foreign text comes in.
    didSet { evidence = evidence.map(ShownText.line) }
  }

  /// Makes an observation.
  public init(
    measurement: String, uid: String? = nil, target: String, test: String, country: String?,
    network: UInt32?, resolverNetwork: UInt32? = nil, vantagePoint: String, isPseudonym: Bool,
    run: String? = nil, start: Int64,
    state: LayerState, layer: Layer? = nil, mechanism: Mechanism? = nil, rule: Rule? = nil,
    likelihood: Double? = nil, hasArtefact: Bool = false, cameOutside: Bool? = nil,
    goodput: Double? = nil,
    evidence: [String] = []
  ) {
    self.measurement = measurement
    self.uid = uid
    self.target = ShownText.line(target)
    self.test = test
    self.country = country
    self.network = network
    self.resolverNetwork = resolverNetwork
    self.vantagePoint = vantagePoint
    self.isPseudonym = isPseudonym
    self.run = run
    self.start = start
    self.state = state
    self.layer = layer
    self.mechanism = mechanism
    self.rule = rule
    self.likelihood = likelihood
    self.hasArtefact = hasArtefact
    self.cameOutside = cameOutside
    self.goodput = goodput
    self.evidence = evidence.map(ShownText.line)
  }
}
