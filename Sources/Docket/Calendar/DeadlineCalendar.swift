public import Record

/// A deadline as a calendar shows it. The words are the caller's: what a calendar says may be read on a device that others
/// hold, so nothing of the case but these words is in it.
public struct CalendarEntry: Sendable, Hashable {
  /// A name that stays the same for the same appeal or timer, such as `TD-2026-7XK2QM-a1-window`.
  public var id: String
  /// When it is due.
  public var due: DocketMoment
  /// How often it was changed; 0 at first.
  public var revision: Int
  /// When it was last changed, in seconds since 1970 UTC.
  public var changedAt: Int64
  /// The title.
  public var summary: String
  /// More words.
  public var details: String?
  /// Whether it was called off: appeals that were filed or withdrawn no longer have the deadline.
  public var isCancelled: Bool
  /// Days before the end at which to remind.
  public var reminderDays: [Int]

  /// Makes an entry.
  public init(
    id: String, due: DocketMoment, summary: String, details: String? = nil, revision: Int = 0,
    changedAt: Int64, isCancelled: Bool = false, reminderDays: [Int] = Deadline.reminderDays
  ) {
    self.id = id
    self.due = due
    self.summary = summary
    self.details = details
    self.revision = revision
    self.changedAt = changedAt
    self.isCancelled = isCancelled
    self.reminderDays = reminderDays
  }
}

/// Deadlines as a calendar (RFC 5545). A deadline that is known to the moment stands in UTC for the last minute before it;
/// one known to the day stands on that day, floating, so that every clock shows the same day.
public enum DeadlineCalendar {
  /// The media type of the bytes.
  public static let mediaType = "text/calendar; charset=utf-8"

  /// Writes a calendar; the same entries are the same bytes, in the order of their ends.
  ///
  /// - Parameters:
  ///   - authority: what makes names unique in the world, such as the host of the observatory.
  ///   - language: of the words.
  /// - Complexity: O(n log n) in the number of entries.
  public static func bytes(
    _ entries: [CalendarEntry], named title: String, authority: String, language: Language
  ) -> [UInt8] {
    var lines = ContentLines()
    lines.line("BEGIN:VCALENDAR")
    lines.line("VERSION:2.0")
    lines.line("PRODID:-//Hai Dang//Docket 1//EN")
    lines.line("CALSCALE:GREGORIAN")
    lines.line("METHOD:PUBLISH")
    lines.text("NAME", title)
    lines.text("X-WR-CALNAME", title)
    let sorted = entries.sorted {
      let (one, other) = ($0.due.begins(in: .utc), $1.due.begins(in: .utc))
      return one == other
        ? $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) : one < other
    }
    for entry in sorted { write(entry, authority, language, &lines) }
    lines.line("END:VCALENDAR")
    return lines.bytes
  }

  private static func write(
    _ entry: CalendarEntry, _ authority: String, _ language: Language, _ lines: inout ContentLines
  ) {
    lines.line("BEGIN:VEVENT")
    lines.text("UID", "\(entry.id)@\(authority)")
    lines.line("DTSTAMP:\(ContentLines.instant(entry.changedAt))")
    lines.line("LAST-MODIFIED:\(ContentLines.instant(entry.changedAt))")
    lines.line("SEQUENCE:\(max(0, entry.revision))")
    switch entry.due {
    case .day(let day):
      lines.line("DTSTART;VALUE=DATE:\(ContentLines.date(day))")
      lines.line("DTEND;VALUE=DATE:\(ContentLines.date(day.adding(days: 1)))")
    case .instant(let instant):
      // The last minute in which it can be done, not the first in which it cannot.
      lines.line("DTSTART:\(ContentLines.instant(instant - 60))")
      lines.line("DTEND:\(ContentLines.instant(instant))")
    }
    lines.text("SUMMARY;LANGUAGE=\(language.rawValue)", entry.summary)
    if let details = entry.details {
      lines.text("DESCRIPTION;LANGUAGE=\(language.rawValue)", details)
    }
    lines.line("CLASS:CONFIDENTIAL")
    lines.line("TRANSP:TRANSPARENT")
    lines.line("STATUS:\(entry.isCancelled ? "CANCELLED" : "CONFIRMED")")
    if !entry.isCancelled {
      for days in Set(entry.reminderDays).filter({ $0 > 0 }).sorted(by: >) {
        lines.line("BEGIN:VALARM")
        lines.line("ACTION:DISPLAY")
        lines.text("DESCRIPTION", entry.summary)
        lines.line("TRIGGER;RELATED=END:-P\(days)D")
        lines.line("END:VALARM")
      }
    }
    lines.line("END:VEVENT")
  }
}
