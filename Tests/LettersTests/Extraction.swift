import Record

@testable import Letters

/// Takes the values out of a letter again.
enum Extraction {
  /// Marked texts, days, provisions, numbers and digests of a letter.
  static func values(_ letter: Letter) -> Set<String> {
    let text = letter.text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
    var found: Set<String> = []
    for match in text.matches(of: /«[^»]*»/) { found.insert(String(match.output)) }
    for match in text.matches(of: /\b[0-9a]{64}\b/) { found.insert(String(match.output)) }
    switch letter.language {
    case .vi:
      for match in text.matches(of: /\b(\d\d)\/(\d\d)\/(\d{4})\b/) {
        found.insert("\(match.output.3)-\(match.output.2)-\(match.output.1)")
      }
      for match in text.matches(of: /ngày (\d\d) tháng (\d{1,2}) năm (\d{4})/) {
        let month = match.output.2.count == 1 ? "0\(match.output.2)" : String(match.output.2)
        found.insert("\(match.output.3)-\(month)-\(match.output.1)")
      }
      for match in text.matches(of: /điểm (\w) khoản (\d+) Điều (\d+) Luật số ([0-9]+\/\d{4}\/\w+)/)
      {
        found.insert("\(match.output.4):\(match.output.3):\(match.output.2):\(match.output.1)")
      }
      for match in text.matches(of: /\b1\.0\d\d\b/) {
        found.insert(String(match.output).replacing(".", with: ""))
      }
    case .en:
      for match in text.matches(of: /\b\d{4}-\d\d-\d\d\b/) { found.insert(String(match.output)) }
      for match in text.matches(of: /Law ([0-9]+\/\d{4}\/\w+), Art\. (\d+)\((\d+)\)\((\w)\)/) {
        found.insert("\(match.output.1):\(match.output.2):\(match.output.3):\(match.output.4)")
      }
      for match in text.matches(of: /\b1,0\d\d\b/) {
        found.insert(String(match.output).replacing(",", with: ""))
      }
    }
    return found
  }

  /// What a letter that uses some fields should hold.
  static func expected(_ facts: LetterFacts, _ used: [String]) -> Set<String> {
    used.reduce(into: []) { if let value = facts[$1] { add(value, &$0) } }
  }

  private static func add(_ value: FactValue, _ found: inout Set<String>) {
    switch value {
    case .text(let text): found.insert(text)
    case .words(let texts): if let text = texts[.vi] { found.insert(text) }
    case .passage(let text, _): found.formUnion(text.split(separator: "\n").map(String.init))
    case .day(let day): found.insert(day.description)
    case .date(let date): found.insert(date.text(in: .en))
    case .number(let number): found.insert(String(number))
    case .citation(let law):
      let number = law.instrument[.en]?.split(separator: " ").last ?? ""
      found.insert("\(number):\(law.article ?? ""):\(law.clause ?? ""):\(law.point ?? "")")
    case .items(let items): for item in items { for part in item.values { add(part, &found) } }
    case .enclosures(let enclosures):
      for enclosure in enclosures {
        found.insert(enclosure.sha256)
        add(.words(enclosure.title), &found)
      }
    }
  }
}
