import Bytes
import Testing

@Suite("Gzip taken apart in pieces")
struct GzipReaderTests {
  private func unpacked(_ bytes: [UInt8], by step: Int) throws -> [UInt8] {
    var reader = try GzipReader()
    var out: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + step, bytes.count)
      try reader.read(Array(bytes[start..<end])) { out += $0 }
      start = end
    }
    try reader.finish()
    return out
  }

  @Test(arguments: [1, 7, 4096, 1 << 20])
  func piecesOfAnySizeGiveTheSame(step: Int) throws {
    let text = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
    let packed = try #require(Gzip.compress(text))
    #expect(try unpacked(packed, by: max(step, packed.count / 2000)) == text)
  }

  @Test func severalMembersAreOneText() throws {
    let one = try #require(Gzip.compress(Array("một ".utf8)))
    let two = try #require(Gzip.compress(Array("hai".utf8)))
    #expect(try unpacked(one + two, by: 5) == Array("một hai".utf8))
  }

  @Test(arguments: [0, 3, 4, 7])
  func whatStandsBeforeAWrongSumIsGivenFirst(place: Int) throws {
    let text = Array(repeating: UInt8(ascii: "a"), count: 1000)
    var packed = try #require(Gzip.compress(text))
    packed[packed.count - 8 + place] ^= 0xFF
    for step in [1, 64, packed.count] {
      var reader = try GzipReader()
      var out: [UInt8] = []
      #expect(throws: GzipReader.Fault.damaged(after: 1000)) {
        for start in stride(from: 0, to: packed.count, by: step) {
          try reader.read(Array(packed[start..<min(start + step, packed.count)])) { out += $0 }
        }
      }
      #expect(out == text)
    }
  }

  @Test func whatIsCutOrChangedIsSaid() throws {
    let packed = try #require(Gzip.compress(Array(repeating: 7, count: 10_000)))
    #expect(throws: GzipReader.Fault.self) { try unpacked(Array(packed.dropLast(4)), by: 64) }
    var changed = packed
    changed[12] ^= 0x55
    #expect(throws: GzipReader.Fault.self) { try unpacked(changed, by: 64) }
    #expect(throws: GzipReader.Fault.damaged(after: 0)) { try unpacked(Array("no".utf8), by: 64) }
    #expect(try unpacked([], by: 64) == [])
  }
}
