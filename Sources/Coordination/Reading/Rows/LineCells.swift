internal import Bytes
internal import Signals

/// Makes cells of the members of one object.
struct LineCells: Sendable {
  /// Deeper members are not looked at.
  private static let deepest = 5

  private let paths: [PathPlan.Path]
  /// By hash of a path: which of `targets`.
  private var index = KeyIndex()
  /// Per path of the index: the places in `paths`.
  private var targets: [[Int]] = []
  /// Per place in `paths`: whether a row had a value there.
  private(set) var isSeen: [Bool]
  /// Names that are of no use, at most some hundred.
  private(set) var unknown = WordGatherer(isFolded: false, most: 200, key: (0, 0))

  private var cells = [RowCell](
    repeating: RowCell(start: 0, count: 0), count: ColumnPlan.slots)
  private var ranks = [UInt8](repeating: .max, count: ColumnPlan.slots)
  private var bytes: [UInt8] = []
  private var path: [UInt8] = []

  init(_ plan: PathPlan) {
    paths = plan.paths
    isSeen = Array(repeating: false, count: plan.paths.count)
    for (place, path) in plan.paths.enumerated() {
      let (number, isNew) = index.number(of: StableHash(path.path))
      if isNew { targets.append([]) }
      targets[Int(number)].append(place)
    }
  }

  /// Reads the members of an object on a tape that has read `line`.
  mutating func read(_ tape: borrowing JSONTape, _ line: UnsafeRawBufferPointer) {
    bytes.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    for slot in cells.indices {
      cells[slot].count = 0
      ranks[slot] = .max
    }
    members(of: .root, tape, line, depth: 1)
  }

  /// Calls `body` with the cells.
  func withCells(_ body: (RowCells) -> Void) {
    cells.withUnsafeBufferPointer { cells in
      bytes.withUnsafeBytes { bytes in
        // An empty list of bytes may have no address; no cell has bytes then.
        let base = bytes.baseAddress ?? UnsafeRawPointer(cells.baseAddress)
        guard let base, let cells = cells.baseAddress else { return }
        body(RowCells(base: base, cells: cells))
      }
    }
  }

  private mutating func members(
    of node: JSONTape.Node, _ tape: borrowing JSONTape, _ line: UnsafeRawBufferPointer, depth: Int
  ) {
    let length = path.count
    tape.eachMember(of: node) { name, value in
      if length > 0 { path.append(UInt8(ascii: ".")) }
      append(name: UnsafeRawBufferPointer(rebasing: line[tape.range(of: name)]))
      take(value, tape, line, depth: depth)
      path.removeSubrange(length...)
    }
  }

  private mutating func append(name: UnsafeRawBufferPointer) {
    for byte in name { path.append(byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte) }
  }

  private mutating func take(
    _ value: JSONTape.Node, _ tape: borrowing JSONTape, _ line: UnsafeRawBufferPointer, depth: Int
  ) {
    switch tape.kind(of: value) {
    case .null: mark()
    case .object where depth < Self.deepest: members(of: value, tape, line, depth: depth + 1)
    case .array where depth < Self.deepest:
      mark()
      tape.eachElement(of: value) { element($0, tape, line, depth: depth + 1) }
    case .object, .array: break
    case .string, .number, .true, .false: keep(value, tape, line, isTop: depth == 1)
    }
  }

  private mutating func element(
    _ element: JSONTape.Node, _ tape: borrowing JSONTape, _ line: UnsafeRawBufferPointer,
    depth: Int
  ) {
    let length = path.count
    if let type = tape.member("type", of: element), tape.kind(of: type) == .string {
      path.append(UInt8(ascii: "."))
      append(name: UnsafeRawBufferPointer(rebasing: line[tape.range(of: type)]))
    }
    take(element, tape, line, depth: depth)
    path.removeSubrange(length...)
  }

  /// A name that marks posts does so without a value.
  private mutating func mark() {
    guard let number = path.withUnsafeBytes({ index.find(StableHash($0)) }) else { return }
    for place in targets[Int(number)] where paths[place].slot == ColumnPlan.markSlot {
      if bytes.isEmpty { bytes.append(0) }
      cells[ColumnPlan.markSlot] = RowCell(start: 0, count: 1)
    }
  }

  private mutating func keep(
    _ value: JSONTape.Node, _ tape: borrowing JSONTape, _ line: UnsafeRawBufferPointer, isTop: Bool
  ) {
    guard let number = path.withUnsafeBytes({ index.find(StableHash($0)) }) else {
      if isTop { _ = path.withUnsafeBytes { unknown.number(of: $0) } }
      return
    }
    for place in targets[Int(number)] {
      let path = paths[place]
      isSeen[place] = true
      guard path.rank < ranks[path.slot] else { continue }
      let start = bytes.count
      if !tape.appendBytes(of: value, to: &bytes) {
        bytes.removeSubrange(start...)
        // A string with half of a surrogate pair says nothing.
        if tape.kind(of: value) == .string { continue }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: line[tape.range(of: value)]))
      }
      guard bytes.count > start else { continue }
      ranks[path.slot] = path.rank
      cells[path.slot] = RowCell(
        start: UInt32(truncatingIfNeeded: start),
        count: UInt32(truncatingIfNeeded: bytes.count - start))
    }
  }
}
