/// What rows carry beside a target, of one sort: addresses, hashtags or images, several in a row.
///
/// Each list of names is kept once and a row has its number, so that rows that carry nothing cost nothing and a row
/// can be given another list. Lists lie by the bytes of their names: their order in a file leaves no trace.
public struct CarriedNames: Sendable {
  /// The names.
  public internal(set) var names = NameTable()
  /// Lists, each as the bytes of its numbers.
  private var lists = NameTable()
  /// Per row: its list, or `NameTable.none`. Empty, or shorter than there are rows, when further rows have none.
  private var listOfRow: [UInt32] = []

  /// Nothing.
  public init() {}

  /// Whether no row carries anything.
  public var isEmpty: Bool { listOfRow.isEmpty }

  /// The list of a row, or `NameTable.none`.
  func list(ofRow row: Int) -> UInt32 {
    row < listOfRow.count ? listOfRow[row] : NameTable.none
  }

  /// The numbers of the names in a list.
  func numbers(ofList list: UInt32) -> [UInt32] {
    guard list != NameTable.none else { return [] }
    return lists.withBytes(of: list) { bytes in
      (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
  }

  /// The names that a row carries, by their bytes.
  public func texts(ofRow row: Int) -> [String] {
    numbers(ofList: list(ofRow: row)).map { names[$0] }
  }

  /// The number of a list of names, which lie by their bytes and are there once; `NameTable.none` of no names.
  mutating func list(of numbers: [UInt32]) -> UInt32 {
    guard !numbers.isEmpty else { return NameTable.none }
    return numbers.withUnsafeBytes { lists.number(of: $0) }
  }

  /// Gives a row its list.
  mutating func set(_ list: UInt32, ofRow row: Int) {
    guard list != NameTable.none || row < listOfRow.count else { return }
    while listOfRow.count <= row { listOfRow.append(NameTable.none) }
    listOfRow[row] = list
  }

  /// Gives rows from a place on the lists that rows elsewhere have.
  mutating func append(
    _ rows: some Sequence<Int>, of other: CarriedNames, behind count: Int
  ) {
    guard !other.isEmpty else { return }
    var known = [UInt32](repeating: NameTable.none, count: other.lists.count)
    var row = count
    for source in rows {
      let list = other.list(ofRow: source)
      if list != NameTable.none {
        if known[Int(list)] == NameTable.none {
          known[Int(list)] = self.list(
            of: other.numbers(ofList: list).map { number in
              other.names.withBytes(of: number) { names.number(of: $0) }
            })
        }
        set(known[Int(list)], ofRow: row)
      }
      row += 1
    }
  }

  /// Whether one list comes before another by the bytes of its names; nil when they are one. None comes last.
  static func order(_ one: UInt32, _ other: UInt32, in carried: CarriedNames, _ names: NameTable)
    -> Bool?
  {
    if one == other { return nil }
    if one == NameTable.none || other == NameTable.none { return other == NameTable.none }
    return carried.numbers(ofList: one).lexicographicallyPrecedes(
      carried.numbers(ofList: other), by: names.precedes)
  }

  /// Per list its place in the order of all.
  func ranks() -> [UInt32] {
    let sorted = (0..<UInt32(lists.count)).sorted {
      Self.order($0, $1, in: self, names) ?? false
    }
    var ranks = [UInt32](repeating: 0, count: lists.count)
    for (place, list) in sorted.enumerated() { ranks[Int(list)] = UInt32(place) }
    return ranks
  }
}
