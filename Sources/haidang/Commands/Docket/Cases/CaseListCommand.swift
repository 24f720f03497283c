import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket list`: the cases under work.
struct CaseListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: say("docket.list.abstract"),
    discussion: say("docket.list.discussion"))

  @Option(help: .init(say("docket.list.platform")))
  var platform: String?

  @Option(help: .init(say("docket.list.country"), valueName: "code"))
  var country: String?

  @Option(help: .init(say("docket.list.state")))
  var state: ListedState?

  @Option(help: .init(say("docket.list.due-within"), valueName: "30d"))
  var dueWithin: DayCount?

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @OptionGroup var form: Form
  @OptionGroup var desk: Desk

  func run() throws {
    let country = try country.map { try CountryOption.code($0) }
    let now = Surroundings.system.now()
    let book = try CaseBook(desk: desk, forums: forums, names: [])
    var table = Table(columns: [
      "case", "platform", "country", "state", "opened", "due", "what", "entries",
    ])
    for docketCase in book.cases {
      let restrictions = docketCase.restrictions
      if let platform, !restrictions.contains(where: { $0.platform == platform.lowercased() }) {
        continue
      }
      if let country, !restrictions.contains(where: { $0.country == country }) { continue }
      if let state, !state.holds(for: docketCase) { continue }
      let first = book.agenda(of: docketCase, at: now).rows.first
      if let dueWithin {
        guard let first, first.daysLeft(at: now, in: book.zone) <= dueWithin.days else { continue }
      }
      table.rows.append(row(docketCase, first, book.zone))
    }
    Terminal.print(table.rendered(as: form.table))
    try book.tellUnreadable()
  }

  private func row(
    _ docketCase: DocketCase, _ first: CaseAgenda.Row?, _ zone: TimeZoneOffset
  ) -> [JSONValue] {
    func joined(_ values: [String]) -> JSONValue {
      .string(
        values.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
          .joined(separator: ", "))
    }
    let states = docketCase.appeals.map { "\($0.id) \($0.state.rawValue)" }
    return [
      .string(docketCase.id), joined(docketCase.restrictions.map(\.platform)),
      joined(docketCase.restrictions.map(\.country)),
      joined(states.isEmpty ? [ListedState.none.rawValue] : states),
      docketCase.entries.first.map { .string("\(CivilDay(of: $0.at, in: zone))") } ?? .null,
      first.map { .string("\($0.lastDay(in: zone))") } ?? .null,
      first.map { .string($0.what.code) } ?? .null,
      .integer(Int64(docketCase.entries.count)),
    ]
  }
}

/// A state by which cases are chosen: one of an appeal's, or that nobody has appealed.
struct ListedState: ExpressibleByArgument, Hashable {
  /// Nobody has appealed.
  static let none = ListedState(rawValue: "none")
  var rawValue: String

  private init(rawValue: String) { self.rawValue = rawValue }

  init?(argument: String) {
    let written = argument.replacing("-", with: "_")
    guard Self.allValueStrings.contains(written) else { return nil }
    rawValue = written
  }

  static var allValueStrings: [String] { ["none"] + AppealState.allCases.map(\.rawValue) }

  func holds(for docketCase: DocketCase) -> Bool {
    self == .none
      ? docketCase.appeals.isEmpty
      : docketCase.appeals.contains { $0.state.rawValue == rawValue }
  }
}
