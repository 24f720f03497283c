import Record
import Testing

@Suite struct `A number in words` {
  @Test(arguments: [
    (0, "0", "0"), (7, "7", "7"), (999, "999", "999"), (1000, "1.000", "1,000"),
    (-1_234_567, "-1.234.567", "-1,234,567"),
    (Int.min, "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
  ])
  func `has its thousands apart`(value: Int, vietnamese: String, english: String) {
    #expect(NumberText.integer(value, in: .vi) == vietnamese)
    #expect(NumberText.integer(value, in: .en) == english)
  }

  @Test(
    arguments: [
      (1_234_567.891, 3, "1.234.567,891", "1,234,567.891"), (0.5, 0, "1", "1"), (1.5, 0, "2", "2"),
      (2.5, 0, "3", "3"), (-2.5, 0, "-3", "-3"), (0.2345, 3, "0,235", "0.235"),
      (1.005, 2, "1,01", "1.01"), (99.96, 1, "100", "100"), (0.04, 1, "0", "0"),
      (-0.04, 1, "0", "0"), (1e-7, 3, "0", "0"), (1e-7, 7, "0,0000001", "0.0000001"),
      (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
      (.leastNonzeroMagnitude, 3, "0", "0"), (123, 2, "123", "123"), (0, 3, "0", "0"),
      (-0.0, 3, "0", "0"),
      (999.9995, 3, "1.000", "1,000"), (6e-5, 4, "0,0001", "0.0001"), (3.14, -1, "3", "3"),
      (.infinity, 1, "∞", "∞"), (-.infinity, 1, "-∞", "-∞"), (.nan, 1, "NaN", "NaN"),
    ] as [(Double, Int, String, String)])
  func `is rounded half away from zero`(
    value: Double, places: Int, vietnamese: String, english: String
  ) {
    #expect(NumberText.decimal(value, atMost: places, in: .vi) == vietnamese)
    #expect(NumberText.decimal(value, atMost: places, in: .en) == english)
  }

  @Test(
    arguments: [
      (0.234, "23,4\u{A0}%", "23.4%"), (0.2345, "23,5\u{A0}%", "23.5%"), (1, "100\u{A0}%", "100%"),
      (0.0004, "0\u{A0}%", "0%"), (0.0005, "0,1\u{A0}%", "0.1%"), (-0.1, "-10\u{A0}%", "-10%"),
      (12.345, "1.234,5\u{A0}%", "1,234.5%"), (0.00005, "0\u{A0}%", "0%"),
    ] as [(Double, String, String)])
  func `is a percentage`(share: Double, vietnamese: String, english: String) {
    #expect(NumberText.percent(share, in: .vi) == vietnamese)
    #expect(NumberText.percent(share, in: .en) == english)
  }

  @Test func `keeps its zeros where asked`() {
    #expect(NumberText.fixed(1.5, places: 2, in: .vi) == "1,50")
    #expect(NumberText.fixed(0, places: 3, in: .en) == "0.000")
    #expect(NumberText.fixed(1e-9, places: 2, in: .en) == "0.00")
    #expect(NumberText.fixed(.greatestFiniteMagnitude, places: 1, in: .en).hasSuffix(",000.0"))
  }

  @Test func `is read back as the number it was`() {
    var draw = RandomDates(seed: 41)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: draw.next())
      guard value.isFinite else { continue }
      let text = NumberText.decimal(value, atMost: 340, in: .en).filter { $0 != "," }
      let read = Double(text)
      #expect(read == value || value.magnitude < 1e-300)
    }
  }
}
