import Bytes
import Record

/// A file of another program, or one of our own tables, as records.
struct ForeignFile {
  private(set) var records: [(reference: RecordReference, content: JSONValue)] = []
  private(set) var notes: [String] = []

  private let current: (RecordReference) throws -> JSONValue?

  /// - Parameter current: the content of a record as it stands.
  /// - Throws: `ObservatoryError.unknownFormat`; `.rows` with every row that was refused.
  init(
    bytes: [UInt8], path: String, setting: TimelineImport.Setting,
    current: @escaping (RecordReference) throws -> JSONValue?
  ) throws {
    self.current = current
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if path.hasSuffix(".json") {
      try take(TimelineImport(json: bytes, setting), name, setting)
    } else if path.hasSuffix(".csv") {
      switch CSVForm(bytes: bytes, name: name) {
      case .records(let kind):
        try take(RecordTable.read(csv: bytes, kind: kind), kind, name)
      case .listing(let columns):
        throw ObservatoryError.listing(name, columns: columns)
      case .timeline:
        try take(TimelineImport(csv: bytes, setting), name, setting)
      }
    } else {
      throw ObservatoryError.unknownFormat(path)
    }
  }

  private mutating func take(
    _ reading: RecordTable.Reading, _ kind: RecordKind, _ name: String
  ) throws {
    guard reading.faults.isEmpty else {
      throw ObservatoryError.rows(reading.faults.map { "\(name): \($0)" })
    }
    for (row, content) in reading.contents {
      let faults = SchemaCheck.faults(in: content, of: kind)
      guard faults.isEmpty, let id = content["id"].text.flatMap({ Slug($0) }) else {
        throw ObservatoryError.rows(faults.map { "\(name): row \(row): \($0)" })
      }
      records.append((RecordReference(kind, id), content))
    }
  }

  /// All rows or none: the user mends the file and runs the import again.
  private mutating func take(
    _ timeline: TimelineImport, _ name: String, _ setting: TimelineImport.Setting
  ) throws {
    guard timeline.faults.isEmpty else {
      throw ObservatoryError.rows(timeline.faults.map { "\(name): \($0)" })
    }
    guard !timeline.events.isEmpty else { throw ObservatoryError.unknownFormat(name) }
    let source = JSONValue.string(setting.source.text)
    let events = try merged(timeline, name, setting)
    // A file that changes nothing supports nothing.
    if events.contains(where: { $0.content["sources"].elements.contains(source) }) {
      let content: JSONValue = ["id": source, "publisher": .string(Composition.nfc(name))]
      records.append((RecordReference(.source, setting.source), content))
    }
    records += events
    notes += timeline.remarks.map { "\(name): \($0)" }
    notes += timeline.bands.map { "\(name): row \($0.row): a shaded period was left out" }
  }

  /// The events, those that are recorded already with what the timeline changes in them.
  private func merged(
    _ timeline: TimelineImport, _ name: String, _ setting: TimelineImport.Setting
  ) throws -> [(reference: RecordReference, content: JSONValue)] {
    var faults: [String] = []
    var events: [(reference: RecordReference, content: JSONValue)] = []
    for entry in timeline.events {
      guard let id = entry.content["id"].text.flatMap({ Slug($0) }) else { continue }
      let reference = RecordReference(.event, id)
      guard let recorded = try current(reference), recorded != entry.content else {
        events.append((reference, entry.content))
        continue
      }
      do throws(TimelineFault) {
        let content = try TimelineMerge.content(of: entry, over: recorded, setting)
        events.append((reference, content))
      } catch { faults.append("\(name): \(error)") }
    }
    guard faults.isEmpty else { throw ObservatoryError.rows(faults) }
    return events
  }
}
