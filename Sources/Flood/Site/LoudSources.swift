/// What a single source did that no reader does.
public struct LoudSource: Sendable, Hashable {
  /// The kinds of it.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Many pages within seconds, without furniture.
    case rate
    /// Many different pages within seconds, without furniture.
    case crawl
    /// Many different things that are not there.
    case probing
    /// Many attempts to sign in.
    case signIn
    /// Many agents under one address, most of them refused.
    case agents
    /// Orders by name.
    public static func < (one: Kind, other: Kind) -> Bool { one.rawValue < other.rawValue }
  }

  /// The source.
  public var client: ClientAddress
  /// What it did.
  public var kind: Kind
  /// When that was seen, in seconds since 1970.
  public var second: Int64
  /// How many such requests there were within ten seconds when it was seen.
  public var count: Int
}

/// Looks for single loud sources among those that ask for pages, with bounded memory: 512 sets of four sources, of which
/// the one longest silent makes room.
struct LoudSources: Sendable {
  private struct Entry: Sendable {
    var client = ClientAddress(high: 0, low: 0)
    var hash: UInt64 = 0
    var since: Int64 = .min / 2
    var last: Int64 = .min / 2
    var pages: UInt16 = 0
    var logins: UInt16 = 0
    var refused: UInt16 = 0
    var odd: UInt16 = 0
    var assets: UInt16 = 0
    var told: UInt8 = 0
    var paths: UInt64 = 0
    var agents: UInt64 = 0
    var missing: UInt64 = 0
  }

  private static let ways = 4
  private static let sets = 1 << 9
  private static let span: Int64 = 20
  private var entries = [Entry](repeating: Entry(), count: ways * sets)
  private(set) var found: [LoudSource] = []
  private(set) var more = 0

  @inline(__always)
  mutating func note(_ request: Request, _ second: Int64, assets: UInt16) {
    let from = (Int(truncatingIfNeeded: request.clientHash >> 11) & (Self.sets - 1)) * Self.ways
    var place = from
    for each in from..<from + Self.ways {
      if entries[each].hash == request.clientHash {
        update(each, request, second, assets)
        return
      }
      if entries[each].last < entries[place].last { place = each }
    }
    entries[place] = Entry()
    entries[place].client = request.client
    entries[place].hash = request.clientHash
    entries[place].since = second
    update(place, request, second, assets)
  }

  @inline(__always)
  private mutating func update(_ place: Int, _ request: Request, _ second: Int64, _ assets: UInt16)
  {
    if second - entries[place].since >= Self.span {
      let (client, told) = (entries[place].client, entries[place].told)
      entries[place] = Entry()
      entries[place].client = client
      entries[place].hash = request.clientHash
      entries[place].since = second
      entries[place].told = told
    }
    entries[place].last = second
    entries[place].assets = max(entries[place].assets, assets)
    entries[place].pages &+= 1
    entries[place].paths |= 1 << (request.path & 63)
    entries[place].agents |= 1 << (request.agent & 63)
    if request.traits.contains(.refused) {
      entries[place].refused &+= 1
      entries[place].missing |= 1 << (request.path & 63)
    }
    if request.traits.contains(.slow) { entries[place].odd &+= 1 }
    if request.traits.contains(.login) { entries[place].logins &+= 1 }
    if entries[place].pages >= 5 { check(place, second) }
  }

  @inline(never)
  private mutating func check(_ place: Int, _ second: Int64) {
    let entry = entries[place]
    func tell(_ kind: LoudSource.Kind, _ count: Int) {
      let bit = UInt8(1) << UInt8(LoudSource.Kind.allCases.firstIndex(of: kind) ?? 0)
      guard entries[place].told & bit == 0 else { return }
      entries[place].told |= bit
      if found.count < 1_000 {
        found.append(LoudSource(client: entry.client, kind: kind, second: second, count: count))
      } else {
        more += 1
      }
    }
    if entry.logins >= 5, entry.logins &* 2 > entry.pages { tell(.signIn, Int(entry.logins)) }
    // Of 64 places, 10 different paths fill some nine.
    if entry.missing.nonzeroBitCount >= 9, entry.refused &* 2 > entry.pages, entry.assets < 3 {
      tell(.probing, Int(entry.refused))
    }
    if entry.agents.nonzeroBitCount >= 8, entry.odd &+ entry.refused >= entry.pages / 2,
      entry.assets == 0
    {
      tell(.agents, Int(entry.pages))
    }
    guard entry.assets &* 4 < entry.pages else { return }
    if entry.paths.nonzeroBitCount >= 28, entry.pages >= 40 { tell(.crawl, Int(entry.pages)) }
    if entry.pages >= 120 { tell(.rate, Int(entry.pages)) }
  }
}
