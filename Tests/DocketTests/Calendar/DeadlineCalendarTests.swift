import Record
import Testing

@testable import Docket

@Suite("Deadlines in a calendar")
struct DeadlineCalendarTests {
  static let entry = CalendarEntry(
    id: "TD-2026-7XK2QM-a1-window", due: .instant(1_780_000_000),
    summary: "Hạn chót nộp khiếu nại; nền tảng ví dụ, vòng một \\ xem hồ sơ trước khi gửi đi nhé",
    details: "Dòng một\r\nDòng hai\u{7}", changedAt: 1_779_000_000)

  static func text(_ entries: [CalendarEntry]) -> String {
    String(
      decoding: DeadlineCalendar.bytes(
        entries, named: "Hạn chót", authority: "observatory.example", language: .vi), as: UTF8.self)
  }

  /// Lines put together again as RFC 5545 says.
  static func lines(_ text: String) -> [String] {
    text.replacing("\r\n ", with: "").split(separator: "\r\n").map { String($0) }
  }

  @Test func linesAreFoldedByOctetsAndNoCharacterIsCut() {
    let bytes = DeadlineCalendar.bytes(
      [Self.entry], named: "x", authority: "observatory.example", language: .vi)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(Array(text.utf8) == bytes)
    let physical = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(physical.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\u{FFFD}") })
    #expect(physical.contains { $0.hasPrefix(" ") })
    #expect(!text.replacing("\r\n", with: "").contains("\n"))
  }

  @Test func textIsEscaped() {
    let lines = Self.lines(Self.text([Self.entry]))
    #expect(
      lines.contains(
        "SUMMARY;LANGUAGE=vi:Hạn chót nộp khiếu nại\\; nền tảng ví dụ\\, vòng một \\\\ xem hồ sơ trước khi gửi đi nhé"
      ))
    #expect(lines.contains("DESCRIPTION;LANGUAGE=vi:Dòng một\\nDòng hai"))
  }

  @Test func aMomentIsInUTCAndADayFloats() {
    let lines = Self.lines(Self.text([Self.entry]))
    #expect(lines.contains("DTSTART:20260528T202540Z") && lines.contains("DTEND:20260528T202640Z"))
    var day = Self.entry
    day.due = .day(CivilDay(sinceEpoch: 20512))
    let days = Self.lines(Self.text([day]))
    #expect(days.contains("DTSTART;VALUE=DATE:20260228"))
    #expect(days.contains("DTEND;VALUE=DATE:20260301"))
  }

  @Test func remindersAndNamesAreStable() {
    let lines = Self.lines(Self.text([Self.entry]))
    #expect(
      lines.filter { $0.hasPrefix("TRIGGER") }
        == ["-P14D", "-P7D", "-P3D", "-P1D"].map { "TRIGGER;RELATED=END:\($0)" })
    #expect(lines.contains("UID:TD-2026-7XK2QM-a1-window@observatory.example"))
    #expect(lines.count { $0 == "BEGIN:VALARM" } == lines.count { $0 == "END:VALARM" })
    var later = Self.entry
    later.revision = 3
    later.isCancelled = true
    let cancelled = Self.lines(Self.text([later]))
    #expect(cancelled.contains("SEQUENCE:3") && cancelled.contains("STATUS:CANCELLED"))
    #expect(!cancelled.contains("BEGIN:VALARM"))
    #expect(cancelled.contains("UID:TD-2026-7XK2QM-a1-window@observatory.example"))
  }

  @Test func orderDoesNotMatter() {
    var other = Self.entry
    other.id = "b"
    other.due = .day(CivilDay(sinceEpoch: 10))
    #expect(Self.text([Self.entry, other]) == Self.text([other, Self.entry]))
    #expect(Self.lines(Self.text([])).last == "END:VCALENDAR")
  }

  @Test func namesCannotBreakOutOfTheirLine() {
    var hostile = Self.entry
    hostile.id = "x\r\nATTACH:http://a.example"
    hostile.summary = "a\nEND:VEVENT\r\nBEGIN:VEVENT"
    let lines = Self.lines(Self.text([hostile]))
    #expect(lines.count { $0 == "BEGIN:VEVENT" } == 1)
    #expect(!lines.contains { $0.hasPrefix("ATTACH") })
  }
}
