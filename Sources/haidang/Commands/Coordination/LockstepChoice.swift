import ArgumentParser
import Bytes
import Coordination
import Messages
import Observatory
import Record

/// Which finding of lockstep: of the record, or of a folder that `run` wrote.
struct LockstepChoice: ParsableArguments {
  @Argument(help: .init(say("coordination.finding"), valueName: "finding"))
  var finding: String

  @Option(name: [.customLong("in")], help: .init(say("coordination.in"), valueName: "folder"))
  var folder: String?

  @OptionGroup var place: Place

  /// Finds it by its name, or by the beginning or end of it where that is enough.
  func found() throws -> LockstepFinding {
    if let folder { return try LockstepFiles.finding(finding, in: folder) }
    guard Observatory.isOne(place.path) else { return try LockstepFiles.finding(finding, in: ".") }
    let observatory = try place.open()
    let name = finding.hasPrefix("lockstep/") ? String(finding.dropFirst(9)) : finding
    var names: [Slug] = []
    try observatory.holdings.each(.lockstep) { version in names.append(version.reference.id) }
    let exact = names.filter { $0.text == name }
    let fitting =
      exact.isEmpty ? names.filter { $0.text.hasPrefix(name) || $0.text.hasSuffix(name) } : exact
    guard let only = fitting.first, fitting.count == 1 else {
      throw ActionFileError(
        file: observatory.folder,
        why: say(
          "coordination.no-finding",
          [
            "name": .text(finding),
            "list": .text(names.map(\.text).joined(separator: ", ")),
          ]))
    }
    return try LockstepFinding(
      record: observatory.version(of: RecordReference(.lockstep, only)).content)
  }
}
