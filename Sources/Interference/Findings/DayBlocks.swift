import Record

/// Observations of one network, or of several together, in blocks that may each be shown.
///
/// The days that come from enough are blocks; the other days are one block together, or are left out.
/// Whatever is told of them adds up whole blocks, so that readers who subtract come to whole blocks
/// again: those of the sum and its days, of all networks together, and of rows and days crosswise.
struct DayBlocks: Sendable {
  /// One block.
  struct Block: Sendable {
    /// The day; `nil` for all days that are none by themselves, and for one of which nothing is told.
    private(set) var day: CivilDay?
    private(set) var published: PublishedCount
    /// The states that are not known to readers, with those who saw them.
    private(set) var unknown: Subtraction.Unknown

    init(day: CivilDay?, _ published: PublishedCount) {
      self.day = day
      self.published = published
      unknown = published.unknown
    }

    /// Withholds the count of a state; where that alone would tell it, all of the block.
    mutating func hide(_ state: LayerState) {
      published.hide(state)
      unknown = published.unknown
      guard unknown.count < 2 else { return }
      // Not even what is zero is known of it.
      day = nil
      for state in LayerState.allCases where state != .insufficient {
        unknown[state] = published.count.crowd(of: state)
      }
    }
  }

  let blocks: [Block]
  /// The observations of the blocks, by time.
  let kept: [Observation]
  /// All blocks added up; `nil` where there is none.
  let sum: PublishedCount?

  /// - Parameters:
  ///   - observations: by time.
  ///   - closed: days that are no blocks.
  init(_ observations: [Observation], _ floor: DisclosureFloor, closed: Set<CivilDay> = []) {
    var blocks: [Block] = []
    var rest: [Observation] = []
    for (day, own) in Dictionary(grouping: observations, by: { CivilDay(of: $0.start) }) {
      let count = ObservationCount(of: own)
      if !closed.contains(day), count.isFit(floor) {
        blocks.append(Block(day: day, PublishedCount(count, floor)))
      } else {
        rest += own
      }
    }
    let days = Set(blocks.compactMap(\.day))
    let left = ObservationCount(of: rest)
    let isWhole = left.measurements > 0 && left.isFit(floor)
    if isWhole { blocks.append(Block(day: nil, PublishedCount(left, floor))) }
    blocks.sort { one, other in
      guard let day = one.day else { return false }
      return other.day.map { day < $0 } ?? true
    }
    Self.keepSums(of: &blocks, floor)
    self.blocks = blocks
    kept =
      isWhole ? observations : observations.filter { days.contains(CivilDay(of: $0.start)) }
    guard !blocks.isEmpty else {
      sum = nil
      return
    }
    let part = Subtraction.Part(blocks: blocks.map(\.unknown))
    sum = PublishedCount(
      blocks.reduce(into: ObservationCount()) { $0.add($1.published.count) }, floor,
      hidden: Subtraction(parts: [part], floor: floor).withheld())
  }

  /// What a day withholds would be had from the sum, so the sum or another day has to withhold it too:
  /// the sum says more than a day.
  private static func keepSums(of blocks: inout [Block], _ floor: DisclosureFloor) {
    for state in [LayerState.blocked, .down, .refused] {
      var hidden = Crowd()
      for block in blocks where block.published[state] == nil {
        hidden.formUnion(block.published.count.crowd(of: state))
      }
      while !hidden.passes(floor) {
        let next = blocks.indices.filter {
          blocks[$0].published[state].map { $0 > 0 } ?? false
        }.min {
          let (one, other) = (blocks[$0].published.count, blocks[$1].published.count)
          return (one.crowd(of: state).vantagePoints, $0)
            < (other.crowd(of: state).vantagePoints, $1)
        }
        guard let next else { break }
        blocks[next].hide(state)
        hidden.formUnion(blocks[next].published.count.crowd(of: state))
      }
    }
  }

  /// As a part of a greater sum.
  var part: Subtraction.Part {
    let unknown = blocks.map(\.unknown).filter { !$0.isEmpty }
    let states = Set(unknown.flatMap(\.keys))
    return Subtraction.Part(blocks: unknown, told: states.subtracting(sum?.hidden ?? []))
  }
}

extension ObservationCount {
  /// Whether they may stand by themselves: those that could be judged come from enough as well, unless
  /// all they say is that the page came.
  func isFit(_ floor: DisclosureFloor) -> Bool {
    guard floor.admits(vantagePoints: vantagePoints, networks: knownNetworks) else { return false }
    guard self[.ok] < judged else { return true }
    return judgedCrowd.passes(floor)
  }
}
