public import Record

/// Which network and country an address belongs to, by the longest prefix that holds it.
///
/// A table is as of one day, and says so: addresses change hands.
public struct NetworkTable: Sendable {
  /// Where a table comes from.
  public struct Source: Sendable, Hashable, CustomStringConvertible {
    /// Who made it, or the name of the file.
    public var name: String
    /// The day it was made; `nil` when it does not say.
    public var day: CivilDay?
    /// The licence that it names.
    public var licence: String?

    /// Makes a source.
    public init(name: String, day: CivilDay? = nil, licence: String? = nil) {
      self.name = name
      self.day = day
      self.licence = licence
    }

    /// Name and day in one line.
    public var description: String { day.map { "\(name), \($0)" } ?? name }
  }

  /// What the table says about an address.
  public struct Entry: Sendable, Hashable {
    /// The longest prefix that holds the address.
    public var block: AddressBlock
    /// The number of the network that announces it; `nil` when the table does not say.
    public var network: UInt32?
    /// The country, two letters; `nil` when the table does not say.
    public var country: String?
  }

  /// What several prefixes say alike: a number, 0 for none, and two letters, 0 for none.
  struct Fact: Sendable, Hashable {
    var network: UInt32
    var country: UInt16
  }

  /// Where it comes from; several where tables were put together.
  public private(set) var sources: [Source]
  /// How many prefixes were read.
  public private(set) var prefixCount: Int
  private var facts: [Fact]
  private var v4: PrefixRanges<UInt32>
  private var v6: PrefixRanges<UInt128>
  private var names: PackedNames

  init(
    source: Source, prefixCount: Int, facts: [Fact], v4: PrefixRanges<UInt32>,
    v6: PrefixRanges<UInt128>, names: PackedNames
  ) {
    sources = [source]
    self.prefixCount = prefixCount
    self.facts = facts
    self.v4 = v4
    self.v6 = v6
    self.names = names
  }

  /// What the table says about an address; `nil` when no prefix holds it. Addresses of version 4
  /// inside version 6 (RFC 4291, section 2.5.5.2) count as those of version 4.
  ///
  /// - Complexity: O(log n).
  public func entry(of address: IPAddress) -> Entry? {
    let plain = address.unmapped
    guard let (value, length) = found(plain) else { return nil }
    let fact = facts[Int(value)]
    return Entry(
      block: AddressBlock(holding: plain, length: length),
      network: fact.network == 0 ? nil : fact.network, country: fact.countryText)
  }

  /// The number of the network that an address belongs to; `nil` when the table does not say.
  ///
  /// - Complexity: O(log n), no allocation.
  public func network(of address: IPAddress) -> UInt32? {
    guard let (value, _) = found(address.unmapped) else { return nil }
    let number = facts[Int(value)].network
    return number == 0 ? nil : number
  }

  private func found(_ address: IPAddress) -> (value: UInt32, length: Int)? {
    address.isV4
      ? v4.find(UInt32(truncatingIfNeeded: address.low)) : v6.find(address.bits)
  }

  /// The name that the table gives a network.
  ///
  /// - Complexity: O(log n).
  public func name(of network: UInt32) -> String? { names[network] }

  /// How many networks have names.
  public var nameCount: Int { names.count }

  /// This table, with what `other` says where this one says nothing: numbers, countries and names
  /// often come in files of their own.
  ///
  /// - Complexity: O(n) in the ranges of both.
  public func filled(from other: NetworkTable) -> NetworkTable {
    var all = facts
    var places = Dictionary(
      zip(facts, facts.indices).map { ($0, UInt32($1)) }, uniquingKeysWith: { first, _ in first })
    func combine(_ one: UInt32, _ two: UInt32) -> UInt32 {
      let mine = one == .max ? Fact(network: 0, country: 0) : facts[Int(one)]
      let its = two == .max ? Fact(network: 0, country: 0) : other.facts[Int(two)]
      let both = Fact(
        network: mine.network == 0 ? its.network : mine.network,
        country: mine.country == 0 ? its.country : mine.country)
      if let place = places[both] { return place }
      all.append(both)
      places[both] = UInt32(all.count - 1)
      return UInt32(all.count - 1)
    }
    var table = self
    table.v4 = PrefixRanges(v4, other.v4, combine: combine)
    table.v6 = PrefixRanges(v6, other.v6, combine: combine)
    table.facts = all
    table.names = PackedNames(names.all.merging(other.names.all) { mine, _ in mine })
    table.prefixCount += other.prefixCount
    table.sources += other.sources
    return table
  }
}

extension NetworkTable.Fact {
  var countryText: String? {
    guard country != 0 else { return nil }
    return String(decoding: [UInt8(country >> 8), UInt8(country & 255)], as: UTF8.self)
  }
}

extension IPAddress {
  /// The address of version 4 that one of version 6 stands for, `::ffff:a.b.c.d`; else itself.
  var unmapped: IPAddress {
    guard !isV4, high == 0, low >> 32 == 0xFFFF else { return self }
    return IPAddress(v4: UInt32(truncatingIfNeeded: low))
  }

  /// All 128 bits.
  var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }
}
