import Bytes
import Messages
import Observatory

extension FoundFiles {
  /// Names every file that was passed over, and counts the others.
  func tell() {
    for file in passedOver { Terminal.note("\(file.path): \(file.reason)") }
    if !passedOver.isEmpty {
      Terminal.note(say("found.passed-over", ["count": .number(passedOver.count)]))
    }
    guard !unrelated.isEmpty else { return }
    let endings = unrelated.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    Terminal.note(say("found.unrelated", ["endings": .text(endings.joined(separator: ", "))]))
  }

  /// For programs.
  var json: JSONValue {
    [
      "passed_over": .array(passedOver.map(\.json)),
      "unrelated": .object(
        JSONObject(unrelated.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) })
      ),
    ]
  }
}

extension FoundFiles.PassedOver {
  var json: JSONValue {
    ["file": .string(path), "reason": .string(reason), "unreadable": .bool(isClosed)]
  }
}
