extension ChangeEngine {
  static let mark = "HDce"
  static let version: UInt16 = 1

  /// All that the engine knows, as bytes: a mark, a version, the series in their order, a check sum.
  public func snapshot() -> [UInt8] {
    var writer = SnapshotWriter(mark: Self.mark, version: Self.version)
    writer.write(UInt32(tracks.count))
    for id in series {
      guard let track = tracks[id] else { continue }
      writer.write(id.family)
      writer.write(id.name)
      track.write(to: &writer)
    }
    return writer.finished()
  }

  /// The engine that made a snapshot.
  public init(snapshot: [UInt8]) throws(SnapshotFault) {
    self.init()
    var reader = try SnapshotReader(snapshot, mark: Self.mark, version: Self.version)
    for _ in 0..<(try reader.count(of: 8)) {
      let id = SeriesID(try reader.text(), try reader.text())
      tracks[id] = try SeriesTrack(&reader)
    }
    guard reader.isAtEnd else { throw .nonsense("more than there should be") }
  }
}

extension SeriesTrack {
  /// Times that are taken: about 30,000 years to both sides of 1970, so that sums of them fit.
  static let times: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000

  func write(to writer: inout SnapshotWriter) {
    settings.write(to: &writer)
    watch.write(to: &writer)
    writer.write(UInt32(bins.count))
    for bin in bins { bin.write(to: &writer) }
    writer.write(UInt32(copies.count))
    for copy in copies {
      writer.write(copy.time)
      copy.watch.write(to: &writer)
    }
    writer.write(UInt32(alarms.count))
    for alarm in alarms { alarm.write(to: &writer) }
    writer.write(Int64(raisedCount))
    writer.write(Int64(tooLate))
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    settings = try SeriesSettings(&reader)
    watch = try SeriesWatch(&reader, settings)
    for _ in 0..<(try reader.count(of: 17)) { bins.append(try SeriesBin(&reader)) }
    for _ in 0..<(try reader.count(of: 8)) {
      let time = try reader.read(Int64.self)
      copies.append(Copy(time: time, watch: try SeriesWatch(&reader, settings)))
    }
    for _ in 0..<(try reader.count(of: 8)) { alarms.append(try ChangeAlarm(&reader)) }
    raisedCount = Int(try reader.read(Int64.self))
    tooLate = Int(try reader.read(Int64.self))
  }
}

extension SeriesSettings {
  func write(to writer: inout SnapshotWriter) {
    writer.write(kind.rawValue)
    writer.write(direction.rawValue)
    for time in [width, interval, learning, levelHalfLife, seasonHalfLife, acceptance] {
      writer.write(time)
    }
    writer.write(calendar.offset)
    writer.write(calendar.weekend.sorted().map { Int64($0) })
    writer.write(calendar.holidays.sorted())
    writer.write(sibling) { $0.write($1) }
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    guard let kind = Kind(rawValue: try reader.read(UInt8.self)),
      let direction = Direction(rawValue: try reader.read(UInt8.self))
    else { throw .nonsense("settings") }
    var times: [Int64] = []
    for _ in 0..<6 { times.append(try reader.read(Int64.self)) }
    let offset = try reader.read(Int64.self)
    let weekend = try reader.times().map { Int(truncatingIfNeeded: $0) }
    let holidays = try reader.times()
    let sibling = try reader.optional { reader throws(SnapshotFault) in try reader.number() }
    let sane: ClosedRange<Int64> = 1...SeriesTrack.times.upperBound
    guard times.allSatisfy({ sane.contains($0) }), abs(offset) <= 86_400 else {
      throw .nonsense("settings")
    }
    self.init(
      kind: kind, direction: direction, width: times[0], interval: times[1],
      calendar: SeasonCalendar(
        offset: offset, weekend: Set(weekend), holidays: Set(holidays)), sibling: sibling,
      learning: times[2], levelHalfLife: times[3], seasonHalfLife: times[4],
      acceptance: times[5])
  }
}

extension SeriesBin {
  func write(to writer: inout SnapshotWriter) {
    writer.write(time)
    writer.write(Int64(count ?? -1))
    writer.write(exposure)
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    let time = try reader.read(Int64.self)
    let count = Int(try reader.read(Int64.self))
    self.init(time: time, count: count < 0 ? nil : count, exposure: try reader.number())
  }
}

extension ChangeAlarm {
  package func write(to writer: inout SnapshotWriter) {
    writer.write(Int64(number))
    writer.write(isRise)
    for time in [raised, change.estimate, change.earliest, change.latest, change.firstSeen] {
      writer.write(time)
    }
    for value in [observed, expected, ratio, ratioLow, ratioHigh, evidence, onceIn] {
      writer.write(value)
    }
    writer.write(ended) { $0.write($1) }
  }

  package init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    number = Int(try reader.read(Int64.self))
    isRise = try reader.flag()
    raised = try reader.read(Int64.self)
    let (estimate, earliest) = (try reader.read(Int64.self), try reader.read(Int64.self))
    change = ChangeTime(
      estimate: estimate, earliest: earliest, latest: try reader.read(Int64.self),
      firstSeen: try reader.read(Int64.self))
    observed = try reader.number()
    expected = try reader.number()
    ratio = try reader.number()
    ratioLow = try reader.number()
    ratioHigh = try reader.number()
    evidence = try reader.number()
    onceIn = try reader.number()
    ended = try reader.optional { reader throws(SnapshotFault) in try reader.read(Int64.self) }
  }
}
