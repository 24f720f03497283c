import Record
import Testing

@testable import Site

@Suite("Charts as SVG")
struct ChartSVGTests {
  private func text(_ chart: Chart, title: String = "Numbers") -> String {
    String(decoding: ChartSVG.bytes(of: chart, title: title), as: UTF8.self)
  }

  /// What keeps a text from being well formed, as far as these files go: elements that do not nest,
  /// attributes without quotes, a stray `<` or `&`.
  private func fault(in svg: String) -> String? {
    var open: [Substring] = []
    var rest = svg.drop { $0 != "\n" }.dropFirst()
    while let start = rest.firstIndex(of: "<") {
      let content = rest[..<start]
      if content.contains(">") || strayAmpersand(content) { return "content \(content)" }
      guard let end = rest[start...].firstIndex(of: ">") else { return "no end of a tag" }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[end...].dropFirst()
      if tag.contains("<") || !tag.count(where: { $0 == "\"" }).isMultiple(of: 2) {
        return "tag \(tag)"
      }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return "close \(tag)" }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty && rest == "\n" ? nil : "not closed: \(open)"
  }

  private func strayAmpersand(_ content: Substring) -> Bool {
    content.split(separator: "&", omittingEmptySubsequences: false).dropFirst().contains { part in
      !["amp;", "lt;", "gt;", "quot;", "#13;"].contains { part.hasPrefix($0) }
    }
  }

  @Test("The file is well formed", arguments: Chart.Form.allCases, [1, 2, 6])
  func wellFormed(form: Chart.Form, lines: Int) throws {
    let svg = text(try crowd(form, lines: lines, years: 9))
    #expect(svg.hasPrefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\""))
    #expect(fault(in: svg) == nil)
  }

  @Test(
    "No title can break the file",
    arguments: ["</title><script>x</script>", "a & b \"c\" 'd'", "\u{0}\u{1F}\u{FFFE}", "Số liệu"])
  func titles(title: String) throws {
    let svg = text(try oneLine(.line, yearly(2018, [1, 2])), title: title)
    #expect(fault(in: svg) == nil)
    #expect(!svg.contains("<script"))
  }

  @Test("Nothing is loaded, run or styled from outside")
  func closed() throws {
    let svg = text(try crowd(.line, lines: 6, years: 9))
    for word in ["href", "script", "style", "url(", "foreignObject", "import", "role", "onload"] {
      #expect(!svg.contains(word))
    }
    #expect(svg.count(of: "http") == 1)
  }

  @Test("It has its size, its paper and its title")
  func head() throws {
    let svg = text(try oneLine(.line, yearly(2018, [1, 2])), title: "Một")
    #expect(svg.contains("width=\"720\" height=\"320\" viewBox=\"0 0 720 320\""))
    #expect(svg.contains("<title>Một</title>"))
    #expect(svg.contains("<rect x=\"0\" y=\"0\" width=\"720\" height=\"320\" fill=\"#fdfdfd\"/>"))
  }

  @Test("Every shape of the layout is written once", arguments: Chart.Form.allCases)
  func twins(form: Chart.Form) throws {
    let chart = try crowd(form, lines: 4, years: 7)
    let svg = text(chart)
    let elements = ["<rect ", "<path ", "<circle ", "<text "].reduce(0) { $0 + svg.count(of: $1) }
    #expect(elements == ChartLayout(chart).shapes.count)
  }

  @Test("Only digits, signs and the letters of series and sizes are written")
  func neutral() throws {
    let layout = ChartLayout(try crowd(.line, lines: 6, years: 30))
    for case .text(let label, _, _) in layout.shapes {
      #expect(label.allSatisfy { "0123456789.%kMe-\u{2212}ABCDEF".contains($0) })
    }
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}
