import Bytes
import Testing

/// Makes archives, sound and other.
struct ZipMaker {
  var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0
  var claimedSize: Int?
  var flags = 0
  var hasDescriptor = false
  var isWide = false

  static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  mutating func add(_ name: String, _ content: [UInt8], deflated: Bool = true) {
    let gzip = Gzip.compress(content) ?? []
    let data = deflated ? Array(gzip.dropFirst(10).dropLast(8)) : content
    let sum = Array(gzip.suffix(8).prefix(4))
    let size = claimedSize ?? content.count
    let offset = bytes.count
    let flags = self.flags | (hasDescriptor ? 8 : 0)
    let wide =
      isWide
      ? Self.number(1, 2) + Self.number(16, 2) + Self.number(size, 8)
        + Self.number(data.count, 8) : []
    func sizes(_ isKnown: Bool) -> [UInt8] {
      guard isKnown else { return Array(repeating: 0, count: 12) }
      return sum
        + (isWide
          ? Array(repeating: 0xFF, count: 8)
          : Self.number(data.count, 4) + Self.number(size, 4))
    }
    let common =
      Self.number(20, 2) + Self.number(flags, 2) + Self.number(deflated ? 8 : 0, 2)
      + Self.number(0, 4)
    let lengths = Self.number(name.utf8.count, 2) + Self.number(wide.count, 2)
    bytes += Self.number(0x0403_4B50, 4) + common + sizes(!hasDescriptor) + lengths
    bytes += Array(name.utf8) + wide + data
    if hasDescriptor {
      bytes +=
        Self.number(0x0807_4B50, 4) + sum
        + Self.number(data.count, isWide ? 8 : 4) + Self.number(size, isWide ? 8 : 4)
    }
    directory += Self.number(0x0201_4B50, 4) + Self.number(20, 2) + common + sizes(true) + lengths
    directory += Self.number(0, 10) + Self.number(offset, 4) + Array(name.utf8) + wide
    count += 1
  }

  var archive: [UInt8] {
    bytes + directory + Self.number(0x0605_4B50, 4) + Self.number(0, 4) + Self.number(count, 2)
      + Self.number(count, 2) + Self.number(directory.count, 4) + Self.number(bytes.count, 4)
      + Self.number(0, 2)
  }
}

