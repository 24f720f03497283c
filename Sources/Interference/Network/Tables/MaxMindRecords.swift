/// What the leaves of a MaxMind DB file say about networks; each record is read once.
struct MaxMindRecords {
  private static let networkNames = ["autonomous_system_number", "asn", "as_number"]
  private static let nameNames = ["autonomous_system_organization", "as_name", "as_organization"]
  private static let codeNames = ["country_code", "country_iso_code"]

  private var data: MaxMindData
  private var read: [Int: NetworkTable.Fact] = [:]
  private(set) var faults = NetworkTableFaults()

  init(data: MaxMindData) { self.data = data }

  /// Number and country of the record at `place`; the name goes to the draft. What is not said is 0.
  mutating func fact(
    at place: Int, _ draft: inout NetworkTableDraft
  ) throws(NetworkTableFault) -> NetworkTable.Fact {
    if let fact = read[place] { return fact }
    var fact = NetworkTable.Fact(network: 0, country: 0)
    var name: ArraySlice<UInt8> = []
    try take(place, &fact, &name, isInner: false)
    if fact.network != 0 { draft.name(fact.network, name) }
    read[place] = fact
    return fact
  }

  private mutating func take(
    _ place: Int, _ fact: inout NetworkTable.Fact, _ name: inout ArraySlice<UInt8>, isInner: Bool
  ) throws(NetworkTableFault) {
    for (key, value) in try data.members(place) {
      func isOne(of names: [String]) -> Bool { names.contains { key.elementsEqual($0.utf8) } }
      if isOne(of: Self.networkNames) {
        fact.network = try network(value)
      } else if isOne(of: Self.nameNames) {
        name = try data.text(value) ?? []
      } else if isOne(of: Self.codeNames) {
        fact.country = try country(data.text(value) ?? [], value)
      } else if key.elementsEqual("country".utf8), fact.country == 0 {
        fact.country = try countryMember(value)
      } else if key.elementsEqual("traits".utf8), !isInner {
        try take(value, &fact, &name, isInner: true)
      }
    }
  }

  /// A number, or a text such as `AS7552`.
  private mutating func network(_ place: Int) throws(NetworkTableFault) -> UInt32 {
    if let number = try data.whole(place) {
      if let network = UInt32(exactly: number) { return network }
      faults.add(.badNetwork("\(number)"), .byte(place))
      return 0
    }
    guard let text = try data.text(place) else { return 0 }
    if let network = NetworkFields.network(text) { return network }
    faults.add(.badNetwork(NetworkFields.shown(text)), .byte(place))
    return 0
  }

  private mutating func country(_ text: ArraySlice<UInt8>, _ place: Int) -> UInt16 {
    if let code = NetworkFields.country(text) { return code }
    faults.add(.badCountry(NetworkFields.shown(text)), .byte(place))
    return 0
  }

  /// An object with `iso_code`, or two letters; some tables have the country's whole name here and
  /// the letters elsewhere.
  private mutating func countryMember(_ place: Int) throws(NetworkTableFault) -> UInt16 {
    if let text = try data.text(place) {
      return text.count == 2 ? country(text, place) : 0
    }
    for (key, value) in try data.members(place) where key.elementsEqual("iso_code".utf8) {
      return try country(data.text(value) ?? [], value)
    }
    return 0
  }
}
