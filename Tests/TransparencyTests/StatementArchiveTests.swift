import Bytes
import Testing
import Transparency

@Suite("Daily archives of statements")
struct StatementArchiveTests {
  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func sum(_ bytes: [UInt8]) -> Int {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return Int(~sum)
  }

  /// An archive that is stored, as the outer ones are.
  private static func archive(_ entries: [(String, [UInt8])]) -> [UInt8] {
    var (bytes, directory) = ([UInt8](), [UInt8]())
    for (name, content) in entries {
      let head =
        number(20, 2) + number(0, 8) + number(sum(content), 4) + number(content.count, 4)
        + number(content.count, 4) + number(name.utf8.count, 2) + number(0, 2)
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + head + number(0, 10) + number(bytes.count, 4)
        + Array(name.utf8)
      bytes += number(0x0403_4B50, 4) + head + Array(name.utf8) + content
    }
    return bytes + directory + number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2)
      + number(entries.count, 2) + number(directory.count, 4) + number(bytes.count, 4)
      + number(0, 2)
  }

  private func read(_ archive: [UInt8], by step: Int) throws -> StatementArchive.Result {
    var reader = StatementArchive(.decisions)
    for start in stride(from: 0, to: archive.count, by: step) {
      try archive[start..<min(archive.count, start + step)].withUnsafeBytes { try reader.read($0) }
    }
    return try reader.finish()
  }

  private let names = Array(Sample.names.joined(separator: ",").utf8)

  @Test(arguments: [1, 64, 1000, 1 << 20])
  func archivesInArchivesAreCounted(step: Int) throws {
    let file = Sample.file(30)
    let outer = Self.archive([
      ("sor-00000.csv.zip", Self.archive([("a-00000.csv", file), ("a-00001.csv", names)])),
      ("sor-00001.csv.zip", Self.archive([("b-00000.csv", file)])), ("c.csv", file),
      ("read me.txt", [1, 2]),
    ])
    let result = try read(outer, by: step)
    let one = try counted(file, by: .decisions)
    #expect(result.counts.rows == 90)
    #expect(result.counts.groups.map(\.key) == one.groups.map(\.key))
    #expect(result.counts.groups.map(\.count) == one.groups.map { $0.count * 3 })
    #expect(result.tables == 4 && result.emptyTables == 1)
    #expect(result.tableBytes == file.count * 3 + names.count)
    #expect(result.passedOver == ["read me.txt"])
  }

  @Test func faultsAreNamedWithTheirPath() {
    func fault(_ archive: [UInt8]) -> StatementArchive.Fault? {
      do { _ = try read(archive, by: 500) } catch { return error as? StatementArchive.Fault }
      return nil
    }
    let bad = names + Array("\nP,a\"b\n".utf8)
    let deep = fault(Self.archive([("x.zip", Self.archive([("y.csv", bad)]))]))
    #expect(deep?.path == ["x.zip", "y.csv"])
    #expect((deep?.reason as? StatementFault)?.fault == .strayQuote)
    let name = fault(Self.archive([("x.zip", Self.archive([("../y.csv", names)]))]))
    #expect(name?.path == ["x.zip"])
    #expect((name?.reason as? ZipFault)?.fault == .badName)
    let short = fault(
      Self.archive([("x.zip", Array(Self.archive([("y.csv", names)]).dropLast(9)))]))
    #expect((short?.reason as? ZipFault)?.fault == .truncated)
    // Archives deeper than the layout are passed over, and named.
    let nested = Self.archive([("z.zip", Self.archive([("y.csv", names)]))])
    let result = try? read(Self.archive([("x.zip", nested)]), by: 100)
    #expect(result?.passedOver == ["x.zip/z.zip"] && result?.tables == 0)
  }
}
