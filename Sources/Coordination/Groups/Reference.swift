import Signals

/// What is ordinary: how people who are in no candidate group act on objects.
public struct Reference: Sendable, Hashable {
  /// Sizes of the samples for the spread of ages.
  public static let sizes = [3, 5, 8, 16, 32]
  /// Objects that a reference needs.
  public static let least = 200

  /// How many objects it was learned from.
  public private(set) var objects = 0
  /// How many of them have the time at which their target was made.
  public private(set) var dated = 0
  /// The 95th percentile of the share of pairs within a minute.
  public private(set) var together = 0.0
  /// Per size the 5th percentile of the spread of ages.
  public private(set) var ageSpread = [Double](repeating: 0, count: Reference.sizes.count)
  /// How rare a spread of ages among late comers must be to count: one in a hundred, one in a thousand.
  public static let rarities = [0.01, 0.001]
  /// Per rarity and size the spread of ages among those who came when the target was ripe; 0 where the
  /// objects are too few to tell.
  public private(set) var ripeSpread = Reference.rarities.map { _ in
    [Double](repeating: 0, count: Reference.sizes.count)
  }
  /// The part of all times that fall on a whole minute.
  public private(set) var onMinute = 0.0
  /// The part of all times on a whole hour.
  public private(set) var onHour = 0.0

  /// Whether there were enough objects to tell what is ordinary.
  public var isEnough: Bool { objects >= Self.least }
  /// Whether there were enough dated ones.
  public var isDatedEnough: Bool { dated >= Self.least }
  /// Whether clocks tell seconds; one time in sixty falls on a minute by itself.
  public var hasSeconds: Bool { onMinute < 0.2 }
  /// Whether clocks tell minutes.
  public var hasMinutes: Bool { onHour < 0.2 }
  /// What the times at which targets were made look like.
  public private(set) var ages = TargetAges()
  /// Whether ages of targets can be used: there are enough, and nothing speaks against them.
  public var hasAges: Bool { isDatedEnough && hasMinutes && ages.fault == nil }

  /// Learns from objects with at least five accounts of which at most a fifth are in candidate groups.
  ///
  /// - Complexity: O(rows of the sampled objects).
  init(_ incidence: Incidence, isCandidate: [Bool], most: Int = 20_000, seed: UInt64) {
    var fitting: [Int] = []
    for object in 0..<incidence.objects {
      let rows = incidence.rows(ofObject: object)
      guard rows.count >= 5 else { continue }
      let inGroups = rows.count { isCandidate[Int(incidence.account[$0])] }
      if inGroups * 5 <= rows.count { fitting.append(object) }
    }
    if fitting.count > most {
      let step = Double(fitting.count) / Double(most)
      fitting = (0..<most).map { fitting[Int(Double($0) * step)] }
    }
    objects = fitting.count
    var shares: [Double] = []
    var spreads = [[Double]](repeating: [], count: Self.sizes.count)
    var ripe = [[Double]](repeating: [], count: Self.sizes.count)
    var draw = SplitMix64(seed: seed)
    for object in fitting {
      var times = Array(incidence.time[incidence.rows(ofObject: object)])
      shares.append(Synchrony.together(times))
      let birth = incidence.objectTime[object]
      guard birth != ActionColumns.noTime else { continue }
      dated += 1
      ages.add(birth: birth, times: times)
      var late = times.filter { $0 - birth >= Synchrony.ripe }
      for (place, size) in Self.sizes.enumerated() {
        draw.spread(of: size, in: &times, since: birth).map { spreads[place].append($0) }
        draw.spread(of: size, in: &late, since: birth).map { ripe[place].append($0) }
      }
    }
    together = Self.quantile(0.95, of: &shares)
    for place in spreads.indices {
      ageSpread[place] = Self.quantile(0.05, of: &spreads[place])
      for (rarity, share) in Self.rarities.enumerated() where Double(ripe[place].count) * share >= 2
      {
        ripeSpread[rarity][place] = Self.quantile(share, of: &ripe[place])
      }
    }
    let whole = incidence.time.reduce(into: (minutes: 0, hours: 0)) { counts, time in
      if time % 60_000 == 0 { counts.minutes += 1 }
      if time % 3_600_000 == 0 { counts.hours += 1 }
    }
    onMinute = Double(whole.minutes) / Double(max(1, incidence.count))
    onHour = Double(whole.hours) / Double(max(1, incidence.count))
  }

  /// The spread below which fewer than five in a hundred ordinary groups of this size fall.
  func ordinarySpread(of size: Int) -> Double {
    ageSpread[Self.sizes.lastIndex { $0 <= size } ?? 0]
  }

  /// The spread below which ordinary groups of late comers fall as seldom as a rarity says. A smaller
  /// group's is taken where there are too few of the size: it is lower, so it errs towards the ordinary.
  func ordinaryRipeSpread(of size: Int, rarity: Int) -> Double {
    let known = ripeSpread[rarity]
    let place = known.indices.last { Self.sizes[$0] <= size && known[$0] > 0 }
    return place.map { known[$0] } ?? 0
  }

  private static func quantile(_ share: Double, of values: inout [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    values.sort()
    return values[Int((share * Double(values.count - 1)).rounded())]
  }
}

extension SplitMix64 {
  /// The spread of ages of some of the times, drawn at random; nil when there are too few.
  fileprivate mutating func spread(
    of size: Int, in times: inout [Int64], since birth: Int64
  ) -> Double? {
    guard size <= times.count else { return nil }
    for chosen in 0..<size { times.swapAt(chosen, chosen + below(times.count - chosen)) }
    return Synchrony.ageSpread(times[..<size], since: birth)
  }
}
