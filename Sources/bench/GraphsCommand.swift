import ArgumentParser
import Bytes
import Coordination

/// `bench graphs`: findings in the formats of other programs, for these to judge.
struct GraphsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graphs", abstract: "Writes findings in the formats of other programs.")

  @Argument(help: "A file of findings, one JSON object to a line.")
  var file: String
  @Argument(help: "The folder to write into, which must be there.")
  var folder: String

  func run() throws {
    let lines = try File.read(file).split(separator: 0x0A)
    let findings = try lines.enumerated().map { number, line in
      do {
        return try LockstepFinding(json: JSONValue(parsing: line))
      } catch {
        throw ValidationError("line \(number + 1): \(error)")
      }
    }
    let exports = FindingExports(findings)
    for kind in FindingExports.File.allCases {
      guard let bytes = exports.bytes(of: kind) else { continue }
      try File.write(bytes, to: "\(folder)/\(kind.rawValue)")
    }
    // The same findings again, to be compared with what was read.
    let again = findings.map { $0.json.canonicalText + "\n" }.joined()
    try File.write(Array(again.utf8), to: "\(folder)/findings.jsonl")
  }
}
