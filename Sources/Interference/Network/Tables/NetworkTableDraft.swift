/// Prefixes and names as they come, to be made into a table.
struct NetworkTableDraft {
  /// The table of all routes has a million and a half; more than this is no table of them.
  static let mostPrefixes = 16 << 20
  /// There are some hundred thousand networks with names.
  static let mostNames = 4 << 20
  static let longestName = 400

  private var v4: [PrefixRanges<UInt32>.Prefix] = []
  private var v6: [PrefixRanges<UInt128>.Prefix] = []
  private var facts: [NetworkTable.Fact] = []
  private var places: [NetworkTable.Fact: UInt32] = [:]
  private var names: [UInt32: String] = [:]

  var count: Int { v4.count + v6.count }

  /// Adds a prefix; bits of its address after its length are let fall. Of two equal ones the later
  /// counts.
  ///
  /// - Throws: `NetworkTableFault.Reason.tooManyPrefixes`.
  mutating func add(
    _ block: AddressBlock, network: UInt32, country: UInt16
  ) throws(NetworkTableFault.Reason) {
    guard count < Self.mostPrefixes else { throw .tooManyPrefixes }
    let value = place(of: NetworkTable.Fact(network: network, country: country))
    let order = UInt32(count)
    let length = UInt8(block.length)
    if block.base.isV4 {
      let base = UInt32(truncatingIfNeeded: block.base.low)
      v4.append(
        .init(
          base: base & ~PrefixRanges<UInt32>.tail(block.length), value: value, order: order,
          length: length))
    } else {
      v6.append(
        .init(
          base: block.base.bits & ~PrefixRanges<UInt128>.tail(block.length), value: value,
          order: order, length: length))
    }
  }

  private mutating func place(of fact: NetworkTable.Fact) -> UInt32 {
    if let place = places[fact] { return place }
    facts.append(fact)
    places[fact] = UInt32(facts.count - 1)
    return UInt32(facts.count - 1)
  }

  /// Names a network; of two names the later counts, and an empty one says nothing.
  mutating func name(_ network: UInt32, _ name: some Collection<UInt8>) {
    guard names.count < Self.mostNames, !name.isEmpty else { return }
    names[network] = String(
      String(decoding: name, as: UTF8.self).prefix(Self.longestName))
  }

  /// The table.
  consuming func table(from source: NetworkTable.Source) -> NetworkTable {
    let count = count
    return NetworkTable(
      source: source, prefixCount: count, facts: facts, v4: PrefixRanges(v4),
      v6: PrefixRanges(v6), names: PackedNames(names))
  }
}
