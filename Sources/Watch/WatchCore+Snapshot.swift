public import Signals

extension WatchCore {
  static let mark = "HDwa"
  static let version: UInt16 = 1

  /// All that the watch knows but for the rules, which are the settings' part.
  public func snapshot() -> [UInt8] {
    var writer = SnapshotWriter(mark: Self.mark, version: Self.version)
    let bytes = engine.snapshot()
    writer.write(UInt32(bytes.count))
    for byte in bytes { writer.write(byte) }
    router.write(to: &writer)
    return writer.finished()
  }

  /// The watch that made a snapshot, under these rules.
  public init(snapshot: [UInt8], settings: RouterSettings) throws(SnapshotFault) {
    var reader = try SnapshotReader(snapshot, mark: Self.mark, version: Self.version)
    var bytes: [UInt8] = []
    for _ in 0..<(try reader.count(of: 1)) { bytes.append(try reader.read(UInt8.self)) }
    let engine = try ChangeEngine(snapshot: bytes)
    self.init(engine: engine, router: try AlertRouter(&reader, settings))
    guard reader.isAtEnd else { throw .nonsense("more than there should be") }
  }
}

extension AlertRouter {
  func write(to writer: inout SnapshotWriter) {
    writer.write(now)
    writer.write(Int64(incidentCount))
    writer.write(sent)
    writer.write(UInt32(mutes.count))
    for mute in mutes {
      writer.write(mute.series.family)
      writer.write(mute.series.name)
      writer.write(mute.from)
      writer.write(mute.until)
    }
    writer.write(UInt32(incidents.count))
    for incident in incidents { incident.write(to: &writer) }
    writer.write(UInt32(held.count))
    for notice in held { notice.write(to: &writer) }
  }

  init(_ reader: inout SnapshotReader, _ settings: RouterSettings) throws(SnapshotFault) {
    self.init(settings)
    now = try reader.read(Int64.self)
    incidentCount = Int(try reader.read(Int64.self))
    sent = try reader.times()
    for _ in 0..<(try reader.count(of: 24)) {
      let series = SeriesPattern(family: try reader.text(), name: try reader.text())
      mutes.append(
        Mute(series, from: try reader.read(Int64.self), until: try reader.read(Int64.self)))
    }
    for _ in 0..<(try reader.count(of: 8)) { incidents.append(try Incident(&reader)) }
    for _ in 0..<(try reader.count(of: 8)) { held.append(try AlertNotice(&reader)) }
    guard incidentCount >= 0, incidents.allSatisfy({ $0.nextWidth > 0 }) else {
      throw .nonsense("incidents")
    }
  }
}

extension Incident {
  func write(to writer: inout SnapshotWriter) {
    writer.write(Int64(number))
    writer.write(family)
    writer.write(isRise)
    writer.write(seen)
    writer.write(acknowledgedBy) { $0.write($1) }
    writer.write(isTold)
    writer.write(isEscalated)
    writer.write(Int64(nextWidth))
    writer.write(UInt32(parts.count))
    for (key, part) in parts.sorted(by: { $0.key < $1.key }) {
      writer.write(key.series.family)
      writer.write(key.series.name)
      part.alarm.write(to: &writer)
      writer.write(part.isWithdrawn)
    }
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    let number = Int(try reader.read(Int64.self))
    self.init(
      number: number, family: try reader.text(), isRise: try reader.flag(),
      seen: try reader.read(Int64.self), parts: [:])
    acknowledgedBy = try reader.optional { reader throws(SnapshotFault) in try reader.text() }
    isTold = try reader.flag()
    isEscalated = try reader.flag()
    nextWidth = Int(try reader.read(Int64.self))
    for _ in 0..<(try reader.count(of: 16)) {
      let series = SeriesID(try reader.text(), try reader.text())
      let alarm = try ChangeAlarm(&reader)
      parts[AlarmKey(series, alarm.number)] = Part(
        alarm: alarm, isWithdrawn: try reader.flag())
    }
  }
}

extension AlertNotice {
  func write(to writer: inout SnapshotWriter) {
    writer.write(kind.rawValue)
    writer.write(time)
    writer.write(UInt32(channels.count))
    for channel in channels { writer.write(channel) }
    writer.write(incidents.map { Int64($0) })
    writer.write(UInt32(series.count))
    for id in series {
      writer.write(id.family)
      writer.write(id.name)
    }
    writer.write(Int64(count))
  }

  init(_ reader: inout SnapshotReader) throws(SnapshotFault) {
    guard let kind = Kind(rawValue: try reader.read(UInt8.self)) else {
      throw .nonsense("a notice")
    }
    let time = try reader.read(Int64.self)
    var channels: [String] = []
    for _ in 0..<(try reader.count(of: 4)) { channels.append(try reader.text()) }
    let incidents = try reader.times().map { Int($0) }
    var series: [SeriesID] = []
    for _ in 0..<(try reader.count(of: 8)) {
      series.append(SeriesID(try reader.text(), try reader.text()))
    }
    self.init(
      kind: kind, time: time, channels: channels, incidents: incidents, series: series,
      count: Int(try reader.read(Int64.self)))
  }
}
