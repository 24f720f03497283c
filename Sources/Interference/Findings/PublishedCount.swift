import Record

/// A count as it is published: what of it could point at one volunteer is withheld.
///
/// That a page came is what everybody sees, and is not withheld for itself; that it was blocked, down
/// or refused is, when fewer than the floor saw it. Then another number of the sum is withheld with it,
/// so that subtraction gives no more than that it was few.
public struct PublishedCount: Sendable, Hashable {
  /// What is counted.
  public let count: ObservationCount
  /// The states whose counts are withheld.
  public private(set) var hidden: Set<LayerState> = []
  private var hiddenMechanisms: Set<Mechanism> = []
  let floor: DisclosureFloor
  /// Whether it is of several networks that do not agree: most of what is counted may be one's.
  var isOfDisagreeing = false

  /// The states that make up the judged observations, in the order in which they are given up.
  private static let states: [LayerState] = [.ok, .down, .refused, .blocked]

  init(_ count: ObservationCount, _ floor: DisclosureFloor) {
    self.count = count
    self.floor = floor
    for state in Self.states where state != .ok && !count.crowd(of: state).passes(floor) {
      hidden.insert(state)
    }
    hideCompanions()
  }

  /// A sum of which these states are withheld, as far as they are not zero.
  init(_ count: ObservationCount, _ floor: DisclosureFloor, hidden: Set<LayerState>) {
    self.count = count
    self.floor = floor
    self.hidden = hidden.filter { count[$0] > 0 }
  }

  /// From whom the withheld counts come, by state.
  var unknown: Subtraction.Unknown {
    Dictionary(uniqueKeysWithValues: hidden.map { ($0, count.crowd(of: $0)) })
  }

  /// How many came to a state; `nil` where that is withheld.
  public subscript(state: LayerState) -> Int? { hidden.contains(state) ? nil : count[state] }

  /// How many could be judged; `nil` where that would tell what is withheld.
  public var judged: Int? { isBare ? nil : count.judged }

  /// How many there are; `nil` where that would tell what is withheld.
  public var measurements: Int? {
    isBare && count[.insufficient] == 0 ? nil : count.measurements
  }

  /// Whether all that could be judged came to a state that is withheld.
  private var isBare: Bool {
    let told = Self.states.filter { !count.crowd(of: $0).isEmpty }
    return told.count == 1 && told.contains(where: hidden.contains)
  }

  /// Withholds the count of a state, and what would tell it.
  mutating func hide(_ state: LayerState) {
    guard count[state] > 0 else { return }
    hidden.insert(state)
    hideCompanions(atLeast: 2)
  }

  /// What is withheld comes together from enough; and one alone is what is left of the sum.
  private mutating func hideCompanions(atLeast fewest: Int = 1) {
    guard !hidden.isEmpty else { return }
    func rest() -> Crowd {
      hidden.reduce(into: Crowd()) { $0.formUnion(count.crowd(of: $1)) }
    }
    for state in Self.states where !hidden.contains(state) && count[state] > 0 {
      if hidden.count >= fewest, rest().passes(floor) { return }
      hidden.insert(state)
    }
  }

  /// The mechanisms that may be told, the most frequent first.
  var ranked: [(mechanism: Mechanism, count: Int)] {
    guard !hidden.contains(.blocked) else { return [] }
    return count.ranked(floor).filter { !hiddenMechanisms.contains($0.mechanism) }
  }

  /// Withholds mechanisms of a sum that, when those of its parts are taken from it, tell what few saw.
  mutating func hideMechanisms(beside parts: [PublishedCount]) {
    var told = Set(ranked.map(\.mechanism))
    var left: [Mechanism: Crowd] = [:]
    for part in parts {
      let own = Set(part.ranked.map(\.mechanism))
      for mechanism in count.mechanisms.keys where !own.contains(mechanism) {
        left[mechanism, default: Crowd()].formUnion(part.count.crowd(of: mechanism))
      }
    }
    told = told.filter { left[$0]?.passes(floor) ?? true }
    hiddenMechanisms = Set(count.mechanisms.keys).subtracting(told)
    // Of one that is withheld alone, the count is what is left of the blocked ones.
    func rest() -> Crowd {
      hiddenMechanisms.reduce(into: Crowd()) { $0.formUnion(count.crowd(of: $1)) }
    }
    for one in count.ranked.reversed() where !rest().passes(floor) {
      hiddenMechanisms.insert(one.mechanism)
    }
  }

  /// What all together support, where enough saw it.
  var state: FindingState {
    let state = count.state
    let needed: LayerState? =
      switch state {
      case .blocked, .likelyBlocked, .impaired: .blocked
      case .down: .down
      case .refused: .refused
      default: nil
      }
    guard let needed, !count.crowd(of: needed).passes(floor) else {
      // What is said of several together is said of each of them.
      return isOfDisagreeing && [.blocked, .likelyBlocked].contains(state) ? .impaired : state
    }
    return .insufficient
  }
}

extension PublishedCount {
  /// A count of several networks together, which says *blocked* only where most was blocked in each.
  mutating func hold(against observations: [Observation]) {
    isOfDisagreeing = !Dictionary(grouping: observations, by: \.network).values.allSatisfy { own in
      let judged = own.count { $0.state != .insufficient }
      return own.count { $0.state == .blocked } * 2 > judged
    }
  }

  /// Withholds in the parts of a sum what would, taken from the sum, leave what few saw.
  ///
  /// - Parameter rest: what is in the sum and in no part.
  static func protect(
    _ sum: PublishedCount, _ parts: inout [PublishedCount], rest: ObservationCount
  ) {
    for state in [LayerState.blocked, .down, .refused] where !sum.hidden.contains(state) {
      let floor = sum.floor
      var hidden = rest.crowd(of: state)
      for part in parts where part.hidden.contains(state) {
        hidden.formUnion(part.count.crowd(of: state))
      }
      while !hidden.passes(floor) {
        let open = parts.indices.filter {
          !parts[$0].hidden.contains(state) && parts[$0].count[state] > 0
        }
        let next = open.min {
          (parts[$0].count.crowd(of: state).vantagePoints, $0)
            < (parts[$1].count.crowd(of: state).vantagePoints, $1)
        }
        guard let next else { break }
        parts[next].hide(state)
        hidden.formUnion(parts[next].count.crowd(of: state))
      }
    }
  }

  /// Withholds in a sum what would, when the parts are taken from it, tell what few saw.
  ///
  /// - Parameter isStrict: whether what is withheld in any part is withheld in the sum too: the part may
  ///   stand in another sum as well, as a day stands in its network's month.
  mutating func protect(
    parts: [PublishedCount], rest: ObservationCount, isStrict: Bool = false
  ) {
    for state in [LayerState.blocked, .down, .refused] where !hidden.contains(state) {
      var left = rest.crowd(of: state)
      let withheld = parts.filter { $0.hidden.contains(state) }
      for part in withheld { left.formUnion(part.count.crowd(of: state)) }
      if !left.passes(floor) || isStrict && !withheld.isEmpty { hide(state) }
    }
  }
}
