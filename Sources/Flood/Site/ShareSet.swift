/// All channels of shares of a site.
struct ShareSet: Sendable {
  enum Name: Int, CaseIterable {
    case page, noReferrer, outside, newQuery, login, slow, newAgent, failed, bareAsset
  }

  private(set) var channels: [ShareChannel]

  init(threshold: Double) {
    channels = Name.allCases.map { name in
      let shape: ShareChannel.Shape =
        switch name {
        case .page: .init(lift: 2, floor: 0.02, least: 8)
        case .noReferrer: .init(lift: 3, floor: 0.02, least: 8)
        case .outside: .init(lift: 2, floor: 0.02, least: 12)
        case .newQuery: .init(lift: 8, floor: 0.005, least: 8)
        case .login: .init(lift: 8, floor: 0.003, least: 8)
        case .slow: .init(lift: 8, floor: 0.005, least: 8)
        case .newAgent: .init(lift: 6, floor: 0.01, least: 8)
        case .failed: .init(lift: 6, floor: 0.01, least: 8)
        case .bareAsset: .init(lift: 6, floor: 0.02, least: 20)
        }
      return ShareChannel(shape, threshold: threshold)
    }
  }

  subscript(_ name: Name) -> ShareChannel {
    get { channels[name.rawValue] }
    set { channels[name.rawValue] = newValue }
  }

  /// The part and the whole of each channel.
  static func share(_ name: Name, of counts: Counts) -> (part: Int, whole: Int) {
    switch name {
    case .page: (counts[.page], counts[.page] + counts[.asset])
    case .noReferrer: (counts[.pageWithoutReferrer], counts[.page] + counts[.asset])
    case .outside: (counts[.pageFromOutside], counts[.page])
    case .newQuery: (counts[.newQuery], counts[.all])
    case .login: (counts[.login], counts[.all])
    case .slow: (counts[.slow], counts[.all])
    case .newAgent: (counts[.newAgent], counts[.all])
    case .failed: (counts[.failed], counts[.all])
    case .bareAsset: (counts[.bareAsset], counts[.asset])
    }
  }

  mutating func add(_ counts: Counts, second: Int64, mayAlarm: Bool) {
    for name in Name.allCases {
      let (part, whole) = Self.share(name, of: counts)
      channels[name.rawValue].add(
        Double(part), of: Double(whole), second: second, mayAlarm: mayAlarm)
    }
  }

  mutating func closeBin(learns: Bool, isEarly: Bool) {
    for place in channels.indices { channels[place].closeBin(learns: learns, isEarly: isEarly) }
  }

  var alarmed: [Name] { Name.allCases.filter { channels[$0.rawValue].isAlarmed } }

  static func family(_ name: Name) -> EvidenceFamily {
    switch name {
    case .page, .noReferrer, .outside, .bareAsset: .furniture
    case .newQuery: .newQueries
    case .login: .login
    case .slow: .slow
    case .newAgent: .newAgents
    case .failed: .failures
    }
  }

  var families: Set<EvidenceFamily> { Set(alarmed.map(Self.family)) }

  /// How much furniture a page usually has.
  var furniturePerPage: Double { (1 - self[.page].usual) / self[.page].usual }
  /// Whether the log has furniture by which readers can be told.
  var hasFurniture: Bool { self[.page].learned >= 100 && self[.page].usual < 0.75 }
  /// The usual share of pages that pages of the site led to.
  var navigation: Double { 1 - self[.outside].usual }
}
