import Testing

@testable import Bytes

@Suite("Archives taken apart in pieces")
struct TarReaderTests {
  /// A head by POSIX.1-1988, with its sum.
  private func member(
    _ name: String, _ body: [UInt8], kind: String = "0", prefix: String = "", size: [UInt8]? = nil
  ) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 512)
    func put(_ bytes: [UInt8], _ place: Int) {
      for (offset, byte) in bytes.enumerated() { head[place + offset] = byte }
    }
    func octal(_ value: Int, _ width: Int) -> [UInt8] {
      let digits = Array(String(value, radix: 8).utf8)
      return [UInt8](repeating: 0x30, count: width - digits.count) + digits
    }
    put(Array(name.utf8.prefix(100)), 0)
    put(size ?? octal(body.count, 11), 124)
    put(Array("        ".utf8), 148)
    put(Array(kind.utf8), 156)
    put(Array("ustar".utf8), 257)
    put(Array("00".utf8), 263)
    put(Array(prefix.utf8), 345)
    put(octal(head.reduce(0) { $0 + Int($1) }, 6) + [0], 148)
    return head + body + [UInt8](repeating: 0, count: (512 - body.count % 512) % 512)
  }

  private let end = [UInt8](repeating: 0, count: 1024)

  private func read(
    _ bytes: [UInt8], by step: Int = 100, longest: Int = 10_000
  ) throws -> [TarReader.Member] {
    var reader = TarReader(longest: longest)
    var members: [TarReader.Member] = []
    for start in stride(from: 0, to: bytes.count, by: step) {
      reader.feed(Array(bytes[start..<min(start + step, bytes.count)]))
      while let member = try reader.next() { members.append(member) }
    }
    try reader.finish()
    return members
  }

  @Test(arguments: [1, 7, 512, 100_000]) func piecesOfAnySizeGiveTheSame(step: Int) throws {
    let long = String(repeating: "a/", count: 90) + "b"
    var archive = member("folder/", [], kind: "5")
    archive += member("folder/một.json", Array("hai".utf8))
    archive += member("x", [UInt8](repeating: 7, count: 512), prefix: "over/there")
    archive += member("x", Array(long.utf8) + [0], kind: "L")
    archive += member(String(long.prefix(100)), [1])
    archive += member("link", [], kind: "2")
    archive += member("none", [])
    #expect(TarReader.begins(archive) && !TarReader.begins(Array(archive.prefix(511))))
    let members = try read(archive + end + Array("what follows".utf8), by: step)
    #expect(members.map(\.name) == ["folder/một.json", "over/there/x", long, "none"])
    let sizes = members.map { $0.bytes?.count }
    #expect(sizes == [3, 512, 1, 0])
    // Without the empty records that end it.
    #expect(try read(archive, by: step) == members)
  }

  @Test func whatIsTooLongIsNamedAndPassedOver() throws {
    var archive = member("a", [UInt8](repeating: 1, count: 3000))
    archive += member("b", [2])
    let members = try read(archive + end, longest: 2999)
    #expect(members == [.init(name: "a", bytes: nil), .init(name: "b", bytes: [2])])
  }

  @Test func damageIsSaidWithItsByte() throws {
    let archive = member("a", [UInt8](repeating: 1, count: 600)) + member("b", [2]) + end
    var wrong = archive
    wrong[512 + 1024 + 3] ^= 1
    #expect(throws: TarReader.Fault.badHead(at: 1536)) { try read(wrong) }
    #expect(throws: TarReader.Fault.truncated(at: 1000)) { try read(Array(archive.prefix(1000))) }
    #expect(throws: TarReader.Fault.truncated(at: 300)) { try read(Array(archive.prefix(300))) }
    #expect(throws: TarReader.Fault.badHead(at: 0)) {
      try read([UInt8](repeating: 0x41, count: 512))
    }
    // Sizes of 2^56 and of minus one, as GNU writes great numbers.
    let great: [UInt8] = [0x80, 0, 0, 0, 0, 0xFF, 255, 255, 255, 255, 255, 255]
    #expect(throws: TarReader.Fault.self) { try read(member("a", [], size: great)) }
    let negative = [UInt8](repeating: 0xFF, count: 12)
    #expect(throws: TarReader.Fault.badHead(at: 0)) { try read(member("a", [], size: negative)) }
  }

  /// Seeds 1 to 300: cut and changed archives end in a fault or in members, never in a crash.
  @Test func damageNeverCrashes() throws {
    let whole = member("a", [UInt8](repeating: 1, count: 600)) + member("b", [2]) + end
    for seed in 1...300 {
      var random = Seeded(seed: UInt64(seed))
      var bytes = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
      for _ in 0..<3 where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      do { #expect(try read(bytes).count <= 2) } catch {
        #expect(error is TarReader.Fault, "seed \(seed)")
      }
    }
  }
}

@Suite("Blocks cut into lines")
struct LineCutterTests {
  private func lines(_ text: String, by step: Int, longest: Int = 100) throws -> [String] {
    var cutter = LineCutter(longest: longest)
    var lines: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: step) {
      try cutter.cut(Array(bytes[start..<min(start + step, bytes.count)])) {
        lines.append("\($1) \(String(decoding: $0, as: UTF8.self))")
      }
    }
    cutter.finish { lines.append("\($1) \(String(decoding: $0, as: UTF8.self))") }
    return lines
  }

  @Test(arguments: [1, 2, 3, 8, 9, 1000]) func blocksOfAnySizeGiveTheSame(step: Int) throws {
    let text = "một\n\n  hai \r\n" + String(repeating: "x", count: 40) + "\nlast"
    #expect(
      try lines(text, by: step) == [
        "1 một", "2 ", "3   hai \r", "4 " + String(repeating: "x", count: 40), "5 last",
      ])
    #expect(try lines("a\n", by: step) == ["1 a"])
    #expect(try lines("", by: step) == [])
  }

  @Test(arguments: [1, 7, 1000]) func aLineThatIsTooLongIsNamedAfterThoseBeforeIt(step: Int) {
    var seen = 0
    var cutter = LineCutter(longest: 5)
    let bytes = Array("12345\n123456\n".utf8)
    #expect(throws: LineCutter.TooLong(number: 2, limit: 5)) {
      for start in stride(from: 0, to: bytes.count, by: step) {
        try cutter.cut(Array(bytes[start..<min(start + step, bytes.count)])) { _, _ in seen += 1 }
      }
    }
    #expect(seen == 1)
  }
}
