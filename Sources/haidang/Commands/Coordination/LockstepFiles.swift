import Bytes
import Coordination
import Messages
import Observatory

/// The files of a run: findings, networks, evidence.
enum LockstepFiles {
  /// All of them.
  static func all(_ findings: [LockstepFinding]) -> [(name: String, bytes: [UInt8])] {
    let exports = FindingExports(findings)
    let lines = findings.map { $0.json.canonicalText + "\n" }.joined()
    return [("findings.jsonl", Array(lines.utf8))]
      + FindingExports.File.allCases.compactMap { file in
        exports.bytes(of: file).map { (file.rawValue, $0) }
      }
  }

  /// The findings of a folder that `run` wrote.
  ///
  /// - Throws: `DiskError`; `LockstepFinding.ReadingFault` with the line.
  static func findings(in folder: String) throws -> [LockstepFinding] {
    let bytes = try ReportFolder.read("\(folder)/findings.jsonl")
    return try bytes.split(separator: UInt8(ascii: "\n")).map { line in
      try LockstepFinding(json: JSONValue(parsing: Array(line)))
    }
  }

  /// The finding of a name, or of its beginning where that is enough.
  static func finding(_ name: String, in folder: String) throws -> LockstepFinding {
    let all = try findings(in: folder)
    let fitting = all.filter {
      $0.name == name || $0.name.hasPrefix(name) || $0.name.hasSuffix(name)
    }
    guard let only = fitting.first, fitting.count == 1 else {
      throw ActionFileError(
        file: "\(folder)/findings.jsonl",
        why: say(
          "coordination.no-finding",
          ["name": .text(name), "list": .text(all.map(\.name).joined(separator: ", "))]))
    }
    return only
  }
}

/// Rows of texts as a table.
struct CSVRows {
  private var writer = CSVWriter()

  /// Starts with the names of the columns.
  init(_ columns: [String]) { add(columns) }

  /// What has been written.
  var bytes: [UInt8] { writer.bytes }

  /// Adds a row.
  mutating func add(_ cells: [String]) {
    for cell in cells { writer.append(cell) }
    writer.endRow()
  }
}
