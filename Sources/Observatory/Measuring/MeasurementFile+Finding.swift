import Bytes

extension MeasurementFile {
  /// The files at `paths`; of folders those below them that look like measurements.
  ///
  /// - Returns: The files, and what was passed over in folders.
  /// - Throws: `DiskError` for a path where nothing is.
  public static func all(
    at paths: [String]
  ) throws -> (files: [MeasurementFile], passedOver: FoundFiles) {
    var files: [MeasurementFile] = []
    var others = FoundFiles()
    for path in paths {
      guard Disk.isFolder(path) else {
        files.append(MeasurementFile(path: path))
        continue
      }
      let walk = FolderWalk(below: path)
      for error in walk.faults { others.pass(error) }
      for entry in walk.entries {
        guard !others.passIfNoFile(entry) else { continue }
        if FileEnding.isOfMeasurements(entry.path) {
          files.append(MeasurementFile(path: entry.path, isFound: true))
        } else {
          others.count(entry.path)
        }
      }
    }
    return (files, others)
  }

  private static let headSize = 1 << 18

  /// Whether the file has what only measurements have: in its first bytes, or, where its name says
  /// that it holds measurements, anywhere.
  ///
  /// - Complexity: O(1); O(bytes) for a file that is named like one and does not begin like one.
  /// - Throws: `DiskError`.
  static func isOne(_ path: String) throws -> Bool {
    var head = try UnpackedFile.head(of: path, count: headSize)
    if var wide = UTF16Reader(beginning: head) { head = wide.read(head) }
    // Lists and objects, or an archive of them: a dump of a database has the same words.
    let first = head.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    let brackets = ["{", "[", "/"].map { UInt8(ascii: $0) }
    if first.map(brackets.contains) ?? false || TarReader.begins(head) {
      let text = String(decoding: head, as: UTF8.self)
      if ["test_keys", "raw_measurement", "test_name"].contains(where: { text.contains($0) }) {
        return true
      }
    }
    return try FileEnding.isOfMeasurements(path) && holdsOne(path)
  }

  private struct Enough: Error {}

  private static func holdsOne(_ path: String) throws -> Bool {
    var summary = Summary()
    do {
      try MeasurementFile(path: path).each(&summary) { _ in throw Enough() }
      return false
    } catch is Enough { return true }
  }

  /// Why a file is none of measurements, and no table.
  ///
  /// - Throws: `DiskError`.
  static func reasonAgainst(_ path: String) throws -> String {
    guard FileEnding.isOfMeasurements(path) else {
      return path.hasSuffix(".csv")
        ? "no table of networks or fingerprints: import other tables by their own paths"
        : "neither measurements nor a table to judge them by"
    }
    var summary = Summary(mostExamples: 1)
    try MeasurementFile(path: path, name: "").each(&summary) { _ in }
    return summary.examples.first.map { String($0.dropFirst(2)) } ?? "it is empty"
  }
}
