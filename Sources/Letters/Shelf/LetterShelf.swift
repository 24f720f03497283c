public import Record

/// The templates of letters with their tables, checked.
public struct LetterShelf: Sendable {
  let tables: LetterTables
  private(set) var nodes: [String: [Language: [TemplateNode]]] = [:]

  /// The kinds of letters, in the order of their table.
  public var kinds: [LetterKind] { tables.kinds }
  /// Every fact that templates may ask for, in order of names.
  public var fields: [LetterField] { tables.fields.values.sorted { $0.name < $1.name } }

  init(tables: LetterTables) { self.tables = tables }

  /// - Parameter files: templates by name: `L1.vi` and so on; others are pieces to put in.
  /// - Throws: `TemplateFault` for a template that cannot be read.
  init(tables: LetterTables, files: [String: String]) throws(TemplateFault) {
    self.tables = tables
    for kind in tables.kinds {
      for language in Language.allCases {
        let name = "\(kind.id).\(language.rawValue)"
        guard let text = files[name] else { continue }
        let includes = Dictionary(
          uniqueKeysWithValues: files.compactMap { file, text in
            file.hasSuffix(".\(language.rawValue)") ? (String(file.dropLast(3)), text) : nil
          })
        nodes[kind.id, default: [:]][language] = try TemplateParser.nodes(
          of: text, file: "\(name).txt", includes: includes)
      }
    }
  }

  /// The kinds of letters for a stage of an appeal.
  public func kinds(forStage stage: String) -> [LetterKind] {
    kinds.filter { $0.stages.contains(stage) }
  }

  /// Facts that no template knows by that name, in order: they are told in no letter.
  public func unknownFields(in facts: LetterFacts) -> [String] {
    facts.fields.filter { tables.fields[$0] == nil }
  }

  /// Writes a letter from the facts of a case.
  ///
  /// - Parameters:
  ///   - id: the kind: `L1` to `L13`.
  ///   - addressee: to whom it goes, if not to whom the kind usually goes: it decides what may be said.
  /// - Returns: `nil` where there is no template of that kind in that language.
  /// - Complexity: O(n) in the length of the template and the facts.
  public func letter(
    _ id: String, of facts: LetterFacts, in language: Language, to addressee: AddresseeKind? = nil
  ) -> Letter? {
    guard let kind = kinds.first(where: { $0.id == id }), let nodes = nodes[id]?[language] else {
      return nil
    }
    var composer = LetterComposer(
      tables: tables, facts: facts, language: language, addressee: addressee ?? kind.addressee)
    composer.compose(nodes)
    return Letter(
      kind: kind, language: language, addressee: addressee ?? kind.addressee,
      lines: composer.finished(),
      composer: composer)
  }
}
