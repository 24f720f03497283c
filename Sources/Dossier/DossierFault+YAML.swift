import Record
import Yams

extension DossierFault {
  /// What the YAML parser says of `text`, with the remedy that people need.
  init(_ error: YamlError, in text: String, file: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      guard !problem.contains("alias"), !problem.contains("anchor") else {
        self.init(file, line: mark.line, column: mark.column, .alias)
        return
      }
      var why = problem
      if let begin = context?.mark.line, begin > 0, begin != mark.line {
        why += " (in what begins in line \(begin))"
      }
      self.init(
        file, line: mark.line, column: mark.column, .notYAML("\(why); \(Self.remedy(problem))"))
    case .duplicatedKeysInMapping(let keys, let context):
      self.init(file, line: context.mark.line, column: context.mark.column, .duplicateKeys(keys))
    case .reader(let problem, _, _, _):
      // The parser counts other things than bytes here: look for the character itself.
      guard let place = text.unicodeScalars.firstIndex(where: NodeReading.isHidden) else {
        self.init(file, .notYAML("\(problem); remove the character"))
        return
      }
      let line = text.unicodeScalars[..<place].reduce(1) { $1 == "\n" ? $0 + 1 : $0 }
      self.init(file, line: line, .hiddenCharacter(text.unicodeScalars[place]))
    default: self.init(file, .notYAML("\(error)"))
    }
  }

  private static let remedies: [(part: String, remedy: String)] = [
    ("tab character", "indent with spaces"),
    ("cannot start any token", "indent with spaces and put text that begins with a sign in quotes"),
    ("end of stream", "close the quote or bracket"),
    ("',' or ']'", "close the bracket"), ("',' or '}'", "close the brace"),
    ("another document", "keep one document to a file and remove the line '---'"),
    ("nesting level", "write it flat"),
    ("mapping values", "put text with a colon in quotes"),
  ]

  private static func remedy(_ problem: String) -> String {
    remedies.first { problem.contains($0.part) }?.remedy
      ?? "align the lines of one list or mapping and close quotes and brackets"
  }
}
