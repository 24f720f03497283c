import Testing

@testable import Site

@Suite("Ticks of a chart")
struct ChartTickTests {
  @Test(
    "Ticks are 1, 2 or 5 times a power of ten apart and cover the range",
    arguments: [
      (0.0...1.0, "0 0.2 0.4 0.6 0.8 1.0"),
      (0...7, "0 2 4 6 8"),
      (0...100, "0 20 40 60 80 100"),
      (0...0.3, "0 0.1 0.2 0.3"),
      (0...0.007, "0 0.002 0.004 0.006 0.008"),
      (13...87, "0 20 40 60 80 100"),
      (40...90, "40 50 60 70 80 90"),
      (-0.6...0.8, "−1.0 −0.5 0 0.5 1.0"),
      (-30...12, "−30 −20 −10 0 10 20"),
      (0...4800, "0 1000 2000 3000 4000 5000"),
      (0...15_200, "0 5k 10k 15k 20k"),
      (10_000...10_300, "10000 10100 10200 10300"),
      (0...1_000_000, "0 200k 400k 600k 800k 1000k"),
      (0...2_400_000, "0 1M 2M 3M"),
      (0...98_000_000, "0 20M 40M 60M 80M 100M"),
      (0...8e9, "0 2000M 4000M 6000M 8000M"),
      (0...1e15, "0 2e14 4e14 6e14 8e14 10e14"),
      (-1e15...1e15, "−10e14 −5e14 0 5e14 10e14"),
    ])
  func table(range: ClosedRange<Double>, labels: String) {
    #expect(Chart.ticks(over: range).map(\.label).joined(separator: " ") == labels)
  }

  @Test("Whole numbers have no ticks between them")
  func whole() {
    #expect(Chart.ticks(over: 0...1, wholeOnly: true).map(\.label) == ["0", "1"])
    #expect(Chart.ticks(over: 0...3, wholeOnly: true).map(\.label) == ["0", "1", "2", "3"])
  }

  @Test("Percentages carry their sign")
  func percent() {
    let labels = Chart.ticks(over: 0...88, isPercent: true).map(\.label)
    #expect(labels == ["0%", "20%", "40%", "60%", "80%", "100%"])
  }

  @Test(
    "A hostile range gives ticks that differ or none",
    arguments: [
      5.0...5.0, 0...0, 1e15...1e15, 0...(.leastNonzeroMagnitude), 1e15...1e15.nextUp,
      -1e15...(-1e15).nextUp,
      0...1e16, -Double.infinity...(.infinity), 1e-300...2e-300, 0.1...0.1.nextUp,
    ])
  func hostile(range: ClosedRange<Double>) {
    let ticks = Chart.ticks(over: range)
    #expect(ticks.count != 1 && ticks.count <= 6)
    #expect(Set(ticks.map(\.label)).count == ticks.count)
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
  }

  @Test("Any range is covered by 2 to 6 even ticks", arguments: [UInt64(1), 2, 3])
  func property(seed: UInt64) throws {
    var state = seed
    for _ in 0..<2000 {
      let one = value(&state)
      let other = value(&state)
      let ticks = Chart.ticks(over: min(one, other)...max(one, other))
      let first = try #require(ticks.first?.value)
      let last = try #require(ticks.last?.value)
      let slack = (last - first) * 1e-5
      #expect((2...6).contains(ticks.count))
      #expect(first <= min(one, other) + slack && last >= max(one, other) - slack)
      #expect(Set(ticks.map(\.label)).count == ticks.count)
    }
  }

  /// A number of any size and sign (splitmix64).
  private func value(_ state: inout UInt64) -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    let scale = (0..<mixed % 20).reduce(1e-4) { scale, _ in scale * 10 }
    return (Double(mixed >> 11) / 9_007_199_254_740_992 - 0.5) * min(scale, 2e15)
  }
}
