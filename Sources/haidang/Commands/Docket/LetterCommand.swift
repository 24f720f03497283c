import ArgumentParser
import Bytes
import Docket
import Letters
import Messages
import Observatory
import Record

/// `haidang docket letter`: a letter out of a case or of facts, in Vietnamese or English; never sent by us.
struct LetterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter", abstract: say("docket.letter.abstract"),
    discussion: say("docket.letter.discussion"))

  @Argument(help: .init(say("docket.letter.subject"), valueName: "case|L1"))
  var subject: String?

  @Option(name: .customLong("letter"), help: .init(say("docket.letter.kind"), valueName: "L1"))
  var kind: String?

  @Option(help: .init(say("docket.letter.stage"), valueName: "stage"))
  var stage: AppealStage?

  @Option(help: .init(say("docket.letter.appeal"), valueName: "a1"))
  var appeal: String?

  @Option(help: .init(say("docket.letter.facts"), valueName: "file"))
  var facts: String?

  @Option(name: .customLong("lang"), help: .init(say("docket.letter.language")))
  var language: Language?

  @Option(help: .init(say("docket.letter.to")))
  var to: AddresseeKind?

  @Flag(help: .init(say("docket.letter.html")))
  var html = false

  @Option(help: .init(say("docket.letter.pdf"), valueName: "file"))
  var pdf: String?

  @Flag(help: .init(say("docket.letter.draft")))
  var draft = false

  @Flag(help: .init(say("docket.letter.fields")))
  var fields = false

  @OptionGroup var entry: EntryOptions
  @OptionGroup var desk: Desk

  private var shelf: LetterShelf { .shipped }

  func run() throws {
    if fields { return list(shelf.fields) }
    if let subject, CaseNumber(parsing: subject) != nil || subject.uppercased().hasPrefix("TD-") {
      return try writeFromCase(subject)
    }
    guard let kind = kind ?? subject else {
      return list(stage.map { shelf.kinds(forStage: $0.rawValue) } ?? shelf.kinds)
    }
    try hand(over: letter(kind, of: try given(over: LetterFacts())))
  }

  /// Writes a letter from a case, and an entry of it in the case.
  private func writeFromCase(_ name: String) throws {
    let vault = try desk.vault()
    let docketCase = try vault.read(name)
    let zone = desk.zone(of: vault)
    let appeal = try self.appeal(in: docketCase)
    let now = Surroundings.system.now()
    try refuseDanger(appeal, docketCase)
    let source = CaseLetterFacts(
      of: docketCase, appeal: appeal, isAboutAccount: kind?.uppercased() == "L3", zone: zone,
      now: now, statutes: try StatuteBook(of: desk.place.open().holdings))
    let stage = stage ?? appeal?.stage ?? .platformInternal
    guard let kind = kind ?? source.kind(for: stage, on: shelf) else {
      throw ValidationError(say("docket.letter.none-for-stage", ["stage": .text(stage.rawValue)]))
    }
    if let why = source.contradiction(of: kind.uppercased()) {
      throw LetterRefused(description: why)
    }
    var facts = try source.facts
    if (to ?? shelf.kinds.first { $0.id == kind.uppercased() }?.addressee) == .public {
      // What everybody may read must not lead to letters and calendars that have the number of the case.
      facts.set("docket.id", .text(docketCase.publicNumber?.description ?? ""))
    }
    let letter = try letter(kind, of: try given(over: facts))
    if !draft {
      // Logged first: a letter that a person holds is always in the case.
      let written = WrittenLetter(
        kind: letter.kind.id, version: letter.kind.version, language: letter.language.rawValue,
        addressee: letter.addressee.rawValue, appeal: appeal?.id, text: letter.text,
        missing: letter.missing, withheld: letter.withheld)
      let evidence = entry.evidence + ["template:\(letter.kind.id)/\(letter.kind.version)"]
      _ = try explainingRefusals {
        try vault.append(to: docketCase.id) { docketCase in
          try docketCase.add(
            .letter(record: written),
            try entry.circumstances(after: nil, in: zone, evidence: evidence))
        }
      }
    }
    try hand(over: letter)
    Terminal.note(
      say(
        draft ? "docket.letter.drafted" : "docket.letter.logged",
        ["kind": .text(letter.kind.id), "case": .text(docketCase.id)]))
  }

  /// Where somebody could be in danger, a letter is the first thing that could set it off.
  private func refuseDanger(_ appeal: Appeal?, _ docketCase: DocketCase) throws {
    let held = docketCase.appeals.first {
      $0.state == .unsafeHold && (appeal == nil || $0.restrictionId == appeal?.restrictionId)
    }
    if let held {
      throw LetterRefused(description: say("docket.letter.on-hold", ["appeal": .text(held.id)]))
    }
  }

  /// A letter that is not written.
  private struct LetterRefused: Error, CustomStringConvertible {
    var description: String
  }

  /// The appeal that is named, else the newest one of the stage.
  private func appeal(in docketCase: DocketCase) throws -> Appeal? {
    if let appeal {
      guard let found = docketCase.appeal(appeal) else {
        throw Refused(.unknownAppeal(appeal))
      }
      return found
    }
    return docketCase.appeals.last { stage == nil || $0.stage == stage }
  }

  private func given(over facts: LetterFacts) throws -> LetterFacts {
    guard let file = self.facts else { return facts }
    return try LetterFactsFile(path: file, shelf: shelf, over: facts).facts
  }

  private func letter(_ kind: String, of facts: LetterFacts) throws -> Letter {
    guard
      let letter = shelf.letter(kind.uppercased(), of: facts, in: language ?? spoken, to: to)
    else { throw ValidationError(say("docket.letter.unknown", ["kind": .text(kind)])) }
    tell("docket.letter.unknown-facts", shelf.unknownFields(in: facts))
    return letter
  }

  private func hand(over letter: Letter) throws {
    if let pdf {
      try LetterPrinter.print(letter.html, to: pdf)
      Terminal.note(say("docket.letter.printed", ["path": .text(pdf)]))
    } else {
      Terminal.print(Array((html ? letter.html : letter.text + "\n").utf8))
    }
    if [.unitedNations, .authority].contains(letter.addressee) {
      Terminal.note(say("docket.letter.names-to-state"))
    }
    tell("docket.letter.missing", letter.missing)
    tell("docket.letter.withheld", letter.withheld)
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
