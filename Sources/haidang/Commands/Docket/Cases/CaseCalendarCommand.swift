import ArgumentParser
import Bytes
import Docket
import Messages
import Observatory
import Record

/// `haidang docket calendar`: what is due, on the terminal and as a file for calendars.
struct CaseCalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: say("docket.calendar.abstract"),
    discussion: say("docket.calendar.discussion"))

  @Argument(help: .init(say("docket.calendar.cases"), valueName: "case"))
  var names: [String] = []

  @Option(help: .init(say("docket.calendar.ics"), valueName: "file"))
  var ics: String?

  @Option(help: .init(say("docket.calendar.within"), valueName: "30d"))
  var within: DayCount?

  @Option(name: .customLong("lang"), help: .init(say("docket.calendar.language")))
  var language: Language?

  @Option(help: .init(say("docket.next.forums"), valueName: "file"))
  var forums: String?

  @Flag(help: .init(say("option.json")))
  var json = false

  @OptionGroup var desk: Desk

  func run() throws {
    let now = Surroundings.system.now()
    let book = try CaseBook(desk: desk, forums: forums, names: names)
    var agendas: [CaseAgenda] = []
    var entries: [CalendarEntry] = []
    for docketCase in book.cases {
      let agenda = book.agenda(of: docketCase, at: now)
      entries += agenda.calendar(of: docketCase) { words(for: $0, in: language ?? spoken) }
      agendas.append(agenda)
    }
    var rows = CaseAgenda(agendas).rows
    if let within { rows = rows.filter { $0.daysLeft(at: now, in: book.zone) <= within.days } }
    if let ics {
      let bytes = DeadlineCalendar.bytes(
        entries, named: Messages.text("command.docket.calendar.title", in: language ?? spoken),
        authority: book.authority, language: language ?? spoken)
      if ics == "-" {
        Terminal.print(bytes)
      } else {
        try ReportFolder.writePrivate(bytes, to: ics)
        Terminal.note(
          say(
            "docket.calendar.written",
            ["path": .text(ics), "count": .number(entries.count { !$0.isCancelled })]))
      }
    }
    if json {
      Terminal.print(
        Array(
          JSONValue.array(rows.map { CaseJSON.row($0, at: now, in: book.zone) }).indentedText.utf8))
    } else if ics != "-" {
      tell(rows, at: now, book.zone)
    }
    try book.tellUnreadable()
  }

  private func words(for what: CaseAgenda.Row.What, in language: Language) -> String {
    switch what {
    case .timer(let kind): Messages.text(DocketMessage.key("timer", kind), in: language)
    case .wayCloses: Messages.text("docket.timer.way-closes", in: language)
    }
  }

  private func tell(_ rows: [CaseAgenda.Row], at now: Int64, _ zone: TimeZoneOffset) {
    if rows.isEmpty { return Terminal.print(say("docket.calendar.nothing")) }
    var heading = ""
    for row in rows {
      let isOver = row.due <= now
      let next = say(isOver ? "docket.calendar.overdue" : "docket.calendar.to-come")
      if next != heading { Terminal.print(next) }
      heading = next
      let days = row.daysLeft(at: now, in: zone)
      Terminal.print(
        "  "
          + say(
            isOver ? "docket.calendar.row-over" : "docket.calendar.row",
            [
              "day": .text("\(row.lastDay(in: zone))"), "days": .number(abs(days)),
              "case": .text(row.docketCase), "subject": .text(row.subject),
              "what": .text(words(for: row.what, in: spoken)),
              "forum": .text(row.forum.map { " (\($0))" } ?? ""),
            ])
          + (row.isAssumed ? " " + say("docket.calendar.assumed") : ""))
    }
  }
}
