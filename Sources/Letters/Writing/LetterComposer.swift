internal import Record

/// Puts facts into a template.
///
/// A value never becomes part of the template: it is a run of its own, and is not read again.
struct LetterComposer {
  let tables: LetterTables
  let facts: LetterFacts
  let language: Language
  let addressee: AddresseeKind
  /// Names that no fact may bring to this addressee.
  private let namesHeldBack: [String]

  private var lines: [LetterLine] = []
  var runs: [LetterRun] = []
  private var points = 0
  private var startsWithPoint = false
  var used: Set<String> = []
  private(set) var missing: Set<String> = []
  private(set) var withheld: Set<String> = []

  /// The item of the list around, with the list's name.
  private var item: (list: String, parts: [String: FactValue])?

  init(tables: LetterTables, facts: LetterFacts, language: Language, addressee: AddresseeKind) {
    self.tables = tables
    self.facts = facts
    self.language = language
    self.addressee = addressee
    namesHeldBack = facts.namesHeldBack(from: addressee)
    // The head of such a letter depends on it, although no line tells it.
    if addressee == .authority, facts["addressee.country"] == nil {
      missing.insert("addressee.country")
    }
  }

  mutating func compose(_ nodes: [TemplateNode]) {
    for node in nodes { compose(node) }
  }

  /// The lines, without blank ones at the ends and two in a row.
  func finished() -> [LetterLine] {
    var out: [LetterLine] = []
    for line in lines where !(line.kind == .blank && (out.last?.kind ?? .blank) == .blank) {
      out.append(line)
    }
    if out.last?.kind == .blank { out.removeLast() }
    return out
  }

  private mutating func compose(_ node: TemplateNode) {
    switch node {
    case .text(let text): own(text)
    case .lineEnd(let wasBlank): endLine(wasBlank)
    case .point:
      points += 1
      if runs.isEmpty { startsWithPoint = true }
      runs.append(LetterRun(text: String(points), origin: .template))
    case .field(FormName.dateline): dateline()
    case .field(let name): tell(value(of: name), name)
    case .part(let part): tellPart(part)
    case .present(let name, let inner):
      if isHeldBack(name) { withheld.insert(name) }
      if value(of: name) != nil { compose(inner) }
    case .absent(let name, let inner): if value(of: name) == nil { compose(inner) }
    case .each(let name, let inner): each(name, inner)
    }
  }

  /// The template's own words; a dot of theirs is not said behind a value that ends a sentence itself.
  private mutating func own(_ text: String) {
    var text = text
    if text.first == ".", let last = runs.last, last.origin != .template,
      let end = last.text.last, ".!?…".contains(end)
    {
      text.removeFirst()
    }
    if !text.isEmpty { runs.append(LetterRun(text: text, origin: .template)) }
  }

  // MARK: Lines

  private static let signs: [(String, LetterLine.Kind)] = [
    ("= ", .heading), ("^ ", .centred), ("~ ", .right), ("- ", .bullet), ("> ", .quote),
  ]

  private mutating func endLine(_ wasBlank: Bool) {
    defer {
      runs = []
      startsWithPoint = false
    }
    guard !runs.isEmpty else {
      if wasBlank { lines.append(LetterLine(kind: .blank, runs: [])) }
      return
    }
    var kind = startsWithPoint ? LetterLine.Kind.point : .plain
    // Only the template's own signs say what a line is.
    if runs[0].origin == .template {
      for (sign, meaning) in Self.signs where runs[0].text.hasPrefix(sign) {
        kind = meaning
        runs[0].text.removeFirst(sign.count)
        break
      }
    }
    let passages = split(runs)
    for part in passages { lines.append(LetterLine(kind: kind, runs: part)) }
  }

  /// A passage has line ends of its own; each of its lines is a line of the letter.
  private func split(_ runs: [LetterRun]) -> [[LetterRun]] {
    var out: [[LetterRun]] = [[]]
    for run in runs {
      let pieces = run.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() {
        if index > 0 { out.append([]) }
        if !piece.isEmpty {
          out[out.count - 1].append(
            LetterRun(text: String(piece), origin: run.origin, language: run.language))
        }
      }
    }
    return out
  }

  // MARK: Facts

  /// A fact that is there and may go to the addressee.
  func value(of name: String) -> FactValue? {
    if name.first == "." {
      return item?.parts[String(name.dropFirst())].flatMap { $0.isEmpty ? nil : $0 }
    }
    if name == FormName.motto {
      return form.flatMap { $0.motto.isEmpty ? nil : .list($0.motto.map(FactValue.text)) }
    }
    guard let field = tables.fields[name], mayGo(field) else { return nil }
    return facts[name]
  }

  /// What was agreed for a text is not agreed for a name in it that is kept back itself.
  private func mayGo(_ field: LetterField) -> Bool {
    facts.mayGo(field, to: addressee) && facts[field.name]?.holds(anyOf: namesHeldBack) != true
  }

  mutating func tell(_ value: FactValue?, _ name: String) {
    guard let value else {
      gap(name)
      return
    }
    used.insert(name)
    append(value, .field(name))
  }

