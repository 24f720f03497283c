import Bytes
import Coordination
import Messages
import Observatory

extension ActionsIntake {
  /// Says what was read, what stays in clear, and what was taken in.
  func tell(isTrial: Bool) {
    for file in files {
      for line in ReadingText.lines(file.report, of: file.file) { Terminal.print(line) }
      Terminal.print(
        say(
          "import.codes",
          [
            "list": .text(
              file.codes.inClear.isEmpty ? "–" : file.codes.inClear.joined(separator: ", ")),
            "hidden": .number(file.codes.hidden),
          ]))
      if !file.codes.shared.isEmpty {
        Terminal.print(
          say("import.codes-shared", ["list": .text(file.codes.shared.joined(separator: " · "))]))
      }
    }
    Terminal.print(
      say(
        isTrial ? "import.would-actions" : "import.actions-done",
        [
          "added": .number(added), "known": .number(known), "actions": .number(actions),
        ]))
  }

  /// For programs.
  var json: JSONValue {
    [
      "actions": .integer(Int64(actions)), "added": .integer(Int64(added)),
      "files": .array(
        files.map { file in
          [
            "hidden": .integer(Int64(file.codes.hidden)),
            "in_clear": .array(file.codes.inClear.map(JSONValue.string)),
            "hidden_but_shared": .array(file.codes.shared.map(JSONValue.string)),
            "reading": ReadingText.json(file.report, of: file.file),
          ]
        }), "known": .integer(Int64(known)),
    ]
  }
}
