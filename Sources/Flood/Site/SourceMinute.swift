internal import Signals

/// What a minute's sources did, by a uniform sample of sources: whole sources are kept or left out, so that a source's
/// requests stay together (distinct sampling, Gibbons 2001).
///
/// At most 6,000 sources are kept; a share of them has a standard error below 0.7 %.
struct SourceMinute: Sendable {
  private static let places = 1 << 13
  private static let most = 6_000

  private struct Entry: Sendable {
    var hash: UInt64 = 0
    var requests: UInt32 = 0
    var marks: UInt8 = 0
    var assets: UInt16 = 0
  }

  private var entries = [Entry](repeating: Entry(), count: places)
  private var used: [UInt32] = []
  /// Sources are kept whose hash is below it.
  private var limit = UInt64.max

  static let fetchedPage: UInt8 = 1
  static let fetchedAsset: UInt8 = 2
  static let cameFromInside: UInt8 = 4
  static let cameFromOutside: UInt8 = 8

  /// Notes a request of a source; how much furniture the source has fetched in this minute, or a lot where that is not
  /// known.
  @inline(__always)
  @discardableResult
  mutating func add(_ source: UInt64, marks: UInt8) -> UInt16 {
    if source > limit { return .max }
    var place = Int(truncatingIfNeeded: source >> 17) & (Self.places - 1)
    while entries[place].requests > 0 {
      if entries[place].hash == source {
        entries[place].requests &+= 1
        entries[place].marks |= marks
        if marks & Self.fetchedAsset != 0 { entries[place].assets &+= 1 }
        return entries[place].assets
      }
      place = (place + 1) & (Self.places - 1)
    }
    let assets: UInt16 = marks & Self.fetchedAsset != 0 ? 1 : 0
    entries[place] = Entry(hash: source, requests: 1, marks: marks, assets: assets)
    used.append(UInt32(place))
    if used.count > Self.most { halve() }
    return assets
  }

  private mutating func halve() {
    limit >>= 1
    let kept = used.map { entries[Int($0)] }.filter { $0.hash <= limit }
    for place in used { entries[Int(place)] = Entry() }
    used.removeAll(keepingCapacity: true)
    for entry in kept {
      var place = Int(truncatingIfNeeded: entry.hash >> 17) & (Self.places - 1)
      while entries[place].requests > 0 { place = (place + 1) & (Self.places - 1) }
      entries[place] = entry
      used.append(UInt32(place))
    }
  }

  /// What the minute's sources did; starts the next minute.
  mutating func close(at second: Int64) -> SourceMeasures {
    var measures = SourceMeasures(second: second)
    measures.weight = Double(UInt64.max) / Double(max(1, limit))
    for place in used {
      let entry = entries[Int(place)]
      measures.sources += 1
      measures.requests += Double(entry.requests)
      if entry.requests == 1 { measures.ones += 1 }
      if entry.marks & Self.fetchedPage != 0 {
        measures.pageSources += 1
        if entry.marks & Self.fetchedAsset != 0 { measures.complete += 1 }
        if entry.marks & Self.cameFromInside != 0 { measures.navigating += 1 }
        if entry.marks & Self.cameFromOutside != 0 { measures.arriving += 1 }
      }
      entries[Int(place)] = Entry()
    }
    used.removeAll(keepingCapacity: true)
    limit = .max
    return measures
  }
}

/// What the sources of a stretch of time did. Numbers are of the sample; times ``weight`` they are of all.
struct SourceMeasures: Sendable, Hashable {
  var second: Int64
  var weight = 1.0
  var sources = 0.0
  var requests = 0.0
  /// Sources with one request.
  var ones = 0.0
  /// Sources that fetched a page.
  var pageSources = 0.0
  /// Of these, sources that fetched furniture too.
  var complete = 0.0
  /// Of these, sources that came from elsewhere.
  var arriving = 0.0
  /// Of these, sources that followed a link of the site.
  var navigating = 0.0
}
