/// Several texts in one cell of a table, with ` | ` between them.
///
/// Inside a text, `\` is written `\\` and `|` is written `\|`. No texts at all are written `[]`, so
/// that they differ from an empty cell; an empty text is written `\e`, and a text that begins with
/// `[` is written with `\[`. Every list has one spelling and every spelling one list.
public enum TableList {
  /// The cell for `texts`.
  public static func joined(_ texts: [String]) -> String {
    texts.isEmpty ? "[]" : texts.map(escaped).joined(separator: " | ")
  }

  private static func escaped(_ text: String) -> String {
    if text.isEmpty { return "\\e" }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == "|" || scalar == "[" && out.isEmpty { out.append("\\") }
      out.append(scalar)
    }
    return String(out)
  }

  /// The texts in a cell, or `nil` when a `\` stands before something it does not escape.
  public static func texts(in cell: String) -> [String]? {
    if cell == "[]" { return [] }
    let pieces = pieces(of: cell)
    var texts: [String] = []
    for (index, piece) in pieces.enumerated() {
      var piece = piece
      if index > 0, piece.first == " " { piece.removeFirst() }
      if index < pieces.count - 1, piece.last == " " { piece.removeLast() }
      guard let text = unescaped(piece) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// What stands between the bars that nothing escapes.
  private static func pieces(of cell: String) -> [[Unicode.Scalar]] {
    var pieces: [[Unicode.Scalar]] = [[]]
    var isEscaped = false
    for scalar in cell.unicodeScalars {
      if scalar == "|", !isEscaped {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(scalar)
      }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return pieces
  }

  private static func unescaped(_ piece: [Unicode.Scalar]) -> String? {
    var text = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in piece {
      switch (isEscaped, scalar) {
      case (false, "\\"): isEscaped = true
      case (false, _): text.append(scalar)
      case (true, "e"): isEscaped = false
      case (true, "\\"), (true, "|"), (true, "["):
        text.append(scalar)
        isEscaped = false
      default: return nil
      }
    }
    return isEscaped ? nil : String(text)
  }
}
