import ArgumentParser
import Bytes
import Messages
import Observatory
import Record
import Redaction

/// `haidang docket redact`: what to withhold from a text before it is made public.
struct RedactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact", abstract: say("docket.redact.abstract"),
    discussion: say("docket.redact.discussion"))

  @Argument(help: .init(say("docket.redact.file"), valueName: "file"))
  var file: String

  @Option(name: .customLong("marks"), help: .init(say("docket.redact.marks")))
  var marks: Language?

  @Option(help: .init(say("docket.redact.date"), valueName: "date"))
  var date: CivilDay?

  @Option(help: .init(say("docket.redact.keep"), valueName: "n"))
  var keep: [Int] = []

  @Option(help: .init(say("docket.redact.confirmed-by"), valueName: "name"))
  var confirmedBy: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  func run() throws {
    let today = CivilDay(of: Surroundings.system.now())
    let proposal = Redactor().proposal(
      forBytes: try GivenText.bytes(of: file), in: marks ?? spoken, on: date ?? today)
    if let person = confirmedBy {
      let text = try proposal.confirmed(
        by: person, on: today, accepting: .allBut(Set(keep.map { $0 - 1 })))
      return Terminal.print(Array(text.text.utf8))
    }
    if json { return Terminal.print(Array(Self.json(proposal).indentedText.utf8)) }
    Terminal.print(proposal.preview)
    Terminal.note(say("docket.redact.proposal", ["count": .number(proposal.spans.count)]))
    for (place, span) in proposal.spans.enumerated() {
      let reasons = span.reasons.map { $0.text(in: spoken) }.joined(separator: "; ")
      Terminal.note(
        "\(place + 1). \(span.kind.text(in: spoken)), bytes \(span.range.lowerBound)–\(span.range.upperBound): \(reasons)"
      )
    }
    if !proposal.undecodable.isEmpty {
      Terminal.note(
        say("docket.redact.undecodable", ["count": .number(proposal.undecodable.count)]))
    }
  }

  /// Spans without their words: a list of names in clear is not what this is for.
  private static func json(_ proposal: RedactionProposal) -> JSONValue {
    [
      "preview": .string(proposal.preview),
      "spans": .array(
        proposal.spans.map { span in
          [
            "confidence": .string(span.confidence.rawValue),
            "end_byte": .integer(Int64(span.range.upperBound)),
            "first_byte": .integer(Int64(span.range.lowerBound)),
            "kind": .string(span.kind.rawValue),
            "number": span.number.map { .integer(Int64($0)) } ?? .null,
            "reasons": .array(span.reasons.map { .string($0.rawValue) }),
          ]
        }),
      "stable": .bool(proposal.isStable),
      "undecodable": .integer(Int64(proposal.undecodable.count)),
    ]
  }
}
