internal import Bytes
internal import Record

/// A letter as a page of HTML that can be printed as it is.
enum LetterPage {
  static let style = """
    @page{size:A4;margin:25mm 20mm 25mm 25mm}
    body{font:12pt/1.45 "Times New Roman",Tinos,"Noto Serif",serif;max-width:165mm;margin:0 auto;color:#000;\
    background:#fff;overflow-wrap:anywhere}
    p,ul,blockquote{margin:0 0 .35em}h1,h2{font-size:1em;margin:.8em 0 .5em}.b{height:.7em}.c{text-align:center;\
    font-weight:bold}.r{text-align:right}.n{padding-left:1.8em;text-indent:-1.8em}ul{padding-left:1.4em}\
    blockquote{border-left:2px solid #555;padding-left:.8em}mark{background:#fe9;color:#000}
    @media print{mark{background:none;font-weight:bold}h1,h2,.c{break-after:avoid}p,li{orphans:2;widows:2}}
    """

  /// - Complexity: O(n) in the length of the letter.
  static func of(_ letter: Letter) -> String {
    var body = ""
    var isListOpen = false
    var heading = "h1"
    for line in letter.lines {
      if isListOpen, line.kind != .bullet { body += "</ul>\n" }
      if !isListOpen, line.kind == .bullet { body += "<ul>\n" }
      isListOpen = line.kind == .bullet
      body += element(line, heading)
      // The first is the subject, the others part the letter.
      if line.kind == .heading { heading = "h2" }
    }
    if isListOpen { body += "</ul>\n" }
    return """
      <!DOCTYPE html>
      <html lang="\(letter.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <title>\(HTMLEscape.escaped(letter.title))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      \(body)</main>
      </body>
      </html>

      """
  }

  private static func element(_ line: LetterLine, _ heading: String) -> String {
    let text = line.runs.map(run).joined()
    switch line.kind {
    case .blank: return "<div class=\"b\"></div>\n"
    case .plain: return "<p>\(text)</p>\n"
    case .heading: return "<\(heading)>\(text)</\(heading)>\n"
    case .centred: return "<p class=\"c\">\(text)</p>\n"
    case .right: return "<p class=\"r\">\(text)</p>\n"
    case .point: return "<p class=\"n\">\(text)</p>\n"
    case .bullet: return "<li>\(text)</li>\n"
    case .quote: return "<blockquote>\(text)</blockquote>\n"
    }
  }

  private static func run(_ run: LetterRun) -> String {
    let text = HTMLEscape.escaped(run.text)
    if case .gap = run.origin { return "<mark>\(text)</mark>" }
    if let language = run.language { return "<span lang=\"\(language.rawValue)\">\(text)</span>" }
    return text
  }
}