@Suite("ZIP archives taken apart from their beginning")
struct ZipReaderTests {
  /// The unpacker reads ahead, and its block may be full exactly at the end or with one byte to come.
  @Test(arguments: [0, 1, 7, 4096, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 1 << 19, 700_001])
  func theEndOfAnEntryIsFoundToTheByte(length: Int) throws {
    var state: UInt64 = 88_172_645_463_325_252
    func random() -> UInt8 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state)
    }
    let noise = (0..<length).map { _ in random() }
    let words = (0..<length).map { $0 % 97 < 90 ? UInt8(ascii: "a") + UInt8($0 / 7 % 5) : random() }
    for hasDescriptor in [false, true] {
      var maker = ZipMaker()
      maker.hasDescriptor = hasDescriptor
      maker.add("noise", noise)
      maker.add("words", words)
      maker.add("last", [1, 2, 3])
      for step in [1 << 20, 65_536, 4099, 61, 3] where step > 100 || length < 5000 {
        let found = try contents(maker.archive, by: step)
        #expect(found["noise"] == noise && found["words"] == words && found["last"] == [1, 2, 3])
      }
    }
  }

  private func contents(
    _ archive: [UInt8], by step: Int = 1 << 20, limits: ZipLimits = ZipLimits()
  ) throws -> [String: [UInt8]] {
    var reader = ZipReader(limits)
    var all: [String: [UInt8]] = [:]
    var name = ""
    var start = 0
    while start < archive.count {
      let end = min(archive.count, start + step)
      try archive[start..<end].withUnsafeBytes { bytes in
        try reader.read(bytes) { event in
          switch event {
          case .begin(let entry):
            name = entry.name
            all[name] = []
          case .bytes(let bytes): all[name]? += Array(bytes)
          case .end(let entry): #expect(entry.name == name)
          }
        }
      }
      start = end
    }
    try reader.finish()
    return all
  }

  private func fault(_ archive: [UInt8], limits: ZipLimits = ZipLimits()) -> ZipFault.Fault? {
    do { _ = try contents(archive, limits: limits) } catch { return (error as? ZipFault)?.fault }
    return nil
  }

  private let long = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 9) }

  @Test(arguments: [false, true], [false, true])
  func entriesAreReadInPiecesOfAnySize(hasDescriptor: Bool, isWide: Bool) throws {
    var maker = ZipMaker()
    maker.isWide = isWide
    maker.add("stored.csv", Array("một".utf8), deflated: false)
    maker.add("nothing", [], deflated: false)
    maker.hasDescriptor = hasDescriptor
    maker.add("folder/long.csv", long)
    maker.add("short.csv", Array("hai".utf8))
    let wanted = [
      "stored.csv": Array("một".utf8), "nothing": [], "folder/long.csv": long,
      "short.csv": Array("hai".utf8),
    ]
    for step in [1, 7, 4096, 1 << 20] {
      #expect(try contents(maker.archive, by: step) == wanted)
    }
  }

  @Test(arguments: ["../x", "/etc/x", "a/../../x", "C:x", "a\\b", "", "a\u{0}b", "./x"])
  func namesThatLeadOutAreRefused(name: String) {
    var maker = ZipMaker()
    maker.add(name, [1])
    #expect(fault(maker.archive) == .badName)
  }

  @Test func whatIsDamagedIsNamed() {
    var maker = ZipMaker()
    maker.add("a.csv", long)
    let sound = maker.archive
    for length in [0, 3, 20, 100, sound.count - 30, sound.count - 1] {
      #expect(fault(Array(sound.prefix(length))) == .truncated)
    }
    #expect(fault(sound + [0]) == .trailing)
    #expect(fault(Array("no archive".utf8)) == .badSignature)
    var changed = sound
    changed[14] ^= 1
    #expect(fault(changed) == .wrongSum)
    var other = sound
    other[other.count - 22 - 5] ^= 1
    #expect(fault(other) == .directoryDisagrees)
    maker.add("A.csv", [1])
    #expect(fault(maker.archive) == .repeatedName)
    var encrypted = ZipMaker()
    encrypted.flags = 1
    encrypted.add("a", [1])
    #expect(fault(encrypted.archive) == .encrypted)
    var short = ZipMaker()
    short.claimedSize = 3
    short.add("a", Array(repeating: 1, count: 10))
    #expect(fault(short.archive) == .wrongLength)
    var unknown = ZipMaker()
    unknown.hasDescriptor = true
    unknown.add("a", [1], deflated: false)
    #expect(fault(unknown.archive) == .unknownLength)
  }

  @Test func bombsAreRefusedAndTablesAreNot() throws {
    var maker = ZipMaker()
    maker.add("bomb.csv", Array(repeating: 0x61, count: 8 << 20))
    #expect(fault(maker.archive) == .tooDense(limit: 250))
    var limits = ZipLimits()
    limits.bytes = 1000
    #expect(fault(maker.archive, limits: limits) == .tooLarge(limit: 1000))
    limits = ZipLimits()
    limits.entries = 1
    maker = ZipMaker()
    maker.add("a", [1])
    maker.add("b", [1])
    #expect(fault(maker.archive, limits: limits) == .tooManyEntries(limit: 1))
    // Thirty times: rows that repeat one text.
    let row = Array("0123456789abcdef-\(String(repeating: "text ", count: 120))\n".utf8)
    var table = ZipMaker()
    table.add("t.csv", (0..<20_000).flatMap { Array("\($0 &* 2_654_435_761)".utf8) + row })
    #expect(fault(table.archive) == nil)
  }

  @Test func damageBringsNothingDown() throws {
    var maker = ZipMaker()
    maker.add("a.csv", Array("abc,def\n".utf8))
    maker.hasDescriptor = true
    maker.add("b.csv", Array(long.prefix(2000)))
    let sound = maker.archive
    for place in sound.indices {
      for bit in [0, 3, 7] {
        var damaged = sound
        damaged[place] ^= 1 << UInt8(bit)
        let whole = fault(damaged)
        var parts: ZipFault.Fault?
        do { _ = try contents(damaged, by: 5) } catch { parts = (error as? ZipFault)?.fault }
        #expect((whole == nil) == (parts == nil))
      }
    }
  }
}
