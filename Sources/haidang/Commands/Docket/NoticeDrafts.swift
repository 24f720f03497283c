import Bytes
import Docket
import Messages
import Record
import Transparency

/// What notices in other people's formats say, as files for `docket open --from`: nothing is in one that its source does
/// not say, so that a person completes it.
struct NoticeDrafts {
  /// One draft for each notice.
  private(set) var drafts: [JSONValue] = []
  /// What was met in the file.
  private(set) var notes = ReadingNotes()

  /// The file is none of these.
  struct Unknown: Error, CustomStringConvertible {
    var path: String
    var description: String { say("docket.read.unknown", ["path": .text(path)]) }
  }

  /// Reads notices of Lumen (JSON of its interface, table of its forerunner), of GitHub's collection (by their path) and
  /// statements of reasons as platforms send them.
  ///
  /// - Throws: `Unknown`, `FigureFileFault`.
  init(_ bytes: [UInt8], at path: String) throws {
    if path.lowercased().hasSuffix(".md") {
      guard let notice = try? TakedownNotice(path: path, bytes: bytes) else {
        throw Unknown(path: path)
      }
      drafts = [Self.draft(notice)]
      return
    }
    let first = bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
    guard first == UInt8(ascii: "{") else {
      let export = try LumenExport.read(bytes)
      notes = export.notes
      // What the table hides is not for publication, and a case is not published: it is there.
      drafts = export.rows.map(Self.draft)
      return
    }
    if let document = try? StatementDocument.read(bytes) {
      notes = document.notes
      drafts = document.statements.map(Self.draft)
    } else {
      let answer = try LumenAnswer.read(bytes)
      notes = answer.notes
      drafts = answer.notices.map(Self.draft)
    }
  }

  private static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
  }

  private static func text(_ value: String?) -> JSONValue? {
    value.flatMap { $0.contains { !$0.isWhitespace } ? .string($0) : nil }
  }

  private static func texts(_ values: [String]) -> JSONValue? {
    values.isEmpty ? nil : .array(values.map { .string($0) })
  }

  /// The day of a date as others write it.
  private static func day(_ text: String?) -> JSONValue? {
    text.flatMap { CivilDay(parsing: $0.prefix(10)) }.map { .string($0.description) }
  }

  // MARK: Lumen

  private static func draft(_ notice: LumenNotice) -> JSONValue {
    let channel: RemovalRequest.Channel =
      switch (notice.kind, notice.requestType) {
      case (.courtOrder, _): .courtOrder
      case (_, "Email"): .email
      default: .unknown
      }
    var addresses: [String] = []
    var hosts: [String] = []
    for target in notice.works.flatMap(\.targets) {
      switch target {
      case .url(let address): addresses.append(address)
      case .host(let host, let count): hosts.append("\(host) (\(count))")
      case .none, .invalid, .redacted: break
      }
    }
    let countries = notice.jurisdictions.filter { $0.utf8.count == 2 }.map { $0.uppercased() }
    // Which items were acted upon it does not say; only of none it does.
    let outcome: RemovalRequest.ItemOutcome? = notice.action == .no ? .noAction : nil
    let remarks =
      ["Lumen \(notice.id)", notice.title, notice.actionName.map { "action taken: \($0)" }]
      + (hosts.isEmpty ? [] : ["addresses not shown: " + hosts.joined(separator: ", ")])
    return [
      "request": object([
        ("kind", "remove"), ("channel", .string(channel.rawValue)),
        ("sent_by", text(notice.principal ?? notice.sender)),
        ("received_by", text(notice.recipient)), ("sent", day(notice.sent)),
        ("received", day(notice.received)), ("language", text(notice.language)),
        ("legal_basis", texts(notice.laws)), ("territory", texts(countries)),
        ("addresses", texts(addresses)), ("outcome", outcome.map { .string($0.rawValue) }),
        ("confidence", "reported"),
        ("note", text(remarks.compactMap(\.self).joined(separator: "; "))),
      ])
    ]
  }

  private static func draft(_ row: LumenExport.Row) -> JSONValue {
    [
      "request": object([
        ("kind", "remove"), ("sent_by", text(row.sender)), ("received_by", text(row.recipient)),
        ("sent", day(row.date)), ("confidence", "reported"),
        (
          "note",
          text(
            ["Lumen \(row.id)", row.subject, row.line, row.channel].compactMap(\.self)
              .joined(separator: "; "))
        ),
      ])
    ]
  }

  // MARK: GitHub

  private static func draft(_ notice: TakedownNotice) -> JSONValue {
    let country = Territory.named(notice.country).countryCode
    let remarks = [
      "GitHub, published \(notice.published)", notice.isUnderTerms ? notice.companyNote : nil,
    ]
    return object([
      (
        "request",
        object([
          ("kind", "remove"), ("channel", "unknown"), ("sent_by", text(notice.authority)),
          ("received_by", "GitHub"), ("territory", texts([country].compactMap(\.self))),
          ("addresses", texts(notice.addresses)), ("confidence", "documented"),
          ("note", text(remarks.compactMap(\.self).joined(separator: "; "))),
        ])
      ),
      (
        // Where GitHub acted under its own terms a state had asked all the same.
        "restriction",
        country.map { country in
          object([
            ("platform", "github"), ("country", .string(country)), ("trigger", "state_request"),
            ("confidence", "documented"),
          ])
        }
      ),
    ])
  }

  // MARK: The EU's database

  private static func draft(_ statement: Statement) -> JSONValue {
    func code(_ column: StatementColumn, _ prefix: String) -> JSONValue? {
      statement[column].flatMap { $0.hasPrefix(prefix) ? $0.dropFirst(prefix.utf8.count) : nil }
        .map { .string($0.lowercased()) }
    }
    let seen = (statement.codes[.decisionVisibility] ?? []).compactMap { code in
      code.split(separator: "_").dropFirst(2).joined(separator: "_").lowercased()
    }.map { $0.hasPrefix("content_") ? String($0.dropFirst(8)) : $0 }
    let visibility = seen.filter { Restriction.Visibility(rawValue: $0) != nil }
    let trigger: Restriction.Trigger =
      switch statement[.sourceType] {
      case "SOURCE_ARTICLE_16": .userReport
      case "SOURCE_TRUSTED_FLAGGER": .trustedFlagger
      case "SOURCE_VOLUNTARY": .ownInitiative
      default: .unknown
      }
    let words = [
      statement[.illegalContentExplanation], statement[.incompatibleContentExplanation],
      statement[.decisionFacts],
    ].compactMap(\.self).joined(separator: "\n\n")
    return object([
      (
        "restriction",
        object([
          ("platform", text(statement[.platformName])),
          ("country", text(statement.territories.first)), ("visibility", texts(visibility)),
          ("starts", day(statement[.applicationDate])), ("trigger", .string(trigger.rawValue)),
          ("account", code(.decisionAccount, "DECISION_ACCOUNT_")),
          ("monetary", code(.decisionMonetary, "DECISION_MONETARY_")),
          ("service", code(.decisionProvision, "DECISION_PROVISION_")),
          ("confidence", "documented"),
        ])
      ),
      (
        "reasons",
        text(words).map { words in
          object([
            ("text", words), ("clause", text(statement[.incompatibleContentGround])),
            ("law", texts([statement[.illegalContentLegalGround]].compactMap(\.self))),
            ("facts", text(statement[.decisionFacts])),
            ("rules", text(statement[.groundReferenceURL])),
            ("uuid", text(statement[.uuid])), ("puid", text(statement[.platformUID])),
          ])
        }
      ),
    ])
  }
}
