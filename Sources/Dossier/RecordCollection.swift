import Bytes
import Record

/// The records of a whole dossier, to be compared with each other.
struct RecordCollection {
  private var places: [RecordReference: String] = [:]
  private var provisions: [Slug: String] = [:]
  private var records: [RecordReading] = []
  private(set) var faults: [DossierFault] = []

  mutating func take(_ record: RecordReading) {
    guard let found = record.found else { return }
    let place = "\(found.file):\(found.line)"
    if let other = places[found.reference] {
      faults.append(
        DossierFault(
          found.file, line: found.line, record: "\(found.reference)",
          .duplicate(found.reference, elsewhere: other)))
      return
    }
    places[found.reference] = place
    records.append(record)
    guard found.reference.kind == .statute else { return }
    for (index, provision) in found.content["provisions"].elements.enumerated() {
      guard let id = provision["id"].text.flatMap({ Slug($0) }) else { continue }
      if let other = provisions[id] {
        var record = record
        record.add(
          FieldFault("/provisions/\(index)/id", .duplicate("\(id) (also at \(other))")),
          "\(found.reference)")
        faults += record.faults.suffix(1)
      }
      provisions[id] = place
    }
  }

  mutating func checkReferences(
    known: (RecordReference) -> Bool, knownProvision: (Slug) -> Bool
  ) {
    for var record in records {
      guard let found = record.found else { continue }
      let before = record.faults.count
      for (pointer, target) in RecordContent.references(
        in: found.content, of: found.reference.kind)
      {
        if target == found.reference {
          let why = "refers to this record itself; name another or remove the field"
          record.add(FieldFault(pointer, .rule(why)), "\(found.reference)")
        } else if places[target] == nil, !known(target) {
          record.add(FieldFault(pointer, .noSuchRecord(target)), "\(found.reference)")
        }
      }
      for (pointer, provision) in RecordContent.provisions(
        in: found.content, of: found.reference.kind)
      where provisions[provision] == nil && !knownProvision(provision) {
        record.add(FieldFault(pointer, .noSuchProvision(provision.text)), "\(found.reference)")
      }
      faults += record.faults[before...]
    }
    for fault in NumberRules.faults(in: records) { add(fault) }
  }

  private mutating func add(_ fault: (record: RecordReading, fault: FieldFault)) {
    guard let reference = fault.record.found?.reference else { return }
    var record = fault.record
    record.add(fault.fault, "\(reference)")
    faults += record.faults.suffix(1)
  }
}
