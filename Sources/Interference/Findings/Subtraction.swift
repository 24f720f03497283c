/// What readers could work out from a sum and its parts, and what of the sum is told so that they cannot.
///
/// The observations of a sum stand in blocks: each comes from enough vantage points, and each number that
/// is told adds up whole blocks. A block whose split over the states is partly withheld is a row of unknown
/// numbers, one for each withheld state that is not zero; how many it judged is known. A sum that tells a
/// state tells that state's unknown numbers together. From some columns `B` and the rows `A` in which
/// they stand, readers know by subtraction what else stands in these rows; from the rows in which nothing
/// else stands, they know what stands in `B` in the others. There is no further way to come to a sum of
/// unknown numbers. Each of these must come from enough.
struct Subtraction {
  /// The withheld states of one block that are not zero.
  typealias Unknown = [LayerState: Crowd]

  /// Parts whose sums of states are told, but for some.
  struct Part {
    /// Its blocks of which anything is withheld.
    var blocks: [Unknown]
    /// The states of its blocks that are told of all of them together.
    var told: Set<LayerState> = []

    var withheld: Set<LayerState> { Set(blocks.flatMap(\.keys)).subtracting(told) }
  }

  /// The states, the first to be given up first.
  private static let weight: [(state: LayerState, bit: Int)] = [
    (.ok, 1), (.down, 2), (.refused, 4), (.blocked, 8),
  ]

  let parts: [Part]
  let floor: DisclosureFloor

  /// The states that must be withheld in the sum of all parts: as few as may be, and `blocked` only where
  /// nothing else helps.
  func withheld() -> Set<LayerState> {
    let open = parts.reduce(into: Set<LayerState>()) { $0.formUnion($1.withheld) }
    guard !open.isEmpty else { return [] }
    var isSafe: [Set<LayerState>: Bool] = [:]
    for told in Self.subsets(of: open).reversed() {
      let hasLeak = Self.subsets(of: told).contains { columns in
        guard !columns.isEmpty else { return false }
        let isFine = isSafe[columns] ?? !leaks(columns)
        isSafe[columns] = isFine
        return !isFine
      }
      if !hasLeak { return open.subtracting(told) }
    }
    return open
  }

  /// By rising weight.
  private static func subsets(of states: Set<LayerState>) -> [Set<LayerState>] {
    let members = weight.filter { states.contains($0.state) }
    let all = members.reduce(0) { $0 | $1.bit }
    return (0...15).filter { $0 & ~all == 0 }.map { mask in
      Set(members.filter { mask & $0.bit != 0 }.map(\.state))
    }
  }

  /// Whether telling the sums of these states gives what too few saw.
  private func leaks(_ columns: Set<LayerState>) -> Bool {
    isTooFew(columns, Self.beside) || isTooFew(columns, Self.inside)
  }

  /// Whether what is left over in all parts together comes from too few, whatever of the parts' own sums
  /// readers use as well.
  private func isTooFew(
    _ columns: Set<LayerState>, _ left: (Unknown, Set<LayerState>) -> Unknown
  ) -> Bool {
    var choices: [[Few]] = []
    for part in parts {
      let own = columns.intersection(part.withheld)
      guard !own.isEmpty else { continue }
      let found = Self.subsets(of: part.told).compactMap {
        few(part.blocks, left, own.union($0))
      }
      guard !found.isEmpty else { return false }
      choices.append(found)
    }
    let least = choices.map(Self.least)
    func gives(_ chosen: [Few?]) -> Bool {
      let chosen = chosen.compactMap(\.self)
      let crowd = chosen.reduce(into: Crowd()) { $0.formUnion($1.crowd) }
      return chosen.contains(where: \.isDelicate) && !crowd.passes(floor)
    }
    return gives(least)
      || choices.indices.contains { index in
        guard let delicate = Self.least(choices[index].filter(\.isDelicate)) else { return false }
        var chosen = least
        chosen[index] = delicate
        return gives(chosen)
      }
  }

  /// What comes from too few.
  private struct Few {
    var crowd = Crowd()
    /// Whether it says more than that a page came, which is what everybody sees.
    var isDelicate = false
  }

  private static func least(_ choices: [Few]) -> Few? {
    choices.min { $0.crowd.vantagePoints < $1.crowd.vantagePoints }
  }

  /// What is left over of blocks; `nil` when it comes from enough.
  private func few(
    _ blocks: [Unknown], _ left: (Unknown, Set<LayerState>) -> Unknown,
    _ columns: Set<LayerState>
  ) -> Few? {
    var few = Few()
    for block in blocks {
      for (state, own) in left(block, columns) {
        few.crowd.formUnion(own)
        few.isDelicate = few.isDelicate || state != .ok
      }
      if !few.crowd.isEmpty, few.crowd.passes(floor) { return nil }
    }
    return few
  }

  /// What stands beside the columns in a row in which they stand.
  private static func beside(_ block: Unknown, _ columns: Set<LayerState>) -> Unknown {
    guard block.keys.contains(where: columns.contains) else { return [:] }
    return block.filter { !columns.contains($0.key) }
  }

  /// What stands in the columns in a row in which something else stands too.
  private static func inside(_ block: Unknown, _ columns: Set<LayerState>) -> Unknown {
    guard block.keys.contains(where: { !columns.contains($0) }) else { return [:] }
    return block.filter { columns.contains($0.key) }
  }
}
