import Bytes
public import Record
import Yams

/// Reads dossiers: folders of YAML files that people write by hand.
public enum DossierReader {
  /// Files in the folder that hold settings and no records.
  public static let settingsNames: Set<String> = ["observatory.yaml", "haidang.yaml"]

  /// Reads a dossier folder or one of its files, and checks every record and every reference.
  ///
  /// - Parameters:
  ///   - path: a folder, read with all below it, or a YAML file. Symbolic links are refused.
  ///   - known: whether a record that the dossier does not hold is recorded already.
  ///   - knownProvision: the same for provisions of statutes.
  /// - Throws: nothing: what is wrong is in the reading's `faults`.
  public static func read(
    at path: String, known: (RecordReference) -> Bool = { _ in false },
    knownProvision: (Slug) -> Bool = { _ in false }
  ) -> DossierReading {
    var reading = DossierReading()
    var collection = RecordCollection()
    for file in DossierFolder.files(at: path, faults: &reading.faults) {
      read(file, into: &reading, &collection)
    }
    collection.checkReferences(known: known, knownProvision: knownProvision)
    reading.faults += collection.faults
    return reading
  }

  private static func read(
    _ file: DossierFolder.File, into reading: inout DossierReading,
    _ collection: inout RecordCollection
  ) {
    do throws(DossierFault) {
      let (bytes, text) = try TextFile.read(file.path, named: file.path)
      reading.files.append(DossierReading.File(name: file.name, bytes: bytes))
      guard let root = try NodeReading.root(of: text, file: file.path) else {
        throw DossierFault(file.path, .noRecords)
      }
      let records = try records(in: root, file: file.path)
      for record in records { collection.take(record) }
      reading.records += records.compactMap(\.found)
      reading.faults += records.flatMap(\.faults)
    } catch {
      reading.faults.append(error)
    }
  }

  private static func records(
    in root: Node, file: String
  ) throws(DossierFault) -> [RecordReading] {
    guard let mapping = root.mapping else {
      throw DossierFault(file, line: root.mark?.line ?? 1, .notADossier)
    }
    var records: [RecordReading] = []
    var seen: Set<Int> = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard let kind = RecordKind(word: name) else {
        throw DossierFault(file, line: key.mark?.line ?? 1, .unknownKind(name))
      }
      if let scalar = value.scalar, scalar.string.isEmpty { continue }
      guard let sequence = value.sequence else {
        throw DossierFault(file, line: value.mark?.line ?? 1, .notADossier)
      }
      for node in sequence {
        records.append(RecordReading(node, kind: kind, file: file, seen: &seen))
      }
    }
    return records
  }

  /// Reads the text of one record: its fields alone, or a dossier file that holds only it.
  ///
  /// - Parameter name: what to call the text in messages, such as a file's path.
  public static func read(
    record text: String, kind: RecordKind, named name: String
  ) -> DossierReading {
    var reading = DossierReading()
    do throws(DossierFault) {
      let text = try TextFile.text(of: Array(text.utf8), named: name)
      guard let root = try NodeReading.root(of: text, file: name) else {
        throw DossierFault(name, .noRecords)
      }
      let records = try single(root, kind, name)
      reading.records = records.compactMap(\.found)
      reading.faults = records.flatMap(\.faults)
      if reading.records.isEmpty, reading.faults.isEmpty {
        throw DossierFault(name, .noRecords)
      }
    } catch {
      reading.faults.append(error)
    }
    return reading
  }

  private static func single(
    _ root: Node, _ kind: RecordKind, _ name: String
  ) throws(DossierFault) -> [RecordReading] {
    let isDossier = root.mapping?.keys.first?.scalar.map { RecordKind(word: $0.string) != nil }
    let isRecord = root.mapping?.keys.contains { $0.scalar?.string == "id" } ?? false
    guard isDossier == true, !isRecord else {
      var seen: Set<Int> = []
      return [RecordReading(root, kind: kind, file: name, seen: &seen)]
    }
    let records = try records(in: root, file: name)
    guard records.count <= 1 else { throw DossierFault(name, .severalRecords) }
    return records
  }
}
