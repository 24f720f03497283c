import Testing

@testable import Signals

@Suite("Sketches")
struct SketchTests {
  let hash = KeyedHash(key: (1, 2))

  @Test(arguments: [10, 1_000, 100_000])
  func differentKeysAreCountedWithinThreeStandardErrors(count: Int) {
    var sketch = HyperLogLog(precision: 12)
    for number in 0..<count {
      sketch.add(hash(UInt64(number)))
      sketch.add(hash(UInt64(number)))
    }
    #expect(abs(sketch.estimate / Double(count) - 1) < 3 * sketch.relativeError)
  }

  @Test func mergedSketchesCountTheUnion() throws {
    var (one, other, both) = (HyperLogLog(), HyperLogLog(), HyperLogLog())
    for number in 0..<3_000 {
      if number < 2_000 { one.add(hash(UInt64(number))) }
      if number >= 1_000 { other.add(hash(UInt64(number))) }
      both.add(hash(UInt64(number)))
    }
    try one.merge(other)
    #expect(one == both)
    let isRefused = (try? one.merge(HyperLogLog(precision: 10))) == nil
    #expect(isRefused)
  }

  @Test func aCountIsNeverTooLowAndHardlyTooHigh() {
    var sketch = CountMin(width: 1 << 10)
    var draw = SplitMix64(seed: 3)
    var counts: [Int: UInt32] = [:]
    for _ in 0..<50_000 {
      let key = Int(draw.uniform() * draw.uniform() * 5_000)
      counts[key, default: 0] += 1
      sketch.add(hash(UInt64(key)))
    }
    #expect(sketch.total == 50_000)
    let beyond = counts.filter {
      Double(sketch.count(hash(UInt64($0.key))) - $0.value) > sketch.errorBound
    }
    #expect(counts.allSatisfy { sketch.count(hash(UInt64($0.key))) >= $0.value })
    #expect(Double(beyond.count) <= 0.018 * Double(counts.count))
  }

  @Test func whatComesOftenIsKeptAmongManyThatComeOnce() {
    var sketch = SpaceSaving(capacity: 1 << 10)
    var draw = SplitMix64(seed: 5)
    for round in 0..<100_000 {
      sketch.add(hash(UInt64(1_000_000 + round)))
      if round % 20 == 0 { sketch.add(hash(UInt64(draw.below(20)))) }
    }
    let often = Set((0..<20).map { hash(UInt64($0)) })
    #expect(Set(sketch.top(20).map(\.key)) == often)
    for key in often {
      let entry = sketch.entry(key)
      #expect((entry?.count ?? 0) >= 150 && (entry?.excess ?? .max) < entry?.count ?? 0)
    }
  }

  @Test func mergedHeavyKeysCoverBothStreams() throws {
    var (one, other) = (SpaceSaving(capacity: 64), SpaceSaving(capacity: 64))
    for _ in 0..<100 {
      one.add(hash(1))
      other.add(hash(1))
      other.add(hash(2), times: 3)
    }
    try one.merge(other)
    #expect(one.top(2).map(\.key) == [hash(2), hash(1)])
    #expect(one.entry(hash(1))?.count == 200)
    #expect(one.total == 500)
  }

  @Test func aKeyIsKnownForAsManyGenerationsAsThereAre() {
    var filter = RotatingBloom(bits: 1 << 14, hashes: 5, generations: 2)
    let wasKnown = [filter.insert(hash(7)), filter.insert(hash(7))]
    #expect(wasKnown == [false, true])
    filter.rotate()
    #expect(filter.contains(hash(7)))
    filter.rotate()
    #expect(!filter.contains(hash(7)))
  }

  @Test func aFilterTellsHowOftenItErrs() {
    var filter = RotatingBloom(bits: 1 << 14, hashes: 5)
    for number in 0..<2_500 { _ = filter.insert(hash(UInt64(number))) }
    let wrong = (10_000..<30_000).count { filter.contains(hash(UInt64($0))) }
    #expect(abs(Double(wrong) / 20_000 - filter.falseRate) < 0.02)
    #expect(filter.fill > 0.4)
  }

  @Test func aQuantileIsWithinOneHundredth() throws {
    var (sketch, other) = (QuantileSketch(), QuantileSketch())
    for number in 1...10_000 {
      if number % 2 == 0 { sketch.add(Double(number) / 10) } else { other.add(Double(number) / 10) }
    }
    try sketch.merge(other)
    for share in [0.01, 0.5, 0.9, 0.99] {
      let told = try #require(sketch.quantile(share))
      #expect(abs(told / (share * 1_000) - 1) < 0.011)
    }
    #expect(QuantileSketch().quantile(0.5) == nil)
  }

  @Test func aSampleIsUniform() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<400 {
      var sample = Reservoir<Int>(capacity: 20, seed: UInt64(seed))
      for number in 0..<1_000 where sample.wantsNext() { sample.keep(number) }
      #expect(sample.seen == 1_000 && sample.kept.count == 20)
      for number in sample.kept { counts[number / 100] += 1 }
    }
    // 800 expected in each tenth; the standard deviation is 27.
    #expect(counts.allSatisfy { abs($0 - 800) < 110 })
  }

  @Test func everySketchComesBackFromItsBytes() throws {
    var (one, two, three) = (HyperLogLog(), CountMin(width: 64), SpaceSaving(capacity: 64))
    var (four, five) = (RotatingBloom(bits: 256), QuantileSketch())
    for number in 0..<500 {
      let key = hash(UInt64(number % 90))
      one.add(key)
      two.add(key)
      three.add(key)
      if four.insert(key) { four.rotate() }
      five.add(Double(number))
    }
    #expect(try HyperLogLog(snapshot: one.snapshot) == one)
    #expect(try CountMin(snapshot: two.snapshot) == two)
    #expect(try SpaceSaving(snapshot: three.snapshot) == three)
    #expect(try RotatingBloom(snapshot: four.snapshot) == four)
    #expect(try QuantileSketch(snapshot: five.snapshot) == five)
  }

  @Test func damagedBytesAreRefused() {
    let bytes = CountMin(width: 64).snapshot
    var changed = bytes
    changed[20] ^= 1
    #expect(throws: SketchFault.damaged) { try CountMin(snapshot: changed) }
    #expect(throws: SketchFault.damaged) { try CountMin(snapshot: Array(bytes.dropLast())) }
    #expect(throws: SketchFault.unknownKind) { try HyperLogLog(snapshot: bytes) }
    #expect(throws: SketchFault.damaged) { try HyperLogLog(snapshot: []) }
  }

  @Test func anotherKeyIsAnotherHash() {
    let text = Array("Mozilla/5.0 (X11; Linux x86_64)".utf8)
    let hashes = (0..<text.count).map { hash(Array(text[..<$0])) }
    #expect(Set(hashes).count == text.count)
    #expect(KeyedHash(key: (1, 3))(text) != hash(text))
    #expect(hash("abc") == hash(Array("abc".utf8)))
  }
}