  private mutating func tellPart(_ part: String) {
    guard let item else { return }
    let name = part.isEmpty ? item.list : "\(item.list).\(part)"
    if item.list == FormName.motto, case .text(let text)? = item.parts[part] {
      runs.append(LetterRun(text: text, origin: .template))
    } else if let value = item.parts[part], !value.isEmpty {
      used.insert(item.list)
      append(value, .field(name))
    } else {
      missing.insert(name)
      let label = tables.fields[item.list]?.label(in: language) ?? item.list
      let called = part.isEmpty ? label : "\(label), \(tables.phrase("part.\(part)", language))"
      runs.append(
        LetterRun(text: "[\(tables.phrase("missing", language)): \(called)]", origin: .gap(name)))
    }
  }

  /// Marks what is not there, or may not go to the addressee.
  private mutating func gap(_ name: String) {
    let label = tables.fields[name]?.label(in: language) ?? name
    let isWithheld = isHeldBack(name)
    if isWithheld { withheld.insert(name) } else { missing.insert(name) }
    let word = tables.phrase(isWithheld ? "withheld" : "missing", language)
    runs.append(LetterRun(text: "[\(word): \(label)]", origin: .gap(name)))
  }

  /// Whether a fact is there and may not go to the addressee.
  private func isHeldBack(_ name: String) -> Bool {
    guard let field = tables.fields[name], facts[name] != nil else { return false }
    return !mayGo(field)
  }

  /// The items of a list; one value where items have no parts is a list of one.
  private func items(of name: String) -> [[String: FactValue]]? {
    guard let value = value(of: name) else { return nil }
    if let items = value.items { return items }
    return tables.fields[name]?.parts.isEmpty == true ? [["": value]] : nil
  }

  private mutating func each(_ name: String, _ inner: [TemplateNode]) {
    guard let items = items(of: name) else {
      gap(name)
      endLine(false)
      return
    }
    for parts in items {
      item = (name, parts)
      compose(inner)
    }
    item = nil
  }

  private mutating func append(_ value: FactValue, _ origin: LetterRun.Origin) {
    switch value {
    case .text(let text): runs.append(LetterRun(text: ValueText.line(text), origin: origin))
    case .words(let texts): append(texts, origin)
    case .passage(let text, let own):
      let joined = ValueText.lines(text).joined(separator: "\n")
      runs.append(LetterRun(text: joined, origin: origin, language: own == language ? nil : own))
    case .day(let day):
      runs.append(LetterRun(text: ValueText.day(day, in: language), origin: origin))
    case .date(let date):
      runs.append(LetterRun(text: ValueText.date(date, in: language), origin: origin))
    case .number(let number):
      runs.append(LetterRun(text: NumberText.integer(number, in: language), origin: origin))
    case .citation(let citation): append(citation, origin)
    case .items, .enclosures: append(listed: value, origin)
    }
  }

  /// A list where a template wants one value: its items, apart by semicolons.
  private mutating func append(listed value: FactValue, _ origin: LetterRun.Origin) {
    for (index, parts) in (value.items ?? []).enumerated() {
      if index > 0 { runs.append(LetterRun(text: "; ", origin: .template)) }
      for (place, key) in parts.keys.sorted().enumerated() {
        guard let part = parts[key], part.items == nil else { continue }
        if place > 0 { runs.append(LetterRun(text: ", ", origin: .template)) }
        append(part, origin)
      }
    }
  }

  /// Words in the language of the letter; else in the other, which is said.
  private mutating func append(_ texts: [Language: String], _ origin: LetterRun.Origin) {
    if let text = texts[language], text.contains(where: { !$0.isWhitespace }) {
      runs.append(LetterRun(text: ValueText.line(text), origin: origin))
      return
    }
    for other in Language.allCases {
      guard let text = texts[other] else { continue }
      runs.append(LetterRun(text: ValueText.line(text), origin: origin, language: other))
      runs.append(
        LetterRun(text: " (\(tables.phrase("in.\(other.rawValue)", language)))", origin: .template))
      return
    }
  }

  /// A provision in the form of the language, which is data too.
  private mutating func append(_ citation: Citation, _ origin: LetterRun.Origin) {
    let instrument =
      citation.instrument[language] ?? Language.allCases.compactMap { citation.instrument[$0] }
      .first ?? ""
    let parts = [
      "instrument": instrument, "article": citation.article ?? "", "clause": citation.clause ?? "",
      "point": citation.point ?? "",
    ]
    var text = ""
    let nodes =
      (try? TemplateParser.nodes(of: tables.phrase("citation", language), file: "phrases.csv"))
      ?? []
    func write(_ nodes: [TemplateNode]) {
      for node in nodes {
        switch node {
        case .text(let words): text += words
        case .field(let name): text += parts[name] ?? ""
        case .present(let name, let inner): if parts[name]?.isEmpty == false { write(inner) }
        default: break
        }
      }
    }
    write(nodes)
    runs.append(LetterRun(text: ValueText.line(text), origin: origin))
  }
}
