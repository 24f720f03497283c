internal import Record

/// Checks templates against the tables: what they ask for, what they have to hold, how they speak.
public struct LetterLint {
  private let tables: LetterTables
  private let files: [String: String]
  private var faults: [TemplateFault] = []
  /// The own words of the template that is being read.
  private var own = ""

  private init(_ tables: LetterTables, _ files: [String: String]) {
    self.tables = tables
    self.files = files
  }

  /// Every fault of the templates, in the order of the kinds.
  static func faults(tables: LetterTables, files: [String: String]) -> [TemplateFault] {
    var lint = LetterLint(tables, files)
    for kind in tables.kinds { lint.check(kind) }
    return lint.faults
  }

  /// The faults of the templates that the program carries: none, or a build that should not go out.
  public static var shippedFaults: [TemplateFault] {
    guard let tables = try? LetterShelf.shippedTables() else {
      return [TemplateFault(file: "Data/letters", line: 0, kind: .table("a table cannot be read"))]
    }
    return faults(tables: tables, files: LetterShelf.shippedFiles)
  }

  private mutating func check(_ kind: LetterKind) {
    var asked: [Language: Set<String>] = [:]
    for language in Language.allCases {
      let name = "\(kind.id).\(language.rawValue)"
      guard let text = files[name] else {
        faults.append(
          TemplateFault(file: "\(name).txt", line: 0, kind: .languageLacking(language.rawValue)))
        continue
      }
      do {
        asked[language] = try fields(of: text, name, language)
      } catch {
        faults.append(error)
      }
    }
    compare(asked, kind.id)
    for (language, fields) in asked { checkContents(kind, language, fields) }
  }

  private mutating func fields(
    of text: String, _ name: String, _ language: Language
  ) throws(TemplateFault) -> Set<String> {
    let suffix = ".\(language.rawValue)"
    var includes: [String: String] = [:]
    for (file, text) in files where file.hasSuffix(suffix) {
      includes[String(file.dropLast(3))] = text
    }
    let nodes = try TemplateParser.nodes(of: text, file: "\(name).txt", includes: includes)
    var found: Set<String> = []
    own = ""
    walk(nodes, nil, "\(name).txt", language, &found)
    checkWording(String(name.dropLast(suffix.utf8.count)), "\(name).txt", language)
    return found
  }

  private mutating func walk(
    _ nodes: [TemplateNode], _ list: String?, _ file: String, _ language: Language,
    _ found: inout Set<String>
  ) {
    for node in nodes {
      switch node {
      case .text(let text):
        own += text
        checkWords(text, file, language)
      case .lineEnd, .point: break
      case .field(let name): take(name, isList: false, file, &found)
      case .part(let part): checkPart(part, list, file)
      case .present(let name, let inner), .absent(let name, let inner):
        if name.first == "." {
          checkPart(String(name.dropFirst()), list, file)
        } else {
          know(name, file)
        }
        walk(inner, list, file, language, &found)
      case .each(let name, let inner):
        take(name, isList: true, file, &found)
        walk(inner, name, file, language, &found)
      }
    }
  }

  private static let formNames = [LetterComposer.FormName.motto, LetterComposer.FormName.dateline]

  private mutating func know(_ name: String, _ file: String) {
    guard tables.fields[name] == nil, !Self.formNames.contains(name) else { return }
    faults.append(TemplateFault(file: file, line: 0, kind: .unknownField(name)))
  }

  private mutating func take(
    _ name: String, isList: Bool, _ file: String, _ found: inout Set<String>
  ) {
    know(name, file)
    found.insert(name)
    if name == LetterComposer.FormName.dateline {
      found.formUnion(["letter.date", "letter.place"])
    }
    guard let field = tables.fields[name] else { return }
    if isList, !field.isList {
      faults.append(TemplateFault(file: file, line: 0, kind: .notAList(name)))
    }
    if !isList, field.isList {
      faults.append(TemplateFault(file: file, line: 0, kind: .listNeeded(name)))
    }
  }

  private mutating func checkPart(_ part: String, _ list: String?, _ file: String) {
    guard let list, let field = tables.fields[list] else { return }
    let isKnown = part.isEmpty ? field.parts.isEmpty : field.parts.contains(part)
    if !isKnown {
      faults.append(TemplateFault(file: file, line: 0, kind: .unknownField("\(list).\(part)")))
    }
  }

  private mutating func checkWords(_ text: String, _ file: String, _ language: Language) {
    let folded = Composition.nfc(text).lowercased()
    for word in tables.wordsToAvoid[language] ?? [] where folded.contains(Composition.nfc(word)) {
      faults.append(TemplateFault(file: file, line: 0, kind: .wordToAvoid(word)))
    }
  }

  private mutating func checkWording(_ id: String, _ file: String, _ language: Language) {
    for wording in (tables.wordings["*"] ?? []) + (tables.wordings[id] ?? [])
    where !(wording.words[language] ?? []).contains(where: own.contains) {
      faults.append(
        TemplateFault(file: file, line: 0, kind: .contentLacking(element: wording.name)))
    }
  }

  /// Both languages tell the same facts.
  private mutating func compare(_ asked: [Language: Set<String>], _ id: String) {
    guard let first = asked[.vi], let second = asked[.en] else { return }
    for name in first.symmetricDifference(second).sorted() where !Self.formNames.contains(name) {
      let language = first.contains(name) ? Language.en : .vi
      faults.append(
        TemplateFault(
          file: "\(id).\(language.rawValue).txt", line: 0, kind: .fieldOfOneLanguage(name)))
    }
  }

  private mutating func checkContents(
    _ kind: LetterKind, _ language: Language, _ fields: Set<String>
  ) {
    for element in (tables.elements["*"] ?? []) + (tables.elements[kind.id] ?? [])
    where !element.fields.contains(where: fields.contains) {
      // What everybody may read is addressed to nobody.
      if kind.addressee == .public, element.fields == ["addressee.name"] { continue }
      faults.append(
        TemplateFault(
          file: "\(kind.id).\(language.rawValue).txt", line: 0,
          kind: .contentLacking(element: element.name)))
    }
  }
}
