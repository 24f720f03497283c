import Bytes
import Interference

/// A file that is to become an exhibit, and what it will be read as.
public struct IncomingExhibit: Sendable, Hashable {
  /// Where it lies.
  var path: String
  /// What it is.
  var form: ExhibitForm

  /// Whether there are others beside it, as in a folder, which it must not cost.
  var isOneOfMany = false

  /// Its name without the folder it is in, as it is recorded.
  var name: String { PathText.shown(path.split(separator: "/").last.map(String.init) ?? path) }

  /// The file at `path` if it is one of measurements or tables, or all such files below it.
  ///
  /// - Throws: `DiskError` for a file that is named; of a folder nothing stops the search.
  static func all(at path: String) throws -> FoundFiles {
    var found = FoundFiles()
    guard Disk.isFolder(path) else {
      guard Disk.isRegular(path), let form = try form(of: path) else { return found }
      found.exhibits.append(IncomingExhibit(path: path, form: form))
      return found
    }
    let walk = FolderWalk(below: path)
    for error in walk.faults { found.pass(error) }
    for entry in walk.entries { sort(entry, into: &found) }
    return found
  }

  private static func sort(_ entry: FolderWalk.Entry, into found: inout FoundFiles) {
    let path = entry.path
    guard !found.passIfNoFile(entry) else { return }
    guard !FileEnding.isOfDossier(path) else {
      return found.pass(path, "YAML beside measurements: import the dossier by its own path")
    }
    do {
      if let form = try form(of: path) {
        found.exhibits.append(IncomingExhibit(path: path, form: form, isOneOfMany: true))
      } else if !FileEnding.mayBeRead(path) {
        found.count(path)
      } else {
        found.pass(path, try MeasurementFile.reasonAgainst(path))
      }
    } catch let error as DiskError { found.pass(error) } catch {
      found.pass(path, "\(error)", isClosed: true)
    }
  }

  /// A file's form by its content; `nil` when it is nothing that methods read.
  private static func form(of path: String) throws -> ExhibitForm? {
    if let form = try table(path) { return form }
    guard !path.hasSuffix(".csv"), try MeasurementFile.isOne(path) else { return nil }
    return .measurements
  }

  private static func table(_ path: String) throws -> ExhibitForm? {
    let head = try UnpackedFile.head(of: path, count: 8192)
    if path.hasSuffix(".mmdb"), !head.isEmpty { return .networks }
    if LocationDumpReader.begins(head) { return .networks }
    let first = String(decoding: head.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    if first.hasPrefix("{"), first.contains("\"fingerprint\""), first.contains("\"pattern\"") {
      return path.contains("false_positive") ? .harmlessSignatures : .signatures
    }
    var columns = Set(first.lowercased().split(separator: ",").map(String.init))
    // A mark of the byte order is no part of the first name.
    if let marked = columns.first(where: { $0.hasPrefix("\u{FEFF}") }) {
      columns.insert(String(marked.dropFirst()))
    }
    if columns.isSuperset(of: ["name", "scope", "location_found", "pattern_type", "pattern"]) {
      return .fingerprints
    }
    let prefixes: Set = ["prefix", "network", "net", "cidr"]
    let numbers: Set = ["asn", "autonomous_system_number", "as_number", "origin"]
    let others: Set = [
      "country", "country_code", "country_iso_code", "cc", "as_name",
      "autonomous_system_organization", "organization",
    ]
    if !columns.isDisjoint(with: prefixes),
      !columns.isDisjoint(with: numbers.union(others)), !columns.contains("id")
    {
      return .networks
    }
    return columns == ["asn", "name"] ? .networks : nil
  }
}
