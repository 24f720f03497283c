import Bytes
import CZstd
import Testing

@Suite("Zstandard taken apart in pieces")
struct ZstdReaderTests {
  /// One frame, with a checksum.
  private func packed(_ bytes: [UInt8]) throws -> [UInt8] {
    let stream = try #require(ZSTD_createCCtx())
    defer { ZSTD_freeCCtx(stream) }
    ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1)
    let room = ZSTD_compressBound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: room) { out, made in
      bytes.withUnsafeBufferPointer { buffer in
        var input = ZSTD_inBuffer(src: buffer.baseAddress, size: buffer.count, pos: 0)
        var output = ZSTD_outBuffer(dst: out.baseAddress, size: out.count, pos: 0)
        while ZSTD_compressStream2(stream, &output, &input, ZSTD_e_end) != 0 {}
        made = output.pos
      }
    }
  }

  private func unpacked(_ bytes: [UInt8], by step: Int) throws -> [UInt8] {
    var reader = try ZstdReader()
    var out: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + step, bytes.count)
      try reader.read(Array(bytes[start..<end])) { block in
        #expect(block.count <= 1 << 17)
        out += block
      }
      start = end
    }
    try reader.finish()
    return out
  }

  private var text: [UInt8] { (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) } }

  /// "Hải Đăng\n" three times as a raw block, made by hand from RFC 8878: magic, a head that says one
  /// segment of 33 bytes, one last block that is not packed.
  @Test func aFrameMadeByHandIsRead() throws {
    let line = Array("Hải Đăng\n".utf8)
    let body = line + line + line
    let size = UInt32(body.count)
    let block = size << 3 | 1
    let frame: [UInt8] =
      [0x28, 0xB5, 0x2F, 0xFD, 0x20, UInt8(size)]
      + [UInt8(block & 255), UInt8(block >> 8 & 255), UInt8(block >> 16)] + body
    #expect(try unpacked(frame, by: 1) == body)
  }

  @Test(arguments: [1, 7, 4096, 1 << 20])
  func piecesOfAnySizeGiveTheSame(step: Int) throws {
    let text = text
    let packed = try packed(text)
    #expect(try unpacked(packed, by: max(step, packed.count / 2000)) == text)
  }

  @Test func severalFramesAndSkippedOnesAreOneText() throws {
    let skipped: [UInt8] = [0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let all = try skipped + packed(Array("một ".utf8)) + skipped + packed(Array("hai".utf8))
    #expect(try unpacked(all, by: 5) == Array("một hai".utf8))
    #expect(ZstdReader.begins(all))
    #expect(ZstdReader.begins(try packed([1])))
    #expect(!ZstdReader.begins([0x28, 0xB5, 0x2F]) && !ZstdReader.begins([0x1F, 0x8B, 8, 0]))
  }

  @Test func theEndInsideAFrameIsSaidWithItsByte() throws {
    let packed = try packed(text)
    for cut in [1, 3, 5, packed.count / 2, packed.count - 5, packed.count - 1] {
      #expect(throws: ZstdReader.Fault.truncated(at: cut)) {
        try unpacked(Array(packed.prefix(cut)), by: 64)
      }
    }
    #expect(try unpacked([], by: 64) == [])
  }

  @Test func whatIsChangedIsSaidWithTheBlockItIsIn() throws {
    var wrong = try packed(text)
    wrong[wrong.count - 1] ^= 1
    #expect {
      try unpacked(wrong, by: 1 << 20)
    } throws: { error in
      guard case .damaged(let offset, let why)? = error as? ZstdReader.Fault else { return false }
      return offset > wrong.count - 8 && why.contains("checksum")
    }
    #expect(throws: ZstdReader.Fault.self) { try unpacked(Array("not packed".utf8), by: 64) }
    let two = try packed(Array("one".utf8)) + Array("rubbish".utf8)
    let place = two.count - 7
    #expect {
      try unpacked(two, by: 1 << 20)
    } throws: { error in
      guard case .damaged(let offset, _)? = error as? ZstdReader.Fault else { return false }
      return place...place + 4 ~= offset
    }
  }

  /// Frames by hand: no size in the head, a window of 2^(10 + exponent) bytes and eighths of it.
  @Test(arguments: [(17, 0, true), (17, 1, false), (18, 0, false), (21, 7, false), (0, 0, true)])
  func aWindowBeyondTheLimitIsRefused(exponent: UInt8, eighths: UInt8, isRead: Bool) throws {
    let frame: [UInt8] = [
      0x28, 0xB5, 0x2F, 0xFD, 0, exponent << 3 | eighths, 1 << 3 | 1, 0, 0, UInt8(ascii: "x"),
    ]
    if isRead {
      #expect(try unpacked(frame, by: 4) == [UInt8(ascii: "x")])
    } else {
      #expect {
        try unpacked(frame, by: 4)
      } throws: { error in
        guard case .windowTooLarge(let offset)? = error as? ZstdReader.Fault else { return false }
        return offset < 10
      }
    }
  }

  /// Seeds 1 to 300: cut and flipped frames end in a fault or in a text, never in a crash or a loop.
  @Test func damageNeverCrashes() throws {
    let whole = try packed(Array(text.prefix(40_000)))
    for seed in 1...300 {
      var random = Seeded(seed: UInt64(seed))
      var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      do {
        let out = try unpacked(bytes, by: Int.random(in: 1...5000, using: &random))
        #expect(out.count <= 1 << 24, "seed \(seed)")
      } catch {
        #expect(error is ZstdReader.Fault, "seed \(seed): \(error)")
      }
    }
  }
}
