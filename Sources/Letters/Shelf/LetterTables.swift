internal import Bytes
internal import Record

/// The tables beside the templates, read.
struct LetterTables: Sendable {
  /// A date line and the lines above it, for letters to the authorities of a country.
  struct Form: Sendable {
    var motto: [String]
    var dateline: String
  }

  /// What a letter has to hold: any of the fields of an element.
  struct Element: Sendable, Hashable {
    var name: String
    var fields: [String]
  }

  /// What a template has to say in its own words: any of these, by language.
  struct Wording: Sendable, Hashable {
    var name: String
    var words: [Language: [String]]
  }

  var fields: [String: LetterField] = [:]
  var kinds: [LetterKind] = []
  /// By country and language; "*" is everywhere else.
  var forms: [String: [Language: Form]] = [:]
  /// By kind of letter; "*" is every kind.
  var elements: [String: [Element]] = [:]
  /// Words that the template itself has to hold, any of several: by kind of letter.
  var wordings: [String: [Wording]] = [:]
  var phrases: [String: [Language: String]] = [:]
  var wordsToAvoid: [Language: [String]] = [:]

  init() {}

  /// - Throws: `TemplateFault` for a row that cannot be read.
  init(
    fields: [UInt8], templates: [UInt8], forms: [UInt8], contents: [UInt8], wording: [UInt8],
    phrases: [UInt8], avoid: [UInt8]
  ) throws(TemplateFault) {
    for row in try Self.rows(fields, "fields.csv", 5) {
      self.fields[row.texts[0]] = try Self.field(row)
    }
    for row in try Self.rows(templates, "templates.csv", 6) { kinds.append(try Self.kind(row)) }
    for row in try Self.rows(forms, "authority-forms.csv", 4) {
      let motto = row.texts[2].split(separator: "/").map { ValueText.line(String($0)) }
      self.forms[row.texts[0], default: [:]][try Self.language(row, 1)] = Form(
        motto: motto.map { String($0.drop { $0 == " " }) }, dateline: row.texts[3])
    }
    for row in try Self.rows(contents, "contents.csv", 3) {
      elements[row.texts[0], default: []].append(
        Element(name: row.texts[1], fields: row.texts[2].split(separator: " ").map(String.init)))
    }
    for row in try Self.rows(wording, "wording.csv", 4) {
      wordings[row.texts[0], default: []].append(
        Wording(
          name: row.texts[1],
          words: [.vi: Self.parted(row.texts[2]), .en: Self.parted(row.texts[3])]))
    }
    for row in try Self.rows(phrases, "phrases.csv", 3) {
      self.phrases[row.texts[0]] = [.vi: row.texts[1], .en: row.texts[2]]
    }
    for row in try Self.rows(avoid, "avoid.csv", 3) {
      wordsToAvoid[try Self.language(row, 0), default: []].append(row.texts[1])
    }
  }

  func phrase(_ key: String, _ language: Language) -> String { phrases[key]?[language] ?? key }

  private struct Row {
    var file: String
    var line: Int
    var texts: [String]

    func fault(_ text: String) -> TemplateFault {
      TemplateFault(file: file, line: line, kind: .table(text))
    }
  }

  private static func rows(_ bytes: [UInt8], _ file: String, _ count: Int) throws(TemplateFault)
    -> [Row]
  {
    let rows: [CSVRow]
    do { rows = try CSVReader.rows(of: bytes) } catch {
      throw TemplateFault(file: file, line: error.line, kind: .table(error.description))
    }
    var out: [Row] = []
    for row in rows.dropFirst() {
      guard let texts = try? row.texts(), texts.count == count else {
        throw TemplateFault(file: file, line: row.line, kind: .table("\(count) fields expected"))
      }
      out.append(Row(file: file, line: row.line, texts: texts))
    }
    return out
  }

  private static func parted(_ text: String) -> [String] {
    text.split(separator: "|").map(String.init)
  }

  private static func language(_ row: Row, _ column: Int) throws(TemplateFault) -> Language {
    guard let language = Language(rawValue: row.texts[column]) else {
      throw row.fault("unknown language \(row.texts[column])")
    }
    return language
  }

  /// `text` is one value, `list` many, `list:date,words` many with parts.
  private static func field(_ row: Row) throws(TemplateFault) -> LetterField {
    let type = row.texts[1].split(separator: ":", maxSplits: 1).map(String.init)
    guard let first = type.first, ["text", "list"].contains(first) else {
      throw row.fault("unknown type \(row.texts[1])")
    }
    guard ["person", "case"].contains(row.texts[2]) else {
      throw row.fault("a fact is of a person or a case")
    }
    return LetterField(
      name: row.texts[0], isList: first == "list",
      parts: type.count > 1 ? type[1].split(separator: " ").map(String.init) : [],
      isPersonal: row.texts[2] == "person", labels: [.vi: row.texts[3], .en: row.texts[4]])
  }

  private static func kind(_ row: Row) throws(TemplateFault) -> LetterKind {
    guard let addressee = AddresseeKind(rawValue: row.texts[2]) else {
      throw row.fault("unknown addressee \(row.texts[2])")
    }
    guard let version = Int(row.texts[1]) else { throw row.fault("version is a number") }
    return LetterKind(
      id: row.texts[0], version: version, addressee: addressee,
      stages: row.texts[3].split(separator: " ").map(String.init),
      titles: [.vi: row.texts[4], .en: row.texts[5]])
  }
}
