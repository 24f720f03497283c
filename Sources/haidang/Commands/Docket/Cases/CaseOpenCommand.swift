import ArgumentParser
import Bytes
import Docket
import Glibc
import Letters
import Messages
import Observatory
import Record

/// `haidang docket open`: a record of what happened, from flags, a file or questions on the terminal.
struct CaseOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: say("docket.open.abstract"),
    discussion: say("docket.open.discussion"))

  @Option(
    parsing: .upToNextOption,
    help: .init(say("docket.open.restriction"), valueName: "field=value"))
  var restriction: [GivenPair] = []

  @Option(
    parsing: .upToNextOption, help: .init(say("docket.open.request"), valueName: "field=value"))
  var request: [GivenPair] = []

  @Option(
    parsing: .upToNextOption, help: .init(say("docket.open.notice"), valueName: "field=value"))
  var notice: [GivenPair] = []

  @Option(help: .init(say("docket.open.notice-text"), valueName: "file"))
  var noticeText: String?

  @Option(
    parsing: .upToNextOption, help: .init(say("docket.open.reasons"), valueName: "field=value"))
  var reasons: [GivenPair] = []

  @Option(
    parsing: .upToNextOption,
    help: .init(say("docket.open.observation"), valueName: "field=value"))
  var observation: [GivenPair] = []

  @Option(
    parsing: .upToNextOption, help: .init(say("docket.open.fact"), valueName: "name=value"))
  var fact: [GivenPair] = []

  @Option(
    parsing: .upToNextOption, help: .init(say("docket.open.consent"), valueName: "name=platform"))
  var consent: [GivenPair] = []

  @Option(name: .customLong("from"), help: .init(say("docket.open.from"), valueName: "file"))
  var file: String?

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var entry: EntryOptions
  @OptionGroup var desk: Desk

  func run() throws {
    var opening = try given()
    var (actor, evidence) = (entry.actor, entry.evidence)
    if opening.parts.isEmpty {
      guard isatty(STDIN_FILENO) == 1, file == nil else {
        throw ValidationError(say("docket.open.nothing"))
      }
      guard let answered = CaseQuestions.ask(actor: entry.by, evidence: evidence) else { return }
      opening = answered.given
      actor = answered.actor ?? actor
      if evidence.isEmpty { evidence = answered.evidence }
    }
    try LetterFactNames.check(opening.parts)
    let vault = try desk.vault()
    let zone = desk.zone(of: vault)
    let circumstances = try entry.circumstances(
      after: nil, in: zone, actor: actor, evidence: evidence)
    let table = try Desk.forums(forums)
    let docketCase = try explainingRefusals {
      try opening.begun(try vault.freshNumber(), circumstances, forums: table, zone: zone)
    }
    try vault.open(docketCase)
    desk.warn()
    if json {
      return Terminal.print(
        Array(
          JSONValue.object(
            JSONObject([
              ("case", .string(docketCase.id)),
              ("entries", .integer(Int64(docketCase.entries.count))),
            ])
          ).indentedText.utf8))
    }
    Terminal.print(say("docket.open.done", ["case": .text(docketCase.id)]))
  }

  private func given() throws -> CaseOpening {
    var parts: [CaseOpening.Part] = []
    if let file {
      let value = try GivenRecordFile.value(of: try GivenText.bytes(of: file), named: file)
      parts = try explainingRefusals { try CaseOpening(reading: value).parts }
    }
    var told = notice.map { ($0.name, JSONValue.string($0.value)) }
    if let noticeText { told.append(("text", .string(try GivenText.text(of: noticeText)))) }
    let records: [(EntryKind, [(String, JSONValue)])] = [
      (.restriction, Self.values(restriction)), (.request, Self.values(request)), (.notice, told),
      (.reasons, Self.values(reasons)), (.observation, Self.values(observation)),
    ]
    for (kind, values) in records { parts += Self.parts(kind, values) }
    let consents = Dictionary(consent.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    for pair in fact {
      var values = JSONObject([("name", .string(pair.name)), ("value", .string(pair.value))])
      values["consent"] = consents[pair.name].map { .string($0) }
      parts.append(CaseOpening.Part(.fact, values))
    }
    return CaseOpening(parts)
  }

  private static func values(_ pairs: [GivenPair]) -> [(String, JSONValue)] {
    pairs.map { ($0.name, .string($0.value)) }
  }

  /// Records of one kind: a field that comes again begins another.
  private static func parts(
    _ kind: EntryKind, _ pairs: [(String, JSONValue)]
  ) -> [CaseOpening.Part] {
    var parts: [CaseOpening.Part] = []
    var values = JSONObject()
    for (name, value) in pairs {
      if values[name] != nil {
        parts.append(CaseOpening.Part(kind, values))
        values = JSONObject()
      }
      values[name] = value
    }
    if !values.isEmpty { parts.append(CaseOpening.Part(kind, values)) }
    return parts
  }
}

/// Facts that letters know, and to whom they may go: a slip in a name would keep a fact out of every letter unseen.
enum LetterFactNames {
  /// - Throws: `ValidationError` for a name that no letter knows, or a kind of addressee that there is not.
  static func check(_ parts: [CaseOpening.Part]) throws {
    let known = Set(LetterShelf.shipped.fields.map(\.name))
    for part in parts where part.kind == .fact {
      if let name = part.values["name"]?.text, !known.contains(name) {
        throw ValidationError(say("docket.fact.unknown", ["name": .text(name)]))
      }
      guard let consent = part.values["consent"] else { continue }
      let kinds =
        consent.text.map { $0.split(separator: ",").map { String($0) } }
        ?? consent.elements.compactMap(\.text)
      let allowed = AddresseeKind.allCases.map(\.rawValue) + ["anybody", "nobody"]
      for kind in kinds.map({ $0.filter { !$0.isWhitespace } }) where !allowed.contains(kind) {
        throw ValidationError(
          say(
            "docket.fact.unknown-addressee",
            ["name": .text(kind), "known": .text(allowed.joined(separator: ", "))]))
      }
    }
  }
}
