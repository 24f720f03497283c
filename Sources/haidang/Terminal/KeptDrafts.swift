import Messages
import Observatory
import Record

/// The place where texts go that could not be recorded, so that nobody has to write them again.
struct KeptDrafts {
  /// The observatory's folder.
  let observatory: String

  /// Keeps a text and says where, unless it is what is recorded already.
  func keep(_ text: String, unless recorded: String, of reference: RecordReference) throws {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    guard text.split(separator: "\n") != recorded.split(separator: "\n") else { return }
    let folder = "\(observatory)/drafts"
    try Disk.makeFolders(folder, mode: 0o700)
    let path = free("\(folder)/\(reference.kind.rawValue)-\(reference.id)")
    try Disk.write(Array(text.utf8), to: path, mode: 0o600)
    Terminal.note(
      say(
        "record.draft-kept",
        ["path": .text(path), "reference": .text(reference.description)]))
  }

  private func free(_ stem: String) -> String {
    var path = "\(stem).yaml"
    var number = 1
    while Disk.exists(path) {
      number += 1
      path = "\(stem)-\(number).yaml"
    }
    return path
  }
}
