import Testing

@testable import Record

@Suite struct `Any date` {
  @Test func `is read back from its spelling`() throws {
    var draw = RandomDates(seed: 20)
    for _ in 0..<20_000 {
      let when = draw.date()
      #expect(try EDTF(parsing: when.description) == when)
    }
  }

  @Test func `begins before it ends and lies within its search span`() throws {
    var draw = RandomDates(seed: 21)
    for _ in 0..<20_000 {
      let when = draw.date()
      let zone = TimeZoneOffset(minutesEast: Int.random(in: -840...840, using: &draw)) ?? .utc
      let (exact, wide) = (when.instants(in: zone), when.searchInstants(in: zone))
      #expect(exact.lowerBound < exact.upperBound)
      #expect(wide.lowerBound <= exact.lowerBound && exact.upperBound <= wide.upperBound)
      #expect(when.contains(when, in: zone))
    }
  }

  @Test func `stands in one order`() {
    var draw = RandomDates(seed: 22)
    let dates = (0..<400).map { _ in draw.date(years: 2010...2013) }
    for (left, right) in dates.flatMap({ left in dates.map { (left, $0) } }) {
      #expect([left < right, left == right, right < left].filter { $0 }.count == 1)
      #expect((left == right) == (left.description == right.description))
    }
    let sorted = dates.sorted()
    #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.lo() <= $1.lo() })
    #expect(dates.shuffled(using: &draw).sorted() == sorted)
  }

  @Test func `intersects another as the other does`() {
    var draw = RandomDates(seed: 23)
    for _ in 0..<20_000 {
      let (left, right) = (draw.date(years: 2010...2013), draw.date(years: 2010...2013))
      #expect(left.intersects(right) == right.intersects(left))
      let apart = left.isBefore(right) == .yes || right.isBefore(left) == .yes
      #expect(left.intersects(right) == !apart)
      if left.contains(right) { #expect(left.intersects(right)) }
    }
  }

  @Test func `covers the same days when made of them`() throws {
    var draw = RandomDates(seed: 24)
    for _ in 0..<20_000 {
      let when = draw.date(timed: false)
      let made = try #require(EDTF(first: when.earliest, last: when.latest))
      #expect(made.instants() == when.instants())
    }
  }

  @Test func `has words, parts and formats`() throws {
    var draw = RandomDates(seed: 25)
    for _ in 0..<5_000 {
      let when = draw.date()
      for language in Language.allCases {
        #expect(!when.text(in: language).isEmpty)
        #expect(Composition.isNFC(when.text(in: language)))
      }
      let (start, end) = when.timeline()
      #expect(end != start)
      if let html = when.htmlDateTime { #expect(html == when.description) }
      if let iso = when.isoPrefix { #expect(iso.utf8.count >= 4) }
    }
  }

  @Test(arguments: Language.allCases)
  func `is read back from its words`(language: Language) throws {
    var draw = RandomDates(seed: 26)
    for _ in 0..<5_000 {
      let when = draw.date(years: 1000...9999, timed: false)
      // Doubt about one end and two halves as a span are said, but not read.
      if when.startQualifier.isUncertain != when.endQualifier.isUncertain { continue }
      if case .interval(let start, let end) = when.extent,
        start.unit.precision == .half && end.unit.precision == .half
          || start.unit.precision == .decade && start == end
      {
        continue
      }
      let words = when.text(in: language)
      #expect(try EDTF(reading: words, dayFirst: true) == when, "\(words)")
    }
  }

  @Test func `is refused or read, whatever the bytes`() {
    var draw = RandomDates(seed: 27)
    let alphabet = Array("0123456789-/~?%.XTZ:+ 0123456789-/2019".utf8)
    for round in 0..<100_000 {
      let count = Int.random(in: 0..<30, using: &draw)
      let bytes = (0..<count).map { _ in
        round.isMultiple(of: 4)
          ? UInt8.random(in: 0...255, using: &draw) : alphabet.randomElement(using: &draw) ?? 0
      }
      if let when = try? EDTF(parsing: bytes) {
        #expect(when.instants().isEmpty == false)
      }
    }
  }

  @Test func `survives a change of one byte`() throws {
    var draw = RandomDates(seed: 28)
    for _ in 0..<20_000 {
      var bytes = Array(draw.date().description.utf8)
      let place = Int.random(in: 0..<bytes.count, using: &draw)
      bytes[place] = UInt8.random(in: 0x20...0x7E, using: &draw)
      guard let when = try? EDTF(parsing: bytes) else { continue }
      #expect(try EDTF(parsing: when.description) == when)
    }
  }

  @Test func `is refused or read, whatever is typed`() {
    var draw = RandomDates(seed: 29)
    let words = [
      "ngày", "tháng", "năm", "quý", "từ", "đến", "khoảng", "trước", "đầu", "cuối", "nay", "March",
      "early", "21", "2019", "3", "/", "-", ".", "–", " ", "?", "(", "q", "99", "0", "X", "to",
      "\u{301}", "\u{0}", "🕯", "nửa",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<8, using: &draw)
      let text = (0..<count).map { _ in words.randomElement(using: &draw) ?? "" }
        .joined(separator: Bool.random(using: &draw) ? " " : "")
      do {
        let when = try EDTF(reading: text, dayFirst: Bool.random(using: &draw))
        #expect(try EDTF(parsing: when.description) == when)
      } catch {
        #expect(!error.localizedText.isEmpty)
      }
    }
  }
}

extension Error {
  fileprivate var localizedText: String { "\(self)" }
}
