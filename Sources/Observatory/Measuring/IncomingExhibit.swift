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

  private static let endings = [".json", ".jsonl", ".gz", ".zst", ".csv", ".mmdb"]

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
    guard try MeasurementFile.isOne(path) else { return nil }
    return IncomingExhibit(path: path, form: .measurements)
  }
}
