/// The pairs and the network that CooRTweet counts (version 2.1.3, `detect_groups` and
/// `generate_coordinated_network`), for comparison.
///
/// Two contents on one object are a pair when they lie no further apart than the window. Accounts need
/// `leastParticipation` rows in the whole data, and contents in pairs; a pair stays when either side has
/// them. A pair of accounts weighs as much as it has pairs of contents, so that twenty posts beside one
/// weigh twenty; an edge is kept when its weight is strictly above the quantile. These are that program's
/// rules, not ours.
public struct PairedContents: Sendable, Hashable {
  /// The window, in milliseconds.
  public var window: Int64
  /// Rows, and contents in pairs, that an account needs.
  public var leastParticipation = 2
  /// The quantile of weights above which an edge counts.
  public var quantile = 0.5

  /// The rule with a window.
  public init(window: Int64) { self.window = window }

  /// Two contents that were shared close together.
  public struct Pair: Sendable, Hashable {
    /// What both shared.
    public var object: String
    /// The earlier content.
    public var content: String
    /// The later one.
    public var laterContent: String
    /// Between them, in milliseconds.
    public var gap: Int64
    /// The account of the earlier content.
    public var account: String
    /// The account of the later one.
    public var laterAccount: String
  }

  /// Two accounts.
  public struct Edge: Sendable, Hashable {
    /// The account whose name comes first.
    public var one: String
    /// The other.
    public var other: String
    /// Pairs of contents.
    public var weight: Int
    /// The mean time between them, in milliseconds.
    public var meanGap: Double
    /// Whether the weight is above the quantile of all.
    public var isAbove: Bool
  }

  /// The pairs, by object and time. Rows need a name (content) to be told apart.
  public func pairs(in columns: ActionColumns) -> [Pair] {
    var rowsOf = [Int](repeating: 0, count: columns.accounts.count)
    for account in columns.account { rowsOf[Int(account)] += 1 }
    let layer = LayerObjects(columns, form: .actionAndTarget)
    let objects = SharedObjects(columns, layer: layer) {
      rowsOf[Int(columns.account[$0])] >= leastParticipation
    }
    func content(_ row: Int) -> String {
      columns.action.isEmpty || columns.action[row] == NameTable.none
        ? "\(row)" : columns.actionNames[columns.action[row]]
    }
    var met: [(Int, Int)] = []
    objects.eachPair(within: window, in: columns) { earlier, later in
      guard columns.account[earlier] != columns.account[later] else { return }
      let object = columns.targets[columns.target[earlier]]
      guard object != content(earlier), object != content(later), content(earlier) != content(later)
      else { return }
      met.append((earlier, later))
    }
    var contents = [Set<String>](repeating: [], count: columns.accounts.count)
    for (earlier, later) in met {
      contents[Int(columns.account[earlier])].insert(content(earlier))
      contents[Int(columns.account[later])].insert(content(later))
    }
    func takesPart(_ row: Int) -> Bool {
      contents[Int(columns.account[row])].count >= leastParticipation
    }
    return met.filter { takesPart($0.0) || takesPart($0.1) }.map { earlier, later in
      Pair(
        object: columns.targets[columns.target[earlier]], content: content(earlier),
        laterContent: content(later), gap: columns.time[later] - columns.time[earlier],
        account: columns.accounts[columns.account[earlier]],
        laterAccount: columns.accounts[columns.account[later]])
    }
  }

  /// The network of accounts, ordered by names.
  public func edges(of pairs: [Pair]) -> [Edge] {
    struct Key: Hashable { var one, other: String }
    var sums: [Key: (weight: Int, gap: Int64)] = [:]
    for pair in pairs {
      let key =
        pair.account < pair.laterAccount
        ? Key(one: pair.account, other: pair.laterAccount)
        : Key(one: pair.laterAccount, other: pair.account)
      let sum = sums[key] ?? (0, 0)
      sums[key] = (sum.weight + 1, sum.gap + pair.gap)
    }
    let limit = Self.quantile(quantile, of: sums.values.map(\.weight).sorted())
    return sums.map { key, sum in
      Edge(
        one: key.one, other: key.other, weight: sum.weight,
        meanGap: Double(sum.gap) / Double(sum.weight), isAbove: Double(sum.weight) > limit)
    }.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }

  /// R's default quantile (type 7): linear between the order statistics.
  private static func quantile(_ share: Double, of sorted: [Int]) -> Double {
    guard let last = sorted.indices.last else { return 0 }
    let place = share * Double(last)
    let low = Int(place.rounded(.down))
    let high = min(last, low + 1)
    return Double(sorted[low]) + (place - Double(low)) * Double(sorted[high] - sorted[low])
  }
}
