/// What a request is, as far as one line tells.
public struct RequestTraits: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt32
  /// Makes traits of their bits.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The furniture of a page: style, script, font, picture, film.
  public static let asset = RequestTraits(rawValue: 1 << 0)
  /// A feed of news.
  public static let feed = RequestTraits(rawValue: 1 << 1)
  /// The agent says that it is a crawler, a preview, a reader of feeds or a monitor.
  public static let herd = RequestTraits(rawValue: 1 << 2)
  /// Something is sent to where people sign in.
  public static let login = RequestTraits(rawValue: 1 << 3)
  /// Something is sent.
  public static let post = RequestTraits(rawValue: 1 << 4)
  /// No referrer.
  public static let noReferrer = RequestTraits(rawValue: 1 << 5)
  /// No agent.
  public static let noAgent = RequestTraits(rawValue: 1 << 6)
  /// It came too slowly to be answered, or made no sense: 400, 408, 444, 460, or 499 after a long time.
  public static let slow = RequestTraits(rawValue: 1 << 7)
  /// The server failed, or the client did not wait: 5xx, 499, 429.
  public static let failed = RequestTraits(rawValue: 1 << 8)
  /// The answer was one after which a browser goes on to fetch furniture.
  public static let served = RequestTraits(rawValue: 1 << 9)
  /// With a query.
  public static let query = RequestTraits(rawValue: 1 << 10)
  /// Not found, or forbidden.
  public static let refused = RequestTraits(rawValue: 1 << 11)
  /// The agent is a program that does not pretend to be a browser.
  public static let tool = RequestTraits(rawValue: 1 << 12)
  /// Neither furniture nor feed.
  public static let page = RequestTraits(rawValue: 1 << 13)
  /// A request that only asks whether something is there: HEAD, OPTIONS.
  public static let asks = RequestTraits(rawValue: 1 << 14)
  /// The log has no agents or no referrers at all.
  public static let bare = RequestTraits(rawValue: 1 << 15)
}

/// A request as numbers: what the engine counts. Texts are hashes under the reading's key; the line itself stands in the
/// chunk it was read from.
public struct Request: Sendable, Hashable {
  /// When it was logged: milliseconds since 1970, UTC.
  public var milliseconds: Int64 = 0
  /// Who sent it.
  public var client = ClientAddress(high: 0, low: 0)
  /// The hash of ``client``.
  public var clientHash: UInt64 = 0
  /// The hash of the agent; 0 none.
  public var agent: UInt64 = 0
  /// The hash of the path.
  public var path: UInt64 = 0
  /// The hash of the path's first part: what kind of page it may be.
  public var section: UInt64 = 0
  /// The hash of path and query, without marks that a click adds; 0 without a query.
  public var query: UInt64 = 0
  /// The hash of the referrer's host; 0 none.
  public var referrerHost: UInt64 = 0
  /// The hash of the path in the referrer; 0 without one, or of a site's front page.
  public var referrerPath: UInt64 = 0
  /// The hash of the site's name where the log has it; 0 none.
  public var host: UInt64 = 0
  /// The answer's size.
  public var bytes: UInt32 = 0
  /// How long the answer took, in seconds; below 0 unknown.
  public var seconds: Float = -1
  /// Where the line begins in its chunk.
  public var lineStart: UInt32 = 0
  /// How long the line is.
  public var lineCount: UInt32 = 0
  /// What it is.
  public var traits: RequestTraits = []
  /// The answer's status; 0 unknown.
  public var status: UInt16 = 0
  /// How it asks.
  public var method = RequestMethod.none
  /// 9, 10, 11, 20, 30; 0 unknown.
  public var version: UInt8 = 0
}
