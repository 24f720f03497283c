/// What is counted of each second, one counter each.
enum Lane: Int, CaseIterable {
  /// All requests but those of a herd.
  case all
  /// Requests of declared crawlers, previews, readers of feeds and monitors.
  case herd
  /// Pages that were answered, so that a browser would go on to fetch their furniture.
  case page
  /// Furniture.
  case asset
  /// Such pages without a referrer.
  case pageWithoutReferrer
  /// Such pages to which no page of the site led.
  case pageFromOutside
  /// Requests with a query that was never seen before.
  case newQuery
  /// Something sent to where people sign in.
  case login
  /// Requests that came too slowly, or made no sense.
  case slow
  /// Requests of agents that the site does not know.
  case newAgent
  /// Requests that the server failed to answer, or whose client did not wait.
  case failed
  /// Something sent elsewhere.
  case post
  /// Furniture without a referrer.
  case bareAsset
  /// Not found, or forbidden.
  case refused
  /// Pages, answered or not.
  case anyPage
  /// Sources not seen within the last minutes, by a sample.
  case tool
}

/// The counts of a second, or a sum of them.
typealias Counts = SIMD16<UInt32>

extension Counts {
  subscript(_ lane: Lane) -> Int { Int(self[lane.rawValue]) }
}

/// The counts of the last seconds, by second.
struct SecondRing: Sendable {
  /// So many seconds are kept: two hours and a quarter.
  static let length = 8192
  private var counts = [Counts](repeating: .zero, count: length)
  /// The latest second that was begun, and the first that ever was.
  private(set) var latest: Int64 = .min
  private(set) var first: Int64 = .max

  @inline(__always)
  private static func place(_ second: Int64) -> Int {
    Int(truncatingIfNeeded: second) & (length - 1)
  }

  /// Begins all seconds up to one.
  @inline(__always)
  mutating func reach(_ second: Int64) {
    if second <= latest { return }
    if latest == .min {
      latest = second
      first = second
      counts[Self.place(second)] = .zero
      return
    }
    let from = max(latest + 1, second - Int64(Self.length) + 1)
    for each in from...second { counts[Self.place(each)] = .zero }
    latest = second
  }

  /// Adds to a second that is kept.
  @inline(__always)
  mutating func add(_ one: Counts, to second: Int64) { counts[Self.place(second)] &+= one }

  /// The earliest second that is kept.
  var earliest: Int64 { latest == .min ? .max : max(first, latest - Int64(Self.length) + 1) }

  /// The counts of a second; none of one that is not kept.
  func of(_ second: Int64) -> Counts {
    second > latest || second < earliest ? .zero : counts[Self.place(second)]
  }

  /// The sum of the seconds from one up to another, which is not in it.
  func sum(from start: Int64, to end: Int64) -> [Double] {
    var sums = [Double](repeating: 0, count: 16)
    var second = max(start, earliest)
    let last = min(end - 1, latest)
    while second <= last {
      // In stretches, so that the narrow counters cannot run over.
      var part = Counts.zero
      let stop = min(last, second + 63)
      while second <= stop {
        part &+= counts[Self.place(second)]
        second += 1
      }
      for lane in 0..<16 { sums[lane] += Double(part[lane]) }
    }
    return sums
  }
}
