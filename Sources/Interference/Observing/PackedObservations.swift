/// An observation with the place at which it stands.
public struct PlacedObservation: Sendable, Hashable {
  /// What is observed.
  public var observation: Observation
  /// Which file, counted from 0 by whoever put it aside.
  public var file: Int
  /// The line, counted from 1.
  public var line: Int
  /// The byte in the line; `nil` for the first text of a line.
  public var column: Int?

  /// Makes one.
  public init(_ observation: Observation, file: Int, line: Int, column: Int?) {
    self.observation = observation
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Observations as bytes, a few hundred each, to be put aside and read by the same run of the program.
///
/// This is no file format: it changes with the rules and has no version.
public struct PackedObservations: Sendable {
  /// One after the other.
  public private(set) var bytes: [UInt8] = []

  /// Holds none.
  public init() {}

  /// Holds those of bytes that another packed, which are taken at their word.
  public init(packed bytes: [UInt8]) { self.bytes = bytes }

  /// Forgets all, and keeps the room.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds one.
  public mutating func append(_ placed: PlacedObservation) {
    let row = placed.observation
    put(text: row.measurement)
    put(text: row.uid)
    put(text: row.target)
    put(text: row.test)
    put(text: row.country)
    put(row.network.map(UInt64.init))
    put(row.resolverNetwork.map(UInt64.init))
    put(text: row.vantagePoint)
    put(text: row.run)
    put(UInt64(bitPattern: row.start))
    put(Codes<LayerState>.states.place(of: row.state))
    put(Codes<Layer>.layers.place(of: row.layer))
    put(Codes<Mechanism>.mechanisms.place(of: row.mechanism))
    put(Codes<Rule>.rules.place(of: row.rule))
    put(row.likelihood?.bitPattern)
    put(row.goodput?.bitPattern)
    put(
      (row.isPseudonym ? 1 : 0) | (row.hasArtefact ? 2 : 0)
        | (row.cameOutside.map { $0 ? 8 : 4 } ?? 0))
    put(UInt64(row.evidence.count))
    for text in row.evidence { put(text: text) }
    put(UInt64(row.addresses.count))
    for address in row.addresses { put(UInt64(address)) }
    put(UInt64(placed.file))
    put(UInt64(placed.line))
    put(placed.column.map(UInt64.init))
  }

  /// Calls `body` with all of them, in the order in which they were added.
  public func each(_ body: (PlacedObservation) throws -> Void) rethrows {
    var reader = Reader(bytes: bytes)
    while reader.place < bytes.count { try body(reader.next()) }
  }

  // MARK: Writing

  private mutating func put(_ number: UInt64) {
    var rest = number
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func put(_ number: UInt64?) {
    guard let number else { return bytes.append(0) }
    bytes.append(1)
    put(number)
  }

  private mutating func put(text: String) {
    var text = text
    text.withUTF8 {
      put(UInt64($0.count))
      bytes.append(contentsOf: $0)
    }
  }

  private mutating func put(text: String?) {
    guard let text else { return bytes.append(0) }
    bytes.append(1)
    put(text: text)
  }
}

extension PackedObservations {
  private struct Reader {
    let bytes: [UInt8]
    var place = 0
    /// There are far fewer names than observations.
    var names: Set<String> = []

    mutating func next() -> PlacedObservation {
      let measurement = text()
      let uid = optionalText()
      let (target, test, country) = (name(), name(), optionalName())
      let (network, resolverNetwork) = (optionalNumber(), optionalNumber())
      let vantagePoint = name()
      let run = optionalName()
      let start = Int64(bitPattern: number())
      let state = Codes<LayerState>.states.value(at: number()) ?? .insufficient
      let layer = Codes<Layer>.layers.value(at: number())
      let mechanism = Codes<Mechanism>.mechanisms.value(at: number())
      let rule = Codes<Rule>.rules.value(at: number())
      let likelihood = optionalNumber().map(Double.init(bitPattern:))
      let goodput = optionalNumber().map(Double.init(bitPattern:))
      let flags = number()
      let evidence = (0..<number()).map { _ in text() }
      let addresses = (0..<number()).map { _ in UInt32(truncatingIfNeeded: number()) }
      var observation = Observation(
        measurement: measurement, uid: uid, target: target, test: test, country: country,
        network: network.map { UInt32(truncatingIfNeeded: $0) },
        resolverNetwork: resolverNetwork.map { UInt32(truncatingIfNeeded: $0) },
        vantagePoint: vantagePoint, isPseudonym: flags & 1 != 0, run: run, start: start,
        state: state, layer: layer, mechanism: mechanism, rule: rule, likelihood: likelihood,
        hasArtefact: flags & 2 != 0, cameOutside: flags & 12 == 0 ? nil : flags & 8 != 0,
        goodput: goodput, evidence: evidence)
      observation.addresses = addresses
      return PlacedObservation(
        observation, file: Int(number()), line: Int(number()),
        column: optionalNumber().map { Int($0) })
    }

    private mutating func number() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        let byte = bytes[place]
        place += 1
        value |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
    }

    private mutating func isThere() -> Bool {
      place += 1
      return bytes[place - 1] != 0
    }

    private mutating func optionalNumber() -> UInt64? { isThere() ? number() : nil }
    private mutating func optionalText() -> String? { isThere() ? text() : nil }
    private mutating func optionalName() -> String? { isThere() ? name() : nil }

    private mutating func text() -> String {
      let count = Int(number())
      defer { place += count }
      return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    private mutating func name() -> String { names.insert(text()).memberAfterInsert }
  }
}

/// Numbers for the cases of a closed list; 0 for none.
private struct Codes<Case: CaseIterable & Hashable & Sendable>: Sendable {
  private let values = Array(Case.allCases)
  private let places: [Case: UInt64]

  init() {
    places = Dictionary(uniqueKeysWithValues: zip(Case.allCases, 1...))
  }

  func place(of value: Case?) -> UInt64 { value.flatMap { places[$0] } ?? 0 }

  func value(at place: UInt64) -> Case? { place == 0 ? nil : values[Int(place) - 1] }
}

extension Codes<LayerState> { fileprivate static let states = Codes() }
extension Codes<Layer> { fileprivate static let layers = Codes() }
extension Codes<Mechanism> { fileprivate static let mechanisms = Codes() }
extension Codes<Rule> { fileprivate static let rules = Codes() }
