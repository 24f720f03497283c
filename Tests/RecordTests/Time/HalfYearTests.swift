import Record
import Testing

@Suite("Half-years")
struct HalfYearTests {
  @Test func aMomentIsInOneHalf() throws {
    for (text, half) in [
      ("2026-01-01", "2026-H1"), ("2026-06-30", "2026-H1"), ("2026-07-01", "2026-H2"),
      ("2026-12-31", "2026-H2"), ("1969-12-31", "1969-H2"),
    ] {
      let day = try #require(CivilDay(parsing: text))
      let instant = Int64(day.sinceEpoch) * 86_400
      #expect(HalfYear(of: instant).description == half)
      #expect(HalfYear(of: instant + 86_399) == HalfYear(parsing: half))
    }
    // Whatever number it is given, it comes back.
    #expect(HalfYear(of: .max) > HalfYear(of: .min))
  }

  @Test func itIsReadAsReportsWriteIt() throws {
    for text in ["2025-H2", "2025 H2", "July - December 2025", "2025-12-31"] {
      let half = try #require(HalfYear(parsing: text), "\(text)")
      #expect(half.description == "2025-H2" && half.date?.description == "2025-41")
      #expect(half.previous?.description == "2025-H1")
    }
    for text in ["", "2025", "2025-H3", "25-H1", "May - June 2025", "2025-06-29", "H1 2025"] {
      #expect(HalfYear(parsing: text) == nil, "\(text)")
    }
    #expect(HalfYear(year: 2025, half: 3) == nil && HalfYear(year: 1000, half: 1)?.previous == nil)
  }
}
