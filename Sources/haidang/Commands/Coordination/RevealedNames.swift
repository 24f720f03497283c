import Bytes
import Glibc
import Observatory

/// Names in clear, in a file of their own that only its owner may read, with a note of who asked and why.
enum RevealedNames {
  /// Writes `revealed.csv` into a folder, and a line in `reveals.log`.
  ///
  /// - Parameters:
  ///   - count: how many findings or edges the names are of.
  ///   - because: what the user gave as the reason.
  /// - Throws: `DiskError`.
  static func write(
    _ rows: CSVRows, of count: Int, called what: String, because: String, to folder: String
  ) throws {
    try ReportFolder.writePrivate(rows.bytes, to: "\(folder)/revealed.csv")
    let entry: JSONValue = [
      "because": .string(because), what: .integer(Int64(count)),
      "user": .string(getenv("USER").map { String(cString: $0) } ?? "\(getuid())"),
      "when": .integer(Surroundings.system.now()),
    ]
    try ReportFolder.log(entry.canonicalText, to: "\(folder)/reveals.log")
  }
}
