import Glibc
import Messages
import Observatory

/// A draft in the user's editor, again and again until it is right or given up.
enum Editor {
  /// Opens `draft` as YAML in `$VISUAL` or `$EDITOR`; faults come back as comments above the text.
  ///
  /// What the person wrote is never lost: a text that is given up with faults in it, or that the
  /// editor left with an error, is kept in `drafts`.
  static func edit(_ draft: inout Draft, drafts: KeptDrafts) throws {
    let names: [String] = ["VISUAL", "EDITOR"]
    let program =
      names.lazy.compactMap { getenv($0).map { String(cString: $0) } }
      .first { !$0.isEmpty } ?? "vi"
    var text = say("record.edit-head") + draft.yaml
    // A draft may name people: it stands in a folder of ours alone and is removed at once.
    let folder = try PrivateFolder()
    let path = "\(folder.path)/record.yaml"
    var rounds = 0
    while true {
      try Disk.write(Array(text.utf8), to: path, mode: 0o600)
      let status = system("\(program) '\(path)'")
      let edited = String(decoding: try Disk.read(path), as: UTF8.self)
      guard status == 0 else {
        try drafts.keep(uncommented(edited), unless: draft.yaml, of: draft.reference)
        throw EditingEnded.editorFailed(program)
      }
      rounds += 1
      if edited == text || rounds > Self.mostRounds
        || uncommented(edited).allSatisfy(\.isWhitespace)
      {
        try drafts.keep(uncommented(edited), unless: draft.yaml, of: draft.reference)
        throw EditingEnded.nothingChanged
      }
      do {
        try draft.replace(from: edited, named: "record.yaml")
        return
      } catch {
        text = "\(error)".split(separator: "\n").map { "# \($0)\n" }.joined() + uncommented(edited)
      }
    }
  }

  /// A program in the place of an editor would go on for ever.
  private static let mostRounds = 20

  private static func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { $0.hasPrefix("#") }.joined(separator: "\n")
  }
}

/// Why editing ended without a record.
enum EditingEnded: Error, CustomStringConvertible {
  case nothingChanged
  case editorFailed(String)

  var description: String {
    switch self {
    case .nothingChanged: say("record.edit-unchanged")
    case .editorFailed(let program): say("record.edit-failed", ["program": .text(program)])
    }
  }
}
