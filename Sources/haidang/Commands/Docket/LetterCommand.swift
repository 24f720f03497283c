import ArgumentParser
import Bytes
import Letters
import Messages
import Record

/// `haidang docket letter`: a letter out of facts, in Vietnamese or English; never sent by us.
struct LetterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter", abstract: say("docket.letter.abstract"),
    discussion: say("docket.letter.discussion"))

  @Argument(help: .init(say("docket.letter.kind"), valueName: "L1"))
  var kind: String?

  @Option(help: .init(say("docket.letter.facts"), valueName: "file"))
  var facts: String?

  @Option(name: .customLong("lang"), help: .init(say("docket.letter.language")))
  var language: Language?

  @Option(help: .init(say("docket.letter.to")))
  var to: AddresseeKind?

  @Option(help: .init(say("docket.letter.stage"), valueName: "stage"))
  var stage: String?

  @Flag(help: .init(say("docket.letter.html")))
  var html = false

  @Flag(help: .init(say("docket.letter.fields")))
  var fields = false

  func run() throws {
    let shelf = LetterShelf.shipped
    if fields { return list(shelf.fields) }
    guard let kind else { return list(stage.map(shelf.kinds(forStage:)) ?? shelf.kinds) }
    let given = try facts.map { try LetterFactsFile(path: $0, shelf: shelf).facts } ?? LetterFacts()
    guard
      let letter = shelf.letter(kind.uppercased(), of: given, in: language ?? spoken, to: to)
    else { throw ValidationError(say("docket.letter.unknown", ["kind": .text(kind)])) }
    Terminal.print(Array((html ? letter.html : letter.text + "\n").utf8))
    tell("docket.letter.missing", letter.missing)
    tell("docket.letter.withheld", letter.withheld)
    tell("docket.letter.unknown-facts", shelf.unknownFields(in: given))
  }

  private func tell(_ key: String, _ names: [String]) {
    if !names.isEmpty { Terminal.note(say(key, ["names": .text(names.joined(separator: ", "))])) }
  }

  private func list(_ kinds: [LetterKind]) {
    for kind in kinds {
      let title = kind.titles[spoken] ?? kind.id
      Terminal.print("\(kind.id)  \(title)  (\(kind.stages.joined(separator: ", ")))")
    }
  }

  private func list(_ fields: [LetterField]) {
    for field in fields {
      let parts = field.isList ? "[\(field.parts.joined(separator: ", "))]" : ""
      let consent = field.isPersonal ? say("docket.letter.needs-consent") : ""
      Terminal.print("\(field.name)\(parts)  \(field.labels[spoken] ?? "")\(consent)")
    }
  }
}
