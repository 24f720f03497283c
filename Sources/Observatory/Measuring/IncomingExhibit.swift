import Bytes
import Interference

/// A file that is to become an exhibit, and what it will be read as.
public struct IncomingExhibit: Sendable, Hashable {
  /// Where it lies.
  var path: String
  /// What it is.
  var form: ExhibitForm

  /// Its name without the folder it is in.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  private static let endings = [".json", ".jsonl", ".gz", ".zst", ".csv", ".mmdb", ".db", ".txt"]

  /// The file at `path` if it is one of measurements or tables, or all such files below it.
  static func all(at path: String) throws -> [IncomingExhibit] {
    guard Disk.isFolder(path) else { return try of(path).map { [$0] } ?? [] }
    return try Disk.files(below: path)
      .filter { name in endings.contains { name.hasSuffix($0) } }
      .compactMap { try of("\(path)/\($0)") }
  }

  /// A file by its content; `nil` when it is nothing that methods read.
  private static func of(_ path: String) throws -> IncomingExhibit? {
    guard Disk.isRegular(path) else { return nil }
    if let form = try table(path) { return IncomingExhibit(path: path, form: form) }
    guard !path.hasSuffix(".csv"), try MeasurementFile.isOne(path) else { return nil }
    return IncomingExhibit(path: path, form: .measurements)
  }

  private static func table(_ path: String) throws -> ExhibitForm? {
    let head = try UnpackedFile.head(of: path, count: 8192)
    if path.hasSuffix(".mmdb") { return .networks }
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
