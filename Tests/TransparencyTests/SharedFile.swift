import Foundation

/// Real files that lie beside the project. They are not part of it: without them the tests that need them say so.
enum SharedFile {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/docket").standardized

  /// The bytes of a file; `nil`, and a line that says so, where it is absent.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let data = try? Data(contentsOf: folder.appending(path: path)) else {
      print("skipped: ../shared/data/docket/\(path) is not there")
      return nil
    }
    return Array(data)
  }
}

/// One digit after the point, as the tables of the specification have it.
func oneDigit(_ value: Double?) -> String {
  guard let value else { return "-" }
  let tenths = Int((value * 10).rounded())
  return "\(tenths / 10).\(abs(tenths % 10))"
}
