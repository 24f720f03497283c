import Bytes
import Messages
public import Record

/// The pieces that pages are made of.
extension Page {
  /// Writes a heading with an anchor.
  public mutating func heading(_ level: Int, _ text: String, id: String? = nil) {
    said = text
    let anchor = id.map { " id=\"\($0)\"" } ?? ""
    html.raw("<h\(level)\(anchor)>")
    html.text(text)
    html.raw("</h\(level)>\n")
  }

  /// Writes a paragraph.
  public mutating func paragraph(_ text: String, class name: String? = nil) {
    if let name { html.element("p", text, ("class", name)) } else { html.element("p", text) }
    html.markup("\n")
  }

  /// Says that a text is not in the reader's language, if it is not.
  mutating func untranslated(_ text: LocalizedText) {
    guard text.text(for: language).language != language else { return }
    paragraph(words("site.untranslated"), class: "hint")
  }

  /// Writes a table with a caption and column headings around `rows`. A wide table scrolls in a
  /// region of its own, which the keyboard can reach.
  public mutating func table(
    _ caption: String, _ columns: [String], _ rows: (inout Page) throws -> Void
  ) rethrows {
    html.markup("<div class=\"scroll\" role=\"region\" tabindex=\"0\"")
    html.attribute("aria-label", caption)
    html.markup("><table>\n")
    // What the last heading says already is left to those who do not see it.
    if caption == said {
      html.element("caption", caption, ("class", "said"))
    } else {
      html.element("caption", caption)
    }
    html.markup("\n<thead><tr>")
    for column in columns { html.element("th", column, ("scope", "col")) }
    html.markup("</tr></thead>\n<tbody>\n")
    try rows(&self)
    html.markup("</tbody></table></div>\n")
  }

  /// Writes a row.
  public mutating func row(_ cells: (inout Page) throws -> Void) rethrows {
    html.markup("<tr>")
    try cells(&self)
    html.markup("</tr>\n")
  }

  /// Writes a cell around `content`.
  public mutating func cell(
    _ name: String? = nil, _ content: (inout Page) throws -> Void
  ) rethrows {
    if let name { html.open("td", ("class", name)) } else { html.markup("<td>") }
    try content(&self)
    html.markup("</td>")
  }

  /// Writes a cell of text.
  public mutating func cell(_ text: String, class name: String? = nil) {
    cell(name) { $0.html.text(text) }
  }

  /// Writes the heading of a row around `content`.
  public mutating func rowHeading(_ content: (inout Page) throws -> Void) rethrows {
    html.markup("<th scope=\"row\">")
    try content(&self)
    html.markup("</th>")
  }

  /// Writes a cell with a bar of `share` (0 to 1) of its width, drawn by a class.
  public mutating func barCell(_ share: Double) {
    let width = Int((max(0, min(1, share)) * 100).rounded())
    html.raw("<td class=\"bar\"><span class=\"w w\(width)\"></span></td>")
  }

  /// Writes a standing as glyph and word.
  public mutating func badge(_ standing: Standing) { html.raw(words.badge(standing)) }

  /// Writes the sources of something as links in a line.
  public mutating func sourceLinks(_ sources: [Slug]) {
    for (index, source) in sources.enumerated() {
      if index > 0 { html.markup("; ") }
      let name = words.text(names.name(of: .source, source))
      html.link(address(.entry(.sources, source)), Self.short(name))
    }
  }

  /// A source's name without what stands in brackets, where a row has little room.
  static func short(_ name: String) -> String {
    guard let bracket = name.firstIndex(of: "("), bracket > name.startIndex else { return name }
    return String(name[..<name.index(before: bracket)])
  }

  /// Writes the sources of something as a list, each with its date.
  public mutating func sourceList(_ sources: [Slug]) throws {
    guard !sources.isEmpty else { return }
    html.markup("<ul class=\"sources\">\n")
    for id in sources {
      html.markup("<li>")
      link(.source, id)
      if let version = try site.holdings.version(of: RecordReference(.source, id)) {
        let source = try Source(version.content)
        if let published = source.published {
          html.markup(", ")
          date(published)
        }
        if let url = source.url {
          html.markup(" — ")
          html.element("a", Self.host(of: url), ("href", url), ("rel", "external noopener"))
        }
        if !version.content["retracted"].isNull {
          html.markup(" ")
          badge(.retracted)
        }
      }
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  /// The host of an address, for a link that says where it leads.
  static func host(of url: String) -> String {
    let parts = url.split(separator: "/", omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : url
  }

  /// Writes a list of names and what they stand for.
  public mutating func summary(_ rows: (inout Page) throws -> Void) rethrows {
    html.markup("<dl class=\"summary\">\n")
    try rows(&self)
    html.markup("</dl>\n")
  }

  /// Writes one line of a summary.
  public mutating func summaryRow(
    _ name: String, _ content: (inout Page) throws -> Void
  ) rethrows {
    html.markup("<div>")
    html.element("dt", name)
    html.markup("<dd>")
    try content(&self)
    html.markup("</dd></div>\n")
  }

  /// Writes a part that can be folded away.
  public mutating func details(
    _ title: String, isOpen: Bool = false, _ content: (inout Page) throws -> Void
  ) rethrows {
    html.raw(isOpen ? "<details open>" : "<details>")
    html.element("summary", title)
    html.markup("\n")
    try content(&self)
    html.markup("</details>\n")
  }

  /// Writes a notice that stands out.
  public mutating func notice(_ content: (inout Page) throws -> Void) rethrows {
    html.markup("<div class=\"notice\" role=\"note\">")
    try content(&self)
    html.markup("</div>\n")
  }

  /// Writes links to the pages of a list: all of them when they are few, else first, near, last.
  public mutating func pagination(current: Int, of count: Int, page: (Int) -> Route.Page) {
    guard count > 1 else { return }
    html.markup("<nav class=\"pages\"")
    html.attribute("aria-label", words("site.pages"))
    html.markup("><ul>\n")
    for number in Self.shownPages(current: current, of: count) {
      html.markup("<li>")
      if number == current {
        html.element("span", words.number(number), ("aria-current", "page"))
      } else {
        html.element(
          "a", words.number(number), ("href", address(page(number))),
          ("aria-label", words("site.page-number", ["number": .number(number)])))
      }
      html.markup("</li>\n")
    }
    html.markup("</ul></nav>\n")
  }

  private static func shownPages(current: Int, of count: Int) -> [Int] {
    if count <= 40 { return Array(1...count) }
    // Powers of two away from here: any page is a few steps from any other.
    var shown: Set<Int> = [1, current, count]
    var step = 1
    while step < count {
      shown.formUnion([current - step, current + step])
      step *= 2
    }
    return shown.filter { (1...count).contains($0) }.sorted()
  }
}
