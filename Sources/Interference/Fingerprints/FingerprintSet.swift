import Bytes

/// Fingerprints in the form in which measurements are compared with them: one automaton for each
/// place to look in.
///
/// Equal sets have equal tables (``csv``), whatever the order and number of the lists they were read
/// from; what cites a set cites the hash of that table.
public struct FingerprintSet: Sendable {
  private let index: FingerprintIndex

  /// Makes a set; equal rows count once.
  ///
  /// - Complexity: O(n) in the sum of the patterns' lengths.
  public init(_ fingerprints: [Fingerprint]) { index = FingerprintIndex(fingerprints) }

  /// The set of no fingerprints.
  public static let empty = FingerprintSet([])

  /// What the program comes with: what is published on the networks of the countries that it has
  /// a dossier of.
  public static let shipped = FingerprintSet(
    FingerprintTable.read(PackageResources.viet_nam_csv).fingerprints)

  /// All fingerprints, sorted by their rows.
  public var fingerprints: [Fingerprint] { index.fingerprints }

  /// Fingerprints that are not looked for, for what their patterns are; each is in ``fingerprints``.
  public var faults: [FingerprintFault] { index.faults }

  /// What ``faults`` of a set of these would be, without the cost of its automata.
  public static func faults(of list: [Fingerprint]) -> [FingerprintFault] {
    let sorted = FingerprintIndex.sorted(list)
    return FingerprintIndex.faults(
      in: FingerprintIndex.places(of: sorted).values.map { numbers in
        (numbers, PatternSet.faults(of: numbers.map { sorted[$0].pattern }))
      }, of: sorted)
  }

  /// The bytes that the automata take.
  public var size: Int { index.size }

  /// The table of the set: equal sets have equal bytes.
  public var csv: [UInt8] { FingerprintTable.bytes(of: fingerprints) }

  /// This set and more.
  public func adding(_ more: [Fingerprint]) -> FingerprintSet {
    FingerprintSet(fingerprints + more)
  }

  /// The fingerprints of an address in an answer.
  func matches(answer address: IPAddress) -> [Fingerprint] {
    index.addresses[address]?.map { fingerprints[$0] } ?? []
  }

  /// The fingerprints of a name in an answer.
  func matches(alias name: String) -> [Fingerprint] {
    guard !index.names.isEmpty else { return [] }
    return index.names[PageAddress.folded(name)]?.map { fingerprints[$0] } ?? []
  }

  /// Whether anything is looked for in that place.
  func looks(in place: Fingerprint.Place) -> Bool { index.patterns[place] != nil }

  /// The fingerprints that are met in a text of that place, and where.
  ///
  /// - Complexity: O(n) in the length of the text.
  func matches(
    in place: Fingerprint.Place, _ text: Span<UInt8>
  ) -> [(fingerprint: Fingerprint, range: Range<Int>)] {
    guard let (patterns, numbers) = index.patterns[place] else { return [] }
    return patterns.matches(in: text).map { (fingerprints[numbers[$0.pattern]], $0.range) }
  }
}

/// The tables of a set, made once and shared by all copies of it.
private final class FingerprintIndex: Sendable {
  let fingerprints: [Fingerprint]
  let faults: [FingerprintFault]
  let addresses: [IPAddress: [Int]]
  let names: [String: [Int]]
  let patterns: [Fingerprint.Place: (set: PatternSet, numbers: [Int])]
  let size: Int

  init(_ list: [Fingerprint]) {
    let sorted = Self.sorted(list)
    var addresses: [IPAddress: [Int]] = [:]
    var names: [String: [Int]] = [:]
    for (number, one) in sorted.enumerated() where one.place == .dns {
      if let address = IPAddress(one.pattern.text) {
        addresses[address, default: []].append(number)
      } else {
        names[PageAddress.folded(one.pattern.text), default: []].append(number)
      }
    }
    let patterns = Self.places(of: sorted).mapValues { numbers in
      (set: PatternSet(numbers.map { sorted[$0].pattern }), numbers: numbers)
    }
    fingerprints = sorted
    faults = Self.faults(in: patterns.values.map { ($0.numbers, $0.set.faults) }, of: sorted)
    self.addresses = addresses
    self.names = names
    self.patterns = patterns
    size = patterns.values.reduce(0) { $0 + $1.set.size }
  }

  /// Each once, by their rows.
  static func sorted(_ list: [Fingerprint]) -> [Fingerprint] {
    let rows = Set(list).map { (row: FingerprintTable.row(of: $0), one: $0) }
    return rows.sorted { $0.row.lexicographicallyPrecedes($1.row) }.map(\.one)
  }

  /// The numbers of those that are looked for in each place of a page.
  static func places(of sorted: [Fingerprint]) -> [Fingerprint.Place: [Int]] {
    Dictionary(grouping: sorted.indices.filter { sorted[$0].place != .dns }) { sorted[$0].place }
  }

  /// The faults of the patterns of some places, in the order of the fingerprints.
  static func faults(
    in places: [(numbers: [Int], faults: [PatternSet.Fault])], of sorted: [Fingerprint]
  ) -> [FingerprintFault] {
    places.flatMap { place in place.faults.map { (place.numbers[$0.pattern], $0.reason) } }
      .sorted { $0.0 < $1.0 }
      .map { FingerprintFault(line: 0, name: sorted[$0].name, reason: .badPattern($1)) }
  }
}
