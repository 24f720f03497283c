/// A letter in lines.
enum PlainText {
  static let columns = 78

  /// - Complexity: O(n) in the length of the letter.
  static func of(_ lines: [LetterLine]) -> String {
    var out = ""
    for line in lines {
      let text = line.runs.map(\.text).joined()
      switch line.kind {
      case .blank: out += "\n"
      case .plain, .heading: append(text, "", "", &out)
      case .bullet: append(text, "- ", "  ", &out)
      case .quote: append(text, "> ", "> ", &out)
      case .point:
        let number = text.prefix { $0 != " " }
        append(text, "", String(repeating: " ", count: number.count + 1), &out)
      case .centred: append(text, &out) { ($0 - $1) / 2 }
      case .right: append(text, &out) { $0 - $1 }
      }
    }
    return out
  }

  private static func append(_ text: String, _ first: String, _ other: String, _ out: inout String)
  {
    for (index, line) in wrapped(text, columns - DisplayWidth.of(other)).enumerated() {
      let whole = (index == 0 ? first : other) + line
      out += trimmed(whole) + "\n"
    }
  }

  private static func append(_ text: String, _ out: inout String, indent: (Int, Int) -> Int) {
    for line in wrapped(text, columns) {
      out +=
        String(repeating: " ", count: max(0, indent(columns, DisplayWidth.of(line)))) + line + "\n"
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Lines of at most `width` columns, broken at blanks.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for word in text.split(separator: " ") {
      let columns = DisplayWidth.of(word)
      if taken > 0, taken + 1 + columns > width {
        lines.append(line)
        line = ""
        taken = 0
      }
      if taken > 0 {
        line += " "
        taken += 1
      }
      line += word
      taken += columns
    }
    lines.append(line)
    return lines
  }
}
