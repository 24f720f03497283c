import ArgumentParser
import Bytes
import Docket
import Messages
import Record

/// `haidang docket check-notice`: which of the fifteen elements a platform's notice has.
struct CheckNoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-notice", abstract: say("docket.notice.abstract"),
    discussion: say("docket.notice.discussion"))

  @Argument(help: .init(say("docket.notice.file"), valueName: "file"))
  var file: String

  @Option(help: .init(say("docket.notice.ground")))
  var ground: NoticeContext.Ground?

  @Option(help: .init(say("docket.notice.state-request")))
  var stateRequest: YesOrNo?

  @Option(help: .init(say("docket.notice.sent"), valueName: "date"))
  var sent: CivilDay?

  @Option(help: .init(say("docket.notice.restricted"), valueName: "date"))
  var restricted: CivilDay?

  @Option(name: .customLong("post-language"), help: .init(say("docket.notice.language")))
  var languages: [Language] = []

  @Flag(help: .init(say("option.json")))
  var json = false

  func run() throws {
    let check = NoticeCheck(of: try GivenText.text(of: file), context: context)
    if json { return Terminal.print(Array(Self.json(check).indentedText.utf8)) }
    for finding in check.findings { Terminal.print(Self.line(finding)) }
    Terminal.print(
      say(
        "docket.notice.counts",
        [
          "present": .number(check.counts.present), "unclear": .number(check.counts.unclear),
          "absent": .number(check.counts.absent), "of": .number(check.counts.applicable),
          "undetermined": .number(check.counts.undetermined),
        ]))
    if let limit = check.limit { Terminal.print(Self.text(of: limit)) }
    if check.skippedBytes > 0 {
      Terminal.note(say("docket.notice.skipped", ["count": .number(check.skippedBytes)]))
    }
    if check.languages.isEmpty { Terminal.note(say("docket.notice.no-language")) }
  }

  private var context: NoticeContext {
    var context = NoticeContext()
    context.ground = ground
    context.isStateRequest = stateRequest?.isYes
    context.sentOn = sent
    context.restrictedOn = restricted
    context.languages = languages
    return context
  }

  private static func line(_ finding: NoticeCheck.Finding) -> String {
    let element = finding.element.rawValue
    let state =
      finding.applicability == .notApplicable
      ? "not_applicable" : finding.state.rawValue
    var line =
      "\(element.padded(to: 3)) \(say("docket.state.\(state)").padded(to: 11)) "
      + docketWord("element", element)
    if finding.applicability == .undetermined { line += say("docket.notice.undetermined") }
    if let span = finding.spans.first {
      line += "\n" + String(repeating: " ", count: 16) + "“\(shortened(span.text))”"
    }
    return line
  }

  private static func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 120 ? line.prefix(119) + "…" : line
  }

  private static func text(of limit: FilingLimit) -> String {
    switch limit {
    case .lastDay(let day): say("docket.limit.day", ["day": .text("\(day)")])
    case .hours(let hours): say("docket.limit.hours", ["hours": .number(hours)])
    case .term(let term):
      say(
        "docket.limit.term",
        [
          "term": .text(
            term.days > 0
              ? "\(term.days) " + say("docket.days")
              : "\(term.years * 12 + term.months) " + say("docket.months"))
        ])
    }
  }

  private static func json(_ check: NoticeCheck) -> JSONValue {
    let counts = check.counts
    return [
      "absent": .integer(Int64(counts.absent)), "applicable": .integer(Int64(counts.applicable)),
      "elements": .array(check.findings.map(json)),
      "languages": .array(check.languages.map { .string($0.rawValue) }),
      "limit": check.limit.map { .string(text(of: $0)) } ?? .null,
      "present": .integer(Int64(counts.present)),
      "skipped_bytes": .integer(Int64(check.skippedBytes)),
      "unclear": .integer(Int64(counts.unclear)),
      "undetermined": .integer(Int64(counts.undetermined)),
    ]
  }

  private static func json(_ finding: NoticeCheck.Finding) -> JSONValue {
    [
      "applicability": .string(finding.applicability.rawValue),
      "element": .string(finding.element.rawValue),
      "missing_parts": .array(finding.missingParts.map { .string($0) }),
      "spans": .array(
        finding.spans.map {
          [
            "first_byte": .integer(Int64($0.bytes.lowerBound)),
            "end_byte": .integer(Int64($0.bytes.upperBound)), "part": .string($0.part),
            "text": .string($0.text),
          ]
        }),
      "state": .string(finding.state.rawValue),
    ]
  }
}

extension String {
  /// Filled with spaces on the right.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
